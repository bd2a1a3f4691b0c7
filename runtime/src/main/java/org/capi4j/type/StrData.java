package org.capi4j.type;

import org.capi4j.memory.Memory;
import org.capi4j.object.Strings;
import org.capi4j.text.CodePoints;

/**
 * Code points in native memory: runs of 1, 2 or 4 byte units that are given by kind, address and indices. The characters of a
 * str and, as kind 1, the content of bytes and bytearray. Nothing here checks bounds or keeps references.
 */
final class StrData {
    private StrData() {}

    /** The greatest code point in {@code [start, end)}, 0 for none; what C code gave as a character and is none counts as the last one. */
    static int maxChar(int kind, long data, long start, long end) {
        if (kind == 1) return isAscii(data + start, end - start) ? (end > start ? 0x7f : 0) : 0xff;
        int max = 0;
        for (long i = start; i < end; i++) max = Math.max(max, CodePoints.bound(Strings.get(kind, data, i)));
        return max;
    }

    /** Whether {@code size} bytes are all below 0x80. */
    static boolean isAscii(long data, long size) {
        long at = data;
        long end = data + size;
        for (; at + 8 <= end; at += 8) {
            if ((Memory.getLong(at) & 0x8080808080808080L) != 0) return false;
        }
        for (; at < end; at++) {
            if (Memory.getByte(at) < 0) return false;
        }
        return true;
    }

    /** Copies code points, widening or narrowing; the target's kind must be able to hold them. */
    static void copy(int fromKind, long from, long fromIndex, int toKind, long to, long toIndex, long count) {
        if (fromKind == toKind) {
            Memory.copy(from + fromIndex * fromKind, to + toIndex * toKind, count * fromKind);
            return;
        }
        for (long i = 0; i < count; i++) Strings.put(toKind, to, toIndex + i, Strings.get(fromKind, from, fromIndex + i));
    }

    static void fill(int kind, long data, long start, long count, int point) {
        if (kind == 1) {
            Memory.fill(data + start, count, (byte) point);
            return;
        }
        for (long i = start; i < start + count; i++) Strings.put(kind, data, i, point);
    }

    /** The first index of {@code point} in {@code [start, end)}, or -1. */
    static long findChar(int kind, long data, int point, long start, long end) {
        if (kind == 1) {
            if (point > 0xff) return -1;
            byte wanted = (byte) point;
            for (long i = start; i < end; i++) if (Memory.getByte(data + i) == wanted) return i;
            return -1;
        }
        for (long i = start; i < end; i++) if (Strings.get(kind, data, i) == point) return i;
        return -1;
    }

    /** The last index of {@code point} in {@code [start, end)}, or -1. */
    static long findLastChar(int kind, long data, int point, long start, long end) {
        for (long i = end - 1; i >= start; i--) if (Strings.get(kind, data, i) == point) return i;
        return -1;
    }

    /** The first index of a run of {@code subLength} code points in {@code [start, end)}, or -1; an empty one is found at start. */
    static long find(int kind, long data, long start, long end, int subKind, long sub, long subLength) {
        if (start > end || subLength > end - start) return -1;
        if (subLength == 0) return start;
        if (subKind > kind) return -1;
        int first = Strings.get(subKind, sub, 0);
        long last = end - subLength;
        for (long at = start; at <= last; at++) {
            at = findChar(kind, data, first, at, last + 1);
            if (at < 0) return -1;
            if (subLength == 1 || equal(kind, data, at + 1, subKind, sub, 1, subLength - 1)) return at;
        }
        return -1;
    }

    /** As {@link #find}, from the right; an empty run is found at end. */
    static long findLast(int kind, long data, long start, long end, int subKind, long sub, long subLength) {
        if (start > end || subLength > end - start) return -1;
        if (subLength == 0) return end;
        if (subKind > kind) return -1;
        int first = Strings.get(subKind, sub, 0);
        for (long at = end - subLength; at >= start; at--) {
            at = findLastChar(kind, data, first, start, at + 1);
            if (at < 0) return -1;
            if (equal(kind, data, at + 1, subKind, sub, 1, subLength - 1)) return at;
        }
        return -1;
    }

    /** How often a run occurs in {@code [start, end)} without overlapping; an empty one everywhere; no more than {@code max}. */
    static long count(int kind, long data, long start, long end, int subKind, long sub, long subLength, long max) {
        if (start > end) return 0;
        if (subLength == 0) return Math.min(end - start + 1, max);
        long count = 0;
        for (long at = start; count < max; at += subLength) {
            at = find(kind, data, at, end, subKind, sub, subLength);
            if (at < 0) break;
            count++;
        }
        return count;
    }

    /** Whether two runs of {@code count} code points are equal. */
    static boolean equal(int kind, long data, long index, int otherKind, long other, long otherIndex, long count) {
        if (kind == otherKind) {
            return count == 0 || Memory.compare(data + index * kind, other + otherIndex * kind, count * kind) == 0;
        }
        for (long i = 0; i < count; i++) {
            if (Strings.get(kind, data, index + i) != Strings.get(otherKind, other, otherIndex + i)) return false;
        }
        return true;
    }

    /** -1, 0 or 1 by code points, a prefix being less. */
    static int compare(int kind, long data, long length, int otherKind, long other, long otherLength) {
        long common = Math.min(length, otherLength);
        if (kind == 1 && otherKind == 1) {
            int order = common == 0 ? 0 : Memory.compare(data, other, common);
            return order != 0 ? order : Long.compare(length, otherLength);
        }
        for (long i = 0; i < common; i++) {
            int order = Integer.compare(Strings.get(kind, data, i), Strings.get(otherKind, other, i));
            if (order != 0) return order;
        }
        return Long.compare(length, otherLength);
    }
}
