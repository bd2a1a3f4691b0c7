package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code numbers}: the tower of abstract number classes, and what they give to classes derived from them. */
@BuiltinModule("numbers")
public final class NumbersModule {
    private static final String[] NAMES = {"Number", "Complex", "Real", "Rational", "Integral"};

    private NumbersModule() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "NumbersModule");
        for (int i = 0; i < NAMES.length; i++) {
            ClassContents contents = new ClassContents(definitions, NAMES[i]).put("__slots__", TupleType.empty());
            define(contents, NAMES[i]);
            long[] bases = i == 0 ? new long[0] : new long[] {DictType.get(dict, NAMES[i - 1])};
            Namespace.steal(dict, NAMES[i], contents.make(AbcMetaType.TYPE, bases));
        }
        Namespace.steal(dict, "__all__", Namespace.list(java.util.List.of(NAMES)));
        AbcRegistry.current().add(DictType.get(dict, "Complex"), BuiltinTypes.COMPLEX);
        AbcRegistry.current().add(DictType.get(dict, "Real"), BuiltinTypes.FLOAT);
        AbcRegistry.current().add(DictType.get(dict, "Integral"), BuiltinTypes.INT);
    }

    private static void define(ClassContents contents, String name) {
        switch (name) {
            case "Complex" -> complex(contents);
            case "Real" -> real(contents);
            case "Rational" -> {
                contents.abstractProperties("refuse", "numerator(self)", "denominator(self)").define("__float__(self)");
            }
            case "Integral" -> integral(contents);
            default -> contents.put("__hash__", Singletons.none());
        }
    }

    private static void binary(ClassContents contents, String... names) {
        for (String name : names) {
            contents.abstractWithBody("refuse", "__" + name + "__(self, other)", "__r" + name + "__(self, other)");
        }
    }

    private static void complex(ClassContents contents) {
        contents.defineAbstract("__complex__(self)").define("__bool__(self)");
        contents.abstractProperties("refuse", "real(self)", "imag(self)");
        binary(contents, "add", "mul", "truediv");
        contents.define("__sub__(self, other)", "__rsub__(self, other)");
        contents.abstractWithBody("refuse", "__neg__(self)", "__pos__(self)", "__pow__(self, exponent)", "__rpow__(self, base)", "__abs__(self)");
        contents.abstractWithBody("refuse", "conjugate(self)", "__eq__(self, other)").put("__hash__", Singletons.none());
    }

    private static void real(ClassContents contents) {
        contents.abstractWithBody("refuse", "__float__(self)", "__trunc__(self)", "__floor__(self)", "__ceil__(self)", "__round__(self, ndigits=None)");
        contents.define("__divmod__(self, other)", "__rdivmod__(self, other)", "__complex__(self)", "conjugate(self)").defineProperties("real(self)", "imag(self)");
        binary(contents, "floordiv", "mod");
        contents.abstractWithBody("refuse", "__lt__(self, other)", "__le__(self, other)");
    }

    private static void integral(ClassContents contents) {
        contents.abstractWithBody("refuse", "__int__(self)", "__pow__(self, exponent, modulus=None)", "__invert__(self)");
        binary(contents, "lshift", "rshift", "and", "xor", "or");
        contents.define("__index__(self)", "__float__(self)").defineProperties("numerator(self)", "denominator(self)");
    }

    @Method("refuse")
    static long refuse(long closure, long args, long nargs) {
        throw SequenceMixins.nothing(Exceptions.NotImplementedError);
    }

    @Method("Complex.__complex__")
    static long nothing(long closure, long self) {
        return Singletons.none();
    }

    @Method("Complex.__bool__")
    static long bool(long closure, long self) {
        long zero = LongType.of(0);
        try {
            return Objects.richCompare(self, zero, Constants.Py_NE);
        } finally {
            References.decref(zero);
        }
    }

    @Method("Complex.__sub__")
    static long subtract(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            return Numbers.add(Memory.getLong(args), own.add(Numbers.negative(Memory.getLong(args + 8))));
        }
    }

    @Method("Complex.__rsub__")
    static long subtractFrom(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            return Numbers.add(own.add(Numbers.negative(Memory.getLong(args))), Memory.getLong(args + 8));
        }
    }

    private static long quotientAndRest(long left, long right) {
        try (OwnedObjects own = new OwnedObjects()) {
            return TupleType.of(own.add(Numbers.floorDivide(left, right)), own.add(Numbers.remainder(left, right)));
        }
    }

    @Method("Real.__divmod__")
    static long divmod(long closure, long args, long nargs) {
        return quotientAndRest(Memory.getLong(args), Memory.getLong(args + 8));
    }

    @Method("Real.__rdivmod__")
    static long divmodOf(long closure, long args, long nargs) {
        return quotientAndRest(Memory.getLong(args + 8), Memory.getLong(args));
    }

    /** {@code outer(inner(self))} of two types. */
    private static long converted(long outer, long inner, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            return Calls.callOneArg(outer, own.add(Calls.callOneArg(inner, self)));
        }
    }

    @Method("Real.__complex__")
    static long complex(long closure, long self) {
        return converted(BuiltinTypes.COMPLEX, BuiltinTypes.FLOAT, self);
    }

    @Method({"Real.real", "Real.conjugate", "Integral.numerator"})
    static long same(long closure, long self) {
        return Numbers.positive(self);
    }

    @Method("Real.imag")
    static long zero(long closure, long self) {
        return LongType.of(0);
    }

    @Method("Rational.__float__")
    static long fraction(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            long numerator = own.add(Calls.callOneArg(BuiltinTypes.INT, own.add(Objects.getAttr(self, "numerator"))));
            long denominator = own.add(Calls.callOneArg(BuiltinTypes.INT, own.add(Objects.getAttr(self, "denominator"))));
            return Numbers.trueDivide(numerator, denominator);
        }
    }

    @Method("Integral.__index__")
    static long index(long closure, long self) {
        return Calls.callOneArg(BuiltinTypes.INT, self);
    }

    @Method("Integral.__float__")
    static long toFloat(long closure, long self) {
        return converted(BuiltinTypes.FLOAT, BuiltinTypes.INT, self);
    }

    @Method("Integral.denominator")
    static long one(long closure, long self) {
        return LongType.of(1);
    }
}
