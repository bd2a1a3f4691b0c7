package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import java.util.List;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;

/**
 * Sorts positional and keyword arguments of built-in functions into an array by parameter, with the messages of CPython's
 * argument clinic. A parameter whose name is empty is positional-only.
 */
public final class KeywordArguments {
    private KeywordArguments() {}

    /** Of a tuple and a dict ({@code NULL} for none). Results are borrowed, NULL where not given. */
    public static long[] parse(String function, long args, long kwargs, int required, int positional, String... names) {
        return new Parser(function, required, positional, names).parse(TupleType.items(args), TupleType.size(args), NULL, kwargs);
    }

    /** Of a vectorcall's array and tuple of names. */
    public static long[] parse(String function, long args, long nargs, long kwnames, int required, int positional, String... names) {
        return new Parser(function, required, positional, names).parse(args, Arguments.count(nargs), kwnames, NULL);
    }

    /** @param function the function's name, or null: CPython says "function" where a format has no name for it */
    private record Parser(String function, int required, int positional, String... names) {
        long[] parse(long args, long nargs, long kwnames, long kwargs) {
            long[] values = new long[names.length];
            long keywords = kwnames != NULL ? TupleType.size(kwnames) : kwargs != NULL ? DictType.size(kwargs) : 0;
            checkCount(nargs, keywords);
            if (keywords > 0) checkRequired(nargs, kwnames, kwargs);
            for (int i = 0; i < nargs; i++) values[i] = Memory.getLong(args + 8L * i);
            if (kwnames != NULL) {
                for (long i = 0; i < keywords; i++) put(values, nargs, TupleType.get(kwnames, i), Memory.getLong(args + 8 * (nargs + i)));
            } else if (keywords > 0) {
                long[] pair = new long[2];
                for (long at = DictType.next(kwargs, 0, pair); at >= 0; at = DictType.next(kwargs, at, pair)) put(values, nargs, pair[0], pair[1]);
            }
            for (int i = 0; i < required; i++) {
                if (values[i] == NULL) throw missing(i);
            }
            return values;
        }

        private String called() {
            return function == null ? "function" : function + "()";
        }

        private PyError missing(int index) {
            if (names[index].isEmpty()) return wrongCount(index);
            return PyError.typeError(called() + " missing required argument '" + names[index] + "' (pos " + (index + 1) + ")");
        }

        private int positionalOnly() {
            return (int) Arrays.stream(names).takeWhile(String::isEmpty).count();
        }

        private PyError wrongCount(long given) {
            int only = positionalOnly();
            int min = Math.min(required, only);
            String bound = min < positional ? "at least" : "exactly";
            return PyError.typeError(
                    called() + " takes " + bound + " " + min + " positional argument" + (min == 1 ? "" : "s") + " (" + given + " given)");
        }

        private void checkCount(long nargs, long keywords) {
            if (nargs + keywords > names.length) {
                throw PyError.typeError(called() + " takes at most " + names.length + " " + (nargs == 0 ? "keyword " : "") + "argument"
                        + (names.length == 1 ? "" : "s") + " (" + (nargs + keywords) + " given)");
            }
            if (nargs > positional) {
                if (positional == 0) throw PyError.typeError(called() + " takes no positional arguments");
                String bound = required >= positional ? "exactly" : "at most";
                throw PyError.typeError(called() + " takes " + bound + " " + positional + " positional argument" + (positional == 1 ? "" : "s") + " ("
                        + nargs + " given)");
            }
        }

        private void put(long[] values, long nargs, long key, long value) {
            if (!TypeLookup.hasFlag(org.capi4j.object.References.type(key), org.capi4j.layout.Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
                throw PyError.typeError("keywords must be strings");
            }
            String name = Strings.toJava(key);
            int index = name.isEmpty() ? -1 : List.of(names).indexOf(name);
            if (index < 0) throw PyError.typeError("'" + name + "' is an invalid keyword argument for " + (function == null ? "this function" : called()));
            if (index < nargs) {
                throw PyError.typeError("argument for " + function + "() given by name ('" + name + "') and position (" + (index + 1) + ")");
            }
            values[index] = value;
        }

        /** A required parameter that is neither among the positional arguments nor named comes before a wrong name. */
        private void checkRequired(long nargs, long kwnames, long kwargs) {
            for (int i = (int) nargs; i < required; i++) {
                if (!isNamed(names[i], kwnames, kwargs)) throw missing(i);
            }
        }

        private static boolean isNamed(String name, long kwnames, long kwargs) {
            if (name.isEmpty()) return false;
            if (kwnames == NULL) return kwargs != NULL && DictType.get(kwargs, name) != NULL;
            for (long i = 0; i < TupleType.size(kwnames); i++) {
                if (Strings.toJava(TupleType.get(kwnames, i)).equals(name)) return true;
            }
            return false;
        }
    }
}
