package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout._PyArg_Parser;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * Keyword arguments by a static {@code _PyArg_Parser}, which Argument Clinic writes into C code: its first use fills in what the format and
 * the names say, later ones only read it. The arguments stand in a C array; keyword arguments are a dict, or a tuple of names whose
 * values follow the positional arguments.
 */
final class StaticParser {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final long parser;
    private final long args;
    private final long nargs;
    private final long kwargs;
    private final long kwnames;

    /** The names of parameters that may be given by keyword. */
    private final long names;

    private final int positionalOnly;
    private final int count;
    private final String function;
    private long keywords;

    private StaticParser(long parser, long args, long nargs, long kwargs, long kwnames) {
        if (parser == NULL) throw PyError.badInternalCall();
        if (kwargs != NULL && !TypeLookup.hasFlag(References.type(kwargs), Constants.Py_TPFLAGS_DICT_SUBCLASS)) {
            throw PyError.badInternalCall();
        }
        prepare(parser);
        this.parser = parser;
        this.args = args;
        this.nargs = nargs;
        this.kwargs = kwargs;
        this.kwnames = kwnames;
        this.names = Memory.getLong(parser + _PyArg_Parser.kwtuple);
        this.positionalOnly = Memory.getInt(parser + _PyArg_Parser.pos);
        this.count = positionalOnly + (int) TupleType.size(names);
        this.function = functionName(parser);
        this.keywords = kwargs != NULL ? DictType.size(kwargs) : kwnames != NULL ? TupleType.size(kwnames) : 0;
    }

    /** {@code fname} may go on behind the name, up to a {@code ;}, where it points into a format. */
    private static String functionName(long parser) {
        return Memory.getString(Memory.getLong(parser + _PyArg_Parser.fname));
    }

    /** Reads format and names into the struct, once. */
    private static void prepare(long parser) {
        if (Memory.getLong(parser + _PyArg_Parser.kwtuple) != NULL) return;
        long keywords = Memory.getLong(parser + _PyArg_Parser.keywords);
        if (keywords == NULL) throw PyError.badInternalCall();
        int positionalOnly = KeywordParser.countPositionalOnly(keywords);
        int count = KeywordParser.countNames(keywords, positionalOnly);
        long format = Memory.getLong(parser + _PyArg_Parser.format);
        if (format != NULL) prepareFormat(parser, format, positionalOnly, count);
        Memory.putInt(parser + _PyArg_Parser.pos, positionalOnly);
        Memory.putLong(parser + _PyArg_Parser.kwtuple, names(keywords, positionalOnly, count));
    }

    private static void prepareFormat(long parser, long format, int positionalOnly, int count) {
        long end = format;
        while (!KeywordParser.isEnd(Memory.getUnsignedByte(end))) end++;
        int mark = Memory.getUnsignedByte(end);
        if (mark == ':') Memory.putLong(parser + _PyArg_Parser.fname, end + 1);
        if (mark == ';') Memory.putLong(parser + _PyArg_Parser.custom_msg, end + 1);
        int min = UNKNOWN;
        int max = UNKNOWN;
        ArgumentConverter converter = new ArgumentConverter(format, null, true);
        for (int i = 0; i < count; i++) {
            if (converter.peek() == '|') {
                if (min != UNKNOWN) throw PyError.systemError("Invalid format string (| specified twice)");
                if (max != UNKNOWN) throw PyError.systemError("Invalid format string ($ before |)");
                min = i;
                converter.skipCharacter();
            }
            if (converter.peek() == '$') {
                if (max != UNKNOWN) throw PyError.systemError("Invalid format string ($ specified twice)");
                if (i < positionalOnly) throw PyError.systemError("Empty parameter name after $");
                max = i;
                converter.skipCharacter();
            }
            if (KeywordParser.isEnd(converter.peek())) {
                throw PyError.systemError("More keyword list entries (" + count + ") than format specifiers (" + i + ")");
            }
            String complaint = converter.skip();
            if (complaint != null) throw PyError.systemError(complaint + ": '" + converter.rest() + "'");
        }
        if (!KeywordParser.isEnd(converter.peek())) {
            throw PyError.systemError(
                    "more argument specifiers than keyword list entries (remaining format:'" + converter.rest() + "')");
        }
        Memory.putInt(parser + _PyArg_Parser.min, Math.min(min, count));
        Memory.putInt(parser + _PyArg_Parser.max, Math.min(max, count));
    }

    /** A tuple of interned names; it lives as long as the C code. */
    private static long names(long keywords, int positionalOnly, int count) {
        long tuple = TupleType.make(count - positionalOnly);
        for (int i = positionalOnly; i < count; i++) {
            TupleType.init(tuple, i - positionalOnly, StrType.intern(Memory.getString(Memory.getLong(keywords + 8L * i))));
        }
        return tuple;
    }

    private String name(int index) {
        return Strings.toJava(TupleType.get(names, index - positionalOnly));
    }

    /** The value given by keyword for parameter {@code index}: borrowed, or NULL. */
    private long byKeyword(int index) {
        long name = TupleType.get(names, index - positionalOnly);
        if (kwargs != NULL) return DictType.get(kwargs, name);
        if (kwnames == NULL) return NULL;
        long given = TupleType.size(kwnames);
        for (long i = 0; i < given; i++) {
            if (TupleType.get(kwnames, i) == name) return Memory.getLong(args + 8 * (nargs + i));
        }
        for (long i = 0; i < given; i++) {
            if (StrType.equal(TupleType.get(kwnames, i), name)) return Memory.getLong(args + 8 * (nargs + i));
        }
        return NULL;
    }

    /** {@code _PyArg_VaParseTupleAndKeywordsFast}. */
    static void parseTuple(long args, long kwargs, long parser, VaList va, boolean sizeT) {
        if (!ArgumentParser.isTuple(args)) throw PyError.badInternalCall();
        new StaticParser(parser, TupleType.items(args), TupleType.size(args), kwargs, NULL).parse(va, sizeT);
    }

    /** {@code _PyArg_ParseStackAndKeywords}. */
    static void parseStack(long args, long nargs, long kwnames, long parser, VaList va, boolean sizeT) {
        if (kwnames != NULL && !ArgumentParser.isTuple(kwnames)) throw PyError.badInternalCall();
        new StaticParser(parser, args, nargs, NULL, kwnames).parse(va, sizeT);
    }

    private void parse(VaList va, boolean sizeT) {
        int min = Memory.getInt(parser + _PyArg_Parser.min);
        int max = Memory.getInt(parser + _PyArg_Parser.max);
        if (nargs + keywords > count) throw KeywordParser.tooMany(function, count, nargs, keywords);
        if (nargs > max) throw KeywordParser.tooManyPositional(function, max, min < max, nargs);
        ArgumentConverter converter = new ArgumentConverter(Memory.getLong(parser + _PyArg_Parser.format), va, sizeT);
        try {
            if (convertAll(converter, min, max)) checkKeywords();
        } catch (Throwable failure) {
            converter.cleanUp();
            throw failure;
        }
    }

    /** True when keywords are left that no parameter took. */
    private boolean convertAll(ArgumentConverter converter, int min, int max) {
        String message = Memory.getString(Memory.getLong(parser + _PyArg_Parser.custom_msg));
        for (int i = 0; i < count; i++) {
            if (converter.peek() == '|') converter.skipCharacter();
            if (converter.peek() == '$') converter.skipCharacter();
            long arg = i < nargs ? Memory.getLong(args + 8L * i) : keywords > 0 && i >= positionalOnly ? byKeyword(i) : NULL;
            if (arg != NULL) {
                if (i >= nargs) keywords--;
                String complaint = converter.convert(arg);
                if (complaint != null) throw ArgumentParser.complain(i + 1, complaint, converter, function, message);
                continue;
            }
            if (i < min) throw missing(i, Math.min(positionalOnly, min), max);
            if (keywords == 0) return false;
            String complaint = converter.skip();
            if (complaint != null) throw PyError.systemError(complaint + ": '" + converter.rest() + "'");
        }
        return keywords > 0;
    }

    private PyError missing(int index, int minPositionalOnly, int max) {
        if (index >= positionalOnly) return KeywordParser.missing(function, name(index), index);
        return KeywordParser.tooFew(function, minPositionalOnly, minPositionalOnly < max, nargs);
    }

    private void checkKeywords() {
        for (int i = positionalOnly; i < nargs && i < count; i++) {
            if (byKeyword(i) != NULL) throw KeywordParser.givenTwice(function, name(i), i);
        }
        if (kwargs != NULL) {
            long[] entry = new long[2];
            for (long at = DictType.next(kwargs, 0, entry); at >= 0; at = DictType.next(kwargs, at, entry)) checkKeyword(entry[0]);
        } else {
            for (long i = 0; i < TupleType.size(kwnames); i++) checkKeyword(TupleType.get(kwnames, i));
        }
        throw PyError.systemError("invalid keyword argument for " + ArgumentParser.call(function, "this function"));
    }

    private void checkKeyword(long key) {
        String keyword = KeywordParser.keyword(key);
        for (int i = positionalOnly; i < count; i++) {
            if (name(i).equals(keyword)) return;
        }
        throw KeywordParser.unexpected(function, keyword);
    }

    /**
     * {@code _PyArg_UnpackKeywords}: the arguments in the parameters' order, borrowed, NULL where none was given: the array that came in where that
     * will do, or {@code buffer}.
     */
    static long unpack(
            long args, long nargs, long kwargs, long kwnames, long parser, int minPositional, int maxPositional, int minKeywords, long buffer) {
        if (kwnames != NULL && !ArgumentParser.isTuple(kwnames)) throw PyError.badInternalCall();
        StaticParser unpacker = new StaticParser(parser, args == NULL && nargs == 0 ? buffer : args, nargs, kwargs, kwnames);
        boolean complete = minKeywords == 0 && minPositional <= nargs && nargs <= maxPositional;
        if (unpacker.keywords == 0 && complete) return unpacker.args;
        if (nargs + unpacker.keywords > unpacker.count) {
            throw KeywordParser.tooMany(unpacker.function, unpacker.count, nargs, unpacker.keywords);
        }
        if (nargs > maxPositional) {
            throw KeywordParser.tooManyPositional(unpacker.function, maxPositional, minPositional < maxPositional, nargs);
        }
        unpacker.requirePositionalOnly(minPositional, maxPositional);
        unpacker.fill(buffer, nargs, -1, minPositional, maxPositional, minKeywords);
        return buffer;
    }

    private void requirePositionalOnly(int minPositional, int maxPositional) {
        int required = Math.min(positionalOnly, minPositional);
        if (nargs < required) throw KeywordParser.tooFew(function, required, required < maxPositional, nargs);
    }

    /** Parameters behind the one at {@code vararg} (-1 for none) stand one place later in the buffer than in the names. */
    private void fill(long buffer, long positional, int vararg, int minPositional, int maxPositional, int minKeywords) {
        for (int i = 0; i < count; i++) {
            long arg = i < positional ? Memory.getLong(args + 8L * i) : NULL;
            if (i >= positional && i >= positionalOnly && keywords > 0) {
                arg = byKeyword(i);
                if (arg != NULL) keywords--;
            }
            boolean required = i < minPositional || i >= maxPositional && i < maxPositional + minKeywords;
            if (arg == NULL && required) throw KeywordParser.missing(function, name(i), i);
            Memory.putLong(buffer + 8L * (vararg >= 0 && i >= vararg ? i + 1 : i), arg);
        }
        if (keywords > 0) checkKeywords();
    }

    /** {@code _PyArg_UnpackKeywordsWithVararg}: a new tuple of the surplus positional arguments is stored at {@code vararg}. */
    static long unpackWithVararg(
            long args, long nargs, long kwargs, long kwnames, long parser, int minPositional, int maxPositional, int minKeywords, int vararg,
            long buffer) {
        if (kwnames != NULL && !ArgumentParser.isTuple(kwnames)) throw PyError.badInternalCall();
        StaticParser unpacker = new StaticParser(parser, args == NULL && nargs == 0 ? buffer : args, nargs, kwargs, kwnames);
        unpacker.requirePositionalOnly(minPositional, maxPositional);
        long positional = Math.min(nargs, vararg);
        long surplus = TupleType.make(nargs - positional);
        for (long i = positional; i < nargs; i++) {
            TupleType.init(surplus, i - positional, References.newRef(Memory.getLong(unpacker.args + 8 * i)));
        }
        try {
            unpacker.fill(buffer, positional, vararg, minPositional, maxPositional, minKeywords);
        } catch (Throwable failure) {
            References.decref(surplus);
            throw failure;
        }
        Memory.putLong(buffer + 8L * vararg, surplus);
        return buffer;
    }
}
