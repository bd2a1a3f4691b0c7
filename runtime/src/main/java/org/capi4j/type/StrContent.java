package org.capi4j.type;

import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.StringCase;
import org.capi4j.text.UnicodeText;

/** What the C API asks of a ready str's characters and no method of str does. */
public final class StrContent {
    private StrContent() {}

    /** {@code _PyUnicode_FastFill}: checks nothing. */
    public static void fill(long str, long start, long count, int point) {
        StrData.fill(Strings.kind(str), Strings.data(str), start, count, point);
    }

    /** {@code _PyUnicode_FastCopyCharacters}: checks nothing. */
    public static void copy(long to, long toStart, long from, long fromStart, long count) {
        StrData.copy(Strings.kind(from), Strings.data(from), fromStart, Strings.kind(to), Strings.data(to), toStart, count);
    }

    /** {@code _PyUnicode_FindMaxChar}: a bound by class of characters. */
    public static int maxChar(long str, long start, long end) {
        if (start == 0 && end == Strings.length(str)) return StrType.bound(str);
        if (Strings.isAscii(str)) return 0x7f;
        int max = StrData.maxChar(Strings.kind(str), Strings.data(str), start, end);
        return max < 0x80 ? 0x7f : max < 0x100 ? 0xff : max < 0x10000 ? 0xffff : 0x10ffff;
    }

    /** Writes the characters as 4-byte units, with a final 0 when {@code withNul}. */
    public static void toUcs4(long str, long buffer, long room, boolean withNul) {
        long length = Strings.length(str);
        if (room < length + (withNul ? 1 : 0)) {
            if (withNul && room > 0) Memory.putInt(buffer, 0);
            throw PyError.systemError("string is longer than the buffer");
        }
        StrData.copy(Strings.kind(str), Strings.data(str), 0, 4, buffer, 0, length);
        if (withNul) Memory.putInt(buffer + 4 * length, 0);
    }

    /** A block of the mem domain with the characters as 4-byte units and a final 0. */
    public static long ucs4Copy(long str) {
        long length = Strings.length(str);
        long copy = Allocation.allocate(4 * (length + 1));
        toUcs4(str, copy, length + 1, true);
        return copy;
    }

    /** Compares with a NUL-terminated C string of Latin-1 characters. */
    public static int compareLatin1(long str, long string) {
        return StrData.compare(
                Strings.kind(str), Strings.data(str), Strings.length(str), 1, string, Memory.stringLength(string));
    }

    /** Start and end of a search as indices: negative ones count from the end. */
    private static long index(long index, long length) {
        return index < 0 ? Math.max(0, index + length) : index;
    }

    public static long find(long str, long sub, long start, long end, boolean last) {
        long length = Strings.length(str);
        long low = index(start, length);
        long high = index(Math.min(end, length), length);
        return last ? StrSearch.findLast(str, sub, low, high) : StrSearch.find(str, sub, low, high);
    }

    public static long count(long str, long sub, long start, long end) {
        long length = Strings.length(str);
        return StrSearch.count(str, sub, index(start, length), index(Math.min(end, length), length));
    }

    public static boolean matches(long str, long sub, long start, long end, boolean atEnd) {
        long length = Strings.length(str);
        return StrSearch.matches(str, sub, index(start, length), index(Math.min(end, length), length), atEnd);
    }

    public static boolean isIdentifier(long str) {
        return StringCase.isIdentifier(StrType.points(str));
    }

    /** The length of the identifier at the start. */
    public static long identifierLength(long str) {
        int[] points = StrType.points(str);
        if (points.length == 0 || points[0] != '_' && !UnicodeText.isXidStart(points[0])) return 0;
        int length = 1;
        while (length < points.length && UnicodeText.isXidContinue(points[length])) length++;
        return length;
    }

    /** Digits and spaces of any script as ASCII; the first other character beyond ASCII becomes '?', and the text ends there. */
    public static long decimalAndSpaceToAscii(long str) {
        if (Strings.isAscii(str)) return References.newRef(str);
        int[] points = StrType.points(str);
        int length = 0;
        boolean ok = true;
        while (ok && length < points.length) {
            int point = points[length];
            int digit = UnicodeText.toDecimal(point);
            ok = point < 0x7f || UnicodeText.isSpace(point) || digit >= 0;
            points[length++] = !ok ? '?' : point < 0x7f ? point : digit >= 0 ? '0' + digit : ' ';
        }
        return StrType.of(java.util.Arrays.copyOf(points, length));
    }
}
