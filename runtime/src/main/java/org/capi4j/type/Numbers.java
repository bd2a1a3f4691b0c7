package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;
import static org.capi4j.type.Singletons.NOT_IMPLEMENTED;

import org.capi4j.layout.PyNumberMethods;
import org.capi4j.layout.PySequenceMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** The number protocol ({@code PyNumber_*}). Arguments are borrowed, results are new references. */
public final class Numbers {
    private Numbers() {}

    private static long slot(long object, long offset) {
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_number);
        return methods == NULL ? NULL : Memory.getLong(methods + offset);
    }

    private static long sequenceSlot(long object, long offset) {
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_sequence);
        return methods == NULL ? NULL : Memory.getLong(methods + offset);
    }

    /** Tries both operands' slots, a subclass's first: a new reference, to NotImplemented when neither takes it. */
    static long tryBinary(long left, long right, long offset) {
        long leftSlot = slot(left, offset);
        long rightSlot = References.type(left) == References.type(right) ? NULL : slot(right, offset);
        if (rightSlot == leftSlot) rightSlot = NULL;
        if (leftSlot != NULL) {
            if (rightSlot != NULL && TypeLookup.isSubtype(References.type(right), References.type(left))) {
                long result = FunctionCall.object(rightSlot, left, right);
                if (result != NOT_IMPLEMENTED) return result;
                References.decref(result);
                rightSlot = NULL;
            }
            long result = FunctionCall.object(leftSlot, left, right);
            if (result != NOT_IMPLEMENTED || rightSlot == NULL) return result;
            References.decref(result);
        }
        return rightSlot != NULL ? FunctionCall.object(rightSlot, left, right) : Singletons.notImplemented();
    }

    private static PyError unsupported(String operator, long left, long right) {
        return PyError.typeError("unsupported operand type(s) for " + operator + ": '" + TypeLookup.fullNameOf(left, 100) + "' and '"
                + TypeLookup.fullNameOf(right, 100) + "'");
    }

    private static long binary(long left, long right, long offset, String operator) {
        long result = tryBinary(left, right, offset);
        if (result != NOT_IMPLEMENTED) return result;
        References.decref(result);
        throw unsupported(operator, left, right);
    }

    private static long inPlace(long left, long right, long inPlaceOffset, long offset, String operator) {
        long result = tryInPlace(left, right, inPlaceOffset, offset);
        if (result != NOT_IMPLEMENTED) return result;
        References.decref(result);
        throw unsupported(operator, left, right);
    }

    static long tryInPlace(long left, long right, long inPlaceOffset, long offset) {
        long inPlace = slot(left, inPlaceOffset);
        if (inPlace != NULL) {
            long result = FunctionCall.object(inPlace, left, right);
            if (result != NOT_IMPLEMENTED) return result;
            References.decref(result);
        }
        return tryBinary(left, right, offset);
    }

    public static long add(long left, long right) {
        long result = tryBinary(left, right, PyNumberMethods.nb_add);
        if (result != NOT_IMPLEMENTED) return result;
        References.decref(result);
        long concat = sequenceSlot(left, PySequenceMethods.sq_concat);
        if (concat != NULL) return FunctionCall.object(concat, left, right);
        throw unsupported("+", left, right);
    }

    public static long subtract(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_subtract, "-");
    }

    public static long multiply(long left, long right) {
        long result = tryBinary(left, right, PyNumberMethods.nb_multiply);
        if (result != NOT_IMPLEMENTED) return result;
        References.decref(result);
        return repeat(left, right, "*", PySequenceMethods.sq_repeat);
    }

    private static long repeat(long left, long right, String operator, long leftOffset) {
        long repeat = sequenceSlot(left, leftOffset);
        if (repeat == NULL) repeat = sequenceSlot(left, PySequenceMethods.sq_repeat);
        if (repeat != NULL) return repeat(repeat, left, right);
        // CPython asks the right operand of *= only where the left one has no table of sequence slots at all
        boolean asked = operator.equals("*") || Memory.getLong(References.type(left) + PyTypeObject.tp_as_sequence) == NULL;
        repeat = asked ? sequenceSlot(right, PySequenceMethods.sq_repeat) : NULL;
        if (repeat != NULL) return repeat(repeat, right, left);
        throw unsupported(operator, left, right);
    }

    private static long repeat(long function, long sequence, long count) {
        if (!isIndex(count)) {
            throw PyError.typeError("can't multiply sequence by non-int of type '" + TypeLookup.fullNameOf(count) + "'");
        }
        return FunctionCall.object(function, sequence, asSsize(count, Exceptions.OverflowError));
    }

    public static long remainder(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_remainder, "%");
    }

    public static long divmod(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_divmod, "divmod()");
    }

    public static long floorDivide(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_floor_divide, "//");
    }

    public static long trueDivide(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_true_divide, "/");
    }

    public static long matrixMultiply(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_matrix_multiply, "@");
    }

    public static long leftShift(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_lshift, "<<");
    }

    public static long rightShift(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_rshift, ">>");
    }

    public static long and(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_and, "&");
    }

    public static long or(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_or, "|");
    }

    public static long xor(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_xor, "^");
    }

    /** {@code pow(left, right, modulus)}; {@code modulus} None for two operands. */
    public static long power(long left, long right, long modulus) {
        return power(left, right, modulus, "** or pow()");
    }

    private static long power(long left, long right, long modulus, String operator) {
        long result = tryPower(left, right, modulus);
        if (result != NOT_IMPLEMENTED) return result;
        References.decref(result);
        if (modulus == Singletons.NONE) throw unsupported(operator, left, right);
        throw PyError.typeError("unsupported operand type(s) for " + operator + ": '" + TypeLookup.fullNameOf(left, 100) + "', '"
                + TypeLookup.fullNameOf(right, 100) + "', '" + TypeLookup.fullNameOf(modulus, 100) + "'");
    }

    private static long tryPower(long left, long right, long modulus) {
        long leftSlot = slot(left, PyNumberMethods.nb_power);
        long rightSlot = References.type(left) == References.type(right) ? NULL : slot(right, PyNumberMethods.nb_power);
        long[] order = {leftSlot, rightSlot == leftSlot ? NULL : rightSlot, NULL};
        if (leftSlot != NULL && order[1] != NULL && TypeLookup.isSubtype(References.type(right), References.type(left))) {
            order[0] = order[1];
            order[1] = leftSlot;
        }
        order[2] = slot(modulus, PyNumberMethods.nb_power);
        if (order[2] == leftSlot || order[2] == rightSlot) order[2] = NULL;
        for (long function : order) {
            if (function == NULL) continue;
            long result = FunctionCall.object(function, left, right, modulus);
            if (result != NOT_IMPLEMENTED) return result;
            References.decref(result);
        }
        return Singletons.notImplemented();
    }

    public static long inPlaceAdd(long left, long right) {
        long result = tryInPlace(left, right, PyNumberMethods.nb_inplace_add, PyNumberMethods.nb_add);
        if (result != NOT_IMPLEMENTED) return result;
        References.decref(result);
        long concat = sequenceSlot(left, PySequenceMethods.sq_inplace_concat);
        if (concat == NULL) concat = sequenceSlot(left, PySequenceMethods.sq_concat);
        if (concat != NULL) return FunctionCall.object(concat, left, right);
        throw unsupported("+=", left, right);
    }

    public static long inPlaceSubtract(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_subtract, PyNumberMethods.nb_subtract, "-=");
    }

    public static long inPlaceMultiply(long left, long right) {
        long result = tryInPlace(left, right, PyNumberMethods.nb_inplace_multiply, PyNumberMethods.nb_multiply);
        if (result != NOT_IMPLEMENTED) return result;
        References.decref(result);
        return repeat(left, right, "*=", PySequenceMethods.sq_inplace_repeat);
    }

    public static long inPlaceRemainder(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_remainder, PyNumberMethods.nb_remainder, "%=");
    }

    public static long inPlaceFloorDivide(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_floor_divide, PyNumberMethods.nb_floor_divide, "//=");
    }

    public static long inPlaceTrueDivide(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_true_divide, PyNumberMethods.nb_true_divide, "/=");
    }

    public static long inPlaceMatrixMultiply(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_matrix_multiply, PyNumberMethods.nb_matrix_multiply, "@=");
    }

    public static long inPlaceLeftShift(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_lshift, PyNumberMethods.nb_lshift, "<<=");
    }

    public static long inPlaceRightShift(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_rshift, PyNumberMethods.nb_rshift, ">>=");
    }

    public static long inPlaceAnd(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_and, PyNumberMethods.nb_and, "&=");
    }

    public static long inPlaceOr(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_or, PyNumberMethods.nb_or, "|=");
    }

    public static long inPlaceXor(long left, long right) {
        return inPlace(left, right, PyNumberMethods.nb_inplace_xor, PyNumberMethods.nb_xor, "^=");
    }

    public static long inPlacePower(long left, long right, long modulus) {
        long inPlace = slot(left, PyNumberMethods.nb_inplace_power);
        if (inPlace != NULL) {
            long result = FunctionCall.object(inPlace, left, right, modulus);
            if (result != NOT_IMPLEMENTED) return result;
            References.decref(result);
        }
        return power(left, right, modulus, "**=");
    }

    private static long unary(long object, long offset, String what) {
        long function = slot(object, offset);
        if (function == NULL) throw PyError.typeError("bad operand type for " + what + ": '" + TypeLookup.fullNameOf(object) + "'");
        return FunctionCall.object(function, object);
    }

    public static long negative(long object) {
        return unary(object, PyNumberMethods.nb_negative, "unary -");
    }

    public static long positive(long object) {
        return unary(object, PyNumberMethods.nb_positive, "unary +");
    }

    public static long invert(long object) {
        return unary(object, PyNumberMethods.nb_invert, "unary ~");
    }

    public static long absolute(long object) {
        return unary(object, PyNumberMethods.nb_absolute, "abs()");
    }

    /** {@code PyNumber_Check}. */
    public static boolean isNumber(long object) {
        return slot(object, PyNumberMethods.nb_index) != NULL
                || slot(object, PyNumberMethods.nb_int) != NULL
                || slot(object, PyNumberMethods.nb_float) != NULL
                || TypeLookup.isInstance(object, BuiltinTypes.COMPLEX);
    }

    /** {@code PyIndex_Check}. */
    public static boolean isIndex(long object) {
        return slot(object, PyNumberMethods.nb_index) != NULL;
    }

    /** {@code _PyNumber_Index}: an int or an instance of a subclass. */
    public static long indexOrSubclass(long object) {
        if (LongType.isInstance(object)) return References.newRef(object);
        long function = slot(object, PyNumberMethods.nb_index);
        if (function == NULL) {
            throw PyError.typeError("'" + TypeLookup.fullNameOf(object) + "' object cannot be interpreted as an integer");
        }
        return requireInt(FunctionCall.object(function, object), "__index__", false);
    }

    /** {@code PyNumber_Index}: an exact int. */
    public static long index(long object) {
        return exact(indexOrSubclass(object));
    }

    /** Consumes {@code integer}: an exact int of the same value. */
    private static long exact(long integer) {
        if (LongType.isExact(integer)) return integer;
        try {
            return LongType.copy(integer);
        } finally {
            References.decref(integer);
        }
    }

    /** Checks what a conversion method returned; a strict subclass of int is deprecated. Consumes and returns {@code result}. */
    static long requireInt(long result, String method, boolean space) {
        if (LongType.isExact(result)) return result;
        String type = TypeLookup.fullNameOf(result);
        if (!LongType.isInstance(result)) {
            References.decref(result);
            throw PyError.typeError(method + " returned non-int (type " + type + ")");
        }
        try {
            Warnings.warn(Exceptions.DeprecationWarning, method + " returned non-int (type " + type + ").  The ability to return an instance of a "
                    + "strict subclass of int is deprecated, and may not be supported in a future version of Python.", 1);
        } catch (PyError raised) {
            References.decref(result);
            throw raised;
        }
        return result;
    }

    /** {@code PyNumber_AsSsize_t}: {@code exception} NULL clips a value that doesn't fit. */
    public static long asSsize(long object, long exception) {
        long integer = indexOrSubclass(object);
        try {
            if (LongType.fitsLong(integer)) return LongType.asLong(integer);
            if (exception == NULL) return LongType.isNegative(integer) ? Long.MIN_VALUE : Long.MAX_VALUE;
            throw PyError.of(exception, "cannot fit '" + TypeLookup.fullNameOf(object) + "' into an index-sized integer");
        } finally {
            References.decref(integer);
        }
    }

    /** {@code PyNumber_Long}: {@code int(object)}. */
    public static long toLong(long object) {
        if (LongType.isExact(object)) return References.newRef(object);
        long function = slot(object, PyNumberMethods.nb_int);
        if (function != NULL) return exact(requireInt(FunctionCall.object(function, object), "__int__", true));
        if (isIndex(object)) return index(object);
        long truncate = Calls.lookupSpecial(object, "__trunc__");
        if (truncate != NULL) return truncated(truncate);
        if (TypeLookup.hasFlag(References.type(object), org.capi4j.layout.Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            return LongType.fromStr(object, 10);
        }
        return LongType.fromBytesLike(object);
    }

    private static long truncated(long method) {
        long result;
        try {
            Warnings.warn(Exceptions.DeprecationWarning, "The delegation of int() to __trunc__ is deprecated.", 1);
            result = Calls.callNoArgs(method);
        } finally {
            References.decref(method);
        }
        if (LongType.isInstance(result)) return exact(result);
        try {
            if (!isIndex(result)) throw PyError.typeError("__trunc__ returned non-Integral (type " + TypeLookup.fullNameOf(result) + ")");
            return index(result);
        } finally {
            References.decref(result);
        }
    }

    /** {@code PyNumber_Float}: {@code float(object)}. */
    public static long toFloat(long object) {
        if (References.type(object) == BuiltinTypes.FLOAT) return References.newRef(object);
        long function = slot(object, PyNumberMethods.nb_float);
        if (function != NULL || isIndex(object) || TypeLookup.isInstance(object, BuiltinTypes.FLOAT)) {
            return FloatType.of(FloatType.asDouble(object));
        }
        return FloatType.fromString(object);
    }

    /** {@code PyNumber_ToBase}. */
    public static long toBase(long object, int base) {
        if (base != 2 && base != 8 && base != 10 && base != 16) {
            throw PyError.systemError("PyNumber_ToBase: base must be 2, 8, 10 or 16");
        }
        long integer = indexOrSubclass(object);
        try {
            return LongType.format(integer, base);
        } finally {
            References.decref(integer);
        }
    }
}
