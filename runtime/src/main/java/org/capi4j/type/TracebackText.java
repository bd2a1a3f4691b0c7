package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
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
        return String.join("", entries(traceback, Integer.MAX_VALUE));
    }

    /**
     * The entries one by one, with the lines that stand for repeated ones.
     *
     * @param limit how many, from the first on; the last ones where it is negative
     */
    public static List<String> entries(long traceback, int limit) {
        List<String> texts = new ArrayList<>();
        String last = null;
        int repeats = 0;
        for (String shown : chosen(traceback, limit)) {
            repeats = shown.equals(last) ? repeats + 1 : addRepeats(texts, repeats);
            if (repeats < REPEATS_SHOWN) texts.add(shown);
            last = shown;
        }
        addRepeats(texts, repeats);
        return texts;
    }

    private static List<String> chosen(long traceback, int limit) {
        List<String> all = new ArrayList<>();
        for (long entry = traceback; entry != NULL && (limit < 0 || all.size() < limit); entry = Memory.getLong(entry + PyTracebackObject.tb_next)) all.add(entry(entry));
        return limit < 0 ? all.subList(Math.max(0, all.size() + limit), all.size()) : all;
    }

    /** The count for the next entry: 0. */
    private static int addRepeats(List<String> texts, int repeats) {
        int hidden = repeats - REPEATS_SHOWN + 1;
        if (hidden > 0) texts.add("  [Previous line repeated " + hidden + (hidden == 1 ? " more time]\n" : " more times]\n"));
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
