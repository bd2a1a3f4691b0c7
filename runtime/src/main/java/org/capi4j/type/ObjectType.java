package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** object: what every class inherits. */
@BuiltinType(value = "PyBaseObject_Type", doc = "object()\n--\n\nWhat every class inherits.")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
@SlotRef(slot = "tp_free", function = "PyObject_Free")
public final class ObjectType {
    private ObjectType() {}

    private static boolean hasArguments(long args, long kwargs) {
        return TupleType.size(args) > 0 || kwargs != NULL && DictType.size(kwargs) > 0;
    }

    private static long slot(long type, long field) {
        return Memory.getLong(type + field);
    }

    /** Arguments are for a class's own {@code __new__} or {@code __init__}: with neither of them they are a mistake. */
    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        if (hasArguments(args, kwargs)) {
            if (slot(type, PyTypeObject.tp_new) != slot(BuiltinTypes.OBJECT, PyTypeObject.tp_new)) {
                throw PyError.typeError("object.__new__() takes exactly one argument (the type to instantiate)");
            }
            if (slot(type, PyTypeObject.tp_init) == slot(BuiltinTypes.OBJECT, PyTypeObject.tp_init)) {
                throw PyError.typeError(TypeLookup.fullName(type) + "() takes no arguments");
            }
        }
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_IS_ABSTRACT)) throw isAbstract(type);
        return Allocation.instance(type, 0);
    }

    private static PyError isAbstract(long type) {
        long names = Objects.getAttr(type, "__abstractmethods__");
        long sorted;
        try {
            sorted = Sequences.list(names);
        } finally {
            References.decref(names);
        }
        try {
            ListType.sort(sorted);
            StringBuilder methods = new StringBuilder();
            for (long i = 0; i < ListType.size(sorted); i++) {
                methods.append(i > 0 ? ", " : "").append(Objects.strString(ListType.get(sorted, i)));
            }
            return PyError.typeError("Can't instantiate abstract class " + TypeLookup.name(type) + " with abstract method"
                    + (ListType.size(sorted) > 1 ? "s " : " ") + methods);
        } finally {
            References.decref(sorted);
        }
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        if (!hasArguments(args, kwargs)) return;
        long type = References.type(self);
        if (slot(type, PyTypeObject.tp_init) != slot(BuiltinTypes.OBJECT, PyTypeObject.tp_init)) {
            throw PyError.typeError("object.__init__() takes exactly one argument (the instance to initialize)");
        }
        if (slot(type, PyTypeObject.tp_new) == slot(BuiltinTypes.OBJECT, PyTypeObject.tp_new)) {
            throw PyError.typeError(TypeLookup.name(type) + ".__init__() takes exactly one argument (the instance to initialize)");
        }
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.freeInstance(self);
    }

    static String address(long object) {
        return "0x" + Long.toHexString(object);
    }

    /** What an object without any {@code tp_repr} shows. */
    static long defaultRepr(long object) {
        return Strings.of("<" + TypeLookup.fullNameOf(object) + " object at " + address(object) + ">");
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<" + TypeNames.display(References.type(self)) + " object at " + address(self) + ">");
    }

    @Slot("tp_str")
    public static long str(long self) {
        long function = slot(References.type(self), PyTypeObject.tp_repr);
        return function == NULL ? defaultRepr(self) : FunctionCall.object(function, self);
    }

    /** {@code _Py_HashPointer}: the address with its always-zero low bits turned to the top. */
    static long pointerHash(long object) {
        long hash = Long.rotateRight(object, 4);
        return hash == -1 ? -2 : hash;
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        return pointerHash(self);
    }

    /** {@code !=} is the contrary of {@code ==} unless a class says otherwise. */
    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        if (op == Constants.Py_EQ && self == other) return BoolType.of(true);
        if (op != Constants.Py_NE) return Singletons.notImplemented();
        long compare = slot(References.type(self), PyTypeObject.tp_richcompare);
        if (compare == NULL) return Singletons.notImplemented();
        long equal = FunctionCall.object(compare, self, other, Constants.Py_EQ);
        if (equal == Singletons.NOT_IMPLEMENTED) return equal;
        try {
            return BoolType.of(!Objects.isTrue(equal));
        } finally {
            References.decref(equal);
        }
    }

    @Getter(value = "__class__", doc = "the object's class")
    public static long type(long self) {
        return References.newRef(References.type(self));
    }

    @Setter("__class__")
    public static void setType(long self, long value) {
        if (value == NULL) throw PyError.typeError("can't delete __class__ attribute");
        if (!TypeLookup.isType(value)) {
            throw PyError.typeError("__class__ must be set to a class, not '" + TypeLookup.fullNameOf(value) + "' object");
        }
        long old = References.type(self);
        boolean modules = TypeLookup.isSubtype(value, BuiltinTypes.MODULE) && TypeLookup.isSubtype(old, BuiltinTypes.MODULE);
        boolean immutable = TypeLookup.hasFlag(value, Constants.Py_TPFLAGS_IMMUTABLETYPE)
                || TypeLookup.hasFlag(old, Constants.Py_TPFLAGS_IMMUTABLETYPE);
        if (immutable && !modules) {
            throw PyError.typeError("__class__ assignment only supported for mutable types or ModuleType subclasses");
        }
        if (!Layout.isCompatible(value, old, "__class__")) return;
        if (TypeLookup.isHeapType(value)) References.incref(value);
        Memory.putLong(self + PyObject.ob_type, value);
        if (TypeLookup.isHeapType(old)) References.decref(old);
    }

    /** {@code PyObject_GenericGetDict}: made when it isn't there yet. */
    public static long instanceDict(long self) {
        long field = Attributes.dictPointer(self);
        if (field == NULL) throw PyError.attributeError("This object has no __dict__");
        if (Memory.getLong(field) == NULL) Memory.putLong(field, DictType.make());
        return References.newRef(Memory.getLong(field));
    }

    /** {@code PyObject_GenericSetDict}. */
    public static void setInstanceDict(long self, long value) {
        long field = Attributes.dictPointer(self);
        if (field == NULL) throw PyError.attributeError("This object has no __dict__");
        if (value == NULL) throw PyError.typeError("cannot delete __dict__");
        if (!TypeLookup.hasFlag(References.type(value), Constants.Py_TPFLAGS_DICT_SUBCLASS)) {
            throw PyError.typeError("__dict__ must be set to a dictionary, not a '" + TypeLookup.fullNameOf(value) + "'");
        }
        References.setRef(field, References.newRef(value));
    }

    @Method(value = "__reduce_ex__", doc = "__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle.")
    public static long reduceEx(long self, long protocol) {
        return Reduction.reduceEx(self, LongType.asInt(protocol));
    }

    @Method(value = "__reduce__", doc = "__reduce__($self, /)\n--\n\nHelper for pickle.")
    public static long reduce(long self) {
        return Reduction.reduce(self, 0);
    }

    @Method(value = "__getstate__", doc = "__getstate__($self, /)\n--\n\nHelper for pickle.")
    public static long state(long self) {
        return Reduction.defaultState(self, false);
    }

    @Method(value = "__subclasshook__", kind = Kind.CLASS, call = Call.VARARGS)
    public static long subclassHook(long type, long args) {
        return Singletons.notImplemented();
    }

    @Method(value = "__init_subclass__", kind = Kind.CLASS)
    public static long initSubclass(long type) {
        return Singletons.none();
    }

    @Method(value = "__format__", doc = "__format__($self, format_spec, /)\n--\n\nDefault object formatter.")
    public static long format(long self, long spec) {
        if (!Objects.isStr(spec)) {
            throw PyError.typeError("__format__() argument must be str, not " + Arguments.typeName(spec));
        }
        if (Strings.length(spec) > 0) {
            throw PyError.typeError("unsupported format string passed to " + TypeLookup.fullNameOf(self) + ".__format__");
        }
        return Objects.str(self);
    }

    @Method(value = "__sizeof__", doc = "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes.")
    public static long sizeof(long self) {
        long type = References.type(self);
        long itemsize = slot(type, PyTypeObject.tp_itemsize);
        long items = itemsize > 0 ? Memory.getLong(self + PyVarObject.ob_size) * itemsize : 0;
        return LongType.of(slot(type, PyTypeObject.tp_basicsize) + items);
    }

    @Method(value = "__dir__", doc = "__dir__($self, /)\n--\n\nDefault dir() implementation.")
    public static long dir(long self) {
        return AttributeNames.ofObject(self);
    }
}
