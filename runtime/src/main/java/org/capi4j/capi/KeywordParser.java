package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code PyArg_ParseTupleAndKeywords}: a tuple and a dict of arguments by a format string and a C array of names. Leading empty names
 * are positional-only parameters. The order of the checks is CPython's: it decides which of several mistakes is named.
 */
final class KeywordParser {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final long names;
    private final long nargs;
    private final long args;
    private final long kwargs;
    private final String function;
    private final String message;
    private final ArgumentConverter converter;
    private final int positionalOnly;
    private final int count;

    /** Positions of {@code |} and {@code $}, where they have been met. */
    private int min = UNKNOWN;

    private int max = UNKNOWN;
    private long keywords;

    private KeywordParser(long args, long kwargs, long format, long names, VaList va, boolean sizeT) {
        this.args = args;
        this.kwargs = kwargs;
        this.names = names;
        this.nargs = TupleType.size(args);
        this.keywords = kwargs == NULL ? 0 : DictType.size(kwargs);
        String text = Memory.getString(format);
        int colon = text.indexOf(':');
        int semicolon = text.indexOf(';');
        this.function = colon >= 0 ? text.substring(colon + 1) : null;
        this.message = colon < 0 && semicolon >= 0 ? text.substring(semicolon + 1) : null;
        this.converter = new ArgumentConverter(format, va, sizeT);
        this.positionalOnly = countPositionalOnly(names);
        this.count = countNames(names, positionalOnly);
    }

    /** {@code PyArg_VaParseTupleAndKeywords}. */
    static void parse(long args, long kwargs, long format, long names, VaList va, boolean sizeT) {
        boolean isDict = kwargs == NULL || TypeLookup.hasFlag(References.type(kwargs), Constants.Py_TPFLAGS_DICT_SUBCLASS);
        if (!ArgumentParser.isTuple(args) || !isDict || format == NULL || names == NULL) throw PyError.badInternalCall();
        KeywordParser parser = new KeywordParser(args, kwargs, format, names, va, sizeT);
        try {
            parser.run();
        } catch (Throwable failure) {
            parser.converter.cleanUp();
            throw failure;
        }
    }

    static int countPositionalOnly(long names) {
        int count = 0;
        while (nameAt(names, count) != NULL && Memory.getByte(nameAt(names, count)) == 0) count++;
        return count;
    }

    static int countNames(long names, int positionalOnly) {
        int count = positionalOnly;
        for (; nameAt(names, count) != NULL; count++) {
            if (Memory.getByte(nameAt(names, count)) == 0) throw PyError.systemError("Empty keyword parameter name");
        }
        return count;
    }

    private static long nameAt(long names, long index) {
        return Memory.getLong(names + 8 * index);
    }

    private String name(int index) {
        return Memory.getString(nameAt(names, index));
    }

    private void run() {
        if (nargs + keywords > count) throw tooMany(function, count, nargs, keywords);
        boolean tooFew = false;
        int i = 0;
        for (; i < count; i++) {
            readOptionalMark(i);
            if (converter.peek() == '$') {
                readKeywordMark(i);
                if (tooFew) break;
                if (max < nargs) throw tooManyPositional(function, max, min != UNKNOWN, nargs);
            }
            if (isEnd(converter.peek())) {
                throw PyError.systemError("More keyword list entries (" + count + ") than format specifiers (" + i + ")");
            }
            if (!tooFew && convertNext(i)) continue;
            if (!tooFew && i < min) {
                if (i >= positionalOnly) throw missing(function, name(i), i);
                tooFew = true; // how many there must be is known only at | or $ or the end
            }
            if (keywords == 0 && !tooFew) return;
            skip();
        }
        if (tooFew) throw tooFew(function, Math.min(positionalOnly, min), Math.min(positionalOnly, min) < i, nargs);
        int next = converter.peek();
        if (!isEnd(next) && next != '|' && next != '$') {
            throw PyError.systemError(
                    "more argument specifiers than keyword list entries (remaining format:'" + converter.rest() + "')");
        }
        if (keywords > 0) checkKeywords();
    }

    private void readOptionalMark(int index) {
        if (converter.peek() != '|') return;
        if (min != UNKNOWN) throw PyError.systemError("Invalid format string (| specified twice)");
        min = index;
        converter.skipCharacter();
        if (max != UNKNOWN) throw PyError.systemError("Invalid format string ($ before |)");
    }

    private void readKeywordMark(int index) {
        if (max != UNKNOWN) throw PyError.systemError("Invalid format string ($ specified twice)");
        max = index;
        converter.skipCharacter();
        if (max < positionalOnly) throw PyError.systemError("Empty parameter name after $");
    }

    /** Converts parameter {@code index} where it was given. */
    private boolean convertNext(int index) {
        long arg = NULL;
        if (index < nargs) {
            arg = TupleType.get(args, index);
        } else if (keywords > 0 && index >= positionalOnly) {
            arg = DictType.get(kwargs, name(index));
            if (arg != NULL) keywords--;
        }
        if (arg == NULL) return false;
        String complaint = converter.convert(arg);
        if (complaint != null) throw ArgumentParser.complain(index + 1, complaint, converter, function, message);
        return true;
    }

    private void skip() {
        String complaint = converter.skip();
        if (complaint != null) throw PyError.systemError(complaint + ": '" + converter.rest() + "'");
    }

    static boolean isEnd(int c) {
        return c == 0 || c == ';' || c == ':';
    }

    /** There are keywords that no parameter took: given twice, not strings, or unknown. */
    private void checkKeywords() {
        for (int i = positionalOnly; i < nargs; i++) {
            if (DictType.get(kwargs, name(i)) != NULL) throw givenTwice(function, name(i), i);
        }
        long[] entry = new long[2];
        for (long at = DictType.next(kwargs, 0, entry); at >= 0; at = DictType.next(kwargs, at, entry)) {
            String keyword = keyword(entry[0]);
            if (!isKnown(keyword)) throw unexpected(function, keyword);
        }
    }

    private boolean isKnown(String keyword) {
        for (int i = positionalOnly; i < count; i++) {
            if (name(i).equals(keyword)) return true;
        }
        return false;
    }

    /** A keyword as a Java string. */
    static String keyword(long key) {
        if (!TypeLookup.hasFlag(References.type(key), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError("keywords must be strings");
        }
        return Strings.toJava(key);
    }

    private static String call(String function) {
        return ArgumentParser.call(function, "function");
    }

    static PyError tooMany(String function, long limit, long nargs, long keywords) {
        String kind = nargs == 0 ? "keyword " : "";
        return PyError.typeError(call(function) + " takes at most " + limit + " " + kind + "argument" + (limit == 1 ? "" : "s") + " ("
                + (nargs + keywords) + " given)");
    }

    static PyError tooManyPositional(String function, int limit, boolean fewerAllowed, long nargs) {
        if (limit == 0) return PyError.typeError(call(function) + " takes no positional arguments");
        return positional(function, fewerAllowed ? "at most" : "exactly", limit, nargs);
    }

    static PyError tooFew(String function, int limit, boolean moreAllowed, long nargs) {
        return positional(function, moreAllowed ? "at least" : "exactly", limit, nargs);
    }

    private static PyError positional(String function, String bound, int limit, long nargs) {
        return PyError.typeError(call(function) + " takes " + bound + " " + limit + " positional argument" + (limit == 1 ? "" : "s") + " ("
                + nargs + " given)");
    }

    static PyError missing(String function, String name, int index) {
        return PyError.typeError(call(function) + " missing required argument '" + name + "' (pos " + (index + 1) + ")");
    }

    static PyError givenTwice(String function, String name, int index) {
        return PyError.typeError("argument for " + call(function) + " given by name ('" + name + "') and position (" + (index + 1) + ")");
    }

    static PyError unexpected(String function, String keyword) {
        return PyError.typeError(
                "'" + keyword + "' is an invalid keyword argument for " + ArgumentParser.call(function, "this function"));
    }
}
