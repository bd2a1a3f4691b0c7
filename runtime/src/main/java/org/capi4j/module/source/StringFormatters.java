package org.capi4j.module.source;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code string}: {@code Formatter}, whose methods a subclass may have in their place, and {@code capwords}. */
@BuiltinModule("string.formatters")
public final class StringFormatters {
    private StringFormatters() {}

    public static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "StringFormatters").enter("capwords(s, sep=None)");
        ClassContents formatter = new ClassContents(definitions, "Formatter").define(
                "format(self, format_string, /, *args, **kwargs)", "vformat(self, format_string, args, kwargs)",
                "_vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0)", "get_value(self, key, args, kwargs)");
        formatter.answering(Singletons.none(), "check_unused_args(self, used_args, args, kwargs)");
        formatter.define("format_field(self, value, format_spec)", "convert_field(self, value, conversion)", "parse(self, format_string)", "get_field(self, field_name, args, kwargs)");
        Namespace.steal(dict, "Formatter", formatter.make(BuiltinTypes.TYPE));
    }

    @Method("capwords")
    static long capitalise(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long join = call.get(Objects.isTrue(call.arg(1)) ? call.arg(1) : call.text(" "), "join");
            long words = call.keep(ListType.make(0));
            Iteration.forEach(call.call(call.arg(0), "split", call.arg(1)), word -> ListType.append(words, call.call(BuiltinTypes.STR, "capitalize", word)));
            return Calls.callOneArg(join, words);
        }
    }

    @Method("Formatter.format")
    static long format(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Calls.callMethod(call.arg(0), "vformat", call.arg(1), call.arg(2), call.arg(3));
        }
    }

    @Method("Formatter.vformat")
    static long formatWith(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long used = call.invoke(BuiltinTypes.SET);
            long made = call.call(call.arg(0), "_vformat", call.arg(1), call.arg(2), call.arg(3), used, call.number(2));
            call.call(call.arg(0), "check_unused_args", used, call.arg(2), call.arg(3));
            return Objects.getItem(made, call.number(0));
        }
    }

    /** The text, and the number that the next field without one has: False where fields have numbers themselves. */
    @Method("Formatter._vformat")
    static long formatParts(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (LongType.asLong(call.arg(5)) < 0) throw PyError.valueError("Max string recursion exceeded");
            long parts = call.keep(ListType.make(0));
            long[] automatic = {call.arg(6)};
            Iteration.forEach(call.call(self, "parse", call.arg(1)), part -> {
                if (Objects.isTrue(TupleType.get(part, 0))) ListType.append(parts, TupleType.get(part, 0));
                long name = call.keep(References.newRef(TupleType.get(part, 1)));
                if (name == Singletons.NONE) return;
                name = numbered(call, name, automatic);
                long found = call.call(self, "get_field", name, call.arg(2), call.arg(3));
                call.call(call.arg(4), "add", call.keep(Objects.getItem(found, call.number(1))));
                long value = call.call(self, "convert_field", call.keep(Objects.getItem(found, call.number(0))), TupleType.get(part, 3));
                long inner = call.call(self, "_vformat", TupleType.get(part, 2), call.arg(2), call.arg(3), call.arg(4), call.number(LongType.asLong(call.arg(5)) - 1), automatic[0]);
                automatic[0] = call.keep(Objects.getItem(inner, call.number(1)));
                ListType.append(parts, call.call(self, "format_field", value, call.keep(Objects.getItem(inner, call.number(0)))));
            });
            return TupleType.of(call.call(call.text(""), "join", parts), automatic[0]);
        }
    }

    private static long numbered(Activation call, long name, long[] automatic) {
        boolean isEmpty = Objects.length(name) == 0;
        if (!isEmpty && !call.asks(name, "isdigit")) return name;
        boolean clash = isEmpty ? automatic[0] == Singletons.FALSE : Objects.isTrue(automatic[0]);
        if (clash) throw PyError.valueError("cannot switch from manual field specification to automatic field numbering");
        if (!isEmpty) {
            automatic[0] = Singletons.FALSE;
            return name;
        }
        long number = LongType.asLong(automatic[0]);
        automatic[0] = call.number(number + 1);
        return call.text(Long.toString(number));
    }

    @Method("Formatter.get_value")
    static long value(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Objects.getItem(TypeLookup.isInstance(call.arg(1), BuiltinTypes.INT) ? call.arg(2) : call.arg(3), call.arg(1));
        }
    }

    @Method("Formatter.format_field")
    static long formatField(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Calls.callWith(call.imported("builtins", "format"), call.arg(1), call.arg(2));
        }
    }

    @Method("Formatter.convert_field")
    static long convert(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!call.isGiven(2)) return References.newRef(call.arg(1));
            String kind = Namespace.isStr(call.arg(2)) ? Strings.toJava(call.arg(2)) : "";
            return switch (kind) {
                case "s" -> Objects.str(call.arg(1));
                case "r" -> Objects.repr(call.arg(1));
                case "a" -> Objects.ascii(call.arg(1));
                default -> throw PyError.valueError("Unknown conversion specifier " + Objects.strString(call.arg(2)));
            };
        }
    }

    @Method("Formatter.parse")
    static long parse(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Calls.callOneArg(call.imported("_string", "formatter_parser"), call.arg(1));
        }
    }

    @Method("Formatter.get_field")
    static long field(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long name = call.invoke(call.imported("_string", "formatter_field_name_split"), call.arg(1));
            long first = TupleType.get(name, 0);
            long[] found = {call.call(call.arg(0), "get_value", first, call.arg(2), call.arg(3))};
            Iteration.forEach(TupleType.get(name, 1), step -> {
                long part = TupleType.get(step, 1);
                found[0] = call.keep(Objects.isTrue(TupleType.get(step, 0)) ? Objects.getAttr(found[0], part) : Objects.getItem(found[0], part));
            });
            return TupleType.of(found[0], first);
        }
    }
}
