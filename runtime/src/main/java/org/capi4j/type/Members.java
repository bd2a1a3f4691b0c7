package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMemberDef;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** PyMember_GetOne and PyMember_SetOne: C fields as Python values, by the {@code T_} code of a {@code PyMemberDef}. */
public final class Members {
    private Members() {}

    /** A new reference to the field's value. */
    public static long get(long object, long member) {
        long field = object + Memory.getLong(member + PyMemberDef.offset);
        return switch (Memory.getInt(member + PyMemberDef.type)) {
            case Constants.T_BOOL -> BoolType.of(Memory.getByte(field) != 0);
            case Constants.T_BYTE -> LongType.of(Memory.getByte(field));
            case Constants.T_UBYTE -> LongType.of(Memory.getUnsignedByte(field));
            case Constants.T_SHORT -> LongType.of(Memory.getShort(field));
            case Constants.T_USHORT -> LongType.of(Memory.getChar(field));
            case Constants.T_INT -> LongType.of(Memory.getInt(field));
            case Constants.T_UINT -> LongType.of(Integer.toUnsignedLong(Memory.getInt(field)));
            case Constants.T_LONG, Constants.T_LONGLONG, Constants.T_PYSSIZET -> LongType.of(Memory.getLong(field));
            case Constants.T_ULONG, Constants.T_ULONGLONG -> LongType.ofUnsigned(Memory.getLong(field));
            case Constants.T_FLOAT -> FloatType.of(Memory.getFloat(field));
            case Constants.T_DOUBLE -> FloatType.of(Memory.getDouble(field));
            case Constants.T_STRING -> string(Memory.getLong(field));
            case Constants.T_STRING_INPLACE -> string(field);
            case Constants.T_CHAR -> StrType.decodeUtf8(field, 1, null);
            case Constants.T_OBJECT -> References.newRef(orNone(Memory.getLong(field)));
            case Constants.T_OBJECT_EX -> required(object, member, Memory.getLong(field));
            case Constants.T_NONE -> Singletons.none();
            default -> throw PyError.systemError("bad memberdescr type");
        };
    }

    private static long string(long characters) {
        return characters == NULL ? Singletons.none() : StrType.decodeUtf8(characters, Memory.stringLength(characters), null);
    }

    private static long orNone(long object) {
        return object == NULL ? Singletons.NONE : object;
    }

    private static String name(long member) {
        return Memory.getString(Memory.getLong(member + PyMemberDef.name));
    }

    private static long required(long object, long member, long value) {
        if (value != NULL) return References.newRef(value);
        throw PyError.attributeError("'" + TypeLookup.fullNameOf(object) + "' object has no attribute '" + name(member) + "'");
    }

    /** value NULL deletes. */
    public static void set(long object, long member, long value) {
        if (Descriptors.isReadOnly(member)) throw PyError.attributeError("readonly attribute");
        long field = object + Memory.getLong(member + PyMemberDef.offset);
        int type = Memory.getInt(member + PyMemberDef.type);
        if (value == NULL) {
            checkDeletable(object, member, type, field);
        }
        switch (type) {
            case Constants.T_OBJECT, Constants.T_OBJECT_EX -> References.setRef(field, References.xnewRef(value));
            case Constants.T_BOOL -> Memory.putByte(field, bool(value));
            case Constants.T_FLOAT -> Memory.putFloat(field, (float) FloatType.asDouble(value));
            case Constants.T_DOUBLE -> setDouble(field, value);
            case Constants.T_CHAR -> Memory.putByte(field, character(value));
            case Constants.T_STRING, Constants.T_STRING_INPLACE -> throw PyError.typeError("readonly attribute");
            default -> setInteger(field, member, type, value);
        }
    }

    private static void checkDeletable(long object, long member, int type, long field) {
        if (type == Constants.T_OBJECT_EX) {
            if (Memory.getLong(field) == NULL) throw PyError.attributeError(name(member));
        } else if (type != Constants.T_OBJECT) {
            throw PyError.typeError("can't delete numeric/char attribute");
        }
    }

    private static byte bool(long value) {
        if (References.type(value) != BuiltinTypes.BOOL) throw PyError.typeError("attribute value type must be bool");
        return (byte) (value == Singletons.TRUE ? 1 : 0);
    }

    private static byte character(long value) {
        if (!Objects.isStr(value) || StrType.utf8Size(value) != 1) {
            throw PyError.typeError("bad argument type for built-in operation");
        }
        return Memory.getByte(StrType.utf8(value));
    }

    private static void setInteger(long field, long member, int type, long value) {
        switch (type) {
            case Constants.T_BYTE -> Memory.putByte(field, (byte) narrowed(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "char"));
            case Constants.T_UBYTE -> Memory.putByte(field, (byte) narrowed(value, 0, 0xff, "unsigned char"));
            case Constants.T_SHORT -> Memory.putShort(field, (short) narrowed(value, Short.MIN_VALUE, Short.MAX_VALUE, "short"));
            case Constants.T_USHORT -> Memory.putShort(field, (short) narrowed(value, 0, 0xffff, "unsigned short"));
            case Constants.T_INT -> Memory.putInt(field, (int) narrowed(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int"));
            case Constants.T_UINT -> Memory.putInt(field, (int) unsigned(value, 0xffff_ffffL, "unsigned int"));
            case Constants.T_LONG -> setWide(field, value, LongType::asLong);
            case Constants.T_LONGLONG -> setWide(field, value, Members::longLong);
            case Constants.T_PYSSIZET -> setWide(field, value, Members::ssize);
            case Constants.T_ULONG -> setWide(field, value, object -> unsigned(object, -1, "unsigned long"));
            case Constants.T_ULONGLONG -> setWide(field, value, Members::unsignedOnly);
            default -> throw PyError.systemError("bad memberdescr type for " + name(member));
        }
    }

    private static long ssize(long value) {
        if (!LongType.isInstance(value)) throw PyError.typeError("an integer is required");
        return LongType.asSsize(value);
    }

    /** A field narrower than long takes what is too large too, with a warning. */
    private static long narrowed(long value, long min, long max, String type) {
        long number = LongType.asLong(value);
        if (number < min || number > max) Warnings.warn(Exceptions.RuntimeWarning, "Truncation of value to " + type, 1);
        return number;
    }

    private static long longLong(long value) {
        java.math.BigInteger number = integer(value);
        if (number.bitLength() >= Long.SIZE) throw PyError.overflowError("int too big to convert");
        return number.longValue();
    }

    private static void setDouble(long field, long value) {
        double number = -1;
        try {
            number = FloatType.asDouble(value);
        } finally {
            Memory.putDouble(field, number);
        }
    }

    /** As in CPython, the field is -1 after a value that can't be converted. */
    private static void setWide(long field, long value, LongUnaryOperator conversion) {
        long number = -1;
        try {
            number = conversion.applyAsLong(value);
        } finally {
            Memory.putLong(field, number);
        }
    }

    /** Negative values are taken modulo the field's size, with a warning. */
    private static long unsigned(long value, long max, String type) {
        java.math.BigInteger number = integer(value);
        if (number.bitLength() > 64 || number.signum() < 0 && number.bitLength() > 63) {
            throw PyError.overflowError("Python int too large to convert to C long");
        }
        if (number.signum() < 0) Warnings.warn(Exceptions.RuntimeWarning, "Writing negative value into unsigned field", 1);
        long bits = number.longValue();
        if (max > 0 && number.signum() >= 0 && Long.compareUnsigned(bits, max) > 0) {
            Warnings.warn(Exceptions.RuntimeWarning, "Truncation of value to " + type, 1);
        }
        return bits;
    }

    private static long unsignedOnly(long value) {
        java.math.BigInteger number = integer(value);
        if (number.signum() < 0) throw PyError.overflowError("can't convert negative int to unsigned");
        if (number.bitLength() > 64) throw PyError.overflowError("int too big to convert");
        return number.longValue();
    }

    private static java.math.BigInteger integer(long value) {
        long index = Numbers.index(value);
        try {
            return LongType.asBigInteger(index);
        } finally {
            References.decref(index);
        }
    }
}
