package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.layout.PyFunctionObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The values of a function's parameters for one call, by the rules of Python's calls and with CPython's messages. The array's references are owned. */
final class Locals implements AutoCloseable {
    private final long function;
    private final long names;
    private final int positionalOnly;
    private final int positional;
    private final int named;
    private final boolean varArguments;
    private final boolean varKeywords;
    private final long block;

    /** Borrows the function and its code while this is open. */
    Locals(long function, long code) {
        this.function = function;
        names = Memory.getLong(code + PyCodeObject.co_localsplusnames);
        positionalOnly = Memory.getInt(code + PyCodeObject.co_posonlyargcount);
        positional = Memory.getInt(code + PyCodeObject.co_argcount);
        named = positional + Memory.getInt(code + PyCodeObject.co_kwonlyargcount);
        int flags = Memory.getInt(code + PyCodeObject.co_flags);
        varArguments = (flags & CodeType.VARARGS) != 0;
        varKeywords = (flags & CodeType.VARKEYWORDS) != 0;
        block = Allocation.allocate(8L * (count() + 1));
        for (int i = 0; i <= count(); i++) Memory.putLong(block + 8L * i, NULL);
    }

    int count() {
        return named + (varArguments ? 1 : 0) + (varKeywords ? 1 : 0);
    }

    /** A vectorcall's arguments. */
    long array() {
        return block + 8;
    }

    private long get(int index) {
        return Memory.getLong(array() + 8L * index);
    }

    /** Consumes the value. */
    private void set(int index, long value) {
        Memory.putLong(array() + 8L * index, value);
    }

    void bind(long args, long nargs, long kwnames) {
        if (varKeywords) set(count() - 1, DictType.make());
        for (int i = 0; i < Math.min(nargs, positional); i++) set(i, References.newRef(Memory.getLong(args + 8L * i)));
        if (varArguments) set(named, nargs > positional ? Calls.tuple(args + 8L * positional, nargs - positional) : TupleType.empty());
        for (int i = 0; kwnames != NULL && i < TupleType.size(kwnames); i++) {
            bindKeyword(TupleType.get(kwnames, i), Memory.getLong(args + 8 * (nargs + i)), kwnames);
        }
        if (nargs > positional && !varArguments) throw tooMany(nargs);
        bindDefaults(nargs);
        bindKeywordDefaults();
    }

    private void bindKeyword(long name, long value, long kwnames) {
        if (name == NULL || !Objects.isStr(name)) throw error("keywords must be strings");
        int index = indexOf(name, positionalOnly, named);
        if (index < 0 && varKeywords) {
            DictType.set(get(count() - 1), name, value);
        } else if (index < 0) {
            if (positionalOnly > 0) refusePositionalOnly(kwnames);
            throw error("got an unexpected keyword argument '" + Strings.toJava(name) + "'");
        } else if (get(index) != NULL) {
            throw error("got multiple values for argument '" + Strings.toJava(name) + "'");
        } else {
            set(index, References.newRef(value));
        }
    }

    private int indexOf(long name, int from, int to) {
        for (int i = from; i < to; i++) if (TupleType.get(names, i) == name) return i;
        for (int i = from; i < to; i++) if (Objects.equal(TupleType.get(names, i), name)) return i;
        return -1;
    }

    private void refusePositionalOnly(long kwnames) {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < positionalOnly; i++) {
            for (int k = 0; k < TupleType.size(kwnames); k++) {
                if (Objects.equal(TupleType.get(names, i), TupleType.get(kwnames, k))) given.add(Strings.toJava(TupleType.get(names, i)));
            }
        }
        if (!given.isEmpty()) throw error("got some positional-only arguments passed as keyword arguments: '" + String.join(", ", given) + "'");
    }

    private long defaults() {
        return FunctionType.get(function, PyFunctionObject.func_defaults);
    }

    private void bindDefaults(long nargs) {
        long defaults = defaults();
        int count = defaults == NULL ? 0 : (int) TupleType.size(defaults);
        int required = positional - count;
        List<String> missing = missing((int) Math.min(nargs, positional), required);
        if (!missing.isEmpty()) throw missing("positional", missing);
        for (int i = Math.max(required, 0); i < positional; i++) {
            if (get(i) == NULL) set(i, References.newRef(TupleType.get(defaults, i - required)));
        }
    }

    private void bindKeywordDefaults() {
        long defaults = FunctionType.get(function, PyFunctionObject.func_kwdefaults);
        for (int i = positional; i < named && defaults != NULL; i++) {
            if (get(i) == NULL) set(i, References.xnewRef(DictType.get(defaults, TupleType.get(names, i))));
        }
        List<String> missing = missing(positional, named);
        if (!missing.isEmpty()) throw missing("keyword-only", missing);
    }

    private List<String> missing(int from, int to) {
        List<String> missing = new ArrayList<>();
        for (int i = from; i < to; i++) if (get(i) == NULL) missing.add(Objects.reprString(TupleType.get(names, i)));
        return missing;
    }

    private PyError missing(String kind, List<String> missing) {
        int size = missing.size();
        String last = missing.get(size - 1);
        String list = switch (size) {
            case 1 -> last;
            case 2 -> missing.get(0) + " and " + last;
            default -> String.join(", ", missing.subList(0, size - 1)) + ", and " + last;
        };
        return error("missing " + size + " required " + kind + " argument" + (size == 1 ? "" : "s") + ": " + list);
    }

    private PyError tooMany(long given) {
        int byKeyword = 0;
        for (int i = positional; i < named; i++) if (get(i) != NULL) byKeyword++;
        int defaults = defaults() == NULL ? 0 : (int) TupleType.size(defaults());
        String takes = defaults > 0 ? "from " + (positional - defaults) + " to " + positional : String.valueOf(positional);
        boolean plural = defaults > 0 || positional != 1;
        String more = byKeyword == 0 ? "" : " positional argument" + s(given) + " (and " + byKeyword + " keyword-only argument" + s(byKeyword) + ")";
        boolean one = given == 1 && byKeyword == 0;
        return error("takes " + takes + " positional argument" + (plural ? "s" : "") + " but " + given + more + (one ? " was given" : " were given"));
    }

    private static String s(long count) {
        return count == 1 ? "" : "s";
    }

    private PyError error(String message) {
        return PyError.typeError(Strings.toJava(FunctionType.get(function, PyFunctionObject.func_qualname)) + "() " + message);
    }

    @Override
    public void close() {
        for (int i = 0; i < count(); i++) References.xdecref(get(i));
        Allocation.free(block);
    }
}
