package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.Function;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyWrapperDescrObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * The slots of classes whose special methods are any callables, not slot wrappers: each looks the method up on the type and calls it.
 * Their names are the slots'; the number slots are in {@link NumberSlotFunctions}.
 */
public final class SlotFunctions {
    private static final String[] COMPARISONS = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};

    private SlotFunctions() {}

    private static final class Addresses {
        static final long NEW = Shim.symbol("c4j_SlotFunctions_tp_new");
        static final long SET_ATTR = Shim.symbol("c4j_SlotFunctions_tp_setattro");
        static final long GET_ATTR = Shim.symbol("c4j_SlotFunctions_tp_getattro");
    }

    static long newFunction() {
        return Addresses.NEW;
    }

    static long setAttrFunction() {
        return Addresses.SET_ATTR;
    }

    /** Drops a result that says nothing. */
    private static int done(long result) {
        References.decref(result);
        return 0;
    }

    @Function(-1)
    public static long sq_length(long self) {
        long result = SpecialMethods.call(self, "__len__");
        long index;
        try {
            index = Numbers.index(result);
        } finally {
            References.decref(result);
        }
        try {
            if (LongType.asBigInteger(index).signum() < 0) throw PyError.valueError("__len__() should return >= 0");
            return Numbers.asSsize(index, Exceptions.OverflowError);
        } finally {
            References.decref(index);
        }
    }

    @Function
    public static long sq_item(long self, long index) {
        long key = LongType.of(index);
        try {
            return SpecialMethods.call(self, "__getitem__", key);
        } finally {
            References.decref(key);
        }
    }

    @Function(-1)
    public static int sq_ass_item(long self, long index, long value) {
        long key = LongType.of(index);
        try {
            return mp_ass_subscript(self, key, value);
        } finally {
            References.decref(key);
        }
    }

    @Function
    public static long mp_subscript(long self, long key) {
        return SpecialMethods.call(self, "__getitem__", key);
    }

    @Function(-1)
    public static int mp_ass_subscript(long self, long key, long value) {
        return done(value == NULL
                ? SpecialMethods.call(self, "__delitem__", key)
                : SpecialMethods.call(self, "__setitem__", key, value));
    }

    /** {@code __contains__}, or a walk over the iterator; {@code __contains__ = None} forbids both. */
    @Function(-1)
    public static int sq_contains(long self, long item) {
        Attributes.Found method = SpecialMethods.find(self, "__contains__");
        if (method == null) return containsByIteration(self, item);
        if (method.callable() == Singletons.NONE) {
            References.decref(method.callable());
            throw PyError.typeError("'" + TypeLookup.fullNameOf(self) + "' object is not a container");
        }
        return truth(SpecialMethods.call(method, self, item));
    }

    private static int truth(long result) {
        try {
            return Objects.isTrue(result) ? 1 : 0;
        } finally {
            References.decref(result);
        }
    }

    private static int containsByIteration(long self, long item) {
        long iterator = Objects.iter(self);
        try {
            for (long next; (next = Objects.next(iterator)) != NULL; ) {
                boolean found;
                try {
                    found = Objects.equal(next, item);
                } finally {
                    References.decref(next);
                }
                if (found) return 1;
            }
            return 0;
        } finally {
            References.decref(iterator);
        }
    }

    @Function
    public static long tp_repr(long self) {
        Attributes.Found method = SpecialMethods.find(self, "__repr__");
        return method == null ? ObjectType.defaultRepr(self) : SpecialMethods.call(method, self);
    }

    @Function
    public static long tp_str(long self) {
        return SpecialMethods.call(self, "__str__");
    }

    /** A hash too large for C is hashed once more, as ints are. */
    @Function(-1)
    public static long tp_hash(long self) {
        Attributes.Found method = SpecialMethods.find(self, "__hash__");
        if (method == null) throw Objects.unhashable(self);
        if (method.callable() == Singletons.NONE) {
            References.decref(method.callable());
            throw Objects.unhashable(self);
        }
        long result = SpecialMethods.call(method, self);
        try {
            if (!LongType.isInstance(result)) throw PyError.typeError("__hash__ method should return an integer");
            java.math.BigInteger value = LongType.asBigInteger(result);
            long hash = value.bitLength() < 64
                    ? value.longValue()
                    : FunctionCall.size(Memory.getLong(BuiltinTypes.INT + PyTypeObject.tp_hash), result);
            return hash == -1 ? -2 : hash;
        } finally {
            References.decref(result);
        }
    }

    @Function
    public static long tp_call(long self, long args, long kwargs) {
        Attributes.Found method = SpecialMethods.find(self, "__call__");
        if (method == null) throw PyError.attributeError("__call__");
        try {
            return method.unbound()
                    ? Calls.callPrepended(method.callable(), self, args, kwargs)
                    : Calls.call(method.callable(), args, kwargs);
        } finally {
            References.decref(method.callable());
        }
    }

    @Function
    public static long tp_getattro(long self, long name) {
        return SpecialMethods.call(self, "__getattribute__", name);
    }

    /** {@code __getattribute__}, then {@code __getattr__} for what it doesn't find. */
    @Function
    public static long tp_getattr_hook(long self, long name) {
        Attributes.Found fallback = SpecialMethods.find(self, "__getattr__");
        if (fallback == null) {
            // Not defined: the slot needn't look for it again until the class changes.
            Memory.putLong(References.type(self) + PyTypeObject.tp_getattro, Addresses.GET_ATTR);
            return tp_getattro(self, name);
        }
        long result;
        try {
            result = getAttributeOrNull(self, name);
        } catch (PyError error) {
            References.decref(fallback.callable());
            throw error;
        }
        if (result == NULL) return SpecialMethods.call(fallback, self, name);
        References.decref(fallback.callable());
        return result;
    }

    private static long getAttributeOrNull(long self, long name) {
        long attribute = TypeLookup.lookup(References.type(self), "__getattribute__");
        boolean generic = attribute == NULL
                || References.type(attribute) == BuiltinTypes.WRAPPER_DESCR
                        && Memory.getLong(attribute + PyWrapperDescrObject.d_wrapped) == Attributes.GENERIC_GET;
        if (generic) return Attributes.genericGet(self, name, NULL, true);
        try {
            return SpecialMethods.call(self, "__getattribute__", name);
        } catch (PyError error) {
            return Attributes.nullIfMissing(error);
        }
    }

    @Function(-1)
    public static int tp_setattro(long self, long name, long value) {
        return done(value == NULL
                ? SpecialMethods.call(self, "__delattr__", name)
                : SpecialMethods.call(self, "__setattr__", name, value));
    }

    @Function
    public static long tp_richcompare(long self, long other, int op) {
        return SpecialMethods.callOrNotImplemented(self, COMPARISONS[op], other);
    }

    @Function
    public static long tp_iter(long self) {
        Attributes.Found method = SpecialMethods.find(self, "__iter__");
        if (method != null && method.callable() != Singletons.NONE) return SpecialMethods.call(method, self);
        if (method != null) References.decref(method.callable());
        boolean sequence = method == null && TypeLookup.lookup(References.type(self), "__getitem__") != NULL;
        if (!sequence) throw PyError.typeError("'" + TypeLookup.fullNameOf(self) + "' object is not iterable");
        return Iterators.sequence(self);
    }

    @Function
    public static long tp_iternext(long self) {
        return SpecialMethods.call(self, "__next__");
    }

    private static long orNone(long object) {
        return object == NULL ? Singletons.NONE : object;
    }

    /** Not a bound call: {@code __get__} is used as the plain attribute that it is. */
    @Function
    public static long tp_descr_get(long self, long object, long type) {
        long get = TypeLookup.lookup(References.type(self), "__get__");
        if (get == NULL) return References.newRef(self);
        References.incref(get);
        try {
            return Calls.callWith(get, self, orNone(object), orNone(type));
        } finally {
            References.decref(get);
        }
    }

    @Function(-1)
    public static int tp_descr_set(long self, long object, long value) {
        return done(value == NULL
                ? SpecialMethods.call(self, "__delete__", object)
                : SpecialMethods.call(self, "__set__", object, value));
    }

    @Function(-1)
    public static int tp_init(long self, long args, long kwargs) {
        Attributes.Found method = SpecialMethods.find(self, "__init__");
        if (method == null) throw PyError.attributeError("__init__");
        long result;
        try {
            result = method.unbound()
                    ? Calls.callPrepended(method.callable(), self, args, kwargs)
                    : Calls.call(method.callable(), args, kwargs);
        } finally {
            References.decref(method.callable());
        }
        if (result != Singletons.NONE) {
            String type = TypeLookup.fullNameOf(result);
            References.decref(result);
            throw PyError.typeError("__init__() should return None, not '" + type + "'");
        }
        return done(result);
    }

    @Function
    public static long tp_new(long type, long args, long kwargs) {
        long function = Objects.getAttr(type, "__new__");
        try {
            return Calls.callPrepended(function, type, args, kwargs);
        } finally {
            References.decref(function);
        }
    }

    /** {@code __del__}: an error of it goes to the unraisable hook, and one that was set stays. */
    @Function
    public static void tp_finalize(long self) {
        PyError pending = ErrorIndicator.isSet() ? ErrorIndicator.fetch() : null;
        Attributes.Found method = null;
        try {
            method = SpecialMethods.find(self, "__del__");
            if (method == null) return;
            References.incref(method.callable());
            References.decref(SpecialMethods.call(method, self));
        } catch (Throwable failure) {
            ExceptionText.tellUnraisable(failure, "__del__", method == null ? NULL : method.callable());
        } finally {
            if (method != null) References.decref(method.callable());
            if (pending != null) ErrorIndicator.restore(pending);
        }
    }

    private static long async(long self, String name) {
        Attributes.Found method = SpecialMethods.find(self, name);
        if (method != null) return SpecialMethods.call(method, self);
        throw PyError.attributeError("object " + TypeLookup.fullNameOf(self) + " does not have " + name + " method");
    }

    @Function
    public static long am_await(long self) {
        return async(self, "__await__");
    }

    @Function
    public static long am_aiter(long self) {
        return async(self, "__aiter__");
    }

    @Function
    public static long am_anext(long self) {
        return async(self, "__anext__");
    }
}
