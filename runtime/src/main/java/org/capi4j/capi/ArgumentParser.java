package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.object.References;

/**
 * Positional arguments by a format string: {@code PyArg_ParseTuple}, {@code PyArg_Parse} and their family. Every method throws
 * where the C function returns 0.
 */
final class ArgumentParser {
    private static final int MAX_NESTING = 30;

    private ArgumentParser() {}

    /** What a format string says before any argument is looked at. */
    private record Format(int min, int max, String function, String message) {
        static Format read(long format) {
            int min = -1;
            int max = 0;
            int level = 0;
            for (long next = format; ; next++) {
                int c = Memory.getUnsignedByte(next);
                switch (c) {
                    case '(' -> {
                        if (level == 0) max++;
                        if (++level >= MAX_NESTING) throw PyError.systemError("too many tuple nesting levels in argument format string");
                    }
                    case ')' -> {
                        if (level-- == 0) throw PyError.systemError("excess ')' in getargs format");
                    }
                    case 0, ':', ';' -> {
                        if (level != 0) throw PyError.systemError("missing ')' in getargs format");
                        String tail = c == 0 ? null : Memory.getString(next + 1);
                        return new Format(min < 0 ? max : min, max, c == ':' ? tail : null, c == ';' ? tail : null);
                    }
                    case '|' -> {
                        if (level == 0) min = max;
                    }
                    default -> {
                        if (level == 0 && c != 'e' && isAlphabetic(c)) max++;
                    }
                }
            }
        }

        /** How the function is called in a message that begins with it. */
        String call() {
            return ArgumentParser.call(function, "function");
        }

        PyError wrongCount(long count) {
            if (message != null) return PyError.typeError(message);
            String bound = min == max ? "exactly" : count < min ? "at least" : "at most";
            int limit = count < min ? min : max;
            return PyError.typeError(call() + " takes " + bound + " " + limit + " argument" + (limit == 1 ? "" : "s") + " (" + count + " given)");
        }
    }

    /** {@code "f()"}, or {@code unnamed} where there is no name. */
    static String call(String function, String unnamed) {
        return function == null ? unnamed : clip(function, 200) + "()";
    }

    /** As C's {@code %.<max>s}. */
    static String clip(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }

    static boolean isAlphabetic(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** The error for a complaint of {@link ArgumentConverter#convert} about argument {@code number}, counted from 1; 0 is {@code PyArg_Parse}'s only one. */
    static PyError complain(int number, String complaint, ArgumentConverter converter, String function, String message) {
        String text = message;
        if (text == null) {
            text = (function == null ? "" : clip(function, 200) + "() ") + "argument" + place(number, converter.path()) + " " + clip(complaint, 256);
        }
        return PyError.of(complaint.startsWith("(") ? Exceptions.SystemError : Exceptions.TypeError, text);
    }

    /** {@code PyArg_Parse} counts what stands in its format's outermost parentheses as arguments. */
    private static String place(int number, String path) {
        if (number > 0 || path.isEmpty()) return (number > 0 ? " " + number : "") + path;
        int rest = path.indexOf(',', 1) < 0 ? path.length() : path.indexOf(',', 1);
        return " " + (Integer.parseInt(path.substring(", item ".length(), rest)) + 1) + path.substring(rest);
    }

    /** {@code PyArg_VaParse}: {@code args} is a tuple. */
    static void parseTuple(long args, long format, VaList va, boolean sizeT) {
        if (!isTuple(args)) throw PyError.systemError("new style getargs format but argument is not a tuple");
        parseStack(TupleType.items(args), TupleType.size(args), format, va, sizeT);
    }

    static boolean isTuple(long object) {
        return object != NULL && TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
    }

    /** {@code _PyArg_ParseStack}: {@code args} is a C array. */
    static void parseStack(long args, long nargs, long format, VaList va, boolean sizeT) {
        Format parsed = Format.read(format);
        if (nargs < parsed.min() || nargs > parsed.max()) throw parsed.wrongCount(nargs);
        ArgumentConverter converter = new ArgumentConverter(format, va, sizeT);
        try {
            for (int i = 0; i < nargs; i++) {
                if (converter.peek() == '|') converter.skipCharacter();
                String complaint = converter.convert(Memory.getLong(args + 8L * i));
                if (complaint != null) throw complain(i + 1, complaint, converter, parsed.function(), parsed.message());
            }
            int next = converter.peek();
            if (next != 0 && !isAlphabetic(next) && "(|:;".indexOf(next) < 0) {
                throw PyError.systemError("bad format string: " + clip(Memory.getString(format), 200));
            }
        } catch (Throwable failure) {
            converter.cleanUp();
            throw failure;
        }
    }

    /** {@code PyArg_Parse}: {@code arg} is the one argument itself; NULL where there is none. */
    static void parse(long arg, long format, VaList va, boolean sizeT) {
        Format parsed = Format.read(format);
        if (parsed.max() == 0) {
            if (arg != NULL) throw PyError.typeError(parsed.call() + " takes no arguments");
            return;
        }
        if (parsed.min() != 1 || parsed.max() != 1) throw PyError.systemError("old style getargs format uses new features");
        if (arg == NULL) throw PyError.typeError(parsed.call() + " takes at least one argument");
        ArgumentConverter converter = new ArgumentConverter(format, va, sizeT);
        try {
            String complaint = converter.convert(arg);
            if (complaint != null) throw complain(0, complaint, converter, parsed.function(), parsed.message());
        } catch (Throwable failure) {
            converter.cleanUp();
            throw failure;
        }
    }

    /** {@code PyArg_UnpackTuple} and {@code _PyArg_UnpackStack}: stores borrowed references, {@code name} may be NULL. */
    static void unpack(long args, long nargs, long name, long min, long max, VaList va) {
        if (nargs < min || nargs > max) throw wrongCount(Memory.getString(name), nargs, min, max);
        for (long i = 0; i < nargs; i++) Memory.putLong(va.nextLong(), Memory.getLong(args + 8 * i));
    }

    /** {@code _PyArg_CheckPositional}'s error. */
    static PyError wrongCount(String name, long nargs, long min, long max) {
        boolean few = nargs < min;
        long limit = few ? min : max;
        String who = name == null ? "unpacked tuple should have " : clip(name, 200) + " expected ";
        String bound = min == max ? "" : few ? "at least " : "at most ";
        String what = name == null ? " element" : " argument";
        String got = name == null ? ", but has " : ", got ";
        return PyError.typeError(who + bound + limit + what + (limit == 1 ? "" : "s") + got + nargs);
    }
}
