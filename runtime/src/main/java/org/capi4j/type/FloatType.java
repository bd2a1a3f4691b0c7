package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyFloatObject;
import org.capi4j.layout.PyNumberMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.FloatParser;
import org.capi4j.text.FloatText;
import org.capi4j.text.NumericHash;
import org.capi4j.text.TextException;
import org.capi4j.text.UnicodeText;

/** float: making floats, reading values, operators. {@link FloatMethods} has the methods. */
@BuiltinType("PyFloat_Type")
public final class FloatType {
    private FloatType() {}

    public static long of(double value) {
        long object = Allocation.object(BuiltinTypes.FLOAT, PyFloatObject.SIZEOF);
        Memory.putDouble(object + PyFloatObject.ob_fval, value);
        return object;
    }

    /** {@code ob_fval} of a float or an instance of a subclass. */
    public static double value(long object) {
        return Memory.getDouble(object + PyFloatObject.ob_fval);
    }

    public static boolean isInstance(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.FLOAT);
    }

    /** {@code PyFloat_AsDouble}: a float, or what {@code __float__} or {@code __index__} gives. */
    public static double asDouble(long object) {
        if (isInstance(object)) return value(object);
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_number);
        long function = methods == NULL ? NULL : Memory.getLong(methods + PyNumberMethods.nb_float);
        if (function == NULL) return fromIndex(object);
        long result = FunctionCall.object(function, object);
        try {
            return References.type(result) == BuiltinTypes.FLOAT ? value(result) : fromSubclass(object, result);
        } finally {
            References.decref(result);
        }
    }

    private static double fromIndex(long object) {
        if (!Numbers.isIndex(object)) throw PyError.typeError("must be real number, not " + TypeLookup.fullNameOf(object, 50));
        long integer = Numbers.indexOrSubclass(object);
        try {
            return LongType.asDouble(integer);
        } finally {
            References.decref(integer);
        }
    }

    private static double fromSubclass(long object, long result) {
        String types = TypeLookup.fullNameOf(object) + ".__float__ returned non-float (type " + TypeLookup.fullNameOf(result) + ")";
        if (!isInstance(result)) throw PyError.typeError(types);
        Warnings.warn(org.capi4j.object.Exceptions.DeprecationWarning, types + ".  The ability to return an instance of a strict subclass of float "
                + "is deprecated, and may not be supported in a future version of Python.", 1);
        return value(result);
    }

    /** {@code PyFloat_FromString}: of a str, bytes or another buffer. */
    public static long fromString(long object) {
        String text;
        if (TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            text = UnicodeText.toAsciiDecimal(Strings.toJava(object).codePoints().toArray());
        } else {
            text = bytesLike(object);
        }
        try {
            return of(FloatParser.parse(text, () -> Objects.reprString(object)));
        } catch (TextException wrong) {
            throw TextErrors.of(wrong);
        }
    }

    private static String bytesLike(long object) {
        try (ByteView view = ByteView.ofOrNull(object)) {
            if (view != null) return new String(Memory.getBytes(view.data(), view.size()), java.nio.charset.StandardCharsets.ISO_8859_1);
        }
        throw PyError.typeError("float() argument must be a string or a real number, not '" + TypeLookup.fullNameOf(object) + "'");
    }

    /** Both operands as doubles into {@code values}; false when one is neither float nor int. */
    private static boolean operands(long left, long right, double[] values) {
        return operand(left, values, 0) && operand(right, values, 1);
    }

    private static boolean operand(long object, double[] values, int index) {
        if (isInstance(object)) values[index] = value(object);
        else if (LongType.isInstance(object)) values[index] = LongType.asDouble(object);
        else return false;
        return true;
    }

    @FunctionalInterface
    private interface Operator {
        double apply(double left, double right);
    }

    private static long binary(long left, long right, Operator operator) {
        double[] values = new double[2];
        return operands(left, right, values) ? of(operator.apply(values[0], values[1])) : Singletons.notImplemented();
    }

    @Slot("nb_add")
    public static long add(long left, long right) {
        return binary(left, right, (a, b) -> a + b);
    }

    @Slot("nb_subtract")
    public static long subtract(long left, long right) {
        return binary(left, right, (a, b) -> a - b);
    }

    @Slot("nb_multiply")
    public static long multiply(long left, long right) {
        return binary(left, right, (a, b) -> a * b);
    }

    @Slot("nb_true_divide")
    public static long trueDivide(long left, long right) {
        return binary(left, right, (a, b) -> a / nonZero(b, "float division by zero"));
    }

    private static double nonZero(double divisor, String message) {
        if (divisor == 0) throw PyError.zeroDivision(message);
        return divisor;
    }

    @Slot("nb_remainder")
    public static long remainder(long left, long right) {
        return binary(left, right, (a, b) -> modulo(a, nonZero(b, "float modulo")));
    }

    private static double modulo(double a, double b) {
        double mod = a % b;
        if (mod == 0) return Math.copySign(0.0, b);
        return mod < 0 != b < 0 ? mod + b : mod;
    }

    @Slot("nb_floor_divide")
    public static long floorDivide(long left, long right) {
        return binary(left, right, (a, b) -> floorDivide(a, nonZero(b, "float floor division by zero")));
    }

    private static double floorDivide(double a, double b) {
        double mod = a % b;
        double quotient = (a - mod) / b;
        if (mod != 0 && mod < 0 != b < 0) quotient -= 1.0;
        if (quotient == 0) return Math.copySign(0.0, a / b);
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1.0 : floor;
    }

    @Slot("nb_divmod")
    public static long divmod(long left, long right) {
        double[] values = new double[2];
        if (!operands(left, right, values)) return Singletons.notImplemented();
        nonZero(values[1], "float divmod()");
        return TupleType.steal(of(floorDivide(values[0], values[1])), of(modulo(values[0], values[1])));
    }

    @Slot("nb_power")
    public static long power(long left, long right, long modulus) {
        if (modulus != Singletons.NONE) {
            throw PyError.typeError("pow() 3rd argument not allowed unless all arguments are integers");
        }
        double[] values = new double[2];
        if (!operands(left, right, values)) return Singletons.notImplemented();
        if (values[0] < 0 && Double.isFinite(values[0]) && Double.isFinite(values[1]) && values[1] != Math.floor(values[1])) {
            return ComplexType.power(values[0], 0, values[1], 0);
        }
        return of(power(values[0], values[1]));
    }

    static double power(double base, double exponent) {
        if (base == 0 && exponent < 0 && exponent != Double.NEGATIVE_INFINITY) throw PyError.zeroDivision("0.0 cannot be raised to a negative power");
        if (base == 1 || base == -1 && Double.isInfinite(exponent)) return 1;
        double result = NativeMath.power(base, exponent);
        if (Double.isInfinite(result) && Double.isFinite(base) && Double.isFinite(exponent)) {
            throw PyError.ofErrno(34, "Numerical result out of range");
        }
        return result;
    }

    @Slot("nb_negative")
    public static long negative(long self) {
        return of(-value(self));
    }

    @Slot("nb_positive")
    public static long positive(long self) {
        return toFloat(self);
    }

    @Slot("nb_absolute")
    public static long absolute(long self) {
        return of(Math.abs(value(self)));
    }

    @Slot("nb_bool")
    public static int bool(long self) {
        return value(self) != 0 ? 1 : 0;
    }

    @Slot("nb_int")
    public static long toInt(long self) {
        return LongType.fromDouble(value(self));
    }

    @Slot("nb_float")
    public static long toFloat(long self) {
        return References.type(self) == BuiltinTypes.FLOAT ? References.newRef(self) : of(value(self));
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        double value = value(self);
        return Double.isNaN(value) ? NumericHash.ofPointer(self) : NumericHash.ofDouble(value);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(FloatText.repr(value(self)));
    }

    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        double value = value(left);
        if (isInstance(right)) return compare(value, value(right), op);
        if (!LongType.isInstance(right)) return Singletons.notImplemented();
        if (!Double.isFinite(value)) return compare(value, 0, op);
        if (LongType.isSmall(right) && Math.abs(LongType.small(right)) <= 1L << 53) return compare(value, LongType.small(right), op);
        return LongArithmetic.compared(compareExactly(value, LongType.asBigInteger(right)), op);
    }

    private static int compareExactly(double value, BigInteger integer) {
        return new java.math.BigDecimal(value).compareTo(new java.math.BigDecimal(integer));
    }

    private static long compare(double left, double right, int op) {
        return BoolType.of(switch (op) {
            case Constants.Py_LT -> left < right;
            case Constants.Py_LE -> left <= right;
            case Constants.Py_EQ -> left == right;
            case Constants.Py_NE -> left != right;
            case Constants.Py_GT -> left > right;
            case Constants.Py_GE -> left >= right;
            default -> throw PyError.badInternalCall();
        });
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        DefaultFree.free(self);
    }
}
