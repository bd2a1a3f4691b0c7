package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyFloatObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.FloatHex;
import org.capi4j.text.FloatText;
import org.capi4j.text.TextException;

/** float's constructor, methods and attributes. */
@BuiltinType(value = "PyFloat_Type", part = true)
public final class FloatMethods {
    private FloatMethods() {}

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        Arguments.noKeywords("float", type, BuiltinTypes.FLOAT, kwargs);
        Arguments.checkPositional("float", TupleType.size(args), 0, 1);
        long value = TupleType.size(args) == 0 ? NULL : TupleType.get(args, 0);
        return create(type, value);
    }

    @Slot("tp_vectorcall")
    public static long vectorcall(long type, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        Arguments.noKeywordNames("float", kwnames);
        Arguments.checkPositional("float", nargs, 0, 1);
        return create(type, Arguments.get(args, nargs, 0));
    }

    private static long create(long type, long value) {
        long number = value == NULL ? FloatType.of(0) : toFloat(value);
        if (type == BuiltinTypes.FLOAT) return number;
        try {
            return subtypeOf(type, FloatType.value(number));
        } finally {
            References.decref(number);
        }
    }

    private static long toFloat(long value) {
        if (TypeLookup.hasFlag(References.type(value), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) return FloatType.fromString(value);
        return Numbers.toFloat(value);
    }

    private static long subtypeOf(long type, double value) {
        long object = FunctionCall.object(Memory.getLong(type + PyTypeObject.tp_alloc), type, 0);
        Memory.putDouble(object + PyFloatObject.ob_fval, value);
        return object;
    }

    @Method("conjugate")
    public static long conjugate(long self) {
        return FloatType.toFloat(self);
    }

    @Method("__trunc__")
    public static long trunc(long self) {
        return LongType.fromDouble(FloatType.value(self));
    }

    @Method("__floor__")
    public static long floor(long self) {
        return LongType.fromDouble(Math.floor(FloatType.value(self)));
    }

    @Method("__ceil__")
    public static long ceil(long self) {
        return LongType.fromDouble(Math.ceil(FloatType.value(self)));
    }

    @Method("__round__")
    public static long round(long self, long args, long nargs) {
        Arguments.checkPositional("__round__", nargs, 0, 1);
        double value = FloatType.value(self);
        long places = Arguments.get(args, nargs, 0);
        if (places == NULL || places == Singletons.NONE) return LongType.fromDouble(Math.rint(value));
        return FloatType.of(round(value, Numbers.asSsize(places, NULL)));
    }

    private static double round(double value, long places) {
        if (value == 0 || !Double.isFinite(value) || places > 323) return value;
        if (places < -308) return Math.copySign(0.0, value);
        double rounded = new BigDecimal(value).setScale((int) places, RoundingMode.HALF_EVEN).doubleValue();
        if (Double.isInfinite(rounded)) throw PyError.overflowError("rounded value too large to represent");
        return Math.copySign(rounded, value);
    }

    @Method("as_integer_ratio")
    public static long asIntegerRatio(long self) {
        double value = FloatType.value(self);
        if (Double.isInfinite(value)) throw PyError.overflowError("cannot convert Infinity to integer ratio");
        if (Double.isNaN(value)) throw PyError.valueError("cannot convert NaN to integer ratio");
        BigInteger[] ratio = FloatText.asIntegerRatio(value);
        return TupleType.steal(LongType.of(ratio[0]), LongType.of(ratio[1]));
    }

    @Method(value = "fromhex", kind = Kind.CLASS)
    public static long fromHex(long type, long text) {
        if (!TypeLookup.hasFlag(References.type(text), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError("bad argument type for built-in operation");
        }
        StrType.utf8(text); // refuses surrogates
        try {
            return fromDouble(type, FloatHex.fromHex(Strings.toJava(text)));
        } catch (TextException wrong) {
            throw TextErrors.of(wrong);
        }
    }

    private static long fromDouble(long type, double value) {
        long number = FloatType.of(value);
        if (type == BuiltinTypes.FLOAT) return number;
        try {
            return Calls.callOneArg(type, number);
        } finally {
            References.decref(number);
        }
    }

    @Method("hex")
    public static long hex(long self) {
        return Strings.of(FloatHex.hex(FloatType.value(self)));
    }

    @Method("is_integer")
    public static long isInteger(long self) {
        double value = FloatType.value(self);
        return BoolType.of(Double.isFinite(value) && Math.floor(value) == value);
    }

    @Method("__getnewargs__")
    public static long getNewArgs(long self) {
        return TupleType.steal(FloatType.of(FloatType.value(self)));
    }

    @Method(value = "__getformat__", kind = Kind.CLASS)
    public static long getFormat(long type, long kind) {
        if (!TypeLookup.hasFlag(References.type(kind), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError("__getformat__() argument must be str, not " + Arguments.typeName(kind));
        }
        String name = Strings.toJava(kind);
        if (!name.equals("double") && !name.equals("float")) throw PyError.valueError("__getformat__() argument 1 must be 'double' or 'float'");
        return Strings.of("IEEE, little-endian");
    }

    @Method("__format__")
    public static long format(long self, long spec) {
        return NumberFormat.formatFloat(self, spec);
    }

    @Getter("real")
    public static long real(long self) {
        return FloatType.toFloat(self);
    }

    @Getter("imag")
    public static long imag(long self) {
        return FloatType.of(0);
    }
}
