package org.capi4j.bridge;

import static org.capi4j.memory.Memory.NULL;

import java.lang.foreign.MemorySegment;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.type.StrType;

/** Strings and arrays of numbers to Python in one downcall each, straight from Java's heap. Results are new references. */
public final class WholeValues {
    private static final long ASCII = Shim.symbol("c4j_ascii_string");
    private static final long DOUBLES = Shim.symbol("c4j_list_of_doubles");
    private static final long LONGS = Shim.symbol("c4j_list_of_longs");
    private static final long INTS = Shim.symbol("c4j_list_of_ints");
    private static final long READ_DOUBLES = Shim.symbol("c4j_read_doubles");
    private static final long READ_LONGS = Shim.symbol("c4j_read_longs");

    private WholeValues() {}

    /** A str. */
    public static long str(String text) {
        long ascii = CallArea.ascii(text);
        if (ascii == NULL && text.length() == 1) return StrType.character(text.charAt(0));
        return ascii == NULL ? Strings.of(text) : required(NativeCall.critical(ASCII, ascii, text.length()));
    }

    public static long list(double[] values) {
        return make(DOUBLES, MemorySegment.ofArray(values), values.length);
    }

    public static long list(long[] values) {
        return make(LONGS, MemorySegment.ofArray(values), values.length);
    }

    public static long list(int[] values) {
        return make(INTS, MemorySegment.ofArray(values), values.length);
    }

    private static long make(long function, MemorySegment array, int count) {
        return required(NativeCall.critical(function, array, count));
    }

    private static long required(long object) {
        if (object == NULL) throw PyError.memoryError();
        return object;
    }

    /** The values of {@code count} exact floats at {@code items}, or null when one is something else. */
    static double[] doubles(long items, int count) {
        double[] values = new double[count];
        return read(READ_DOUBLES, items, MemorySegment.ofArray(values), count) ? values : null;
    }

    /** The values of {@code count} exact ints of up to 60 bits at {@code items}, or null when one is something else. */
    static long[] longs(long items, int count) {
        long[] values = new long[count];
        return read(READ_LONGS, items, MemorySegment.ofArray(values), count) ? values : null;
    }

    private static boolean read(long function, long items, MemorySegment array, int count) {
        return (int) NativeCall.critical(function, items, array, count) != 0;
    }
}
