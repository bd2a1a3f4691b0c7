package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyDescrObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** method-wrapper: {@code (1).__add__}, a slot wrapper bound to an object. Its struct is private: descriptor at 16, self at 24. */
@BuiltinType(value = "_PyMethodWrapper_Type", references = 2, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "__self__", type = Constants.T_OBJECT, offset = MethodWrapperType.SELF, flags = Constants.READONLY)
public final class MethodWrapperType {
    static final long DESCRIPTOR = 16;
    static final long SELF = 24;

    private MethodWrapperType() {}

    /** PyWrapper_New: both are borrowed. */
    public static long make(long descriptor, long self) {
        long wrapper = Allocation.genericAlloc(BuiltinTypes.METHOD_WRAPPER, 0);
        Memory.putLong(wrapper + DESCRIPTOR, References.newRef(descriptor));
        Memory.putLong(wrapper + SELF, References.newRef(self));
        return wrapper;
    }

    private static long descriptor(long self) {
        return Memory.getLong(self + DESCRIPTOR);
    }

    private static long object(long self) {
        return Memory.getLong(self + SELF);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<method-wrapper '" + Descriptors.name(descriptor(self)) + "' of " + TypeLookup.fullNameOf(object(self))
                + " object at 0x" + Long.toHexString(object(self)) + ">");
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long hash = ObjectType.pointerHash(object(self)) ^ ObjectType.pointerHash(descriptor(self));
        return hash == -1 ? -2 : hash;
    }

    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || References.type(self) != BuiltinTypes.METHOD_WRAPPER || References.type(other) != BuiltinTypes.METHOD_WRAPPER) {
            return Singletons.notImplemented();
        }
        boolean same = descriptor(self) == descriptor(other) && object(self) == object(other);
        return BoolType.of(same == (op == Constants.Py_EQ));
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        return WrapperDescrType.callWith(descriptor(self), object(self), args, kwargs);
    }

    @Getter("__objclass__")
    public static long objclass(long self) {
        return References.newRef(Descriptors.type(descriptor(self)));
    }

    @Getter("__name__")
    public static long name(long self) {
        return References.newRef(Memory.getLong(descriptor(self) + PyDescrObject.d_name));
    }

    @Getter("__qualname__")
    public static long qualname(long self) {
        return Descriptors.qualname(descriptor(self));
    }

    @Getter("__doc__")
    public static long doc(long self) {
        return WrapperDescrType.docOf(descriptor(self));
    }

    @Getter("__text_signature__")
    public static long signature(long self) {
        return WrapperDescrType.signatureOf(descriptor(self));
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long args = TupleType.of(object(self), Memory.getLong(descriptor(self) + PyDescrObject.d_name));
        return TupleType.steal(BuiltinFunctions.get("getattr"), args);
    }
}
