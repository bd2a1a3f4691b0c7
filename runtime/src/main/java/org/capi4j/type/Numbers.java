package org.capi4j.type;

import org.capi4j.object.PyError;

/** The number protocol (PyNumber_*). */
public final class Numbers {
    private Numbers() {}

    public static long add(long left, long right) {
        throw PyError.notImplemented("Numbers.add");
    }

    public static long subtract(long left, long right) {
        throw PyError.notImplemented("Numbers.subtract");
    }

    public static long multiply(long left, long right) {
        throw PyError.notImplemented("Numbers.multiply");
    }

    public static long remainder(long left, long right) {
        throw PyError.notImplemented("Numbers.remainder");
    }

    public static long floorDivide(long left, long right) {
        throw PyError.notImplemented("Numbers.floorDivide");
    }

    public static long trueDivide(long left, long right) {
        throw PyError.notImplemented("Numbers.trueDivide");
    }

    public static long power(long left, long right, long modulus) {
        throw PyError.notImplemented("Numbers.power");
    }

    public static long and(long left, long right) {
        throw PyError.notImplemented("Numbers.and");
    }

    public static long or(long left, long right) {
        throw PyError.notImplemented("Numbers.or");
    }

    public static long xor(long left, long right) {
        throw PyError.notImplemented("Numbers.xor");
    }

    public static long negative(long object) {
        throw PyError.notImplemented("Numbers.negative");
    }

    public static long absolute(long object) {
        throw PyError.notImplemented("Numbers.absolute");
    }

    public static long invert(long object) {
        throw PyError.notImplemented("Numbers.invert");
    }

    /** PyNumber_Index. */
    public static long index(long object) {
        throw PyError.notImplemented("Numbers.index");
    }

    /** PyNumber_AsSsize_t: exception NULL clips. */
    public static long asSsize(long object, long exception) {
        throw PyError.notImplemented("Numbers.asSsize");
    }

    /** PyNumber_Long. */
    public static long toLong(long object) {
        throw PyError.notImplemented("Numbers.toLong");
    }

    /** PyNumber_Float. */
    public static long toFloat(long object) {
        throw PyError.notImplemented("Numbers.toFloat");
    }

    /** PyIndex_Check. */
    public static boolean isIndex(long object) {
        throw PyError.notImplemented("Numbers.isIndex");
    }
}
