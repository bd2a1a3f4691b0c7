package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** {@code code.replace} and {@code code(...)}: code made of another's parts, or of all its parts. */
@BuiltinType(value = "PyCode_Type", part = true)
public final class CodeReplacement {
    /** How a part is given: what its parameter accepts. */
    private enum Kind {
        COUNT,
        BYTES,
        TUPLE,
        STR
    }

    private record Part(String name, Kind kind) {}

    /** In the order of the constructor's parameters. */
    private static final List<Part> PARTS = List.of(
            new Part("co_argcount", Kind.COUNT),
            new Part("co_posonlyargcount", Kind.COUNT),
            new Part("co_kwonlyargcount", Kind.COUNT),
            new Part("co_nlocals", Kind.COUNT),
            new Part("co_stacksize", Kind.COUNT),
            new Part("co_flags", Kind.COUNT),
            new Part("co_code", Kind.BYTES),
            new Part("co_consts", Kind.TUPLE),
            new Part("co_names", Kind.TUPLE),
            new Part("co_varnames", Kind.TUPLE),
            new Part("co_filename", Kind.STR),
            new Part("co_name", Kind.STR),
            new Part("co_qualname", Kind.STR),
            new Part("co_firstlineno", Kind.COUNT),
            new Part("co_linetable", Kind.BYTES),
            new Part("co_exceptiontable", Kind.BYTES),
            new Part("co_freevars", Kind.TUPLE),
            new Part("co_cellvars", Kind.TUPLE));

    /** {@code replace}'s keywords, which it names in another order than the constructor its parameters. */
    private static final String[] KEYWORDS = {
        "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags", "co_firstlineno", "co_code",
        "co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_filename", "co_name", "co_qualname", "co_linetable",
        "co_exceptiontable"
    };

    private static final int REQUIRED = 16;

    /** What the constructor's messages call its first parameters; it lets any stack size pass. */
    private static final String[] COUNTS_THAT_ARE_CHECKED = {"argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "", "flags"};

    private CodeReplacement() {}

    /** {@code replace(*, co_argcount=..., ...)}: the parts that aren't given stay. */
    @Method(value = "replace", call = Call.FASTCALL_KEYWORDS)
    public static long replace(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("replace", KEYWORDS, 0, 0, args, nargs, kwnames);
        long[] values = new long[PARTS.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                String name = PARTS.get(i).name();
                long value = given[List.of(KEYWORDS).indexOf(name)];
                if (value != NULL) check(PARTS.get(i), value, "replace() argument '" + name + "'");
                values[i] = value == NULL ? Objects.getAttr(self, name) : References.newRef(value);
                if (value != NULL && PARTS.get(i).kind() == Kind.COUNT && Arguments.integer(value) < 0) {
                    throw PyError.valueError(name + " must be a positive integer");
                }
            }
            return make(values);
        } finally {
            for (long value : values) References.xdecref(value);
        }
    }

    /** {@code code(argcount, posonlyargcount, ...)}. */
    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        Arguments.noKeywords("code", kwargs);
        long count = TupleType.size(args);
        Arguments.checkPositional("code", count, REQUIRED, PARTS.size());
        long[] values = new long[PARTS.size()];
        long none = TupleType.empty();
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = i < count ? TupleType.get(args, i) : none;
                check(PARTS.get(i), values[i], "code() argument " + (i + 1));
            }
            for (int i = 0; i < COUNTS_THAT_ARE_CHECKED.length; i++) {
                String name = COUNTS_THAT_ARE_CHECKED[i];
                if (!name.isEmpty() && Arguments.integer(values[i]) < 0) throw PyError.valueError("code: " + name + " must not be negative");
            }
            return make(values);
        } finally {
            References.decref(none);
        }
    }

    private static void check(Part part, long value, String argument) {
        long type = switch (part.kind()) {
            case COUNT -> NULL;
            case BYTES -> BuiltinTypes.BYTES;
            case TUPLE -> BuiltinTypes.TUPLE;
            case STR -> BuiltinTypes.STR;
        };
        if (type == NULL) {
            Arguments.integer(value);
        } else if (!TypeLookup.isInstance(value, type)) {
            String given = value == Singletons.NONE ? "None" : TypeLookup.name(References.type(value));
            throw PyError.typeError(argument + " must be " + TypeLookup.name(type) + ", not " + given);
        }
    }

    private static long make(long[] values) {
        for (String names : new String[] {"co_names", "co_varnames", "co_freevars", "co_cellvars"}) checkNames(values[place(names)]);
        return CodeType.make(new CodeType.Parts(
                integer(values, "co_argcount"),
                integer(values, "co_posonlyargcount"),
                integer(values, "co_kwonlyargcount"),
                integer(values, "co_nlocals"),
                integer(values, "co_stacksize"),
                integer(values, "co_flags"),
                values[place("co_code")],
                values[place("co_consts")],
                values[place("co_names")],
                values[place("co_varnames")],
                values[place("co_freevars")],
                values[place("co_cellvars")],
                values[place("co_filename")],
                values[place("co_name")],
                values[place("co_qualname")],
                integer(values, "co_firstlineno"),
                values[place("co_linetable")],
                values[place("co_exceptiontable")]));
    }

    private static void checkNames(long tuple) {
        for (long i = 0; i < TupleType.size(tuple); i++) {
            long name = TupleType.get(tuple, i);
            if (!TypeLookup.isInstance(name, BuiltinTypes.STR)) {
                throw PyError.typeError("name tuples must contain only strings, not '" + TypeLookup.name(References.type(name)) + "'");
            }
        }
    }

    private static int integer(long[] values, String name) {
        return Arguments.integer(values[place(name)]);
    }

    private static int place(String name) {
        for (int i = 0; i < PARTS.size(); i++) {
            if (PARTS.get(i).name().equals(name)) return i;
        }
        throw new IllegalArgumentException(name);
    }
}
