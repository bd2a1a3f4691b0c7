package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.type.Numbers;

/** {@code abstract.h}: the number protocol. */
@CApi
public final class PyNumber {
    private PyNumber() {}

    public static int PyNumber_Check(@Nullable long object) {
        return object != 0 && Numbers.isNumber(object) ? 1 : 0;
    }

    public static int PyIndex_Check(long object) {
        return Numbers.isIndex(object) ? 1 : 0;
    }

    public static long PyNumber_Add(long left, long right) {
        return Numbers.add(left, right);
    }

    public static long PyNumber_Subtract(long left, long right) {
        return Numbers.subtract(left, right);
    }

    public static long PyNumber_Multiply(long left, long right) {
        return Numbers.multiply(left, right);
    }

    public static long PyNumber_Remainder(long left, long right) {
        return Numbers.remainder(left, right);
    }

    public static long PyNumber_Divmod(long left, long right) {
        return Numbers.divmod(left, right);
    }

    public static long PyNumber_FloorDivide(long left, long right) {
        return Numbers.floorDivide(left, right);
    }

    public static long PyNumber_TrueDivide(long left, long right) {
        return Numbers.trueDivide(left, right);
    }

    public static long PyNumber_MatrixMultiply(long left, long right) {
        return Numbers.matrixMultiply(left, right);
    }

    public static long PyNumber_Lshift(long left, long right) {
        return Numbers.leftShift(left, right);
    }

    public static long PyNumber_Rshift(long left, long right) {
        return Numbers.rightShift(left, right);
    }

    public static long PyNumber_And(long left, long right) {
        return Numbers.and(left, right);
    }

    public static long PyNumber_Or(long left, long right) {
        return Numbers.or(left, right);
    }

    public static long PyNumber_Xor(long left, long right) {
        return Numbers.xor(left, right);
    }

    public static long PyNumber_InPlaceAdd(long left, long right) {
        return Numbers.inPlaceAdd(left, right);
    }

    public static long PyNumber_InPlaceSubtract(long left, long right) {
        return Numbers.inPlaceSubtract(left, right);
    }

    public static long PyNumber_InPlaceMultiply(long left, long right) {
        return Numbers.inPlaceMultiply(left, right);
    }

    public static long PyNumber_InPlaceRemainder(long left, long right) {
        return Numbers.inPlaceRemainder(left, right);
    }

    public static long PyNumber_InPlaceFloorDivide(long left, long right) {
        return Numbers.inPlaceFloorDivide(left, right);
    }

    public static long PyNumber_InPlaceTrueDivide(long left, long right) {
        return Numbers.inPlaceTrueDivide(left, right);
    }

    public static long PyNumber_InPlaceMatrixMultiply(long left, long right) {
        return Numbers.inPlaceMatrixMultiply(left, right);
    }

    public static long PyNumber_InPlaceLshift(long left, long right) {
        return Numbers.inPlaceLeftShift(left, right);
    }

    public static long PyNumber_InPlaceRshift(long left, long right) {
        return Numbers.inPlaceRightShift(left, right);
    }

    public static long PyNumber_InPlaceAnd(long left, long right) {
        return Numbers.inPlaceAnd(left, right);
    }

    public static long PyNumber_InPlaceOr(long left, long right) {
        return Numbers.inPlaceOr(left, right);
    }

    public static long PyNumber_InPlaceXor(long left, long right) {
        return Numbers.inPlaceXor(left, right);
    }

    public static long PyNumber_Negative(long object) {
        return Numbers.negative(object);
    }

    public static long PyNumber_Positive(long object) {
        return Numbers.positive(object);
    }

    public static long PyNumber_Invert(long object) {
        return Numbers.invert(object);
    }

    public static long PyNumber_Absolute(long object) {
        return Numbers.absolute(object);
    }

    public static long PyNumber_Index(long object) {
        return Numbers.index(object);
    }

    public static long PyNumber_Long(long object) {
        return Numbers.toLong(object);
    }

    public static long PyNumber_Float(long object) {
        return Numbers.toFloat(object);
    }

    public static long PyNumber_Power(long left, long right, long modulus) {
        return Numbers.power(left, right, modulus);
    }

    public static long PyNumber_InPlacePower(long left, long right, long modulus) {
        return Numbers.inPlacePower(left, right, modulus);
    }

    public static long _PyNumber_Index(long object) {
        return Numbers.indexOrSubclass(object);
    }

    public static long PyNumber_AsSsize_t(long object, @Nullable long exception) {
        return Numbers.asSsize(object, exception);
    }

    public static long PyNumber_ToBase(long object, int base) {
        return Numbers.toBase(object, base);
    }
}
