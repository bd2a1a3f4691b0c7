package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.Map;
import java.util.Set;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.AbcMetaType;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code collections.UserString}: a str in {@code data} whose methods are asked, and whose new strs become objects of this class. */
@BuiltinModule("collections.UserString")
public final class UserStrings {
    private static final String RANGE = "(self, sub, start=0, end=9223372036854775807)";

    /** Methods that answer as the str does: with plain values. */
    private static final String[] PLAIN = {
        "count" + RANGE, "find" + RANGE, "index" + RANGE, "rfind" + RANGE, "rindex" + RANGE, "endswith(self, suffix, start=0, end=9223372036854775807)",
        "startswith(self, prefix, start=0, end=9223372036854775807)", "format(self, /, *args, **kwds)", "format_map(self, mapping)", "isalpha(self)", "isalnum(self)", "isascii(self)",
        "isdecimal(self)", "isdigit(self)", "isidentifier(self)", "islower(self)", "isnumeric(self)", "isprintable(self)", "isspace(self)", "istitle(self)", "isupper(self)",
        "join(self, seq)", "partition(self, sep)", "rpartition(self, sep)", "split(self, sep=None, maxsplit=-1)", "rsplit(self, sep=None, maxsplit=-1)", "splitlines(self, keepends=False)",
        "__len__(self)", "__repr__(self)", "__hash__(self)"
    };

    /** Methods whose str becomes one of this class. */
    private static final String[] WRAPPED = {
        "capitalize(self)", "casefold(self)", "center(self, width, *args)", "removeprefix(self, prefix, /)", "removesuffix(self, suffix, /)", "expandtabs(self, tabsize=8)",
        "ljust(self, width, *args)", "lower(self)", "lstrip(self, chars=None)", "replace(self, old, new, maxsplit=-1)", "rjust(self, width, *args)", "rstrip(self, chars=None)",
        "strip(self, chars=None)", "swapcase(self)", "title(self)", "translate(self, *args)", "upper(self)", "zfill(self, width)", "__getitem__(self, index)", "__mul__(self, n)",
        "__mod__(self, args)"
    };

    /** Methods that take objects of this class, too. */
    private static final Set<String> TEXTS = Set.of("count", "find", "rfind", "removeprefix", "removesuffix", "replace");

    private static final Map<String, Integer> COMPARISONS = Map.of("__lt__", 0, "__le__", 1, "__eq__", 2, "__gt__", 4, "__ge__", 5);

    private UserStrings() {}

    static long make(long globals) {
        Definitions definitions = new Definitions(globals, "UserStrings");
        ClassContents string = new ClassContents(definitions, "UserString").define("__init__(self, seq)", "__str__(self)", "__int__(self)", "__float__(self)", "__complex__(self)",
                "__getnewargs__(self)", "__contains__(self, char)", "__add__(self, other)", "__radd__(self, other)", "__rmod__(self, template)",
                "encode(self, encoding='utf-8', errors='strict')");
        for (String function : PLAIN) put(definitions, string, function, "plain");
        for (String function : WRAPPED) put(definitions, string, function, "wrapped");
        for (String name : COMPARISONS.keySet()) put(definitions, string, name + "(self, string)", "compare");
        string.alias("__rmul__", "__mul__");
        try (Activation call = new Activation(NULL)) {
            string.put("maketrans", Activation.own(call.get(BuiltinTypes.STR, "maketrans")));
            return string.make(AbcMetaType.TYPE, call.imported("collections.abc", "Sequence"));
        }
    }

    private static void put(Definitions definitions, ClassContents string, String function, String body) {
        String name = function.substring(0, function.indexOf('('));
        long closure = Strings.of(name);
        string.put(name, definitions.function("UserString." + function, body, closure));
        References.decref(closure);
    }

    private static boolean isUserString(Activation call, long object) {
        return Objects.isInstance(object, call.global("collections", "UserString"));
    }

    private static long plain(Activation call, long object) {
        return isUserString(call, object) ? call.get(object, "data") : object;
    }

    /** What {@code data}'s method answers; some take objects of this class for strs. */
    private static long answer(Activation call, String name, long nargs) {
        long method = call.get(call.get(call.arg(0), "data"), name);
        boolean hasRest = switch (name) {
            case "center", "ljust", "rjust", "translate" -> true;
            default -> false;
        };
        if (name.equals("format")) return call.apply(method, call.arg(1), call.arg(2));
        long[] values = new long[(int) nargs - 1 - (hasRest ? 1 : 0)];
        boolean isText = TEXTS.contains(name);
        for (int i = 0; i < values.length; i++) values[i] = isText ? plain(call, call.arg(i + 1)) : call.arg(i + 1);
        long given = call.tuple(values);
        return call.apply(method, hasRest ? call.keep(Sequences.concat(given, call.arg((int) nargs - 1))) : given, NULL);
    }

    @Method("plain")
    static long plain(long name, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(answer(call, Strings.toJava(name), nargs));
        }
    }

    private static long another(Activation call, long text) {
        return Activation.own(call.invoke(References.type(call.arg(0)), text));
    }

    @Method("wrapped")
    static long wrapped(long name, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String method = Strings.toJava(name);
            return switch (method) {
                case "__mul__" -> another(call, call.keep(Numbers.multiply(call.get(call.arg(0), "data"), call.arg(1))));
                case "__mod__" -> another(call, call.keep(Numbers.remainder(call.get(call.arg(0), "data"), call.arg(1))));
                default -> another(call, answer(call, method, nargs));
            };
        }
    }

    @Method("compare")
    static long compare(long name, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Objects.richCompare(call.get(call.arg(0), "data"), plain(call, call.arg(1)), COMPARISONS.get(Strings.toJava(name)));
        }
    }

    private static long convert(Activation call, long value) {
        if (Namespace.isStr(value)) return value;
        return isUserString(call, value) ? call.get(value, "data") : call.keep(Objects.str(value));
    }

    @Method("UserString.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long text = convert(call, call.arg(1));
            boolean copies = isUserString(call, call.arg(1));
            call.set(call.arg(0), "data", copies ? call.keep(Objects.getItem(text, call.keep(Calls.callWith(BuiltinTypes.SLICE, Singletons.NONE)))) : text);
            return Activation.none();
        }
    }

    private static long converted(long args, long type) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.invoke(type, call.get(call.arg(0), "data")));
        }
    }

    @Method("UserString.__str__")
    static long str(long closure, long args, long nargs) {
        return converted(args, BuiltinTypes.STR);
    }

    @Method("UserString.__int__")
    static long integer(long closure, long args, long nargs) {
        return converted(args, BuiltinTypes.INT);
    }

    @Method("UserString.__float__")
    static long real(long closure, long args, long nargs) {
        return converted(args, BuiltinTypes.FLOAT);
    }

    @Method("UserString.__complex__")
    static long complex(long closure, long args, long nargs) {
        return converted(args, BuiltinTypes.COMPLEX);
    }

    @Method("UserString.__getnewargs__")
    static long newArguments(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long text = call.get(call.arg(0), "data");
            return TupleType.of(call.keep(Objects.getItem(text, call.keep(Calls.callWith(BuiltinTypes.SLICE, Singletons.NONE)))));
        }
    }

    @Method("UserString.__contains__")
    static long contains(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(Sequences.contains(call.get(call.arg(0), "data"), plain(call, call.arg(1))));
        }
    }

    @Method("UserString.__add__")
    static long add(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return another(call, call.keep(Numbers.add(call.get(call.arg(0), "data"), convert(call, call.arg(1)))));
        }
    }

    @Method("UserString.__radd__")
    static long reverseAdd(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long left = Namespace.isStr(call.arg(1)) ? call.arg(1) : call.keep(Objects.str(call.arg(1)));
            return another(call, call.keep(Numbers.add(left, call.get(call.arg(0), "data"))));
        }
    }

    @Method("UserString.__rmod__")
    static long reverseRemainder(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return another(call, call.keep(Numbers.remainder(call.keep(Objects.str(call.arg(1))), call.arg(0))));
        }
    }

    @Method("UserString.encode")
    static long encode(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long encoding = call.isGiven(1) ? call.arg(1) : call.text("utf-8");
            long errors = call.isGiven(2) ? call.arg(2) : call.text("strict");
            return Activation.own(call.call(call.get(call.arg(0), "data"), "encode", encoding, errors));
        }
    }
}
