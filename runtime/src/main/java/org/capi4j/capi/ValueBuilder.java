package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BytesType;
import org.capi4j.type.ComplexType;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.LegacyStr;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;

/**
 * {@code Py_BuildValue}: objects by a format string from the values of a {@code va_list}. After an error the rest of the format is built all the
 * same and dropped, so that the references of {@code N} units never leak.
 */
final class ValueBuilder {
    private final VaList va;
    private final boolean sizeT;

    /** The next character of the format. */
    private long at;

    private ValueBuilder(long format, VaList va, boolean sizeT) {
        this.at = format;
        this.va = va;
        this.sizeT = sizeT;
    }

    /** A new reference: None for an empty format, one value, or a tuple of several. */
    static long build(long format, VaList va, boolean sizeT) {
        int count = count(format, 0);
        if (count == 0) return Singletons.none();
        ValueBuilder builder = new ValueBuilder(format, va, sizeT);
        return count == 1 ? builder.value() : builder.tuple(0, count);
    }

    /** {@code _Py_VaBuildStack}: new references in {@code small}, or in a new block where {@code room} isn't enough. */
    static long buildStack(long small, long room, long format, VaList va, boolean sizeT, long countField) {
        int count = count(format, 0);
        long stack = count <= room ? small : Allocation.allocateMemory(8L * count);
        long[] values;
        try {
            values = new ValueBuilder(format, va, sizeT).values(0, count);
        } catch (Throwable failure) {
            if (stack != small) Allocation.freeMemory(stack);
            throw failure;
        }
        for (int i = 0; i < count; i++) Memory.putLong(stack + 8L * i, values[i]);
        Memory.putLong(countField, count);
        return stack;
    }

    /** The number of values up to {@code end} on this level. */
    private static int count(long format, int end) {
        int level = 0;
        int count = 0;
        for (long next = format; ; next++) {
            int c = Memory.getUnsignedByte(next);
            if (level <= 0 && c == end) return count;
            switch (c) {
                case 0 -> throw PyError.systemError("unmatched paren in format");
                case '(', '[', '{' -> {
                    if (level++ == 0) count++;
                }
                case ')', ']', '}' -> level--;
                case '#', '&', ',', ':', ' ', '\t' -> {}
                default -> {
                    if (level == 0) count++;
                }
            }
        }
    }

    private int peek() {
        return Memory.getUnsignedByte(at);
    }

    private boolean accept(char c) {
        if (peek() != c) return false;
        at++;
        return true;
    }

    /** The next {@code count} values, then {@code end}. */
    private long[] values(int end, int count) {
        long[] values = new long[count];
        PyError failure = null;
        for (int i = 0; i < count; i++) {
            try {
                values[i] = value();
            } catch (PyError error) {
                if (failure == null) failure = error;
                else error.release();
            }
        }
        if (peek() != end && failure == null) failure = PyError.systemError("Unmatched paren in format");
        if (failure != null) {
            for (long value : values) References.xdecref(value);
            throw failure;
        }
        if (end != 0) at++;
        return values;
    }

    private long tuple(int end, int count) {
        return TupleType.steal(values(end, count));
    }

    private long list(int count) {
        long[] values = values(']', count);
        long list = ListType.of(values);
        for (long value : values) References.decref(value);
        return list;
    }

    private long dict(int count) {
        long[] values = values('}', count);
        long dict = NULL;
        try {
            if (count % 2 != 0) throw PyError.systemError("Bad dict format");
            dict = DictType.make();
            for (int i = 0; i < count; i += 2) DictType.set(dict, values[i], values[i + 1]);
            return dict;
        } catch (PyError error) {
            References.xdecref(dict);
            throw error;
        } finally {
            for (long value : values) References.decref(value);
        }
    }

    private long value() {
        while (",: \t".indexOf(peek()) >= 0) at++;
        int unit = peek();
        at++;
        return switch (unit) {
            case '(' -> tuple(')', count(at, ')'));
            case '[' -> list(count(at, ']'));
            case '{' -> dict(count(at, '}'));
            case 'b', 'B', 'h', 'i' -> LongType.of(va.nextInt());
            case 'H', 'I' -> LongType.of(va.nextInt() & 0xffffffffL);
            case 'n', 'l', 'L' -> LongType.of(va.nextLong());
            case 'k', 'K' -> LongType.ofUnsigned(va.nextLong());
            case 'f', 'd' -> FloatType.of(va.nextDouble());
            case 'D' -> complex(va.nextLong());
            case 'c' -> BytesType.of(new byte[] {(byte) va.nextInt()});
            case 'C' -> PyUnicode.PyUnicode_FromOrdinal(va.nextInt());
            case 's', 'z', 'U' -> text();
            case 'y' -> bytes();
            case 'u' -> wide();
            case 'N', 'S', 'O' -> object(unit);
            default -> throw PyError.systemError("bad format char passed to Py_BuildValue");
        };
    }

    private static long complex(long complex) {
        return ComplexType.of(Memory.getDouble(complex), Memory.getDouble(complex + 8));
    }

    private long object(int unit) {
        if (accept('&')) {
            long converter = va.nextLong();
            return FunctionCall.object(converter, va.nextLong());
        }
        long object = va.nextLong();
        if (object == NULL) {
            ErrorIndicator.throwIfSet(); // as a call that failed left it
            throw PyError.systemError("NULL object passed to Py_BuildValue");
        }
        return unit == 'N' ? object : References.newRef(object);
    }

    /** The length that follows where the unit has a {@code #}, else -1. */
    private long size() {
        if (!accept('#')) return -1;
        if (sizeT) return va.nextLong();
        va.nextInt(); // the length, for the values behind it to be found
        throw PyError.systemError("PY_SSIZE_T_CLEAN macro must be defined for '#' formats");
    }

    private long text() {
        long data = va.nextLong();
        long size = size();
        if (data == NULL) return Singletons.none();
        return StrType.decodeUtf8(data, size < 0 ? Memory.stringLength(data) : size, null);
    }

    private long bytes() {
        long data = va.nextLong();
        long size = size();
        if (data == NULL) return Singletons.none();
        return BytesType.of(Memory.getBytes(data, size < 0 ? Memory.stringLength(data) : size));
    }

    private long wide() {
        long data = va.nextLong();
        long size = size();
        if (data == NULL) return Singletons.none();
        return LegacyStr.fromWide(data, size < 0 ? LegacyStr.wideStringLength(data) : size);
    }
}
