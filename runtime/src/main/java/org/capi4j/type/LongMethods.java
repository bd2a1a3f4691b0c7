package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyLongObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** int's constructor, methods and attributes. */
@BuiltinType(value = "PyLong_Type", part = true)
public final class LongMethods {
    private LongMethods() {}

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("int", args, kwargs, 0, 2, "", "base");
        long integer = value(values[0], values[1]);
        if (type == BuiltinTypes.INT) return integer;
        try {
            return subtypeOf(type, integer);
        } finally {
            References.decref(integer);
        }
    }

    private static long value(long value, long base) {
        if (value == NULL) {
            if (base != NULL) throw PyError.typeError("int() missing string argument");
            return LongType.of(0);
        }
        if (base == NULL) return Numbers.toLong(value);
        long radix = Numbers.asSsize(base, NULL);
        if (radix != 0 && radix < 2 || radix > 36) throw PyError.valueError("int() base must be >= 2 and <= 36, or 0");
        if (TypeLookup.hasFlag(References.type(value), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) return LongType.fromStr(value, (int) radix);
        if (TypeLookup.hasFlag(References.type(value), Constants.Py_TPFLAGS_BYTES_SUBCLASS)
                || TypeLookup.isInstance(value, BuiltinTypes.BYTE_ARRAY)) {
            return LongType.fromBytes(value, (int) radix);
        }
        throw PyError.typeError("int() can't convert non-string with explicit base");
    }

    /** An instance of a subclass with the value of {@code integer}. */
    private static long subtypeOf(long type, long integer) {
        long size = LongType.size(integer);
        long digits = Math.abs(size);
        long object = FunctionCall.object(Memory.getLong(type + PyTypeObject.tp_alloc), type, digits);
        Memory.putLong(object + org.capi4j.layout.PyVarObject.ob_size, size);
        Memory.copy(integer + PyLongObject.ob_digit, object + PyLongObject.ob_digit, 4 * digits);
        return object;
    }

    @Method("conjugate")
    public static long conjugate(long self) {
        return LongType.copy(self);
    }

    @Method("bit_length")
    public static long bitLength(long self) {
        return LongType.of(LongType.asBigInteger(self).abs().bitLength());
    }

    @Method("bit_count")
    public static long bitCount(long self) {
        return LongType.of(LongType.asBigInteger(self).abs().bitCount());
    }

    @Method("as_integer_ratio")
    public static long asIntegerRatio(long self) {
        return TupleType.steal(LongType.copy(self), LongType.of(1));
    }

    @Method("__trunc__")
    public static long trunc(long self) {
        return LongType.copy(self);
    }

    @Method("__floor__")
    public static long floor(long self) {
        return LongType.copy(self);
    }

    @Method("__ceil__")
    public static long ceil(long self) {
        return LongType.copy(self);
    }

    /** Rounds to a multiple of a power of ten, halves to even. */
    @Method("__round__")
    public static long round(long self, long args, long nargs) {
        Arguments.checkPositional("__round__", nargs, 0, 1);
        if (nargs == 0) return LongType.copy(self);
        long places = Numbers.index(Arguments.get(args, nargs, 0));
        try {
            if (!LongType.isNegative(places)) return LongType.copy(self);
            if (!LongType.fitsLong(places)) return LongType.of(0);
            return LongType.of(round(LongType.asBigInteger(self), LongType.asLong(places)));
        } finally {
            References.decref(places);
        }
    }

    private static BigInteger round(BigInteger value, long places) {
        if (-places > value.abs().bitLength()) return BigInteger.ZERO;
        BigInteger unit = BigInteger.TEN.pow((int) -places);
        BigInteger[] result = value.divideAndRemainder(unit);
        int half = result[1].abs().shiftLeft(1).compareTo(unit);
        boolean up = half > 0 || half == 0 && result[0].testBit(0);
        BigInteger quotient = up ? result[0].add(BigInteger.valueOf(value.signum())) : result[0];
        return quotient.multiply(unit);
    }

    @Method("__getnewargs__")
    public static long getNewArgs(long self) {
        return TupleType.steal(LongType.copy(self));
    }

    @Method("__sizeof__")
    public static long sizeOf(long self) {
        return LongType.of(PyLongObject.ob_digit + 4 * Math.max(1, Math.abs(LongType.size(self))));
    }

    @Method("__format__")
    public static long format(long self, long spec) {
        return NumberFormat.formatInt(self, spec);
    }

    @Method("to_bytes")
    public static long toBytes(long self, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("to_bytes", args, nargs, kwnames, 0, 2, "length", "byteorder", "signed");
        long length = values[0] == NULL ? 1 : Arguments.ssize(values[0]);
        boolean little = isLittle(values[1], "to_bytes");
        boolean signed = values[2] != NULL && Objects.isTrue(values[2]);
        if (length < 0) throw PyError.valueError("length argument must be non-negative");
        return BytesType.of(LongType.toByteArray(LongType.asBigInteger(self), Math.toIntExact(length), little, signed));
    }

    private static boolean isLittle(long byteorder, String method) {
        if (byteorder == NULL) return false;
        if (!TypeLookup.hasFlag(References.type(byteorder), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError(method + "() argument 'byteorder' must be str, not " + Arguments.typeName(byteorder));
        }
        return switch (Strings.toJava(byteorder)) {
            case "little" -> true;
            case "big" -> false;
            default -> throw PyError.valueError("byteorder must be either 'little' or 'big'");
        };
    }

    @Method(value = "from_bytes", kind = Kind.CLASS)
    public static long fromBytes(long type, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("from_bytes", args, nargs, kwnames, 1, 2, "bytes", "byteorder", "signed");
        boolean little = isLittle(values[1], "from_bytes");
        boolean signed = values[2] != NULL && Objects.isTrue(values[2]);
        long bytes = Objects.bytes(values[0]);
        long integer;
        try {
            integer = LongType.of(LongType.fromByteArray(BytesType.toJava(bytes), little, signed));
        } finally {
            References.decref(bytes);
        }
        if (type == BuiltinTypes.INT) return integer;
        try {
            return Calls.callOneArg(type, integer);
        } finally {
            References.decref(integer);
        }
    }

    @Getter("real")
    public static long real(long self) {
        return LongType.copy(self);
    }

    @Getter("imag")
    public static long imag(long self) {
        return LongType.of(0);
    }

    @Getter("numerator")
    public static long numerator(long self) {
        return LongType.copy(self);
    }

    @Getter("denominator")
    public static long denominator(long self) {
        return LongType.of(1);
    }
}
