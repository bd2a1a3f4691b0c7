package org.capi4j.type;

import org.capi4j.memory.Memory;
import org.capi4j.object.Strings;

/** UTF-8 that is as it should be, straight between native memory and strs; everything else is package text's. */
final class Utf8Content {
    private Utf8Content() {}

    /** A str of valid UTF-8, or NULL when it isn't valid. */
    static long decode(long data, long size) {
        if (StrData.isAscii(data, size)) return StrType.ofData(1, data, size);
        long length = 0;
        int max = 0;
        for (long at = data, end = data + size; at < end; ) {
            int lead = Memory.getByte(at);
            if (lead >= 0) {
                at++;
            } else {
                int width = width(lead & 0xff);
                if (width == 0 || end - at < width) return Memory.NULL;
                int point = point(at, width);
                if (point < 0) return Memory.NULL;
                max = Math.max(max, point);
                at += width;
            }
            length++;
        }
        if (length == 1) return StrType.character(max);
        long str = Strings.allocate(length, max);
        fill(data, length, Strings.kind(str), Strings.data(str));
        return str;
    }

    private static void fill(long data, long length, int kind, long target) {
        long at = data;
        for (long i = 0; i < length; i++) {
            int lead = Memory.getUnsignedByte(at);
            int width = lead < 0x80 ? 1 : width(lead);
            Strings.put(kind, target, i, width == 1 ? lead : point(at, width));
            at += width;
        }
    }

    private static int width(int lead) {
        if (lead < 0xc2) return 0;
        return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    }

    /** The code point of a sequence of 2 to 4 bytes, -1 when it is none. */
    private static int point(long at, int width) {
        int point = Memory.getByte(at) & 0x7f >> width;
        for (int i = 1; i < width; i++) {
            int next = Memory.getByte(at + i);
            if ((next & 0xc0) != 0x80) return -1;
            point = point << 6 | next & 0x3f;
        }
        boolean shortest = width == 2 || point >= (width == 3 ? 0x800 : 0x10000);
        boolean character = point <= 0x10ffff && (point & ~0x7ff) != 0xd800;
        return shortest && character ? point : -1;
    }

    /** The bytes of a str in UTF-8, -1 when it has surrogates. */
    static long size(long str) {
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        long length = Strings.length(str);
        if (Strings.isAscii(str)) return length;
        long size = 0;
        for (long i = 0; i < length; i++) {
            int point = Strings.get(kind, data, i);
            if ((point & ~0x7ff) == 0xd800) return -1;
            size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        }
        return size;
    }

    /** Writes a str without surrogates to {@code target}. */
    static void encode(long str, long target) {
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        long length = Strings.length(str);
        if (Strings.isAscii(str)) {
            Memory.copy(data, target, length);
            return;
        }
        for (long i = 0, to = target; i < length; i++) to = put(to, Strings.get(kind, data, i));
    }

    private static long put(long to, int point) {
        if (point < 0x80) {
            Memory.putByte(to, (byte) point);
            return to + 1;
        }
        int width = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        for (int i = width - 1, rest = point; i > 0; i--, rest >>= 6) Memory.putByte(to + i, (byte) (0x80 | rest & 0x3f));
        int mark = width == 2 ? 0xc0 : width == 3 ? 0xe0 : 0xf0;
        Memory.putByte(to, (byte) (mark | point >> 6 * (width - 1)));
        return to + width;
    }
}
