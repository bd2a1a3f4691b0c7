package org.capi4j.type;

import org.capi4j.layout.PyCodeAddressRange;
import org.capi4j.layout._opaque;
import org.capi4j.memory.Memory;

/**
 * A walk through a line table whose state is C's {@code PyCodeAddressRange}: the current range, and where the entry behind it starts. The
 * first byte of an entry has its highest bit set; its low three are the count of instructions less one.
 */
public final class LineWalk {
    private static final int NONE = 15;
    private static final int LONG = 14;
    private static final int NO_COLUMNS = 13;

    private final long range;

    private LineWalk(long range) {
        this.range = range;
    }

    /** Moves the range to the one of the instruction at {@code offset}; its line, -1 where the table has none. */
    public static int lineOf(long range, int offset) {
        LineWalk walk = new LineWalk(range);
        while (walk.end() <= offset) {
            if (!walk.advance()) return -1;
        }
        while (walk.start() > offset) {
            if (walk.start() <= 0) return -1;
            walk.retreat();
        }
        return Memory.getInt(range + PyCodeAddressRange.ar_line);
    }

    private int start() {
        return Memory.getInt(range + PyCodeAddressRange.ar_start);
    }

    private int end() {
        return Memory.getInt(range + PyCodeAddressRange.ar_end);
    }

    private long next() {
        return Memory.getLong(range + PyCodeAddressRange.opaque + _opaque.lo_next);
    }

    private int computedLine() {
        return Memory.getInt(range + PyCodeAddressRange.opaque + _opaque.computed_line);
    }

    private static int kind(long entry) {
        return Memory.getUnsignedByte(entry) >> 3 & 15;
    }

    private static int length(long entry) {
        return 2 * ((Memory.getUnsignedByte(entry) & 7) + 1);
    }

    private static int delta(long entry) {
        int kind = kind(entry);
        return switch (kind) {
            case NONE -> 0;
            case LONG, NO_COLUMNS -> signed(entry + 1);
            case 10, 11, 12 -> kind - 10;
            default -> 0;
        };
    }

    private static int signed(long at) {
        int value = 0;
        int part;
        int shift = 0;
        do {
            part = Memory.getUnsignedByte(at++);
            value |= (part & 63) << shift;
            shift += 6;
        } while ((part & 64) != 0);
        return (value & 1) != 0 ? -(value >>> 1) : value >>> 1;
    }

    private static boolean isFirst(long at) {
        return (Memory.getByte(at) & 0x80) != 0;
    }

    private boolean advance() {
        long limit = Memory.getLong(range + PyCodeAddressRange.opaque + _opaque.limit);
        long entry = next();
        if (entry >= limit) return false;
        int line = computedLine() + delta(entry);
        long after = entry + 1;
        while (after < limit && !isFirst(after)) after++;
        put(end(), end() + length(entry), kind(entry), line, after);
        return true;
    }

    /** The entry of the current range becomes the one behind it. */
    private void retreat() {
        long entry = next() - 1;
        while (!isFirst(entry)) entry--;
        int line = computedLine() - delta(entry);
        long before = entry - 1;
        while (!isFirst(before)) before--;
        put(start() - length(before), start(), kind(before), line, entry);
    }

    private void put(int start, int end, int kind, int line, long next) {
        Memory.putInt(range + PyCodeAddressRange.ar_start, start);
        Memory.putInt(range + PyCodeAddressRange.ar_end, end);
        Memory.putInt(range + PyCodeAddressRange.ar_line, kind == NONE ? -1 : line);
        Memory.putInt(range + PyCodeAddressRange.opaque + _opaque.computed_line, line);
        Memory.putLong(range + PyCodeAddressRange.opaque + _opaque.lo_next, next);
    }
}
