package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.text.UnicodeText;

/** {@code split}, {@code rsplit} and {@code splitlines} of str. */
@BuiltinType(value = "PyUnicode_Type", part = true)
public final class StrSplit {
    private static final String[] SPLIT_NAMES = {"sep", "maxsplit"};
    private static final String[] LINES_NAMES = {"keepends"};

    private StrSplit() {}

    @Method("split")
    static long splitMethod(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("split", SPLIT_NAMES, 2, 0, args, nargs, kwnames);
        long max = given[1] == NULL ? -1 : Arguments.ssize(given[1]);
        return split(StrType.ready(self), separator(given[0]), max);
    }

    @Method("rsplit")
    static long splitLastMethod(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("rsplit", SPLIT_NAMES, 2, 0, args, nargs, kwnames);
        long max = given[1] == NULL ? -1 : Arguments.ssize(given[1]);
        return splitLast(StrType.ready(self), separator(given[0]), max);
    }

    private static long separator(long object) {
        if (object == NULL || object == Singletons.NONE) return NULL;
        if (!StrType.isInstance(object)) {
            throw PyError.typeError("must be str or None, not " + TypeLookup.fullNameOf(object, 100));
        }
        return StrType.ready(object);
    }

    @Method("splitlines")
    static long splitLinesMethod(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("splitlines", LINES_NAMES, 1, 0, args, nargs, kwnames);
        return splitLines(StrType.ready(self), given[0] != NULL && Arguments.integer(given[0]) != 0);
    }

    private static Splitter splitter(long str) {
        return new Splitter(
                Strings.kind(str), Strings.data(str), Strings.length(str),
                (start, end) -> StrType.substring(str, start, end));
    }

    /** {@code PyUnicode_Split}: a list; separator NULL is whitespace, a negative maximum none. */
    public static long split(long str, long separator, long maxSplit) {
        if (separator == NULL) return splitter(str).atSpace(UnicodeText::isSpace, maxSplit);
        return splitter(str).at(Strings.kind(separator), Strings.data(separator), Strings.length(separator), maxSplit);
    }

    /** {@code PyUnicode_RSplit}. */
    public static long splitLast(long str, long separator, long maxSplit) {
        if (separator == NULL) return splitter(str).atSpaceLast(UnicodeText::isSpace, maxSplit);
        return splitter(str).atLast(Strings.kind(separator), Strings.data(separator), Strings.length(separator), maxSplit);
    }

    /** {@code PyUnicode_Splitlines}. */
    public static long splitLines(long str, boolean keepEnds) {
        return splitter(str).lines(UnicodeText::isLinebreak, keepEnds);
    }
}
