package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.IntPredicate;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** {@code split}, {@code rsplit} and {@code splitlines} over raw content, for str, bytes and bytearray; the results are lists. */
final class Splitter {
    /** Makes the part {@code [start, end)}: a new reference. */
    interface Cut {
        long part(long start, long end);
    }

    private final int kind;
    private final long data;
    private final long length;
    private final Cut cut;
    private final long list = ListType.make(0);

    Splitter(int kind, long data, long length, Cut cut) {
        this.kind = kind;
        this.data = data;
        this.length = length;
        this.cut = cut;
    }

    private void add(long start, long end) {
        long part = NULL;
        try {
            part = cut.part(start, end);
            ListType.append(list, part);
        } catch (PyError noMemory) {
            References.decref(list);
            throw noMemory;
        } finally {
            References.xdecref(part);
        }
    }

    private long give(boolean reversed) {
        if (reversed) reverse(ListType.items(list), ListType.size(list));
        return list;
    }

    private static void reverse(long items, long count) {
        for (long low = 0, high = count - 1; low < high; low++, high--) {
            long item = Memory.getLong(items + 8 * low);
            Memory.putLong(items + 8 * low, Memory.getLong(items + 8 * high));
            Memory.putLong(items + 8 * high, item);
        }
    }

    private static long limit(long maxSplit) {
        return maxSplit < 0 ? Long.MAX_VALUE : maxSplit;
    }

    /** At a separator; a negative maximum is none. */
    long at(int separatorKind, long separator, long width, long maxSplit) {
        requireSeparator(width);
        long start = 0;
        for (long left = limit(maxSplit); left > 0; left--) {
            long at = StrData.find(kind, data, start, length, separatorKind, separator, width);
            if (at < 0) break;
            add(start, at);
            start = at + width;
        }
        add(start, length);
        return give(false);
    }

    /** At a separator, from the right. */
    long atLast(int separatorKind, long separator, long width, long maxSplit) {
        requireSeparator(width);
        long end = length;
        for (long left = limit(maxSplit); left > 0; left--) {
            long at = StrData.findLast(kind, data, 0, end, separatorKind, separator, width);
            if (at < 0) break;
            add(at + width, end);
            end = at;
        }
        add(0, end);
        return give(true);
    }

    private void requireSeparator(long width) {
        if (width != 0) return;
        References.decref(list);
        throw PyError.valueError("empty separator");
    }

    private boolean is(IntPredicate test, long index) {
        return test.test(Strings.get(kind, data, index));
    }

    /** At whitespace: what is left after the last split keeps its trailing whitespace. */
    long atSpace(IntPredicate space, long maxSplit) {
        long left = limit(maxSplit);
        long at = 0;
        while (true) {
            while (at < length && is(space, at)) at++;
            if (at == length || left-- == 0) break;
            long start = at;
            while (at < length && !is(space, at)) at++;
            add(start, at);
        }
        if (at < length) add(at, length);
        return give(false);
    }

    /** At whitespace, from the right. */
    long atSpaceLast(IntPredicate space, long maxSplit) {
        long left = limit(maxSplit);
        long at = length;
        while (true) {
            while (at > 0 && is(space, at - 1)) at--;
            if (at == 0 || left-- == 0) break;
            long end = at;
            while (at > 0 && !is(space, at - 1)) at--;
            add(at, end);
        }
        if (at > 0) add(0, at);
        return give(true);
    }

    /** At line ends; a carriage return and a line feed after it are one. */
    long lines(IntPredicate lineBreak, boolean keepEnds) {
        for (long at = 0; at < length; ) {
            long start = at;
            while (at < length && !is(lineBreak, at)) at++;
            long end = at;
            if (at < length) at += is(c -> c == '\r', at) && at + 1 < length && is(c -> c == '\n', at + 1) ? 2 : 1;
            add(start, keepEnds ? at : end);
        }
        return give(false);
    }
}
