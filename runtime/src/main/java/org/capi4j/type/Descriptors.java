package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyDescrObject;
import org.capi4j.layout.PyGetSetDef;
import org.capi4j.layout.PyGetSetDescrObject;
import org.capi4j.layout.PyMemberDef;
import org.capi4j.layout.PyMemberDescrObject;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.layout.PyMethodDescrObject;
import org.capi4j.layout.PyWrapperDescrObject;
import org.capi4j.layout.wrapperbase;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * Method, member, getset and wrapper descriptors: what is common to them.
 *
 * <pre>
 * PyDescrObject | d_type | d_name | d_qualname (made at first use) | pointer to the C definition | ...
 * </pre>
 */
public final class Descriptors {
    private Descriptors() {}

    /** @param name an interned str, borrowed */
    private static long make(long descriptorType, long type, long name) {
        long descriptor = Allocation.genericAlloc(descriptorType, 0);
        Memory.putLong(descriptor + PyDescrObject.d_type, References.newRef(type));
        Memory.putLong(descriptor + PyDescrObject.d_name, References.newRef(name));
        return descriptor;
    }

    /** Makes a descriptor whose name is the C string {@code name}; the methods that take a name get it as an interned str, borrowed. */
    private static long named(long name, LongUnaryOperator make) {
        long interned = StrType.intern(CText.of(name));
        try {
            return make.applyAsLong(interned);
        } finally {
            References.decref(interned);
        }
    }

    /** PyDescr_NewMethod. */
    public static long method(long type, long def) {
        int convention = convention(def);
        return named(Memory.getLong(def + PyMethodDef.ml_name), name -> method(type, def, name, convention));
    }

    static long method(long type, long def, long name) {
        return method(type, def, name, convention(def));
    }

    private static int convention(long def) {
        int convention = MethodCall.convention(def);
        if (!MethodCall.isKnown(convention)) throw PyError.systemError(MethodCall.name(def) + "() method: bad call flags");
        return convention;
    }

    private static long method(long type, long def, long name, int convention) {
        long descriptor = make(BuiltinTypes.METHOD_DESCR, type, name);
        Memory.putLong(descriptor + PyMethodDescrObject.d_method, def);
        Memory.putLong(descriptor + PyMethodDescrObject.vectorcall, MethodDescrType.vectorcall(convention));
        return descriptor;
    }

    /** PyDescr_NewClassMethod. */
    public static long classMethod(long type, long def) {
        return named(Memory.getLong(def + PyMethodDef.ml_name), name -> classMethod(type, def, name));
    }

    static long classMethod(long type, long def, long name) {
        long descriptor = make(BuiltinTypes.CLASS_METHOD_DESCR, type, name);
        Memory.putLong(descriptor + PyMethodDescrObject.d_method, def);
        return descriptor;
    }

    /** PyDescr_NewMember. */
    public static long member(long type, long def) {
        return named(Memory.getLong(def + PyMemberDef.name), name -> member(type, def, name));
    }

    static long member(long type, long def, long name) {
        long descriptor = make(BuiltinTypes.MEMBER_DESCR, type, name);
        Memory.putLong(descriptor + PyMemberDescrObject.d_member, def);
        return descriptor;
    }

    /** PyDescr_NewGetSet. */
    public static long getSet(long type, long def) {
        return named(Memory.getLong(def + PyGetSetDef.name), name -> getSet(type, def, name));
    }

    static long getSet(long type, long def, long name) {
        long descriptor = make(BuiltinTypes.GETSET_DESCRIPTOR, type, name);
        Memory.putLong(descriptor + PyGetSetDescrObject.d_getset, def);
        return descriptor;
    }

    /** PyDescr_NewWrapper. */
    public static long wrapper(long type, long base, long wrapped) {
        return named(Memory.getLong(base + wrapperbase.name), name -> wrapper(type, base, wrapped, name));
    }

    static long wrapper(long type, long base, long wrapped, long name) {
        long descriptor = make(BuiltinTypes.WRAPPER_DESCR, type, name);
        Memory.putLong(descriptor + PyWrapperDescrObject.d_base, base);
        Memory.putLong(descriptor + PyWrapperDescrObject.d_wrapped, wrapped);
        return descriptor;
    }

    /** property(get, set); NULL for none. */
    public static long property(long get, long set) {
        return PropertyType.make(get, set);
    }

    /** Whether {@code type} is one of the five descriptor types that start as {@code PyDescrObject}. */
    static boolean isDescriptor(long type) {
        return type == BuiltinTypes.METHOD_DESCR || type == BuiltinTypes.CLASS_METHOD_DESCR || type == BuiltinTypes.MEMBER_DESCR
                || type == BuiltinTypes.GETSET_DESCRIPTOR || type == BuiltinTypes.WRAPPER_DESCR;
    }

    /** The type that the descriptor belongs to, borrowed. */
    static long type(long descriptor) {
        return Memory.getLong(descriptor + PyDescrObject.d_type);
    }

    static String name(long descriptor) {
        long name = Memory.getLong(descriptor + PyDescrObject.d_name);
        return name == NULL ? "?" : Strings.toJava(name);
    }

    static void checkInstance(long descriptor, long object) {
        if (TypeLookup.isInstance(object, type(descriptor))) return;
        throw PyError.typeError("descriptor '" + name(descriptor) + "' for '" + TypeLookup.fullName(type(descriptor))
                + "' objects doesn't apply to a '" + TypeLookup.fullNameOf(object, 100) + "' object");
    }

    static long repr(String kind, long descriptor) {
        return Strings.of("<" + kind + " '" + name(descriptor) + "' of '" + TypeLookup.fullName(type(descriptor)) + "' objects>");
    }

    static void dealloc(long descriptor) {
        Allocation.gcUntrack(descriptor);
        References.xdecref(Memory.getLong(descriptor + PyDescrObject.d_type));
        References.xdecref(Memory.getLong(descriptor + PyDescrObject.d_name));
        References.xdecref(Memory.getLong(descriptor + PyDescrObject.d_qualname));
        Allocation.freeObject(descriptor);
    }

    static int traverse(long descriptor, long visit, long argument) {
        return Traversal.visit(type(descriptor), visit, argument);
    }

    /** {@code __qualname__}: the type's and the name, kept. */
    static long qualname(long descriptor) {
        long field = descriptor + PyDescrObject.d_qualname;
        if (Memory.getLong(field) == NULL) {
            long qualname = Strings.of(qualnameOfType(type(descriptor)) + "." + name(descriptor));
            // Kept only by descriptors of one interpreter: an object shared by all must not point at one interpreter's.
            if (References.count(descriptor) >= TypeContents.IMMORTAL / 2) return qualname;
            Memory.putLong(field, qualname);
        }
        return References.newRef(Memory.getLong(field));
    }

    private static String qualnameOfType(long type) {
        long qualname = Objects.getAttr(type, "__qualname__");
        try {
            if (!Objects.isStr(qualname)) throw PyError.typeError("<descriptor>.__objclass__.__qualname__ is not a unicode object");
            return Strings.toJava(qualname);
        } finally {
            References.decref(qualname);
        }
    }

    /** {@code __reduce__} of methods and members: {@code (getattr, (type, name))}. */
    static long reduce(long descriptor) {
        long getattr = BuiltinFunctions.get("getattr");
        long args = TupleType.of(type(descriptor), Memory.getLong(descriptor + PyDescrObject.d_name));
        return TupleType.steal(getattr, args);
    }

    static boolean isReadOnly(long member) {
        return (Memory.getInt(member + PyMemberDef.flags) & Constants.READONLY) != 0;
    }
}
