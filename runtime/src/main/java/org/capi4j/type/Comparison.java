package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Rich comparison: the operand of the more derived type is asked first, then the other one with the operator turned round. */
final class Comparison {
    private static final String[] OPERATORS = {"<", "<=", "==", "!=", ">", ">="};
    private static final int[] SWAPPED = {
        Constants.Py_GT, Constants.Py_GE, Constants.Py_EQ, Constants.Py_NE, Constants.Py_LT, Constants.Py_LE
    };

    private Comparison() {}

    static int swapped(int op) {
        return SWAPPED[op];
    }

    /** {@code PyObject_RichCompare}. */
    static long compare(long left, long right, int op) {
        if (op < Constants.Py_LT || op > Constants.Py_GE) throw PyError.badInternalCall();
        Recursion.enter(" in comparison");
        try {
            long result = attempts(left, right, op);
            return result != NULL ? result : byIdentity(left, right, op);
        } finally {
            Recursion.leave();
        }
    }

    /** A result, or NULL when both operands decline. */
    private static long attempts(long left, long right, int op) {
        long leftType = References.type(left);
        long rightType = References.type(right);
        boolean rightFirst = leftType != rightType && TypeLookup.isSubtype(rightType, leftType) && hasSlot(rightType);
        long result = rightFirst ? attempt(right, left, SWAPPED[op]) : NULL;
        if (result == NULL) result = attempt(left, right, op);
        if (result == NULL && !rightFirst) result = attempt(right, left, SWAPPED[op]);
        return result;
    }

    private static boolean hasSlot(long type) {
        return org.capi4j.memory.Memory.getLong(type + PyTypeObject.tp_richcompare) != NULL;
    }

    private static long attempt(long self, long other, int op) {
        long function = TypeLookup.slotOf(self, PyTypeObject.tp_richcompare);
        if (function == NULL) return NULL;
        long result = FunctionCall.object(function, self, other, op);
        if (result != Singletons.NOT_IMPLEMENTED) return result;
        References.decref(result);
        return NULL;
    }

    private static long byIdentity(long left, long right, int op) {
        if (op == Constants.Py_EQ) return BoolType.of(left == right);
        if (op == Constants.Py_NE) return BoolType.of(left != right);
        throw PyError.typeError("'" + OPERATORS[op] + "' not supported between instances of '" + TypeLookup.fullNameOf(left, 100)
                + "' and '" + TypeLookup.fullNameOf(right, 100) + "'");
    }

    /** {@code PyObject_RichCompareBool}: an object equals itself, whatever its {@code __eq__} says. */
    static boolean test(long left, long right, int op) {
        if (left == right) {
            if (op == Constants.Py_EQ) return true;
            if (op == Constants.Py_NE) return false;
        }
        long result = compare(left, right, op);
        try {
            return Objects.isTrue(result);
        } finally {
            References.decref(result);
        }
    }
}
