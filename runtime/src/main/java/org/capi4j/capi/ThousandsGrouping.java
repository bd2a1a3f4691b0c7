package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout._PyUnicodeWriter;
import org.capi4j.memory.Memory;
import org.capi4j.object.Strings;
import org.capi4j.text.CodePointBuilder;
import org.capi4j.type.StrType;

/** {@code _PyUnicode_InsertThousandsGrouping}: digits in groups as {@code localeconv} says. */
final class ThousandsGrouping {
    private static final int NO_MORE = Byte.MAX_VALUE;

    private ThousandsGrouping() {}

    /**
     * With a writer NULL counts the characters and raises the {@code Py_UCS4} at {@code maxChar} to the separator's; else writes them.
     *
     * @param grouping C string of group sizes from the right; the last one repeats, CHAR_MAX ends grouping
     * @param minWidth filled up with zeroes, which are grouped too
     */
    static long insert(
            long writer, long bufferLength, long digits, long digitsStart, long digitCount, long minWidth, long grouping,
            long separator, long maxChar) {
        int[] reversed = reversed(writer == NULL ? null : StrType.points(digits), digitsStart, digitCount, minWidth, grouping, separator);
        if (writer == NULL) {
            if (maxChar != NULL && Strings.length(separator) > 0) {
                Memory.putInt(maxChar, Math.max(Memory.getInt(maxChar), StrType.bound(separator)));
            }
            return reversed.length;
        }
        int kind = Memory.getInt(writer + _PyUnicodeWriter.kind);
        long data = Memory.getLong(writer + _PyUnicodeWriter.data);
        long position = Memory.getLong(writer + _PyUnicodeWriter.pos);
        for (int i = 0; i < reversed.length; i++) Strings.put(kind, data, position + reversed.length - 1 - i, reversed[i]);
        return reversed.length;
    }

    private static int[] reversed(int[] digits, long start, long count, long minWidth, long grouping, long separator) {
        int[] mark = StrType.points(separator);
        CodePointBuilder out = new CodePointBuilder((int) (count + 8));
        long left = count;
        long width = minWidth;
        int size = 0;
        for (long at = grouping; left > 0 || out.length() == 0 || width > 0; ) {
            int next = Memory.getByte(at);
            if (next != 0) {
                size = next;
                at++;
            }
            if (out.length() > 0) {
                for (int i = mark.length - 1; i >= 0; i--) out.append(mark[i]);
                width -= mark.length;
            }
            long group = size == 0 || size == NO_MORE ? Math.max(Math.max(left, width), 1) : Math.min(size, Math.max(Math.max(left, width), 1));
            for (long i = 0; i < group; i++, left--) out.append(left > 0 ? digit(digits, start + left - 1) : '0');
            left = Math.max(0, left);
            width -= group;
        }
        return out.toArray();
    }

    private static int digit(int[] digits, long index) {
        return digits == null ? '0' : digits[(int) index];
    }
}
