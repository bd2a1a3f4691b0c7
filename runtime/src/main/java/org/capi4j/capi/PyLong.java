package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.module.SysInfo;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.LongArithmetic;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code longobject.h}: int. */
@CApi
public final class PyLong {
    private PyLong() {}

    public static long PyLong_GetInfo() {
        return SysInfo.intInfo();
    }

    public static long PyLong_FromLong(long value) {
        return LongType.of(value);
    }

    public static long PyLong_FromLongLong(long value) {
        return LongType.of(value);
    }

    public static long PyLong_FromSsize_t(long value) {
        return LongType.of(value);
    }

    public static long PyLong_FromSize_t(long value) {
        return LongType.ofUnsigned(value);
    }

    public static long PyLong_FromUnsignedLong(long value) {
        return LongType.ofUnsigned(value);
    }

    public static long PyLong_FromUnsignedLongLong(long value) {
        return LongType.ofUnsigned(value);
    }

    public static long PyLong_FromVoidPtr(@Nullable long pointer) {
        return LongType.ofUnsigned(pointer);
    }

    public static long PyLong_FromDouble(double value) {
        return LongType.fromDouble(value);
    }

    public static long PyLong_FromString(long text, @Nullable long end, int base) {
        int[] length = new int[1];
        try {
            return LongType.fromPrefix(Memory.getString(text), base, length);
        } finally {
            if (end != NULL) Memory.putLong(end, text + length[0]);
        }
    }

    public static long PyLong_FromUnicodeObject(long text, int base) {
        return LongType.fromStr(text, base);
    }

    public static long _PyLong_FromBytes(long text, long size, int base) {
        return LongType.fromString(new String(Memory.getBytes(text, size), java.nio.charset.StandardCharsets.ISO_8859_1), base);
    }

    public static long PyLong_AsLong(long object) {
        return LongType.asLong(object);
    }

    public static long PyLong_AsLongAndOverflow(long object, long overflow) {
        int[] sign = {0};
        long value = LongType.asLongAndOverflow(object, sign);
        Memory.putInt(overflow, sign[0]);
        return value;
    }

    public static long PyLong_AsLongLong(long object) {
        return LongType.asLongLong(object);
    }

    public static long PyLong_AsLongLongAndOverflow(long object, long overflow) {
        return PyLong_AsLongAndOverflow(object, overflow);
    }

    public static long PyLong_AsSsize_t(long object) {
        return LongType.asSsize(object);
    }

    public static long PyLong_AsSize_t(long object) {
        return LongType.asUnsigned(object, "size_t");
    }

    public static long PyLong_AsUnsignedLong(long object) {
        return LongType.asUnsigned(object, "unsigned long");
    }

    public static long PyLong_AsUnsignedLongLong(long object) {
        return LongType.asUnsignedLongLong(object);
    }

    public static long PyLong_AsUnsignedLongMask(long object) {
        return LongType.asMask(object);
    }

    public static long PyLong_AsUnsignedLongLongMask(long object) {
        return LongType.asMask(object);
    }

    public static long PyLong_AsVoidPtr(long object) {
        return LongType.asPointer(object);
    }

    public static double PyLong_AsDouble(long object) {
        return LongType.asDouble(object);
    }

    public static int _PyLong_AsInt(long object) {
        return LongType.asInt(object);
    }

    public static long _PyLong_AsTime_t(long object) {
        return LongType.asLongLong(object);
    }

    public static long _PyLong_FromTime_t(long seconds) {
        return LongType.of(seconds);
    }

    public static long _PyLong_FromGid(int gid) {
        return gid == -1 ? LongType.of(-1) : LongType.of(Integer.toUnsignedLong(gid));
    }

    public static long _PyLong_FromUid(int uid) {
        return _PyLong_FromGid(uid);
    }

    public static int _PyLong_Sign(long integer) {
        return LongType.sign(integer);
    }

    public static long _PyLong_NumBits(long integer) {
        return LongType.bitCount(integer);
    }

    public static long _PyLong_Copy(long integer) {
        return LongType.copy(integer);
    }

    public static long _PyLong_New(long digits) {
        return LongType.make(digits);
    }

    public static long _PyLong_Format(long object, int base) {
        if (!LongType.isInstance(object)) throw PyError.badInternalCall();
        return LongType.format(object, base);
    }

    public static long _PyLong_GCD(long left, long right) {
        return LongType.of(LongType.asBigInteger(integer(left)).gcd(LongType.asBigInteger(integer(right))));
    }

    public static long _PyLong_Lshift(long integer, long count) {
        return LongArithmetic.leftShiftBy(integer(integer), count);
    }

    public static long _PyLong_Rshift(long integer, long count) {
        return LongArithmetic.rightShiftBy(integer(integer), count < 0 ? Long.MAX_VALUE : count);
    }

    public static long _PyLong_DivmodNear(long left, long right) {
        return LongArithmetic.divmodNear(left, right);
    }

    /** The value is the result times two to the power stored at {@code exponent}; the result is in [0.5, 1) or 0. */
    public static double _PyLong_Frexp(long integer, long exponent) {
        return LongArithmetic.frexp(integer, exponent);
    }

    public static long _PyLong_FromByteArray(long bytes, long count, int littleEndian, int signed) {
        return LongType.fromByteArray(bytes, count, littleEndian != 0, signed != 0);
    }

    public static int _PyLong_AsByteArray(long integer, long bytes, long count, int littleEndian, int signed) {
        LongType.asByteArray(integer, bytes, count, littleEndian != 0, signed != 0);
        return 0;
    }

    private static long integer(long object) {
        if (!LongType.isInstance(object)) throw PyError.typeError("an integer is required");
        return object;
    }

    public static int _PyLong_UnsignedShort_Converter(long object, long target) {
        Memory.putShort(target, (short) LongType.asUnsigned(object, 16, "unsigned short"));
        return 1;
    }

    public static int _PyLong_UnsignedInt_Converter(long object, long target) {
        Memory.putInt(target, LongType.asUnsigned(object, 32, "unsigned int"));
        return 1;
    }

    public static int _PyLong_UnsignedLong_Converter(long object, long target) {
        Memory.putLong(target, LongType.asUnsigned(LongType.requirePositive(object), "unsigned long"));
        return 1;
    }

    public static int _PyLong_UnsignedLongLong_Converter(long object, long target) {
        Memory.putLong(target, LongType.asUnsignedLongLong(LongType.requirePositive(object)));
        return 1;
    }

    public static int _PyLong_Size_t_Converter(long object, long target) {
        Memory.putLong(target, LongType.asUnsigned(LongType.requirePositive(object), "size_t"));
        return 1;
    }

    public static int _PyLong_FileDescriptor_Converter(long object, long target) {
        Memory.putInt(target, fileDescriptor(object));
        return 1;
    }

    public static int PyObject_AsFileDescriptor(long object) {
        return fileDescriptor(object);
    }

    private static int fileDescriptor(long object) {
        int descriptor;
        if (LongType.isInstance(object)) {
            descriptor = LongType.asInt(object);
        } else {
            descriptor = fromFileno(object);
        }
        if (descriptor < 0) throw PyError.valueError("file descriptor cannot be a negative integer (" + descriptor + ")");
        return descriptor;
    }

    private static int fromFileno(long object) {
        long method = Objects.lookupAttr(object, "fileno");
        if (method == NULL) throw PyError.typeError("argument must be an int, or have a fileno() method.");
        try {
            long result = org.capi4j.type.Calls.callNoArgs(method);
            try {
                if (!LongType.isInstance(result)) throw PyError.typeError("fileno() returned a non-integer");
                return LongType.asInt(result);
            } finally {
                References.decref(result);
            }
        } finally {
            References.decref(method);
        }
    }

    public static int _Py_convert_optional_to_ssize_t(long object, long target) {
        if (object != Singletons.NONE) {
            if (!Numbers.isIndex(object)) {
                throw PyError.typeError("argument should be integer or None, not '" + org.capi4j.type.TypeLookup.fullNameOf(object) + "'");
            }
            Memory.putLong(target, Numbers.asSsize(object, Exceptions.OverflowError));
        }
        return 1;
    }
}
