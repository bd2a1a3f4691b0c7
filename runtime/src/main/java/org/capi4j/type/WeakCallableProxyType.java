package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyWeakReference;

/** {@code weakref.CallableProxyType}: a {@link WeakProxyType} that can be called. */
@BuiltinType(value = "_PyWeakref_CallableProxyType", name = "weakref.CallableProxyType", basicsize = PyWeakReference.SIZEOF, flags = 0x4180)
@SlotRef(slot = "tp_getattro", function = "c4j_WeakProxyType_getAttribute")
@SlotRef(slot = "tp_setattro", function = "c4j_WeakProxyType_setAttribute")
@SlotRef(slot = "tp_str", function = "c4j_WeakProxyType_str")
@SlotRef(slot = "tp_repr", function = "c4j_WeakProxyType_repr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
@SlotRef(slot = "tp_richcompare", function = "c4j_WeakProxyType_richCompare")
@SlotRef(slot = "tp_iter", function = "c4j_WeakProxyType_iter")
@SlotRef(slot = "tp_iternext", function = "c4j_WeakProxyType_next")
@SlotRef(slot = "sq_length", function = "c4j_WeakProxyType_length")
@SlotRef(slot = "mp_length", function = "c4j_WeakProxyType_length")
@SlotRef(slot = "sq_contains", function = "c4j_WeakProxyType_contains")
@SlotRef(slot = "mp_subscript", function = "c4j_WeakProxyType_getItem")
@SlotRef(slot = "mp_ass_subscript", function = "c4j_WeakProxyType_setItem")
@SlotRef(slot = "nb_bool", function = "c4j_WeakProxyType_bool")
@SlotRef(slot = "nb_power", function = "c4j_WeakProxyType_power")
@SlotRef(slot = "nb_inplace_power", function = "c4j_WeakProxyType_inPlacePower")
@SlotRef(slot = "tp_traverse", function = "c4j_WeakProxyType_traverse")
@SlotRef(slot = "tp_clear", function = "c4j_WeakProxyType_clear")
@SlotRef(slot = "tp_dealloc", function = "c4j_WeakProxyType_dealloc")
@SlotRef(slot = "nb_negative", function = "c4j_WeakProxyType_negative")
@SlotRef(slot = "nb_positive", function = "c4j_WeakProxyType_positive")
@SlotRef(slot = "nb_absolute", function = "c4j_WeakProxyType_absolute")
@SlotRef(slot = "nb_invert", function = "c4j_WeakProxyType_invert")
@SlotRef(slot = "nb_int", function = "c4j_WeakProxyType_toLong")
@SlotRef(slot = "nb_float", function = "c4j_WeakProxyType_toFloat")
@SlotRef(slot = "nb_index", function = "c4j_WeakProxyType_index")
@SlotRef(slot = "nb_add", function = "c4j_WeakProxyType_add")
@SlotRef(slot = "nb_subtract", function = "c4j_WeakProxyType_subtract")
@SlotRef(slot = "nb_multiply", function = "c4j_WeakProxyType_multiply")
@SlotRef(slot = "nb_remainder", function = "c4j_WeakProxyType_remainder")
@SlotRef(slot = "nb_divmod", function = "c4j_WeakProxyType_divmod")
@SlotRef(slot = "nb_lshift", function = "c4j_WeakProxyType_leftShift")
@SlotRef(slot = "nb_rshift", function = "c4j_WeakProxyType_rightShift")
@SlotRef(slot = "nb_and", function = "c4j_WeakProxyType_and")
@SlotRef(slot = "nb_xor", function = "c4j_WeakProxyType_xor")
@SlotRef(slot = "nb_or", function = "c4j_WeakProxyType_or")
@SlotRef(slot = "nb_floor_divide", function = "c4j_WeakProxyType_floorDivide")
@SlotRef(slot = "nb_true_divide", function = "c4j_WeakProxyType_trueDivide")
@SlotRef(slot = "nb_matrix_multiply", function = "c4j_WeakProxyType_matrixMultiply")
@SlotRef(slot = "nb_inplace_add", function = "c4j_WeakProxyType_inPlaceAdd")
@SlotRef(slot = "nb_inplace_subtract", function = "c4j_WeakProxyType_inPlaceSubtract")
@SlotRef(slot = "nb_inplace_multiply", function = "c4j_WeakProxyType_inPlaceMultiply")
@SlotRef(slot = "nb_inplace_remainder", function = "c4j_WeakProxyType_inPlaceRemainder")
@SlotRef(slot = "nb_inplace_lshift", function = "c4j_WeakProxyType_inPlaceLeftShift")
@SlotRef(slot = "nb_inplace_rshift", function = "c4j_WeakProxyType_inPlaceRightShift")
@SlotRef(slot = "nb_inplace_and", function = "c4j_WeakProxyType_inPlaceAnd")
@SlotRef(slot = "nb_inplace_xor", function = "c4j_WeakProxyType_inPlaceXor")
@SlotRef(slot = "nb_inplace_or", function = "c4j_WeakProxyType_inPlaceOr")
@SlotRef(slot = "nb_inplace_floor_divide", function = "c4j_WeakProxyType_inPlaceFloorDivide")
@SlotRef(slot = "nb_inplace_true_divide", function = "c4j_WeakProxyType_inPlaceTrueDivide")
@SlotRef(slot = "nb_inplace_matrix_multiply", function = "c4j_WeakProxyType_inPlaceMatrixMultiply")
public final class WeakCallableProxyType {
    private WeakCallableProxyType() {}

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        long object = WeakProxyType.unwrap(self);
        try {
            return Calls.call(object, args, kwargs);
        } finally {
            org.capi4j.object.References.decref(object);
        }
    }
}
