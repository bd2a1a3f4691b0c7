package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** The methods of {@code Flag} and {@code IntFlag}: members that combine, bit by bit. */
@BuiltinModule("enum.Flag")
public final class FlagFunctions {
    private FlagFunctions() {}

    private static BigInteger value(long member) {
        return EnumFunctions.number(member, "_value_");
    }

    /** The next power of two. */
    @Method("Flag._generate_next_value_")
    static long generate(long closure, long args, long nargs) {
        long start = Memory.getLong(args + 8);
        long values = Memory.getLong(args + 24);
        BigInteger greatest = null;
        for (long i = 0; i < ListType.size(values); i++) {
            long value = ListType.get(values, i);
            if (!LongType.isInstance(value)) throw PyError.typeError("invalid flag value " + Objects.reprString(value));
            BigInteger number = LongType.asBigInteger(value);
            if (greatest == null || number.compareTo(greatest) > 0) greatest = number;
        }
        if (greatest != null) return LongType.of(BigInteger.ONE.shiftLeft(greatest.bitLength()));
        return start == Singletons.NONE ? LongType.of(1) : References.newRef(start);
    }

    /** The members for the bits of a value that the class hasn't got as a whole. */
    @Method("Flag._missing_")
    static long missing(long closure, long args, long nargs) {
        long cls = Memory.getLong(args);
        long given = Memory.getLong(args + 8);
        if (!LongType.isInstance(given)) throw PyError.valueError(Objects.reprString(given) + " is not a valid " + EnumFunctions.qualname(cls));
        BigInteger value = LongType.asBigInteger(given);
        BigInteger mask = EnumFunctions.number(cls, "_flag_mask_");
        BigInteger all = EnumFunctions.number(cls, "_all_bits_");
        boolean outside = value.compareTo(all.not()) < 0 || value.compareTo(all) > 0 || value.and(all.xor(mask)).signum() != 0;
        if (outside) {
            EnumClasses classes = EnumClasses.current();
            long boundary = EnumFunctions.boundary(cls);
            if (boundary == classes.eject) return References.newRef(given);
            if (boundary == classes.conform) value = value.and(mask);
            else if (boundary == classes.keep) value = value.signum() < 0 ? wrapped(value, all) : value;
            else throw outside(cls, value, mask);
        }
        BigInteger positive = value.signum() < 0 ? all.add(BigInteger.ONE).add(value) : value;
        return combined(cls, positive, value.signum() < 0 ? value : null);
    }

    private static BigInteger wrapped(BigInteger value, BigInteger all) {
        return all.add(BigInteger.ONE).max(BigInteger.ONE.shiftLeft(value.negate().bitLength())).add(value);
    }

    private static PyError outside(long cls, BigInteger value, BigInteger mask) {
        int bits = Math.max(value.abs().bitLength(), mask.bitLength());
        return PyError.valueError(Objects.reprString(cls) + " invalid value " + value + "\n    given " + bits(value, bits) + "\n  allowed "
                + bits(mask, bits));
    }

    /** Two's complement with the sign apart: {@code 0b0 101}, {@code 0b1 011}. */
    private static String bits(BigInteger value, int width) {
        boolean negative = value.signum() < 0;
        int ownWidth = negative ? value.not().bitLength() : value.bitLength();
        BigInteger shown = negative ? BigInteger.ONE.shiftLeft(ownWidth).add(value) : value;
        String digits = shown.signum() == 0 && !negative ? "0" : shown.toString(2);
        digits = "0".repeat(Math.max(0, (negative ? ownWidth : 0) - digits.length())) + digits;
        String fill = (negative ? "1" : "0").repeat(Math.max(0, width - digits.length()));
        return "0b" + (negative ? "1" : "0") + " " + fill + digits;
    }

    private static long combined(long cls, BigInteger value, BigInteger negative) {
        BigInteger singles = EnumFunctions.number(cls, "_singles_mask_");
        long pseudo = NULL;
        long number = LongType.of(value);
        try {
            long type = Objects.getAttr(cls, "_member_type_");
            References.decref(type);
            pseudo = type == BuiltinTypes.OBJECT ? Calls.callMethod(type, "__new__", cls) : Calls.callMethod(type, "__new__", cls, number);
            Objects.setAttr(pseudo, "_value_", number);
            name(cls, pseudo, value, value.and(singles), value.andNot(singles));
            return remember(cls, pseudo, number, negative);
        } finally {
            References.xdecref(pseudo);
            References.decref(number);
        }
    }

    private static void name(long cls, long pseudo, BigInteger value, BigInteger singles, BigInteger aliases) {
        List<String> names = new ArrayList<>();
        BigInteger seen = BigInteger.ZERO;
        for (long member : members(cls, singles)) {
            names.add(EnumFunctions.text(member, "_name_"));
            seen = seen.or(value(member));
        }
        if (aliases.signum() != 0) {
            long map = DictType.get(TypeLookup.dict(cls), "_member_map_");
            long[] pair = new long[2];
            for (long at = DictType.next(map, 0, pair); at >= 0; at = DictType.next(map, at, pair)) {
                BigInteger bits = value(pair[1]);
                if (bits.signum() == 0 || !bits.and(value).equals(bits) || names.contains(EnumFunctions.text(pair[1], "_name_"))) continue;
                names.add(EnumFunctions.text(pair[1], "_name_"));
                seen = seen.or(bits);
            }
        }
        BigInteger unknown = value.xor(seen);
        String text = String.join("|", names) + (unknown.signum() != 0 && !names.isEmpty() ? "|" + shown(cls, unknown) : "");
        long name = names.isEmpty() || seen.signum() == 0 ? Singletons.none() : Strings.of(text);
        Objects.setAttr(pseudo, "_name_", name);
        References.decref(name);
    }

    private static String shown(long cls, BigInteger bits) {
        long number = LongType.of(bits);
        long show = Objects.getAttr(cls, "_numeric_repr_");
        try {
            long text = Calls.callOneArg(show, number);
            String shown = Strings.toJava(text);
            References.decref(text);
            return shown;
        } finally {
            References.decref(number);
            References.decref(show);
        }
    }

    private static long remember(long cls, long pseudo, long number, BigInteger negative) {
        long known = DictType.get(TypeLookup.dict(cls), "_value2member_map_");
        long kept = DictType.get(known, number);
        if (kept == NULL) DictType.set(known, number, pseudo);
        long result = References.newRef(kept == NULL ? pseudo : kept);
        if (negative != null) {
            long key = LongType.of(negative);
            DictType.set(known, key, result);
            References.decref(key);
        }
        return result;
    }

    /** The members that are single bits of a value, from the lowest on, borrowed from the class. */
    private static List<Long> members(long cls, BigInteger value) {
        List<Long> members = new ArrayList<>();
        for (int i = 0; i < value.bitLength(); i++) {
            if (!value.testBit(i)) continue;
            long bit = LongType.of(BigInteger.ONE.shiftLeft(i));
            long member = EnumFunctions.find(cls, bit);
            References.decref(bit);
            if (member != NULL) members.add(member);
        }
        return members;
    }

    /** The other operand's bits, or null when it is none for this flag. */
    private static BigInteger operand(long self, long other) {
        if (TypeLookup.isInstance(other, References.type(self))) return value(other);
        long type = Objects.getAttr(self, "_member_type_");
        References.decref(type);
        return type != BuiltinTypes.OBJECT && TypeLookup.isInstance(other, type) ? LongType.asBigInteger(other) : null;
    }

    private static long combine(long args, BinaryOperator<BigInteger> operator) {
        long self = Memory.getLong(args);
        BigInteger other = operand(self, Memory.getLong(args + 8));
        return other == null ? Singletons.notImplemented() : of(References.type(self), operator.apply(value(self), other));
    }

    private static long of(long cls, BigInteger value) {
        long number = LongType.of(value);
        try {
            return EnumFunctions.lookup(cls, number);
        } finally {
            References.decref(number);
        }
    }

    @Method("Flag.__or__")
    static long or(long closure, long args, long nargs) {
        return combine(args, BigInteger::or);
    }

    @Method("Flag.__and__")
    static long and(long closure, long args, long nargs) {
        return combine(args, BigInteger::and);
    }

    @Method("Flag.__xor__")
    static long xor(long closure, long args, long nargs) {
        return combine(args, BigInteger::xor);
    }

    @Method("Flag.__invert__")
    static long invert(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long inverted = Objects.getAttr(self, "_inverted_");
        if (inverted != Singletons.NONE) return inverted;
        References.decref(inverted);
        inverted = inverse(self);
        Objects.setAttr(self, "_inverted_", inverted);
        return inverted;
    }

    private static long inverse(long self) {
        long cls = References.type(self);
        EnumClasses classes = EnumClasses.current();
        long boundary = EnumFunctions.boundary(cls);
        boolean whole = boundary == classes.keep || boundary == classes.eject;
        return of(cls, whole ? value(self).not() : EnumFunctions.number(cls, "_singles_mask_").andNot(value(self)));
    }

    @Method("Flag.__contains__")
    static long contains(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long other = Memory.getLong(args + 8);
        if (!TypeLookup.isInstance(other, References.type(self))) {
            throw PyError.typeError("unsupported operand type(s) for 'in': '" + EnumFunctions.qualname(References.type(other)) + "' and '"
                    + EnumFunctions.qualname(References.type(self)) + "'");
        }
        return BoolType.of(value(other).and(value(self)).equals(value(other)));
    }

    @Method("Flag.__iter__")
    static long iter(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long list = ListType.make(0);
        try {
            for (long member : members(References.type(self), value(self))) ListType.append(list, member);
            return Objects.iter(list);
        } finally {
            References.decref(list);
        }
    }

    @Method("Flag.__len__")
    static long length(long closure, long args, long nargs) {
        return LongType.of(value(Memory.getLong(args)).bitCount());
    }

    @Method("Flag.__bool__")
    static long isTrue(long closure, long args, long nargs) {
        return BoolType.of(value(Memory.getLong(args)).signum() != 0);
    }

    private static String name(long self) {
        long name = Objects.getAttr(self, "_name_");
        References.decref(name);
        return name == Singletons.NONE ? null : EnumFunctions.text(self, "_name_");
    }

    @Method("Flag.__repr__")
    static long repr(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        String name = name(self);
        return Strings.of("<" + TypeLookup.nameOf(self) + (name == null ? "" : "." + name) + ": " + EnumFunctions.shownValue(self) + ">");
    }

    @Method("Flag.__str__")
    static long str(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        String name = name(self);
        return Strings.of(TypeLookup.nameOf(self) + (name == null ? "(" + value(self) + ")" : "." + name));
    }
}
