package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyWeakReference;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * {@code weakref.ProxyType}: does everything with the object that it refers to, or raises {@code ReferenceError} when that is gone.
 * {@link WeakCallableProxyType} adds the call.
 */
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
@BuiltinType(value = "_PyWeakref_ProxyType", name = "weakref.ProxyType", basicsize = PyWeakReference.SIZEOF, flags = 0x4180)
public final class WeakProxyType {
    private WeakProxyType() {}

    /** {@code PyWeakref_NewProxy}: {@code callback} may be NULL or None. */
    public static long make(long object, long callback) {
        long list = WeakrefType.requireList(object);
        long wanted = callback == Singletons.NONE ? NULL : callback;
        long type = Objects.isCallable(object) ? BuiltinTypes.WEAK_CALLABLE_PROXY : BuiltinTypes.WEAK_PROXY;
        for (long at = Memory.getLong(list); at != NULL && wanted == NULL; at = WeakrefType.next(at)) {
            if (References.type(at) == type && WeakrefType.callback(at) == NULL) return References.newRef(at);
        }
        return WeakrefType.link(Allocation.genericAlloc(type, 0), list, object, wanted);
    }

    static boolean isProxy(long object) {
        long type = References.type(object);
        return type == BuiltinTypes.WEAK_PROXY || type == BuiltinTypes.WEAK_CALLABLE_PROXY;
    }

    /** A new reference to what a proxy stands for, or to the object itself when it is no proxy. */
    static long unwrap(long object) {
        if (!isProxy(object)) return References.newRef(object);
        long referent = WeakrefType.referent(object);
        if (referent == Singletons.NONE) throw PyError.of(Exceptions.ReferenceError, "weakly-referenced object no longer exists");
        return References.newRef(referent);
    }

    @FunctionalInterface
    private interface Unary {
        long apply(long object);
    }

    @FunctionalInterface
    private interface Binary {
        long apply(long left, long right);
    }

    private static long unary(long self, Unary operation) {
        long object = unwrap(self);
        try {
            return operation.apply(object);
        } finally {
            References.decref(object);
        }
    }

    private static long binary(long left, long right, Binary operation) {
        return unary(left, object -> unary(right, other -> operation.apply(object, other)));
    }

    @Slot("tp_getattro")
    public static long getAttribute(long self, long name) {
        return unary(self, object -> Objects.getAttr(object, name));
    }

    @Slot("tp_setattro")
    public static int setAttribute(long self, long name, long value) {
        return (int) unary(self, object -> {
            Objects.setAttr(object, name, value);
            return 0;
        });
    }

    @Slot("tp_str")
    public static long str(long self) {
        return unary(self, Objects::str);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long object = WeakrefType.referent(self);
        return Strings.of("<weakproxy at 0x" + Long.toHexString(self) + " to " + TypeLookup.fullNameOf(object) + " at 0x" + Long.toHexString(object) + ">");
    }

    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        return binary(left, right, (first, second) -> Objects.richCompare(first, second, op));
    }

    @Slot("tp_iter")
    public static long iter(long self) {
        return unary(self, Objects::iter);
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        return unary(self, object -> {
            if (Iterators.check(object)) return Objects.next(object);
            throw PyError.typeError("Weakref proxy referenced a non-iterator '" + TypeLookup.fullNameOf(object) + "' object");
        });
    }

    @Method("__bytes__")
    public static long bytes(long self) {
        return unary(self, object -> Calls.callMethod(object, "__bytes__"));
    }

    @Method("__reversed__")
    public static long reversed(long self) {
        return unary(self, object -> Calls.callMethod(object, "__reversed__"));
    }

    @Slot({"sq_length", "mp_length"})
    public static long length(long self) {
        return unary(self, Objects::length);
    }

    @Slot("sq_contains")
    public static int contains(long self, long item) {
        return (int) unary(self, object -> Sequences.contains(object, item) ? 1 : 0);
    }

    @Slot("mp_subscript")
    public static long getItem(long self, long key) {
        return unary(self, object -> Objects.getItem(object, key));
    }

    @Slot("mp_ass_subscript")
    public static int setItem(long self, long key, long value) {
        return (int) unary(self, object -> {
            if (value == NULL) Objects.delItem(object, key);
            else Objects.setItem(object, key, value);
            return 0;
        });
    }

    @Slot("nb_bool")
    public static int bool(long self) {
        return (int) unary(self, object -> Objects.isTrue(object) ? 1 : 0);
    }

    @Slot("nb_power")
    public static long power(long left, long right, long modulus) {
        return binary(left, right, (first, second) -> unary(modulus, third -> Numbers.power(first, second, third)));
    }

    @Slot("nb_inplace_power")
    public static long inPlacePower(long left, long right, long modulus) {
        return binary(left, right, (first, second) -> unary(modulus, third -> Numbers.inPlacePower(first, second, third)));
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return WeakrefType.traverse(self, visit, argument);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        return WeakrefType.clear(self);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        WeakrefType.clear(self);
        Allocation.freeObject(self);
    }

    @Slot("nb_negative")
    public static long negative(long self) {
        return unary(self, Numbers::negative);
    }

    @Slot("nb_positive")
    public static long positive(long self) {
        return unary(self, Numbers::positive);
    }

    @Slot("nb_absolute")
    public static long absolute(long self) {
        return unary(self, Numbers::absolute);
    }

    @Slot("nb_invert")
    public static long invert(long self) {
        return unary(self, Numbers::invert);
    }

    @Slot("nb_int")
    public static long toLong(long self) {
        return unary(self, Numbers::toLong);
    }

    @Slot("nb_float")
    public static long toFloat(long self) {
        return unary(self, Numbers::toFloat);
    }

    @Slot("nb_index")
    public static long index(long self) {
        return unary(self, Numbers::index);
    }

    @Slot("nb_add")
    public static long add(long left, long right) {
        return binary(left, right, Numbers::add);
    }

    @Slot("nb_subtract")
    public static long subtract(long left, long right) {
        return binary(left, right, Numbers::subtract);
    }

    @Slot("nb_multiply")
    public static long multiply(long left, long right) {
        return binary(left, right, Numbers::multiply);
    }

    @Slot("nb_remainder")
    public static long remainder(long left, long right) {
        return binary(left, right, Numbers::remainder);
    }

    @Slot("nb_divmod")
    public static long divmod(long left, long right) {
        return binary(left, right, Numbers::divmod);
    }

    @Slot("nb_lshift")
    public static long leftShift(long left, long right) {
        return binary(left, right, Numbers::leftShift);
    }

    @Slot("nb_rshift")
    public static long rightShift(long left, long right) {
        return binary(left, right, Numbers::rightShift);
    }

    @Slot("nb_and")
    public static long and(long left, long right) {
        return binary(left, right, Numbers::and);
    }

    @Slot("nb_xor")
    public static long xor(long left, long right) {
        return binary(left, right, Numbers::xor);
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        return binary(left, right, Numbers::or);
    }

    @Slot("nb_floor_divide")
    public static long floorDivide(long left, long right) {
        return binary(left, right, Numbers::floorDivide);
    }

    @Slot("nb_true_divide")
    public static long trueDivide(long left, long right) {
        return binary(left, right, Numbers::trueDivide);
    }

    @Slot("nb_matrix_multiply")
    public static long matrixMultiply(long left, long right) {
        return binary(left, right, Numbers::matrixMultiply);
    }

    @Slot("nb_inplace_add")
    public static long inPlaceAdd(long left, long right) {
        return binary(left, right, Numbers::inPlaceAdd);
    }

    @Slot("nb_inplace_subtract")
    public static long inPlaceSubtract(long left, long right) {
        return binary(left, right, Numbers::inPlaceSubtract);
    }

    @Slot("nb_inplace_multiply")
    public static long inPlaceMultiply(long left, long right) {
        return binary(left, right, Numbers::inPlaceMultiply);
    }

    @Slot("nb_inplace_remainder")
    public static long inPlaceRemainder(long left, long right) {
        return binary(left, right, Numbers::inPlaceRemainder);
    }

    @Slot("nb_inplace_lshift")
    public static long inPlaceLeftShift(long left, long right) {
        return binary(left, right, Numbers::inPlaceLeftShift);
    }

    @Slot("nb_inplace_rshift")
    public static long inPlaceRightShift(long left, long right) {
        return binary(left, right, Numbers::inPlaceRightShift);
    }

    @Slot("nb_inplace_and")
    public static long inPlaceAnd(long left, long right) {
        return binary(left, right, Numbers::inPlaceAnd);
    }

    @Slot("nb_inplace_xor")
    public static long inPlaceXor(long left, long right) {
        return binary(left, right, Numbers::inPlaceXor);
    }

    @Slot("nb_inplace_or")
    public static long inPlaceOr(long left, long right) {
        return binary(left, right, Numbers::inPlaceOr);
    }

    @Slot("nb_inplace_floor_divide")
    public static long inPlaceFloorDivide(long left, long right) {
        return binary(left, right, Numbers::inPlaceFloorDivide);
    }

    @Slot("nb_inplace_true_divide")
    public static long inPlaceTrueDivide(long left, long right) {
        return binary(left, right, Numbers::inPlaceTrueDivide);
    }

    @Slot("nb_inplace_matrix_multiply")
    public static long inPlaceMatrixMultiply(long left, long right) {
        return binary(left, right, Numbers::inPlaceMatrixMultiply);
    }
}
