package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** {@code object.__reduce_ex__}: how an object is taken apart for pickling and copying, with the help of the module copyreg. */
final class Reduction {
    private Reduction() {}

    /** A class's own {@code __reduce__} goes first. */
    static long reduceEx(long self, int protocol) {
        long reduce = Objects.lookupAttr(self, "__reduce__");
        if (reduce == NULL) return reduce(self, protocol);
        try {
            long ofClass = Objects.getAttr(References.type(self), "__reduce__");
            long ofObject = DictType.get(TypeLookup.dict(BuiltinTypes.OBJECT), "__reduce__");
            boolean overridden = ofClass != ofObject;
            References.decref(ofClass);
            return overridden ? Calls.callNoArgs(reduce) : reduce(self, protocol);
        } finally {
            References.decref(reduce);
        }
    }

    static long reduce(long self, int protocol) {
        if (protocol >= 2) return reduceNew(self);
        long number = LongType.of(protocol);
        try {
            return copyreg("_reduce_ex", self, number);
        } finally {
            References.decref(number);
        }
    }

    /** The module is imported through the C API, which the import machinery stands behind. */
    private static long copyregModule() {
        return FunctionCall.object(Shim.symbol("PyImport_ImportModule"), Name.COPYREG);
    }

    private static final class Name {
        static final long COPYREG = Memory.stringForever("copyreg");
    }

    private static long copyreg(String function, long... args) {
        long module = copyregModule();
        try {
            return Calls.callMethod(module, function, args);
        } finally {
            References.decref(module);
        }
    }

    private static PyError cannotPickle(long self) {
        return PyError.typeError("cannot pickle '" + TypeLookup.fullNameOf(self) + "' object");
    }

    private static long reduceNew(long self) {
        long type = References.type(self);
        if (Memory.getLong(type + PyTypeObject.tp_new) == NULL) throw cannotPickle(self);
        NewArguments arguments = NewArguments.of(self);
        long state = NULL;
        try {
            boolean required = arguments.args() == NULL && !hasItems(self);
            state = state(self, required);
            return reconstruction(self, arguments, state);
        } finally {
            References.xdecref(arguments.args());
            References.xdecref(arguments.kwargs());
            References.xdecref(state);
        }
    }

    private static boolean hasItems(long self) {
        long type = References.type(self);
        return TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_LIST_SUBCLASS | Constants.Py_TPFLAGS_DICT_SUBCLASS);
    }

    private static long reconstruction(long self, NewArguments arguments, long state) {
        long module = copyregModule();
        long make;
        long makeArgs;
        try {
            long type = References.type(self);
            boolean keywords = arguments.kwargs() != NULL && DictType.size(arguments.kwargs()) > 0;
            make = Objects.getAttr(module, keywords ? "__newobj_ex__" : "__newobj__");
            makeArgs = keywords ? TupleType.of(type, arguments.args(), arguments.kwargs()) : prepended(type, arguments.args());
        } finally {
            References.decref(module);
        }
        return TupleType.steal(make, makeArgs, References.newRef(state), listItems(self), dictItems(self));
    }

    private static long prepended(long type, long args) {
        long count = args == NULL ? 0 : TupleType.size(args);
        long tuple = TupleType.make(count + 1);
        TupleType.init(tuple, 0, References.newRef(type));
        for (long i = 0; i < count; i++) TupleType.init(tuple, i + 1, References.newRef(TupleType.get(args, i)));
        return tuple;
    }

    private static long listItems(long self) {
        boolean list = TypeLookup.hasFlag(References.type(self), Constants.Py_TPFLAGS_LIST_SUBCLASS);
        return list ? Objects.iter(self) : Singletons.none();
    }

    private static long dictItems(long self) {
        if (!TypeLookup.hasFlag(References.type(self), Constants.Py_TPFLAGS_DICT_SUBCLASS)) return Singletons.none();
        long items = Calls.callMethod(self, "items");
        try {
            return Objects.iter(items);
        } finally {
            References.decref(items);
        }
    }

    /** The arguments for {@code __new__}: new references or NULL. */
    private record NewArguments(long args, long kwargs) {
        static NewArguments of(long self) {
            long extended = Calls.lookupSpecial(self, "__getnewargs_ex__");
            if (extended != NULL) return extended(extended);
            long plain = Calls.lookupSpecial(self, "__getnewargs__");
            if (plain == NULL) return new NewArguments(NULL, NULL);
            long args = called(plain);
            if (isTuple(args)) return new NewArguments(args, NULL);
            throw refused(args, "__getnewargs__ should return a tuple, not '" + TypeLookup.fullNameOf(args) + "'");
        }

        private static NewArguments extended(long method) {
            long pair = called(method);
            if (!isTuple(pair)) {
                throw refused(pair, "__getnewargs_ex__ should return a tuple, not '" + TypeLookup.fullNameOf(pair) + "'");
            }
            if (TupleType.size(pair) != 2) {
                long size = TupleType.size(pair);
                References.decref(pair);
                throw PyError.valueError("__getnewargs_ex__ should return a tuple of length 2, not " + size);
            }
            long args = TupleType.get(pair, 0);
            long kwargs = TupleType.get(pair, 1);
            if (!isTuple(args)) {
                throw refused(pair, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '"
                        + TypeLookup.fullNameOf(args) + "'");
            }
            if (!TypeLookup.hasFlag(References.type(kwargs), Constants.Py_TPFLAGS_DICT_SUBCLASS)) {
                throw refused(pair, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '"
                        + TypeLookup.fullNameOf(kwargs) + "'");
            }
            NewArguments result = new NewArguments(References.newRef(args), References.newRef(kwargs));
            References.decref(pair);
            return result;
        }

        private static long called(long method) {
            try {
                return Calls.callNoArgs(method);
            } finally {
                References.decref(method);
            }
        }

        private static boolean isTuple(long object) {
            return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
        }

        private static PyError refused(long object, String message) {
            References.decref(object);
            return PyError.typeError(message);
        }
    }

    /** {@code _PyObject_GetState}: what {@code __getstate__} says, or the dict and the slots. */
    static long state(long self, boolean required) {
        long method = Objects.getAttr(self, "__getstate__");
        try {
            boolean inherited = References.type(method) == BuiltinTypes.C_FUNCTION
                    && CFunctionType.self(method) == self
                    && CFunctionType.isMethodOf(method, BuiltinTypes.OBJECT, "__getstate__");
            return inherited ? defaultState(self, required) : Calls.callNoArgs(method);
        } finally {
            References.decref(method);
        }
    }

    /** The instance's dict (or None), with the values of its slots as a second item where there are any. */
    static long defaultState(long self, boolean required) {
        long type = References.type(self);
        if (required && Memory.getLong(type + PyTypeObject.tp_itemsize) != 0) throw PyError.typeError("cannot pickle " + TypeLookup.fullNameOf(self) + " objects");
        long field = Attributes.dictPointer(self);
        boolean hasDict = field != NULL && Memory.getLong(field) != NULL && DictType.size(Memory.getLong(field)) > 0;
        long state = References.newRef(hasDict ? Memory.getLong(field) : Singletons.NONE);
        long names = slotNames(type);
        try {
            if (required) checkAllCovered(self, names);
            long slots = slotValues(self, names);
            return slots == NULL ? state : TupleType.steal(state, slots);
        } finally {
            References.decref(names);
        }
    }

    /** A C struct with fields that no slot shows can't be saved by default. */
    private static void checkAllCovered(long self, long names) {
        long type = References.type(self);
        long size = Memory.getLong(BuiltinTypes.OBJECT + PyTypeObject.tp_basicsize);
        boolean hasDictField = Memory.getLong(type + PyTypeObject.tp_dictoffset) != 0 && !TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_MANAGED_DICT);
        if (hasDictField) size += 8;
        if (Memory.getLong(type + PyTypeObject.tp_weaklistoffset) != 0) size += 8;
        size += 8 * ListType.size(names);
        if (Memory.getLong(type + PyTypeObject.tp_basicsize) > size) throw cannotPickle(self);
    }

    /** The list that copyreg makes, and keeps in the class where that may be changed. A class in C may have __slots__ too, as Cython's do. */
    private static long slotNames(long type) {
        long known = DictType.get(TypeLookup.dict(type), "__slotnames__");
        if (known != NULL) return References.newRef(known);
        long names = copyreg("_slotnames", type);
        if (TypeLookup.hasFlag(References.type(names), Constants.Py_TPFLAGS_LIST_SUBCLASS)) return names;
        References.decref(names);
        throw PyError.typeError("copyreg._slotnames didn't return a list or None");
    }

    private static long slotValues(long self, long names) {
        if (ListType.size(names) == 0) return NULL;
        long values = DictType.make();
        for (long i = 0; i < ListType.size(names); i++) {
            long name = ListType.get(names, i);
            long value = Objects.lookupAttr(self, name);
            if (value == NULL) continue;
            DictType.set(values, name, value);
            References.decref(value);
        }
        if (DictType.size(values) > 0) return values;
        References.decref(values);
        return NULL;
    }
}
