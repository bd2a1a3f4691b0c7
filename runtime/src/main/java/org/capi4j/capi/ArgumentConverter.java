package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyBufferProcs;
import org.capi4j.layout.PyBytesObject;
import org.capi4j.layout.PySequenceMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.ByteArrayType;
import org.capi4j.type.Buffers;
import org.capi4j.type.BytesType;
import org.capi4j.type.ComplexType;
import org.capi4j.type.FloatType;
import org.capi4j.type.LegacyStr;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.Warnings;

/**
 * Converts one argument after the other as a format string says, and stores what comes out where a {@code va_list}'s pointers point.
 *
 * <p>{@link #convert} returns a complaint ({@code "must be str, not int"}) for the caller to complete with the function's name and the
 * argument's number, or null; errors that stand for themselves are thrown. After either, {@link #cleanUp} gives back what was converted before.
 */
final class ArgumentConverter {
    private static final int PY_CLEANUP_SUPPORTED = 0x20000;
    private static final String BAD_CHARACTER = "impossible<bad format char>";

    /** How to take back a conversion: a converter to call with NULL, a buffer to release, a block to free. */
    private sealed interface Cleanup {
        record Converter(long function, long target) implements Cleanup {}

        record Buffer(long view) implements Cleanup {}

        record Block(long field) implements Cleanup {}
    }

    private final VaList va;
    private final boolean sizeT;
    private List<Cleanup> cleanups;

    /** The next character of the format. */
    private long at;

    /** Where in nested sequences the last complaint arose: {@code ", item 0, item 1"}. */
    private String path = "";

    /** {@code sizeT}: the caller was compiled with {@code PY_SSIZE_T_CLEAN}. */
    ArgumentConverter(long format, VaList va, boolean sizeT) {
        this.at = format;
        this.va = va;
        this.sizeT = sizeT;
    }

    /** The format's next character, 0 at its end. */
    int peek() {
        return Memory.getUnsignedByte(at);
    }

    /** What is left of the format. */
    String rest() {
        return Memory.getString(at);
    }

    void skipCharacter() {
        at++;
    }

    String path() {
        return path;
    }

    /** Goes past {@code c} where that comes next. */
    private boolean accept(char c) {
        if (peek() != c) return false;
        at++;
        return true;
    }

    /** Converts {@code arg} (borrowed) by the next unit of the format. */
    String convert(long arg) {
        if (!accept('(')) {
            path = "";
            return convertSimple(arg);
        }
        String complaint = convertSequence(arg);
        if (complaint == null) at++;
        return complaint;
    }

    private String convertSequence(long arg) {
        int count = countItems();
        path = "";
        if (!isSequence(arg) || isBytes(arg)) {
            return "must be " + count + "-item sequence, not " + ArgumentParser.clip(typeName(arg), 50);
        }
        long length = Sequences.length(arg);
        if (length != count) return "must be sequence of length " + count + ", not " + length;
        for (int i = 0; i < count; i++) {
            String complaint = convertItem(arg, i);
            if (complaint != null) {
                path = ", item " + i + path;
                return complaint;
            }
        }
        return null;
    }

    private String convertItem(long sequence, int index) {
        long item;
        try {
            item = Sequences.getItem(sequence, index);
        } catch (PyError error) {
            error.release();
            path = "";
            return "is not retrievable";
        }
        try {
            return convert(item);
        } finally {
            References.decref(item);
        }
    }

    /** The number of units up to the closing parenthesis. */
    private int countItems() {
        int level = 0;
        int count = 0;
        for (long next = at; ; next++) {
            int c = Memory.getUnsignedByte(next);
            if (c == '(') {
                if (level++ == 0) count++;
            } else if (c == ')') {
                if (level-- == 0) return count;
            } else if (c == ':' || c == ';' || c == 0) {
                return count;
            } else if (level == 0 && c != 'e' && ArgumentParser.isAlphabetic(c)) {
                count++;
            }
        }
    }

    private static String typeName(long arg) {
        return arg == Singletons.NONE ? "None" : TypeLookup.fullNameOf(arg);
    }

    private static String mismatch(String expected, long arg) {
        if (expected.startsWith("(")) return expected;
        return "must be " + ArgumentParser.clip(expected, 50) + ", not " + ArgumentParser.clip(typeName(arg), 50);
    }

    private String convertSimple(long arg) {
        int unit = peek();
        at++;
        return switch (unit) {
            case 'b', 'h', 'i', 'B', 'H', 'I', 'n', 'l', 'k', 'L', 'K' -> convertInteger(unit, arg);
            case 'f' -> {
                double value = FloatType.asDouble(arg);
                Memory.putFloat(va.nextLong(), (float) value);
                yield null;
            }
            case 'd' -> {
                double value = FloatType.asDouble(arg);
                Memory.putDouble(va.nextLong(), value);
                yield null;
            }
            case 'D' -> {
                double[] value = ComplexType.value(arg);
                long target = va.nextLong();
                Memory.putDouble(target, value[0]);
                Memory.putDouble(target + 8, value[1]);
                yield null;
            }
            case 'c' -> convertByte(arg);
            case 'C' -> convertCharacter(arg);
            case 'p' -> {
                boolean value = Objects.isTrue(arg);
                Memory.putInt(va.nextLong(), value ? 1 : 0);
                yield null;
            }
            case 's', 'z' -> convertText(unit, arg);
            case 'y' -> convertBytes(arg);
            case 'u', 'Z' -> convertWide(unit, arg);
            case 'e' -> convertEncoded(arg);
            case 'S' -> convertObject(isBytes(arg), "bytes", arg);
            case 'Y' -> convertObject(TypeLookup.isInstance(arg, BuiltinTypes.BYTE_ARRAY), "bytearray", arg);
            case 'U' -> convertObject(isStr(arg), "str", arg);
            case 'O' -> convertObject(arg);
            case 'w' -> convertWritable(arg);
            default -> "(" + BAD_CHARACTER + ")";
        };
    }

    private String convertInteger(int unit, long arg) {
        long target = va.nextLong();
        switch (unit) {
            case 'b' -> Memory.putByte(target, (byte) ranged(arg, 0, 255, "unsigned byte integer"));
            case 'h' -> Memory.putShort(target, (short) ranged(arg, Short.MIN_VALUE, Short.MAX_VALUE, "signed short integer"));
            case 'i' -> Memory.putInt(target, (int) ranged(arg, Integer.MIN_VALUE, Integer.MAX_VALUE, "signed integer"));
            case 'B' -> Memory.putByte(target, (byte) LongType.asMask(arg));
            case 'H' -> Memory.putShort(target, (short) LongType.asMask(arg));
            case 'I' -> Memory.putInt(target, (int) LongType.asMask(arg));
            case 'n' -> Memory.putLong(target, asSsize(arg));
            case 'l' -> Memory.putLong(target, LongType.asLong(arg));
            case 'L' -> Memory.putLong(target, LongType.asLongLong(arg));
            default -> {
                if (!LongType.isInstance(arg)) return mismatch("int", arg);
                Memory.putLong(target, LongType.asMask(arg));
            }
        }
        return null;
    }

    private static long ranged(long arg, long min, long max, String what) {
        long value = LongType.asLong(arg);
        if (value < min) throw PyError.overflowError(what + " is less than minimum");
        if (value > max) throw PyError.overflowError(what + " is greater than maximum");
        return value;
    }

    private static long asSsize(long arg) {
        long index = Numbers.index(arg);
        try {
            return LongType.asSsize(index);
        } finally {
            References.decref(index);
        }
    }

    private String convertByte(long arg) {
        long target = va.nextLong();
        if (isBytes(arg) && BytesType.size(arg) == 1) {
            Memory.putByte(target, Memory.getByte(BytesType.data(arg)));
        } else if (TypeLookup.isInstance(arg, BuiltinTypes.BYTE_ARRAY) && ByteArrayType.size(arg) == 1) {
            Memory.putByte(target, Memory.getByte(ByteArrayType.data(arg)));
        } else {
            return mismatch("a byte string of length 1", arg);
        }
        return null;
    }

    private String convertCharacter(long arg) {
        long target = va.nextLong();
        if (!isStr(arg) || length(arg) != 1) return mismatch("a unicode character", arg);
        Memory.putInt(target, Strings.get(Strings.kind(arg), Strings.data(arg), 0));
        return null;
    }

    private static long length(long str) {
        return Strings.length(str);
    }

    private static boolean isStr(long object) {
        return hasFlag(object, Constants.Py_TPFLAGS_UNICODE_SUBCLASS);
    }

    private static boolean isBytes(long object) {
        return hasFlag(object, Constants.Py_TPFLAGS_BYTES_SUBCLASS);
    }

    /** {@code PySequence_Check}: a dict has {@code sq_contains} only for the sake of {@code in}. */
    private static boolean isSequence(long object) {
        if (hasFlag(object, Constants.Py_TPFLAGS_DICT_SUBCLASS)) return false;
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_sequence);
        return methods != NULL && Memory.getLong(methods + PySequenceMethods.sq_item) != NULL;
    }

    private static boolean hasFlag(long object, long flag) {
        return (Memory.getLong(References.type(object) + PyTypeObject.tp_flags) & flag) != 0;
    }

    /** {@code s} and {@code z}, the latter with None as NULL. */
    private String convertText(int unit, long arg) {
        boolean none = unit == 'z' && arg == Singletons.NONE;
        if (accept('*')) return convertTextBuffer(none, arg);
        long target = va.nextLong();
        if (accept('#')) return convertTextAndSize(target, none, arg);
        if (none) {
            Memory.putLong(target, NULL);
        } else if (isStr(arg)) {
            long text = StrType.utf8(arg);
            if (Memory.stringLength(text) != StrType.utf8Size(arg)) throw PyError.valueError("embedded null character");
            Memory.putLong(target, text);
        } else {
            return mismatch(unit == 'z' ? "str or None" : "str", arg);
        }
        return null;
    }

    private String convertTextBuffer(boolean none, long arg) {
        long view = va.nextLong();
        if (none) {
            Buffers.fillInfo(view, NULL, NULL, 0, true, 0);
        } else if (isStr(arg)) {
            long text = StrType.utf8(arg);
            Buffers.fillInfo(view, arg, text, StrType.utf8Size(arg), true, 0);
        } else if (!fillBuffer(arg, view)) {
            return mismatch("contiguous buffer", arg);
        }
        later(new Cleanup.Buffer(view));
        return null;
    }

    private String convertTextAndSize(long target, boolean none, long arg) {
        requireSizeT();
        long size = va.nextLong();
        if (none) {
            Memory.putLong(target, NULL);
            Memory.putLong(size, 0);
            return null;
        }
        if (!isStr(arg)) return convertReadOnly(target, size, arg);
        Memory.putLong(target, StrType.utf8(arg));
        Memory.putLong(size, StrType.utf8Size(arg));
        return null;
    }

    private void requireSizeT() {
        if (!sizeT) throw PyError.systemError("PY_SSIZE_T_CLEAN macro must be defined for '#' formats");
    }

    private String convertBytes(long arg) {
        long target = va.nextLong();
        if (accept('*')) {
            if (!fillBuffer(arg, target)) return mismatch("contiguous buffer", arg);
            later(new Cleanup.Buffer(target));
            return null;
        }
        if (accept('#')) {
            String expected = convertReadOnly(target, sizeT ? va.nextLong() : target, arg);
            if (expected == null) requireSizeT();
            return expected;
        }
        return convertReadOnly(target, NULL, arg);
    }

    /** Takes a C-contiguous buffer of {@code arg}; false, with nothing taken, where it isn't contiguous. */
    private static boolean fillBuffer(long arg, long view) {
        Buffers.get(arg, view, Constants.PyBUF_SIMPLE);
        if (Buffers.isContiguous(view, 'C')) return true;
        Buffers.release(view);
        return false;
    }

    /**
     * The bytes of an object whose buffer stays where it is after its release. {@code size} NULL: C looks for the terminating NUL, so that there
     * may be no other.
     */
    private String convertReadOnly(long target, long size, long arg) {
        Memory.putLong(target, NULL);
        long procs = Memory.getLong(References.type(arg) + PyTypeObject.tp_as_buffer);
        if (procs != NULL && Memory.getLong(procs + PyBufferProcs.bf_releasebuffer) != NULL) {
            return mismatch("read-only bytes-like object", arg);
        }
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            if (!fillBuffer(arg, view)) return mismatch("contiguous buffer", arg);
            long data = Memory.getLong(view + Py_buffer.buf);
            long length = Memory.getLong(view + Py_buffer.len);
            Buffers.release(view);
            Memory.putLong(target, data);
            if (size != NULL) Memory.putLong(size, length);
            else if (Memory.stringLength(data) != length) throw PyError.valueError("embedded null byte");
            return null;
        } finally {
            Allocation.free(view);
        }
    }

    private String convertWide(int unit, long arg) {
        Warnings.warn(
                Exceptions.DeprecationWarning, "getargs: The '" + (char) unit + "' format is deprecated. Use 'U' instead.", 1);
        long target = va.nextLong();
        boolean sized = accept('#');
        if (sized) requireSizeT();
        long size = sized ? va.nextLong() : NULL;
        if (unit == 'Z' && arg == Singletons.NONE) {
            Memory.putLong(target, NULL);
            if (sized) Memory.putLong(size, 0);
            return null;
        }
        if (!isStr(arg)) return mismatch(unit == 'Z' ? "str or None" : "str", arg);
        long wide = LegacyStr.wide(arg);
        long length = length(arg);
        Memory.putLong(target, wide);
        if (sized) Memory.putLong(size, length);
        else if (wideLength(wide) != length) throw PyError.valueError("embedded null character");
        return null;
    }

    private static long wideLength(long wide) {
        long length = 0;
        while (Memory.getInt(wide + 4 * length) != 0) length++;
        return length;
    }

    /** {@code es} and {@code et}, with or without {@code #}. */
    private String convertEncoded(long arg) {
        long encoding = va.nextLong();
        boolean recode = peek() == 's';
        if (!recode && peek() != 't') return "(unknown parser marker combination)";
        long target = va.nextLong();
        at++;
        if (target == NULL) return "(buffer is NULL)";
        long bytes;
        if (!recode && (isBytes(arg) || TypeLookup.isInstance(arg, BuiltinTypes.BYTE_ARRAY))) {
            bytes = References.newRef(arg);
        } else if (isStr(arg)) {
            bytes = StrType.encode(arg, encoding == NULL ? "utf-8" : Memory.getString(encoding), null);
        } else {
            return mismatch(recode ? "str" : "str, bytes or bytearray", arg);
        }
        try {
            return storeEncoded(arg, bytes, target);
        } finally {
            References.decref(bytes);
        }
    }

    private String storeEncoded(long arg, long bytes, long target) {
        long data = isBytes(bytes) ? bytes + PyBytesObject.ob_sval : ByteArrayType.data(bytes);
        long length = Memory.getLong(bytes + PyVarObject.ob_size);
        if (accept('#')) {
            requireSizeT();
            long size = va.nextLong();
            if (size == NULL) return "(psize is NULL)";
            if (Memory.getLong(target) == NULL) {
                allocate(target, length + 1);
            } else if (length + 1 > Memory.getLong(size)) {
                throw PyError.valueError("encoded string too long (" + length + ", maximum length " + (Memory.getLong(size) - 1) + ")");
            }
            Memory.putLong(size, length);
        } else {
            if (Memory.stringLength(data) != length) return mismatch("encoded string without null bytes", arg);
            allocate(target, length + 1);
        }
        Memory.copy(data, Memory.getLong(target), length);
        Memory.putByte(Memory.getLong(target) + length, (byte) 0);
        return null;
    }

    private void allocate(long target, long size) {
        Memory.putLong(target, Allocation.allocateMemory(size));
        later(new Cleanup.Block(target));
    }

    private String convertObject(boolean fits, String expected, long arg) {
        long target = va.nextLong();
        if (!fits) return mismatch(expected, arg);
        Memory.putLong(target, arg);
        return null;
    }

    private String convertObject(long arg) {
        if (accept('!')) {
            long type = va.nextLong();
            long target = va.nextLong();
            if (!TypeLookup.isSubtype(References.type(arg), type)) return mismatch(TypeLookup.fullName(type), arg);
            Memory.putLong(target, arg);
        } else if (accept('&')) {
            return callConverter(va.nextLong(), va.nextLong(), arg);
        } else {
            Memory.putLong(va.nextLong(), arg);
        }
        return null;
    }

    private String callConverter(long converter, long target, long arg) {
        int result = FunctionCall.integer(converter, arg, target);
        if (result == 0) {
            ErrorIndicator.throwIfSet();
            return mismatch("(unspecified)", arg);
        }
        if (result == PY_CLEANUP_SUPPORTED) later(new Cleanup.Converter(converter, target));
        return null;
    }

    private String convertWritable(long arg) {
        long view = va.nextLong();
        if (!accept('*')) return "(invalid use of 'w' format character)";
        try {
            Buffers.get(arg, view, Constants.PyBUF_WRITABLE);
        } catch (PyError error) {
            error.release();
            return mismatch("read-write bytes-like object", arg);
        }
        if (!Buffers.isContiguous(view, 'C')) {
            Buffers.release(view);
            return mismatch("contiguous buffer", arg);
        }
        later(new Cleanup.Buffer(view));
        return null;
    }

    private void later(Cleanup cleanup) {
        if (cleanups == null) cleanups = new ArrayList<>();
        cleanups.add(cleanup);
    }

    /** Takes back what was converted: the call fails as a whole. */
    void cleanUp() {
        if (cleanups == null) return;
        for (Cleanup cleanup : cleanups) {
            switch (cleanup) {
                case Cleanup.Converter(long function, long target) -> FunctionCall.integer(function, NULL, target);
                case Cleanup.Buffer(long view) -> Buffers.release(view);
                case Cleanup.Block(long field) -> {
                    Allocation.freeMemory(Memory.getLong(field));
                    Memory.putLong(field, NULL);
                }
            }
        }
    }

    /** Goes past the next unit of the format and its pointers, whose argument wasn't given; a complaint or null. */
    String skip() {
        int unit = peek();
        at++;
        switch (unit) {
            case 'b', 'B', 'h', 'H', 'i', 'I', 'l', 'k', 'L', 'K', 'n', 'f', 'd', 'D', 'c', 'C', 'p', 'S', 'Y', 'U' -> skipPointer();
            case 'e' -> {
                skipPointer();
                if (peek() != 's' && peek() != 't') return BAD_CHARACTER;
                at++;
                skipPointerAndSize();
            }
            case 's', 'z', 'y', 'u', 'Z', 'w' -> skipPointerAndSize();
            case 'O' -> {
                if (accept('!') || accept('&')) skipPointer();
                skipPointer();
            }
            case '(' -> {
                while (peek() != ')') {
                    String complaint = skipNested();
                    if (complaint != null) return complaint;
                }
                at++;
            }
            default -> {
                at--;
                return BAD_CHARACTER;
            }
        }
        return null;
    }

    private String skipNested() {
        return peek() == 0 || peek() == ':' || peek() == ';' ? "Unmatched left paren in format string" : skip();
    }

    private void skipPointerAndSize() {
        skipPointer();
        if (accept('#')) {
            requireSizeT();
            skipPointer();
        } else {
            accept('*');
        }
    }

    /** There is no {@code va_list} where only the format is looked at. */
    private void skipPointer() {
        if (va != null) va.nextLong();
    }
}
