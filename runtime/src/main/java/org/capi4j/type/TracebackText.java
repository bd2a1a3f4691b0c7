package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyCodeObject;
import org.capi4j.layout.PyTracebackObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Strings;

/** A traceback as CPython prints it. */
public final class TracebackText {
    /** From this number on, equal entries are only counted. */
    private static final int REPEATS_SHOWN = 3;

    private TracebackText() {}

    /** "Traceback (most recent call last):" and the entries, oldest first. */
    public static String of(long traceback) {
        return "Traceback (most recent call last):\n" + entries(traceback);
    }

    /** The entries alone. */
    public static String entries(long traceback) {
        StringBuilder text = new StringBuilder();
        String last = null;
        int repeats = 0;
        for (long entry = traceback; entry != NULL; entry = Memory.getLong(entry + PyTracebackObject.tb_next)) {
            String shown = entry(entry);
            repeats = shown.equals(last) ? repeats + 1 : appendRepeats(text, repeats);
            if (repeats < REPEATS_SHOWN) text.append(shown);
            last = shown;
        }
        appendRepeats(text, repeats);
        return text.toString();
    }

    /** The count for the next entry: 0. */
    private static int appendRepeats(StringBuilder text, int repeats) {
        int hidden = repeats - REPEATS_SHOWN + 1;
        if (hidden > 0) text.append("  [Previous line repeated ").append(hidden).append(hidden == 1 ? " more time]\n" : " more times]\n");
        return 0;
    }

    private static String entry(long entry) {
        long code = FrameType.code(Memory.getLong(entry + PyTracebackObject.tb_frame));
        int line = TracebackType.line(entry);
        String file = Strings.toJava(Memory.getLong(code + PyCodeObject.co_filename));
        String name = Strings.toJava(Memory.getLong(code + PyCodeObject.co_name));
        String source = SourceLines.get(file, line);
        String place = "  File \"" + file + "\", line " + line + ", in " + name + "\n";
        return source == null || source.isBlank() ? place : place + "    " + source.strip() + "\n";
    }
}
