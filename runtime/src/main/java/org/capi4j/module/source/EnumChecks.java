package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code enum}: {@code verify} and its checks, {@code unique}, {@code member} and {@code nonmember}. */
@BuiltinModule("enum.checks")
public final class EnumChecks {
    private static final String[][] CHECKS = {
        {"CONTINUOUS", "no skipped integer values"}, {"NAMED_FLAGS", "multi-flag aliases may not contain unnamed flags"}, {"UNIQUE", "one name per value"}
    };
    private static final int LONGEST = 256;

    private EnumChecks() {}

    public static void fill(long dict) {
        new Definitions(dict, "EnumChecks").enter("unique(enumeration)", "show_flag_values(value)");
    }

    static long makeChecks(long dict) {
        try (Activation call = new Activation(NULL)) {
            long names = call.keep(ListType.make(0));
            for (String[] check : CHECKS) ListType.append(names, call.tuple(call.text(check[0]), call.text(check[1])));
            long keywords = call.keep(DictType.make());
            DictType.set(keywords, "module", call.text("enum"));
            return Activation.own(call.apply(DictType.get(dict, "StrEnum"), call.tuple(call.text("EnumCheck"), names), keywords));
        }
    }

    static long continuous(long dict) {
        return check("CONTINUOUS");
    }

    static long namedFlags(long dict) {
        return check("NAMED_FLAGS");
    }

    static long uniqueCheck(long dict) {
        return check("UNIQUE");
    }

    private static long check(String name) {
        try (Activation call = new Activation(NULL)) {
            return Activation.own(call.get(call.imported("enum", "EnumCheck"), name));
        }
    }

    static long makeVerify(long dict) {
        ClassContents verify = new ClassContents(new Definitions(dict, "EnumChecks"), "verify").keeping("checks", "__init__(self, *checks)");
        return verify.define("__call__(self, enumeration)").make(BuiltinTypes.TYPE);
    }

    static long makeMember(long dict) {
        return holder(dict, "member");
    }

    static long makeNonmember(long dict) {
        return holder(dict, "nonmember");
    }

    private static long holder(long dict, String name) {
        return new ClassContents(new Definitions(dict, "EnumChecks"), name).keeping("value", "__init__(self, value)").make(BuiltinTypes.TYPE);
    }

    private static void each(Activation call, long enumeration, Consumer<Long> action) {
        Iteration.forEach(call.invoke(BuiltinTypes.LIST, enumeration), action::accept);
    }

    /** Each name of a member that is known by another name, and that. */
    private static List<String> aliases(Activation call, long enumeration) {
        List<String> aliases = new ArrayList<>();
        Iteration.forEach(call.call(call.get(enumeration, "__members__"), "items"), pair -> {
            String name = Objects.strString(TupleType.get(pair, 0));
            String own = call.text(TupleType.get(pair, 1), "name");
            if (!name.equals(own)) aliases.add(name + " -> " + own);
        });
        return aliases;
    }

    @Method("unique")
    static long unique(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            List<String> aliases = aliases(call, call.arg(0));
            if (!aliases.isEmpty()) throw PyError.valueError("duplicate values found in " + Objects.reprString(call.arg(0)) + ": " + String.join(", ", aliases));
            return References.newRef(call.arg(0));
        }
    }

    @Method("verify.__call__")
    static long verify(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long enumeration = call.arg(1);
            call.get(enumeration, "__name__");
            boolean isFlag = Objects.isSubclass(enumeration, call.imported("enum", "Flag"));
            if (!isFlag && !Objects.isSubclass(enumeration, call.imported("enum", "Enum"))) {
                throw PyError.typeError("the 'verify' decorator only works with Enum and Flag");
            }
            Iteration.forEach(call.get(call.arg(0), "checks"), check -> {
                if (check == call.imported("enum", "UNIQUE")) requireUnique(call, enumeration);
                else if (check == call.imported("enum", "CONTINUOUS")) requireContinuous(call, enumeration, isFlag);
                else if (check == call.imported("enum", "NAMED_FLAGS")) requireNames(call, enumeration);
            });
            return References.newRef(enumeration);
        }
    }

    private static void requireUnique(Activation call, long enumeration) {
        List<String> aliases = aliases(call, enumeration);
        if (!aliases.isEmpty()) throw PyError.valueError("aliases found in " + Objects.reprString(enumeration) + ": " + String.join(", ", aliases));
    }

    private static void requireContinuous(Activation call, long enumeration, boolean isFlag) {
        if (Objects.length(call.invoke(BuiltinTypes.LIST, enumeration)) < 2) return;
        TreeSet<BigInteger> values = new TreeSet<>();
        each(call, enumeration, member -> values.add(integer(call, call.get(member, "value"))));
        if (values.size() < 2) return;
        List<BigInteger> missing = new ArrayList<>();
        if (isFlag) {
            for (int bit = values.first().bitLength(); bit < values.last().bitLength() - 1; bit++) missing.add(BigInteger.ONE.shiftLeft(bit));
        } else {
            for (BigInteger value = values.first().add(BigInteger.ONE); value.compareTo(values.last()) < 0; value = value.add(BigInteger.ONE)) missing.add(value);
        }
        missing.removeIf(values::contains);
        if (missing.isEmpty()) return;
        String list = missing.stream().map(BigInteger::toString).collect(Collectors.joining(", "));
        String message = "invalid " + (isFlag ? "flag" : "enum") + " " + name(call, enumeration) + ": missing values " + list;
        throw PyError.valueError(message.substring(0, Math.min(message.length(), LONGEST)));
    }

    private static BigInteger integer(Activation call, long value) {
        if (!TypeLookup.isInstance(value, BuiltinTypes.INT)) Numbers.add(value, call.number(1));
        return LongType.asBigInteger(value);
    }

    private static String name(Activation call, long enumeration) {
        return Objects.reprString(call.get(enumeration, "__name__"));
    }

    /** Whether all bits of the aliases of several flags have a flag of their own. */
    private static void requireNames(Activation call, long enumeration) {
        long names = call.get(enumeration, "_member_names_");
        List<BigInteger> values = new ArrayList<>();
        each(call, enumeration, member -> values.add(LongType.asBigInteger(call.get(member, "value"))));
        List<String> bad = new ArrayList<>();
        BigInteger[] missing = {BigInteger.ZERO};
        Iteration.forEach(call.call(call.get(enumeration, "_member_map_"), "items"), pair -> {
            BigInteger value = LongType.asBigInteger(call.get(TupleType.get(pair, 1), "value"));
            if (Sequences.contains(names, TupleType.get(pair, 0)) || value.signum() < 0) return;
            BigInteger unnamed = bits(value).stream().filter(bit -> !values.contains(bit)).reduce(BigInteger.ZERO, BigInteger::or);
            if (unnamed.signum() == 0) return;
            bad.add(Objects.strString(TupleType.get(pair, 0)));
            missing[0] = missing[0].or(unnamed);
        });
        if (bad.isEmpty()) return;
        String last = bad.removeLast();
        String which = bad.isEmpty() ? "alias " + last + " is missing" : "aliases " + String.join(", ", bad) + " and " + last + " are missing";
        String what = (missing[0].bitCount() == 1 ? "value" : "combined values of") + " 0x" + missing[0].toString(16);
        throw PyError.valueError("invalid Flag " + name(call, enumeration) + ": " + which + " " + what + " [use enum.show_flag_values(value) for details]");
    }

    private static List<BigInteger> bits(BigInteger value) {
        List<BigInteger> bits = new ArrayList<>();
        for (int bit = 0; bit < value.bitLength(); bit++) if (value.testBit(bit)) bits.add(BigInteger.ONE.shiftLeft(bit));
        return bits;
    }

    /** The bits of a flag or a number, the lowest first. */
    @Method("show_flag_values")
    static long show(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long own = call.find(call.arg(0), "value");
            long value = own == NULL ? call.arg(0) : own;
            if (Objects.richCompareBool(value, call.number(0), org.capi4j.layout.Constants.Py_LT)) throw PyError.valueError(Objects.reprString(value) + " is not a positive integer");
            long list = call.keep(ListType.make(0));
            for (BigInteger bit : bits(LongType.asBigInteger(value))) ListType.append(list, call.keep(LongType.of(bit)));
            return References.newRef(list);
        }
    }
}
