package org.capi4j.type;

import org.capi4j.object.PyError;

/** int: 30-bit digits, sign in ob_size. */
public final class LongType {
    private LongType() {}

    /** A new reference to an int (small ones are shared). */
    public static long of(long value) {
        throw PyError.notImplemented("LongType.of");
    }

    public static long ofUnsigned(long value) {
        throw PyError.notImplemented("LongType.ofUnsigned");
    }

    public static long of(java.math.BigInteger value) {
        throw PyError.notImplemented("LongType.of");
    }

    public static boolean isExact(long object) {
        throw PyError.notImplemented("LongType.isExact");
    }

    /** int or subclass (bool too). */
    public static boolean isInstance(long object) {
        throw PyError.notImplemented("LongType.isInstance");
    }

    /** PyLong_AsLong: takes anything with __index__; OverflowError "Python int too large to convert to C long". */
    public static long asLong(long integer) {
        throw PyError.notImplemented("LongType.asLong");
    }

    /** PyLong_AsSsize_t. */
    public static long asSsize(long integer) {
        throw PyError.notImplemented("LongType.asSsize");
    }

    /** _PyLong_AsInt. */
    public static int asInt(long integer) {
        throw PyError.notImplemented("LongType.asInt");
    }

    /** Of an int or subclass. */
    public static java.math.BigInteger asBigInteger(long integer) {
        throw PyError.notImplemented("LongType.asBigInteger");
    }

    /** PyLong_FromDouble. */
    public static long fromDouble(double value) {
        throw PyError.notImplemented("LongType.fromDouble");
    }

    /** PyLong_FromUnicodeObject. */
    public static long fromString(String text, int base) {
        throw PyError.notImplemented("LongType.fromString");
    }
}
