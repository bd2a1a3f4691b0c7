package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyComplexObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.Py_complex;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.FloatText;
import org.capi4j.text.NumericHash;

/** complex: values, operators, methods. {@link ComplexParser} reads the constructor's strings. */
@BuiltinType("PyComplex_Type")
@Member(name = "real", type = Constants.T_DOUBLE, offset = PyComplexObject.cval + Py_complex.real, flags = Constants.READONLY)
@Member(name = "imag", type = Constants.T_DOUBLE, offset = PyComplexObject.cval + Py_complex.imag, flags = Constants.READONLY)
public final class ComplexType {
    private ComplexType() {}

    public static long of(double real, double imaginary) {
        return init(Allocation.object(BuiltinTypes.COMPLEX, PyComplexObject.SIZEOF), real, imaginary);
    }

    private static long init(long object, double real, double imaginary) {
        Memory.putDouble(object + PyComplexObject.cval + Py_complex.real, real);
        Memory.putDouble(object + PyComplexObject.cval + Py_complex.imag, imaginary);
        return object;
    }

    public static boolean isInstance(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.COMPLEX);
    }

    public static double real(long object) {
        return Memory.getDouble(object + PyComplexObject.cval + Py_complex.real);
    }

    public static double imaginary(long object) {
        return Memory.getDouble(object + PyComplexObject.cval + Py_complex.imag);
    }

    /** {@code PyComplex_AsCComplex}: real and imaginary part of a complex or of anything with {@code __complex__} or a real value. */
    public static double[] value(long object) {
        if (isInstance(object)) return new double[] {real(object), imaginary(object)};
        long converted = fromMethod(object);
        if (converted == NULL) return new double[] {FloatType.asDouble(object), 0};
        try {
            return new double[] {real(converted), imaginary(converted)};
        } finally {
            References.decref(converted);
        }
    }

    /** What {@code __complex__} returns, or NULL where there is none. */
    private static long fromMethod(long object) {
        long method = Calls.lookupSpecial(object, "__complex__");
        if (method == NULL) return NULL;
        long result;
        try {
            result = Calls.callNoArgs(method);
        } finally {
            References.decref(method);
        }
        if (References.type(result) == BuiltinTypes.COMPLEX) return result;
        String message = "__complex__ returned non-complex (type " + TypeLookup.fullNameOf(result) + ")";
        if (!isInstance(result)) {
            References.decref(result);
            throw PyError.typeError(message);
        }
        Warnings.warn(org.capi4j.object.Exceptions.DeprecationWarning, message + ".  The ability to return an instance of a strict subclass of "
                + "complex is deprecated, and may not be supported in a future version of Python.", 1);
        return result;
    }

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("complex", args, kwargs, 0, 2, "real", "imag");
        long real = values[0];
        long imaginary = values[1];
        if (real != NULL && imaginary == NULL && type == BuiltinTypes.COMPLEX && References.type(real) == BuiltinTypes.COMPLEX) {
            return References.newRef(real);
        }
        if (real != NULL && isStr(real)) {
            if (imaginary != NULL) throw PyError.typeError("complex() can't take second arg if first is a string");
            double[] parsed = ComplexParser.parse(real);
            return create(type, parsed[0], parsed[1]);
        }
        if (imaginary != NULL && isStr(imaginary)) throw PyError.typeError("complex() second arg can't be a string");
        return combine(type, real, imaginary);
    }

    private static boolean isStr(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_UNICODE_SUBCLASS);
    }

    /** {@code real + imaginary*1j} where both may be complex themselves. */
    private static long combine(long type, long real, long imaginary) {
        double[] first = real == NULL ? new double[2] : part(real, "first argument must be a string or a number, not '");
        boolean firstComplex = real != NULL && first.length == 2;
        if (imaginary == NULL) return create(type, first[0], firstComplex ? first[1] : 0);
        if (!isInstance(imaginary) && !isReal(imaginary)) {
            throw PyError.typeError("complex() second argument must be a number, not '" + TypeLookup.fullNameOf(imaginary) + "'");
        }
        double[] second = isInstance(imaginary) ? value(imaginary) : new double[] {FloatType.asDouble(imaginary)};
        double realPart = second.length == 2 ? first[0] - second[1] : first[0];
        return create(type, realPart, firstComplex ? second[0] + first[1] : second[0]);
    }

    private static double[] part(long object, String otherwise) {
        long converted = isInstance(object) ? References.newRef(object) : fromMethod(object);
        if (converted != NULL) {
            try {
                return new double[] {real(converted), imaginary(converted)};
            } finally {
                References.decref(converted);
            }
        }
        if (!isReal(object)) throw PyError.typeError("complex() " + otherwise + TypeLookup.fullNameOf(object) + "'");
        return new double[] {FloatType.asDouble(object)};
    }

    private static boolean isReal(long object) {
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_number);
        return methods != NULL
                && (Memory.getLong(methods + org.capi4j.layout.PyNumberMethods.nb_float) != NULL || Numbers.isIndex(object));
    }

    private static long create(long type, double real, double imaginary) {
        if (type == BuiltinTypes.COMPLEX) return of(real, imaginary);
        return init(FunctionCall.object(Memory.getLong(type + PyTypeObject.tp_alloc), type, 0), real, imaginary);
    }

    /** Both operands' parts in one array of four, or null when one is no number of the tower up to complex. */
    private static double[] operands(long left, long right) {
        double[] values = new double[4];
        return operand(left, values, 0) && operand(right, values, 2) ? values : null;
    }

    private static boolean operand(long object, double[] values, int at) {
        if (isInstance(object)) {
            values[at] = real(object);
            values[at + 1] = imaginary(object);
        } else if (LongType.isInstance(object)) {
            values[at] = LongType.asDouble(object);
        } else if (FloatType.isInstance(object)) {
            values[at] = FloatType.value(object);
        } else {
            return false;
        }
        return true;
    }

    @Slot("nb_add")
    public static long add(long left, long right) {
        double[] v = operands(left, right);
        return v == null ? Singletons.notImplemented() : of(v[0] + v[2], v[1] + v[3]);
    }

    @Slot("nb_subtract")
    public static long subtract(long left, long right) {
        double[] v = operands(left, right);
        return v == null ? Singletons.notImplemented() : of(v[0] - v[2], v[1] - v[3]);
    }

    @Slot("nb_multiply")
    public static long multiply(long left, long right) {
        double[] v = operands(left, right);
        return v == null ? Singletons.notImplemented() : of(v[0] * v[2] - v[1] * v[3], v[0] * v[3] + v[1] * v[2]);
    }

    @Slot("nb_true_divide")
    public static long trueDivide(long left, long right) {
        double[] v = operands(left, right);
        if (v == null) return Singletons.notImplemented();
        double[] q = quotient(v[0], v[1], v[2], v[3]);
        if (q == null) throw PyError.zeroDivision("complex division by zero");
        return of(q[0], q[1]);
    }

    /** Scaled by the divisor's larger part, so that nothing overflows on the way; null for a zero divisor. */
    private static double[] quotient(double ar, double ai, double br, double bi) {
        double absReal = Math.abs(br);
        double absImaginary = Math.abs(bi);
        if (absReal >= absImaginary) {
            if (absReal == 0) return null;
            double ratio = bi / br;
            double denominator = br + bi * ratio;
            return new double[] {(ar + ai * ratio) / denominator, (ai - ar * ratio) / denominator};
        }
        if (absImaginary >= absReal) {
            double ratio = br / bi;
            double denominator = br * ratio + bi;
            return new double[] {(ar * ratio + ai) / denominator, (ai * ratio - ar) / denominator};
        }
        return new double[] {Double.NaN, Double.NaN};
    }

    @Slot("nb_power")
    public static long power(long left, long right, long modulus) {
        double[] v = operands(left, right);
        if (v == null) return Singletons.notImplemented();
        if (modulus != Singletons.NONE) throw PyError.valueError("complex modulo");
        return power(v[0], v[1], v[2], v[3]);
    }

    /** A new complex: {@code (ar + ai*1j) ** (br + bi*1j)}. */
    static long power(double ar, double ai, double br, double bi) {
        double[] result = bi == 0 && br == Math.floor(br) && Math.abs(br) <= 100 ? integerPower(ar, ai, (int) br) : polarPower(ar, ai, br, bi);
        if (result == null) throw PyError.zeroDivision("0.0 to a negative or complex power");
        if (!Double.isFinite(result[0]) || !Double.isFinite(result[1])) {
            if (Double.isInfinite(result[0]) || Double.isInfinite(result[1])) throw PyError.overflowError("complex exponentiation");
        }
        return of(result[0], result[1]);
    }

    private static double[] integerPower(double ar, double ai, int exponent) {
        double[] result = {1, 0};
        double[] square = {ar, ai};
        for (int bits = Math.abs(exponent); bits != 0; bits >>= 1) {
            if ((bits & 1) != 0) result = product(result, square);
            square = product(square, square);
        }
        return exponent >= 0 ? result : quotient(1, 0, result[0], result[1]);
    }

    private static double[] product(double[] a, double[] b) {
        return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
    }

    private static double[] polarPower(double ar, double ai, double br, double bi) {
        if (br == 0 && bi == 0) return new double[] {1, 0};
        if (ar == 0 && ai == 0) return bi != 0 || br < 0 ? null : new double[2];
        double[] parts = {ar, ai, br, bi};
        return NativeMath.complexPower(parts) ? parts : null;
    }

    @Slot("nb_negative")
    public static long negative(long self) {
        return of(-real(self), -imaginary(self));
    }

    @Slot("nb_positive")
    public static long positive(long self) {
        return References.type(self) == BuiltinTypes.COMPLEX ? References.newRef(self) : of(real(self), imaginary(self));
    }

    @Slot("nb_absolute")
    public static long absolute(long self) {
        double result = NativeMath.hypot(real(self), imaginary(self));
        boolean finite = Double.isFinite(real(self)) && Double.isFinite(imaginary(self));
        if (Double.isInfinite(result) && finite) throw PyError.overflowError("absolute value too large");
        return FloatType.of(result);
    }

    @Slot("nb_bool")
    public static int bool(long self) {
        return real(self) != 0 || imaginary(self) != 0 ? 1 : 0;
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        return NumericHash.ofComplex(partHash(self, real(self)), partHash(self, imaginary(self)));
    }

    private static long partHash(long self, double part) {
        return Double.isNaN(part) ? NumericHash.ofPointer(self) : NumericHash.ofDouble(part);
    }

    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        if (op != Constants.Py_EQ && op != Constants.Py_NE) return Singletons.notImplemented();
        boolean equal;
        if (LongType.isInstance(right)) equal = imaginary(left) == 0 && equalsInt(real(left), right);
        else if (FloatType.isInstance(right)) equal = imaginary(left) == 0 && real(left) == FloatType.value(right);
        else if (isInstance(right)) equal = real(left) == real(right) && imaginary(left) == imaginary(right);
        else return Singletons.notImplemented();
        return BoolType.of(equal == (op == Constants.Py_EQ));
    }

    private static boolean equalsInt(double value, long integer) {
        return Double.isFinite(value) && new java.math.BigDecimal(value).compareTo(new java.math.BigDecimal(LongType.asBigInteger(integer))) == 0;
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        double real = real(self);
        if (real == 0 && Math.copySign(1.0, real) == 1.0) return Strings.of(text(imaginary(self), 0) + "j");
        return Strings.of("(" + text(real, 0) + text(imaginary(self), FloatText.SIGN) + "j)");
    }

    private static String text(double part, int flags) {
        return FloatText.toText(part, 'r', 0, flags);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        DefaultFree.free(self);
    }

    @Method("conjugate")
    public static long conjugate(long self) {
        return of(real(self), -imaginary(self));
    }

    @Method("__complex__")
    public static long complex(long self) {
        return positive(self);
    }

    @Method("__getnewargs__")
    public static long getNewArgs(long self) {
        return TupleType.steal(FloatType.of(real(self)), FloatType.of(imaginary(self)));
    }

    @Method("__format__")
    public static long format(long self, long spec) {
        return NumberFormat.formatComplex(self, spec);
    }
}
