package org.capi4j.module.source;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.module.Definitions;
import org.capi4j.module.Imports;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code enum}: what makes members names of their module, how such members are shown and pickled, and {@code bin}. */
@BuiltinModule("enum.global")
public final class GlobalEnums {
    private GlobalEnums() {}

    public static void fill(long dict) {
        new Definitions(dict, "GlobalEnums").enter("global_enum(cls, update_str=False)", "global_enum_repr(self)", "global_flag_repr(self)", "global_str(self)",
                "pickle_by_global_name(self, proto)", "pickle_by_enum_name(self, proto)", "bin(num, max_bits=None)");
    }

    @Method("global_enum")
    static long makeGlobal(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long cls = call.arg(0);
            boolean isFlag = Objects.isSubclass(cls, call.imported("enum", "Flag"));
            call.set(cls, "__repr__", call.imported("enum", isFlag ? "global_flag_repr" : "global_enum_repr"));
            boolean setsText = !Objects.isSubclass(cls, call.imported("enum", "ReprEnum")) || Objects.isTrue(call.arg(1));
            if (setsText) call.set(cls, "__str__", call.imported("enum", "global_str"));
            long module = call.keep(Objects.getItem(Imports.modules(), call.get(cls, "__module__")));
            call.call(call.get(module, "__dict__"), "update", call.get(cls, "__members__"));
            return References.newRef(cls);
        }
    }

    private static String module(Activation call) {
        String module = call.text(References.type(call.arg(0)), "__module__");
        return module.substring(module.lastIndexOf('.') + 1) + ".";
    }

    private static String unnamed(Activation call) {
        return TypeLookup.name(References.type(call.arg(0))) + "(" + Objects.reprString(call.get(call.arg(0), "_value_")) + ")";
    }

    @Method("global_enum_repr")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Strings.of(module(call) + call.text(call.arg(0), "_name_"));
        }
    }

    @Method("global_flag_repr")
    static long flagRepr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (call.isNone(call.arg(0), "_name_")) return Strings.of(module(call) + unnamed(call));
            String module = module(call);
            if (isSingleBit(call)) return Strings.of(module + call.text(call.arg(0), "_name_"));
            boolean keeps = call.get(call.arg(0), "_boundary_") == call.imported("enum", "KEEP");
            String[] names = call.text(call.arg(0), "_name_").split("\\|");
            return Strings.of(Arrays.stream(names).map(name -> keeps && Character.isDigit(name.charAt(0)) ? name : module + name).collect(Collectors.joining("|")));
        }
    }

    /** A TypeError where the flag is no number, as in CPython 3.11. */
    private static boolean isSingleBit(Activation call) {
        long self = call.arg(0);
        if (Objects.equal(self, call.number(0))) return false;
        return !Objects.isTrue(call.keep(Numbers.and(self, call.keep(Numbers.subtract(self, call.number(1))))));
    }

    @Method("global_str")
    static long text(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return call.isNone(call.arg(0), "_name_") ? Strings.of(unnamed(call)) : Activation.own(call.get(call.arg(0), "_name_"));
        }
    }

    @Method("pickle_by_global_name")
    static long reduceToName(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.get(call.arg(0), "name"));
        }
    }

    @Method("pickle_by_enum_name")
    static long reduceToAttribute(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return TupleType.of(call.imported("builtins", "getattr"), call.tuple(References.type(call.arg(0)), call.get(call.arg(0), "_name_")));
        }
    }

    /** {@code bin(10)} is {@code '0b0 1010'}: negative numbers as two's complement, filled up to a number of bits. */
    @Method("bin")
    static long binary(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.get(call.arg(0), "bit_length");
            BigInteger number = LongType.asBigInteger(call.keep(Numbers.index(call.arg(0))));
            boolean negative = number.signum() < 0;
            int length = number.abs().bitLength();
            String digits = length == 0 ? "" : String.format("%" + length + "s", number.add(negative ? BigInteger.ONE.shiftLeft(length) : BigInteger.ZERO).toString(2)).replace(' ', '0');
            if (call.isGiven(1) && Objects.richCompareBool(call.number(digits.length()), call.arg(1), Constants.Py_LT)) {
                digits = (negative ? "1" : "0").repeat((int) LongType.asLong(call.arg(1)) - digits.length()) + digits;
            }
            return Strings.of((negative ? "0b1 " : "0b0 ") + digits);
        }
    }
}
