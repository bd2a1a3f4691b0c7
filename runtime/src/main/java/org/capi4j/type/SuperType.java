package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** super. Its struct is private: the class at 16, the object at 24, the class whose MRO is walked at 32. */
@BuiltinType(value = "PySuper_Type", references = 3, clears = false)
@Member(name = "__thisclass__", type = Constants.T_OBJECT, offset = SuperType.TYPE, flags = Constants.READONLY, doc = "the class invoking super()")
@Member(name = "__self__", type = Constants.T_OBJECT, offset = SuperType.OBJECT, flags = Constants.READONLY, doc = "the instance invoking super(); may be None")
@Member(name = "__self_class__", type = Constants.T_OBJECT, offset = SuperType.OBJECT_TYPE, flags = Constants.READONLY, doc = "the type of the instance invoking super(); may be None")
public final class SuperType {
    static final long TYPE = 16;
    static final long OBJECT = 24;
    static final long OBJECT_TYPE = 32;

    private SuperType() {}

    private static long field(long self, long field) {
        return Memory.getLong(self + field);
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        Arguments.noKeywords("super", kwargs);
        long count = TupleType.size(args);
        Arguments.checkPositional("super()", count, 0, 2);
        // Without arguments CPython looks into the caller's Python frame.
        if (count == 0) throw PyError.runtimeError("super(): no current frame");
        long type = TupleType.get(args, 0);
        if (!TypeLookup.isType(type)) {
            throw PyError.typeError("super() argument 1 must be a type, not " + TypeLookup.fullNameOf(type));
        }
        long object = count == 2 ? TupleType.get(args, 1) : NULL;
        set(self, type, object == Singletons.NONE ? NULL : object);
    }

    private static void set(long self, long type, long object) {
        long objectType = object == NULL ? NULL : check(type, object);
        References.setRef(self + TYPE, References.newRef(type));
        References.setRef(self + OBJECT, References.xnewRef(object));
        References.setRef(self + OBJECT_TYPE, objectType);
    }

    /** The class whose MRO is walked: a new reference. */
    private static long check(long type, long object) {
        if (TypeLookup.isType(object) && TypeLookup.isSubtype(object, type)) return References.newRef(object);
        if (TypeLookup.isInstance(object, type)) return References.newRef(References.type(object));
        long claimed = Objects.lookupAttr(object, "__class__");
        if (claimed != NULL) {
            if (TypeLookup.isType(claimed) && claimed != References.type(object) && TypeLookup.isSubtype(claimed, type)) return claimed;
            References.decref(claimed);
        }
        throw PyError.typeError("super(type, obj): obj must be an instance or subtype of type");
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long type = field(self, TYPE);
        long objectType = field(self, OBJECT_TYPE);
        String shown = type == NULL ? "NULL" : TypeLookup.fullName(type);
        String object = objectType == NULL ? "NULL" : "<" + TypeLookup.fullName(objectType) + " object>";
        return Strings.of("<super: <class '" + shown + "'>, " + object + ">");
    }

    /** {@code __class__} is super's own; everything else is looked for behind the class in the MRO first. */
    @Slot("tp_getattro")
    public static long getAttr(long self, long name) {
        long objectType = field(self, OBJECT_TYPE);
        if (objectType != NULL && !(Objects.isStr(name) && Strings.toJava(name).equals("__class__"))) {
            long found = behind(field(self, TYPE), objectType, field(self, OBJECT), name);
            if (found != NULL) return found;
        }
        return Objects.genericGetAttr(self, name);
    }

    /** {@code super(type, object)}'s attribute where the object is a class: a new reference, AttributeError when it isn't there. */
    static long attribute(long type, long object, String name) {
        long interned = StrType.intern(name);
        try {
            long found = behind(type, object, object, interned);
            if (found != NULL) return found;
            throw PyError.attributeError("'super' object has no attribute '" + name + "'");
        } finally {
            References.decref(interned);
        }
    }

    private static long behind(long type, long objectType, long object, long name) {
        long mro = TypeLookup.mro(objectType);
        if (mro == NULL) return NULL;
        References.incref(mro);
        try {
            boolean passed = false;
            for (long base : Mro.tupleItems(mro)) {
                long found = passed ? DictType.get(TypeLookup.dict(base), name) : NULL;
                if (found != NULL) return bound(found, object == objectType ? NULL : object, objectType);
                passed |= base == type;
            }
            return NULL;
        } finally {
            References.decref(mro);
        }
    }

    private static long bound(long attribute, long object, long type) {
        long getter = Attributes.getter(attribute);
        if (getter == NULL) return References.newRef(attribute);
        References.incref(attribute);
        try {
            return FunctionCall.object(getter, attribute, object, type);
        } finally {
            References.decref(attribute);
        }
    }

    /** An unbound super as a class attribute binds to the instance. */
    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL || object == Singletons.NONE || field(self, OBJECT) != NULL) return References.newRef(self);
        if (References.type(self) != BuiltinTypes.SUPER) return Calls.callWith(References.type(self), field(self, TYPE), object);
        long result = Allocation.instance(BuiltinTypes.SUPER, 0);
        try {
            set(result, field(self, TYPE), object);
            return result;
        } catch (PyError error) {
            References.decref(result);
            throw error;
        }
    }
}
