package org.capi4j.type;

import org.capi4j.object.PyError;
import org.capi4j.object.Strings;

/** {@code expandtabs} over raw content: columns count from the last line feed or carriage return. */
final class TabExpander {
    private TabExpander() {}

    /** The length after the expansion, or -1 when there is no tab. */
    static long length(int kind, long data, long length, int tabSize) {
        long total = 0;
        long column = 0;
        boolean found = false;
        for (long i = 0; i < length; i++) {
            int c = Strings.get(kind, data, i);
            long width = 1;
            if (c == '\t') {
                found = true;
                width = spaces(column, tabSize);
            }
            if (total > Long.MAX_VALUE - width) throw PyError.overflowError("new string is too long");
            total += width;
            column = c == '\n' || c == '\r' ? 0 : column + width;
        }
        return found ? total : -1;
    }

    private static long spaces(long column, int tabSize) {
        return tabSize > 0 ? tabSize - column % tabSize : 0;
    }

    /** Writes the expansion to {@code target}, which has the same kind and the room that {@link #length} says. */
    static void expand(int kind, long data, long length, int tabSize, long target) {
        long to = 0;
        long column = 0;
        for (long i = 0; i < length; i++) {
            int c = Strings.get(kind, data, i);
            if (c == '\t') {
                long width = spaces(column, tabSize);
                StrData.fill(kind, target, to, width, ' ');
                to += width;
                column += width;
            } else {
                Strings.put(kind, target, to++, c);
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
    }
}
