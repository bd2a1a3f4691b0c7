package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.TupleType;

/** Sorts arguments as a function that is Python source in CPython does, with the messages of such functions. */
public final class SourceArguments {
    private final String function;
    private final int implied;
    private final int required;
    private final int positional;
    private final String[] names;
    private final long[] values;

    private SourceArguments(String function, int implied, int required, int positional, String... names) {
        this.function = function;
        this.implied = implied;
        this.required = required;
        this.positional = positional;
        this.names = names;
        this.values = new long[names.length];
    }

    /**
     * Of a method's tuple and dict (NULL for none); {@code self} is counted, but isn't among them. Results are borrowed, NULL where not given.
     *
     * @param positional how many parameters may be given by position
     */
    public static long[] method(String function, long args, long kwargs, int required, int positional, String... names) {
        SourceArguments arguments = new SourceArguments(function, 1, required, positional, names);
        arguments.take(TupleType.items(args), TupleType.size(args));
        long[] pair = new long[2];
        for (long at = kwargs == NULL ? -1 : DictType.next(kwargs, 0, pair); at >= 0; at = DictType.next(kwargs, at, pair)) {
            arguments.put(Strings.toJava(pair[0]), pair[1]);
        }
        return arguments.checked();
    }

    /** Of a vectorcall of a plain function. */
    public static long[] function(String function, long args, long nargs, long kwnames, int required, String... names) {
        SourceArguments arguments = new SourceArguments(function, 0, required, names.length, names);
        arguments.take(args, nargs);
        for (long i = 0; kwnames != NULL && i < TupleType.size(kwnames); i++) {
            arguments.put(Strings.toJava(TupleType.get(kwnames, i)), Memory.getLong(args + 8 * (nargs + i)));
        }
        return arguments.checked();
    }

    private void take(long args, long count) {
        if (count > positional) throw tooMany(count);
        for (int i = 0; i < count; i++) values[i] = Memory.getLong(args + 8L * i);
    }

    private PyError tooMany(long count) {
        int most = positional + implied;
        String range = required < positional ? "from " + (required + implied) + " to " + most : String.valueOf(most);
        String plural = most == 1 && required == positional ? "" : "s";
        return PyError.typeError(function + "() takes " + range + " positional argument" + plural + " but " + (count + implied)
                + (count + implied == 1 ? " was" : " were") + " given");
    }

    private void put(String name, long value) {
        int index = List.of(names).indexOf(name);
        if (index < 0) throw PyError.typeError(function + "() got an unexpected keyword argument '" + name + "'");
        if (values[index] != NULL) throw PyError.typeError(function + "() got multiple values for argument '" + name + "'");
        values[index] = value;
    }

    private long[] checked() {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < required; i++) if (values[i] == NULL) missing.add("'" + names[i] + "'");
        if (missing.isEmpty()) return values;
        String plural = missing.size() == 1 ? "" : "s";
        throw PyError.typeError(function + "() missing " + missing.size() + " required positional argument" + plural + ": " + enumerated(missing));
    }

    private static String enumerated(List<String> names) {
        int last = names.size() - 1;
        if (last <= 1) return String.join(" and ", names);
        return String.join(", ", names.subList(0, last)) + ", and " + names.get(last);
    }
}
