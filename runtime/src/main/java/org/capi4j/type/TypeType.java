package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyHeapTypeObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.Trampolines;

/** The type object: type(), heap types, PyType_FromSpec. */
@BuiltinType("PyType_Type")
public final class TypeType {
    private TypeType() {}

    private static boolean isEmpty(long kwargs) {
        return kwargs == NULL || DictType.size(kwargs) == 0;
    }

    /** type.__call__. */
    @Slot("tp_call")
    public static long call(long type, long args, long kwargs) {
        if (type == BuiltinTypes.TYPE) {
            long count = TupleType.size(args);
            if (count == 1 && isEmpty(kwargs)) return References.newRef(References.type(TupleType.get(args, 0)));
            if (count == 1) throw PyError.typeError("type() takes no keyword arguments");
            if (count != 3) throw PyError.typeError("type() takes 1 or 3 arguments");
        }
        long make = Memory.getLong(type + PyTypeObject.tp_new);
        if (make == NULL) throw PyError.typeError("cannot create '" + TypeLookup.fullName(type) + "' instances");
        long object = made(make, type, args, kwargs);
        if (!TypeLookup.isInstance(object, type)) return object;
        long init = TypeLookup.slotOf(object, PyTypeObject.tp_init);
        if (init == NULL) return object;
        try {
            if (FunctionCall.integer(init, object, args, kwargs) < 0) throw PyError.silent();
        } catch (PyError error) {
            References.decref(object);
            // as in CPython, an error of the half-made object's tp_dealloc takes the place of the one that was set
            if (!ErrorIndicator.isSet()) throw error;
            error.release();
            throw ErrorIndicator.fetch();
        }
        return object;
    }

    private static long made(long make, long type, long args, long kwargs) {
        try {
            long object = FunctionCall.unchecked(make, type, args, kwargs);
            return Trampolines.isOurs(make) ? object : Calls.checkResult(type, object, null);
        } catch (PyError error) {
            throw Calls.noticed(type, error);
        }
    }

    /** PyType_GenericNew. */
    public static long genericNew(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    /** PyType_FromMetaclass's work; module and bases may be NULL. */
    public static long fromSpec(long metaclass, long module, long spec, long bases) {
        return new SpecBuilder(module, spec, bases).build();
    }

    /** type(name, bases, dict). */
    public static long newType(String name, long bases, long dict) {
        long str = Strings.of(name);
        long args = TupleType.of(str, bases, dict);
        References.decref(str);
        try {
            return call(BuiltinTypes.TYPE, args, NULL);
        } finally {
            References.decref(args);
        }
    }

    @Slot("tp_new")
    public static long make(long metatype, long args, long kwargs) {
        long count = TupleType.size(args);
        if (count != 3) throw PyError.typeError("type.__new__() takes exactly 3 arguments (" + count + " given)");
        long name = require(args, 0, Constants.Py_TPFLAGS_UNICODE_SUBCLASS, "str");
        long bases = require(args, 1, Constants.Py_TPFLAGS_TUPLE_SUBCLASS, "tuple");
        long namespace = require(args, 2, Constants.Py_TPFLAGS_DICT_SUBCLASS, "dict");
        if (TupleType.size(bases) == 0) return makeFrom(metatype, name, TupleType.of(BuiltinTypes.OBJECT), namespace, kwargs);
        refuseMroEntries(bases);
        long winner = ClassBuilder.metatype(metatype, bases);
        if (winner != metatype) {
            boolean other = Memory.getLong(winner + PyTypeObject.tp_new) != Memory.getLong(BuiltinTypes.TYPE + PyTypeObject.tp_new);
            if (other) return ClassBuilder.delegate(winner, args, kwargs);
        }
        return makeFrom(winner, name, References.newRef(bases), namespace, kwargs);
    }

    private static long require(long args, long index, long flag, String expected) {
        long argument = TupleType.get(args, index);
        if (TypeLookup.hasFlag(References.type(argument), flag)) return argument;
        throw PyError.typeError("type.__new__() argument " + (index + 1) + " must be " + expected + ", not "
                + Arguments.typeName(argument));
    }

    private static void refuseMroEntries(long bases) {
        for (long base : Mro.tupleItems(bases)) {
            if (!TypeLookup.isType(base) && Objects.hasAttr(base, "__mro_entries__")) {
                throw PyError.typeError("type() doesn't support MRO entry resolution; use types.new_class()");
            }
        }
    }

    /** Steals {@code bases}. */
    private static long makeFrom(long metatype, long name, long bases, long namespace, long kwargs) {
        long dict = NULL;
        try {
            ClassBuilder.checkName(name);
            dict = DictType.copy(namespace);
            long type = new ClassBuilder(metatype, name, bases, dict).build();
            try {
                ClassBuilder.setNames(type);
                ClassBuilder.initSubclass(type, kwargs);
                return type;
            } catch (PyError error) {
                References.decref(type);
                throw error;
            }
        } finally {
            References.decref(bases);
            References.xdecref(dict);
        }
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        long count = TupleType.size(args);
        if (count == 1 && !isEmpty(kwargs)) throw PyError.typeError("type.__init__() takes no keyword arguments");
        if (count != 1 && count != 3) throw PyError.typeError("type.__init__() takes 1 or 3 arguments");
    }

    /** PyType_Modified: nothing cached about the type and its subclasses holds any more. */
    public static void modified(long type) {
        if (MethodCache.version(type) == 0) return;
        for (long subclass : Subclasses.of(type)) modified(subclass);
        TypeLookup.clearFlags(type, Constants.Py_TPFLAGS_VALID_VERSION_TAG);
        Memory.putInt(type + PyTypeObject.tp_version_tag, 0);
    }

    /** PyType_ClearCache: the last version given. */
    public static int clearCache() {
        MethodCache.current().clear();
        return MethodCache.lastVersion();
    }

    /** A data descriptor of the metatype, then the type's own attributes bound to it, then the rest of the metatype's. */
    @Slot("tp_getattro")
    public static long getAttr(long type, long name) {
        Attributes.checkName(name);
        long metatype = References.type(type);
        long meta = TypeLookup.lookup(metatype, name);
        long metaGetter = meta == NULL ? NULL : Attributes.getter(meta);
        References.xincref(meta);
        try {
            if (metaGetter != NULL && Attributes.isDataDescriptor(meta)) return FunctionCall.object(metaGetter, meta, type, metatype);
            long attribute = TypeLookup.lookup(type, name);
            if (attribute != NULL) return boundToType(attribute, type);
            if (metaGetter != NULL) return FunctionCall.object(metaGetter, meta, type, metatype);
            if (meta != NULL) return References.newRef(meta);
        } finally {
            References.xdecref(meta);
        }
        throw PyError.attributeError(
                "type object '" + TypeLookup.clip(TypeLookup.fullName(type), 50) + "' has no attribute '" + Strings.toJava(name) + "'");
    }

    private static long boundToType(long attribute, long type) {
        long getter = Attributes.getter(attribute);
        if (getter == NULL) return References.newRef(attribute);
        References.incref(attribute);
        try {
            return FunctionCall.object(getter, attribute, NULL, type);
        } finally {
            References.decref(attribute);
        }
    }

    @Slot("tp_setattro")
    public static void setAttr(long type, long name, long value) {
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_IMMUTABLETYPE)) {
            throw PyError.typeError("cannot set " + Objects.reprString(name) + " attribute of immutable type '"
                    + TypeLookup.fullName(type) + "'");
        }
        Attributes.checkName(name);
        Attributes.genericSet(type, name, value, NULL);
        modified(type);
        String text = Strings.toJava(name);
        if (text.startsWith("__") && text.endsWith("__")) SlotUpdate.named(type, text);
    }

    @Slot("tp_repr")
    public static long repr(long type) {
        return Strings.of("<class '" + TypeNames.display(type) + "'>");
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        return UnionType.or(left, right);
    }

    @Slot("tp_is_gc")
    public static int isCollected(long type) {
        return TypeLookup.isHeapType(type) ? 1 : 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long type) {
        if (!TypeLookup.isHeapType(type)) return;
        Allocation.gcUntrack(type);
        Subclasses.removeFromBases(type);
        modified(type);
        if (Memory.getLong(type + PyTypeObject.tp_weaklist) != NULL) WeakrefType.clearAll(type);
        for (long field : OWNED) References.xdecref(Memory.getLong(type + field));
        Allocation.free(Memory.getLong(type + PyTypeObject.tp_doc));
        Allocation.free(Memory.getLong(type + PyHeapTypeObject._ht_tpname));
        Allocation.freeInstance(type);
    }

    private static final long[] OWNED = {
        PyTypeObject.tp_base, PyTypeObject.tp_dict, PyTypeObject.tp_bases, PyTypeObject.tp_mro, PyTypeObject.tp_cache,
        PyHeapTypeObject.ht_name, PyHeapTypeObject.ht_qualname, PyHeapTypeObject.ht_slots, PyHeapTypeObject.ht_module,
    };

    private static final long[] TRAVERSED = {
        PyTypeObject.tp_dict, PyTypeObject.tp_cache, PyTypeObject.tp_mro, PyTypeObject.tp_bases, PyTypeObject.tp_base,
        PyHeapTypeObject.ht_module,
    };

    @Slot("tp_traverse")
    public static int traverse(long type, long visit, long argument) {
        if (!TypeLookup.isHeapType(type)) return 0;
        for (long field : TRAVERSED) {
            int stop = Traversal.visit(Memory.getLong(type + field), visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }

    /** Bases and MRO are tuples, which other objects of the cycle clear: the dict is what closes it. */
    @Slot("tp_clear")
    public static void clear(long type) {
        modified(type);
        long dict = Memory.getLong(type + PyTypeObject.tp_dict);
        if (dict != NULL) DictType.clear(dict);
        References.clear(type + PyHeapTypeObject.ht_module);
        References.clear(type + PyTypeObject.tp_mro);
    }

    @Method(value = "mro", doc = "mro($self, /)\n--\n\nReturn a type\'s method resolution order.")
    public static long mro(long type) {
        return listOf(Mro.linearise(type));
    }

    private static long listOf(java.util.List<Long> types) {
        long[] items = new long[types.size()];
        for (int i = 0; i < items.length; i++) items[i] = types.get(i);
        return ListType.of(items);
    }

    @Method(value = "__subclasses__", doc = "__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses.")
    public static long subclasses(long type) {
        return listOf(Subclasses.allOf(type));
    }

    @Method(value = "__prepare__", kind = Kind.CLASS, call = Call.FASTCALL_KEYWORDS)
    public static long prepare(long type, long args, long nargs, long kwnames) {
        return DictType.make();
    }

    @Method(value = "__instancecheck__", doc = "__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an instance.")
    public static long instanceCheck(long type, long object) {
        return BoolType.of(TypeTests.realIsInstance(object, type));
    }

    @Method(value = "__subclasscheck__", doc = "__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a subclass.")
    public static long subclassCheck(long type, long derived) {
        return BoolType.of(TypeTests.realIsSubclass(derived, type));
    }

    @Method(value = "__dir__", doc = "__dir__($self, /)\n--\n\nSpecialized __dir__ implementation for types.")
    public static long dir(long type) {
        return AttributeNames.ofType(type);
    }

    @Method(value = "__sizeof__", doc = "__sizeof__($self, /)\n--\n\nReturn memory consumption of the type object.")
    public static long sizeof(long type) {
        if (!TypeLookup.isHeapType(type)) return LongType.of(PyTypeObject.SIZEOF);
        return LongType.of(PyHeapTypeObject.SIZEOF + 40 * Memory.getLong(type + PyVarObject.ob_size));
    }
}
