package org.capi4j.type;

import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** The native one-letter formats of the struct module that memoryview reads and writes itself. */
enum ItemFormat {
    BOOL('?', 1),
    CHAR('c', 1),
    BYTE('b', 1),
    UNSIGNED_BYTE('B', 1),
    SHORT('h', 2),
    UNSIGNED_SHORT('H', 2),
    INT('i', 4),
    UNSIGNED_INT('I', 4),
    LONG('l', 8),
    UNSIGNED_LONG('L', 8),
    LONG_LONG('q', 8),
    UNSIGNED_LONG_LONG('Q', 8),
    SSIZE('n', 8),
    SIZE('N', 8),
    FLOAT('f', 4),
    DOUBLE('d', 8),
    POINTER('P', 8);

    final char code;
    final int size;

    ItemFormat(char code, int size) {
        this.code = code;
        this.size = size;
    }

    /** The format that {@code text} names, or null for anything that isn't one native letter (with {@code @} or without). */
    static ItemFormat of(String text) {
        if (!isOneLetter(text)) return null;
        for (ItemFormat format : values()) {
            if (format.code == text.charAt(text.length() - 1)) return format;
        }
        return null;
    }

    /** Whether {@code text} has the shape of a native format of one letter, whatever the letter. */
    static boolean isOneLetter(String text) {
        return text.length() == (text.startsWith("@") ? 2 : 1);
    }

    boolean isByte() {
        return this == CHAR || this == BYTE || this == UNSIGNED_BYTE;
    }

    /** The item at {@code item} as a new object. */
    long get(long item) {
        return switch (this) {
            case BOOL -> BoolType.of(Memory.getByte(item) != 0);
            case CHAR -> BytesType.of(new byte[] {Memory.getByte(item)});
            case BYTE -> LongType.of(Memory.getByte(item));
            case UNSIGNED_BYTE -> LongType.of(Memory.getUnsignedByte(item));
            case SHORT -> LongType.of(Memory.getShort(item));
            case UNSIGNED_SHORT -> LongType.of(Memory.getChar(item));
            case INT -> LongType.of(Memory.getInt(item));
            case UNSIGNED_INT -> LongType.of(Integer.toUnsignedLong(Memory.getInt(item)));
            case LONG, LONG_LONG, SSIZE -> LongType.of(Memory.getLong(item));
            case UNSIGNED_LONG, UNSIGNED_LONG_LONG, SIZE, POINTER -> LongType.ofUnsigned(Memory.getLong(item));
            case FLOAT -> FloatType.of(Memory.getFloat(item));
            case DOUBLE -> FloatType.of(Memory.getDouble(item));
        };
    }

    /** Stores {@code value} at {@code item}, with memoryview's messages for a wrong type or range. */
    void put(long item, long value) {
        try {
            store(item, value);
        } catch (PyError error) {
            boolean type = ExceptionType.matches(error, Exceptions.TypeError);
            if (!type && !ExceptionType.matches(error, Exceptions.OverflowError)) throw error;
            error.release();
            throw type ? wrongType() : wrongValue();
        }
    }

    private PyError wrongType() {
        return PyError.typeError("memoryview: invalid type for format '" + code + "'");
    }

    private PyError wrongValue() {
        return PyError.valueError("memoryview: invalid value for format '" + code + "'");
    }

    private void store(long item, long value) {
        switch (this) {
            case BOOL -> Memory.putByte(item, (byte) (Objects.isTrue(value) ? 1 : 0));
            case CHAR -> Memory.putByte(item, oneByte(value));
            case FLOAT -> Memory.putFloat(item, (float) FloatType.asDouble(value));
            case DOUBLE -> Memory.putDouble(item, FloatType.asDouble(value));
            case POINTER -> Memory.putLong(item, LongType.asPointer(value));
            case UNSIGNED_LONG, UNSIGNED_LONG_LONG, SIZE -> Memory.putLong(item, index(value, true));
            case LONG, LONG_LONG, SSIZE -> Memory.putLong(item, index(value, false));
            default -> storeSmall(item, index(value, false));
        }
    }

    private byte oneByte(long value) {
        if (References.type(value) != org.capi4j.object.BuiltinTypes.BYTES) throw wrongType();
        if (BytesType.size(value) != 1) throw wrongValue();
        return Memory.getByte(BytesType.data(value));
    }

    private static long index(long value, boolean unsigned) {
        long integer = Numbers.index(value);
        try {
            return unsigned ? LongType.asUnsigned(integer, "unsigned long") : LongType.asLong(integer);
        } finally {
            References.decref(integer);
        }
    }

    private void storeSmall(long item, long value) {
        boolean signed = Character.isLowerCase(code);
        long low = signed ? -(1L << 8 * size - 1) : 0;
        long high = signed ? -low - 1 : (1L << 8 * size) - 1;
        if (value < low || value > high) throw wrongValue();
        switch (size) {
            case 1 -> Memory.putByte(item, (byte) value);
            case 2 -> Memory.putShort(item, (short) value);
            default -> Memory.putInt(item, (int) value);
        }
    }
}
