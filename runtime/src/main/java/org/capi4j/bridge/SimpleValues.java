package org.capi4j.bridge;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import java.util.Map;
import org.capi4j.memory.Jni;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * None, bools, ints of up to 60 bits, floats and texts on their way to Python or back, many of them in one downcall. They stand one behind the other in
 * this thread's {@link CallArea}, so nothing that could use it may come between filling it and emptying it.
 *
 * <pre>
 * 0  kind (1 byte)  length (7)
 * 8  the value, padded to 8 bytes:
 *        n  nothing, None
 *        z  nothing, a bool; its value is the length
 *        l  a long
 *        d  a double
 *        s  a text of so many bytes, one per char: to Python plain ASCII
 *        u  a text of so many chars: to Python without surrogates
 * </pre>
 */
final class SimpleValues {
    private static final long MAKE = Shim.symbol("c4j_make_values");
    private static final long WRITE = Shim.symbol("c4j_write_values");
    private static final long WRITE_ENTRIES = Shim.symbol("c4j_write_entries");

    private static final long WORD = Long.BYTES;

    /** {@code struct c4j_values}. */
    private static final long POSITION = 8;

    private static final long BYTES = 16;

    private final long start;
    private final long end;
    private long at;
    private byte[] read;

    private SimpleValues(CallArea area) {
        start = area.address();
        end = start + CallArea.VALUES;
        at = start;
    }

    // ---- To Python

    /**
     * Makes objects of the values that stand in {@code items} from {@code first} on, as many as travel together, and puts the new references where
     * {@code target} points to: how many. None, where the first one isn't simple.
     */
    static int make(Object[] items, int first, long target) {
        SimpleValues values = new SimpleValues(CallArea.of(0));
        int count = 0;
        while (first + count < items.length && values.append(items[first + count])) count++;
        if (count != 0) values.make(count, target);
        return count;
    }

    /** As {@link #make(Object[], int, long)}, of pairs of a key and a value, up to {@code limit}. */
    static int makePairs(Object[] pairs, int first, int limit, long target) {
        SimpleValues values = new SimpleValues(CallArea.of(0));
        int count = 0;
        while (first + count < limit && values.append(pairs[first + count]) && values.append(pairs[first + count + 1])) count += 2;
        if (count != 0) values.make(count, target);
        return count;
    }

    private void make(int count, long target) {
        Jni.count(count);
        int made = (int) NativeCall.critical(MAKE, start, count, target);
        if (made == count) return;
        for (int i = 0; i < made; i++) {
            References.decref(Memory.getLong(target + WORD * i));
            Memory.putLong(target + WORD * i, NULL);
        }
        throw PyError.memoryError();
    }

    private boolean append(Object value) {
        if (value instanceof String text) return append(text);
        if (end - at < 2 * WORD) return false;
        if (value instanceof Integer number) return append('l', number);
        if (value instanceof Long number) return append('l', number);
        if (value instanceof Double number) return append('d', Double.doubleToRawLongBits(number));
        if (value == null) return append('n', 0, 0);
        return value instanceof Boolean bool && append('z', bool ? 1 : 0, 0);
    }

    private boolean append(char kind, long value) {
        Memory.putLong(at + WORD, value);
        return append(kind, 0, WORD);
    }

    /** The value of so many bytes is there already. */
    private boolean append(char kind, long length, long size) {
        Memory.putLong(at, length << 8 | kind);
        at += WORD + (size + WORD - 1 & -WORD);
        return true;
    }

    private boolean append(String text) {
        int length = text.length();
        if (3L * length + 2 * WORD > end - at) return false;
        return Memory.putAscii(at + WORD, text) ? append('s', length, length) : appendChars(text.toCharArray());
    }

    private boolean appendChars(char[] chars) {
        for (char c : chars) {
            if (Character.isSurrogate(c)) return false;
        }
        Memory.putChars(at + WORD, chars);
        return append('u', chars.length, 2L * chars.length);
    }

    // ---- To Java

    /** Whether an object of the type {@code type} may be simple. */
    static boolean isSimple(long type) {
        return type == BuiltinTypes.STR || type == BuiltinTypes.INT || type == BuiltinTypes.FLOAT || type == BuiltinTypes.NONE || type == BuiltinTypes.BOOL;
    }

    /** Adds the values of the {@code count} objects at {@code items} to {@code list}, as many as travel together: how many. */
    static int read(long items, long count, List<Object> list) {
        SimpleValues values = new SimpleValues(CallArea.of(0));
        int written = (int) NativeCall.critical(WRITE, items, count, values.start);
        values.begin(written);
        for (int i = 0; i < written; i++) list.add(values.next());
        return written;
    }

    /** Puts entries of an exact dict into {@code map}, as many as travel together: the position of the next one. */
    static long readEntries(long dict, long position, Map<Object, Object> map) {
        SimpleValues values = new SimpleValues(CallArea.of(0));
        int written = (int) NativeCall.critical(WRITE_ENTRIES, dict, position, values.start);
        values.begin(2 * written);
        for (int i = 0; i < written; i++) {
            Object key = values.next();
            map.put(key, values.next());
        }
        return Memory.getLong(values.start + POSITION);
    }

    private void begin(int count) {
        Jni.count(count);
        read = Memory.getBytes(start, Memory.getLong(start));
        at = start + BYTES;
    }

    private Object next() {
        long head = Memory.getLong(at);
        int length = (int) (head >>> 8);
        long value = at + WORD;
        at = value;
        switch ((char) (head & 0xff)) {
            case 's' -> {
                at += length + WORD - 1 & -WORD;
                return Memory.latin1(read, (int) (value - start), length);
            }
            case 'u' -> {
                at += 2L * length + WORD - 1 & -WORD;
                char[] chars = new char[length];
                Memory.getChars(value, chars);
                return new String(chars);
            }
            case 'l' -> {
                at += WORD;
                return Memory.getLong(value);
            }
            case 'd' -> {
                at += WORD;
                return Memory.getDouble(value);
            }
            case 'z' -> {
                return length != 0;
            }
            default -> {
                return null;
            }
        }
    }
}
