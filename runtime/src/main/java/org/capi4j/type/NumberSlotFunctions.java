package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.Function;
import org.capi4j.layout.PyNumberMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * The number slots of classes whose special methods are any callables: each looks the method up on the type and calls it.
 *
 * <p>A binary slot is called with the class's instance on either side. It asks the left operand's method, or first the right one's
 * reflected method where that type is derived and overrides it.
 */
public final class NumberSlotFunctions {
    private NumberSlotFunctions() {}

    private static boolean hasSlot(long object, long field, String function) {
        return Objects.slot(object, PyTypeObject.tp_as_number, field) == Shim.symbol("c4j_NumberSlotFunctions_" + function);
    }

    private static long binary(long left, long right, long field, String function, String name) {
        String reflected = "__r" + name + "__";
        boolean askRight = References.type(left) != References.type(right) && hasSlot(right, field, function);
        if (hasSlot(left, field, function)) {
            if (askRight && overrides(left, right, reflected)) {
                long result = SpecialMethods.callOrNotImplemented(right, reflected, left);
                if (result != Singletons.NOT_IMPLEMENTED) return result;
                References.decref(result);
                askRight = false;
            }
            long result = SpecialMethods.callOrNotImplemented(left, "__" + name + "__", right);
            if (result != Singletons.NOT_IMPLEMENTED || References.type(left) == References.type(right)) return result;
            References.decref(result);
        }
        return askRight ? SpecialMethods.callOrNotImplemented(right, reflected, left) : Singletons.notImplemented();
    }

    /** Whether the right operand's type is derived from the left one's and has another reflected method. */
    private static boolean overrides(long left, long right, String name) {
        if (!TypeLookup.isSubtype(References.type(right), References.type(left))) return false;
        long own = Objects.lookupAttr(References.type(right), name);
        if (own == NULL) return false;
        long inherited = Objects.lookupAttr(References.type(left), name);
        try {
            return inherited == NULL || !Objects.equal(own, inherited);
        } finally {
            References.decref(own);
            References.xdecref(inherited);
        }
    }

    @Function
    public static long nb_add(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_add, "nb_add", "add");
    }

    @Function
    public static long nb_subtract(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_subtract, "nb_subtract", "sub");
    }

    @Function
    public static long nb_multiply(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_multiply, "nb_multiply", "mul");
    }

    @Function
    public static long nb_remainder(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_remainder, "nb_remainder", "mod");
    }

    @Function
    public static long nb_divmod(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_divmod, "nb_divmod", "divmod");
    }

    @Function
    public static long nb_lshift(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_lshift, "nb_lshift", "lshift");
    }

    @Function
    public static long nb_rshift(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_rshift, "nb_rshift", "rshift");
    }

    @Function
    public static long nb_and(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_and, "nb_and", "and");
    }

    @Function
    public static long nb_xor(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_xor, "nb_xor", "xor");
    }

    @Function
    public static long nb_or(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_or, "nb_or", "or");
    }

    @Function
    public static long nb_floor_divide(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_floor_divide, "nb_floor_divide", "floordiv");
    }

    @Function
    public static long nb_true_divide(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_true_divide, "nb_true_divide", "truediv");
    }

    @Function
    public static long nb_matrix_multiply(long left, long right) {
        return binary(left, right, PyNumberMethods.nb_matrix_multiply, "nb_matrix_multiply", "matmul");
    }

    /** Three operands only ever go to the left one's method. */
    @Function
    public static long nb_power(long left, long right, long modulus) {
        if (modulus == Singletons.NONE) return binary(left, right, PyNumberMethods.nb_power, "nb_power", "pow");
        if (!hasSlot(left, PyNumberMethods.nb_power, "nb_power")) return Singletons.notImplemented();
        return SpecialMethods.call(left, "__pow__", right, modulus);
    }

    @Function
    public static long nb_inplace_power(long self, long other, long modulus) {
        return SpecialMethods.call(self, "__ipow__", other);
    }

    @Function
    public static long nb_inplace_add(long self, long other) {
        return SpecialMethods.call(self, "__iadd__", other);
    }

    @Function
    public static long nb_inplace_subtract(long self, long other) {
        return SpecialMethods.call(self, "__isub__", other);
    }

    @Function
    public static long nb_inplace_multiply(long self, long other) {
        return SpecialMethods.call(self, "__imul__", other);
    }

    @Function
    public static long nb_inplace_remainder(long self, long other) {
        return SpecialMethods.call(self, "__imod__", other);
    }

    @Function
    public static long nb_inplace_lshift(long self, long other) {
        return SpecialMethods.call(self, "__ilshift__", other);
    }

    @Function
    public static long nb_inplace_rshift(long self, long other) {
        return SpecialMethods.call(self, "__irshift__", other);
    }

    @Function
    public static long nb_inplace_and(long self, long other) {
        return SpecialMethods.call(self, "__iand__", other);
    }

    @Function
    public static long nb_inplace_xor(long self, long other) {
        return SpecialMethods.call(self, "__ixor__", other);
    }

    @Function
    public static long nb_inplace_or(long self, long other) {
        return SpecialMethods.call(self, "__ior__", other);
    }

    @Function
    public static long nb_inplace_floor_divide(long self, long other) {
        return SpecialMethods.call(self, "__ifloordiv__", other);
    }

    @Function
    public static long nb_inplace_true_divide(long self, long other) {
        return SpecialMethods.call(self, "__itruediv__", other);
    }

    @Function
    public static long nb_inplace_matrix_multiply(long self, long other) {
        return SpecialMethods.call(self, "__imatmul__", other);
    }

    @Function
    public static long nb_negative(long self) {
        return SpecialMethods.call(self, "__neg__");
    }

    @Function
    public static long nb_positive(long self) {
        return SpecialMethods.call(self, "__pos__");
    }

    @Function
    public static long nb_absolute(long self) {
        return SpecialMethods.call(self, "__abs__");
    }

    @Function
    public static long nb_invert(long self) {
        return SpecialMethods.call(self, "__invert__");
    }

    @Function
    public static long nb_int(long self) {
        return SpecialMethods.call(self, "__int__");
    }

    @Function
    public static long nb_float(long self) {
        return SpecialMethods.call(self, "__float__");
    }

    @Function
    public static long nb_index(long self) {
        return SpecialMethods.call(self, "__index__");
    }

    /** {@code __bool__}, else whether {@code __len__} is not 0, else true. */
    @Function(-1)
    public static int nb_bool(long self) {
        boolean byLength = false;
        Attributes.Found method = SpecialMethods.find(self, "__bool__");
        if (method == null) {
            method = SpecialMethods.find(self, "__len__");
            if (method == null) return 1;
            byLength = true;
        }
        long result = SpecialMethods.call(method, self);
        try {
            if (byLength) return Objects.isTrue(result) ? 1 : 0;
            if (result == Singletons.TRUE) return 1;
            if (result == Singletons.FALSE) return 0;
            throw PyError.typeError("__bool__ should return bool, returned " + TypeLookup.fullNameOf(result));
        } finally {
            References.decref(result);
        }
    }
}
