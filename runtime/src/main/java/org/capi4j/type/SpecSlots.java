package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyHeapTypeObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;

/** The numbers of slots in a {@code PyType_Spec} ({@code Py_tp_new} and its like) and where the slots are. */
final class SpecSlots {
    /** Offsets in {@code PyHeapTypeObject} by slot number less one: the numbers are part of the stable ABI. */
    private static final long[] OFFSETS = {
        PyHeapTypeObject.as_buffer$bf_getbuffer,
        PyHeapTypeObject.as_buffer$bf_releasebuffer,
        PyHeapTypeObject.as_mapping$mp_ass_subscript,
        PyHeapTypeObject.as_mapping$mp_length,
        PyHeapTypeObject.as_mapping$mp_subscript,
        PyHeapTypeObject.as_number$nb_absolute,
        PyHeapTypeObject.as_number$nb_add,
        PyHeapTypeObject.as_number$nb_and,
        PyHeapTypeObject.as_number$nb_bool,
        PyHeapTypeObject.as_number$nb_divmod,
        PyHeapTypeObject.as_number$nb_float,
        PyHeapTypeObject.as_number$nb_floor_divide,
        PyHeapTypeObject.as_number$nb_index,
        PyHeapTypeObject.as_number$nb_inplace_add,
        PyHeapTypeObject.as_number$nb_inplace_and,
        PyHeapTypeObject.as_number$nb_inplace_floor_divide,
        PyHeapTypeObject.as_number$nb_inplace_lshift,
        PyHeapTypeObject.as_number$nb_inplace_multiply,
        PyHeapTypeObject.as_number$nb_inplace_or,
        PyHeapTypeObject.as_number$nb_inplace_power,
        PyHeapTypeObject.as_number$nb_inplace_remainder,
        PyHeapTypeObject.as_number$nb_inplace_rshift,
        PyHeapTypeObject.as_number$nb_inplace_subtract,
        PyHeapTypeObject.as_number$nb_inplace_true_divide,
        PyHeapTypeObject.as_number$nb_inplace_xor,
        PyHeapTypeObject.as_number$nb_int,
        PyHeapTypeObject.as_number$nb_invert,
        PyHeapTypeObject.as_number$nb_lshift,
        PyHeapTypeObject.as_number$nb_multiply,
        PyHeapTypeObject.as_number$nb_negative,
        PyHeapTypeObject.as_number$nb_or,
        PyHeapTypeObject.as_number$nb_positive,
        PyHeapTypeObject.as_number$nb_power,
        PyHeapTypeObject.as_number$nb_remainder,
        PyHeapTypeObject.as_number$nb_rshift,
        PyHeapTypeObject.as_number$nb_subtract,
        PyHeapTypeObject.as_number$nb_true_divide,
        PyHeapTypeObject.as_number$nb_xor,
        PyHeapTypeObject.as_sequence$sq_ass_item,
        PyHeapTypeObject.as_sequence$sq_concat,
        PyHeapTypeObject.as_sequence$sq_contains,
        PyHeapTypeObject.as_sequence$sq_inplace_concat,
        PyHeapTypeObject.as_sequence$sq_inplace_repeat,
        PyHeapTypeObject.as_sequence$sq_item,
        PyHeapTypeObject.as_sequence$sq_length,
        PyHeapTypeObject.as_sequence$sq_repeat,
        PyTypeObject.tp_alloc,
        PyTypeObject.tp_base,
        PyTypeObject.tp_bases,
        PyTypeObject.tp_call,
        PyTypeObject.tp_clear,
        PyTypeObject.tp_dealloc,
        PyTypeObject.tp_del,
        PyTypeObject.tp_descr_get,
        PyTypeObject.tp_descr_set,
        PyTypeObject.tp_doc,
        PyTypeObject.tp_getattr,
        PyTypeObject.tp_getattro,
        PyTypeObject.tp_hash,
        PyTypeObject.tp_init,
        PyTypeObject.tp_is_gc,
        PyTypeObject.tp_iter,
        PyTypeObject.tp_iternext,
        PyTypeObject.tp_methods,
        PyTypeObject.tp_new,
        PyTypeObject.tp_repr,
        PyTypeObject.tp_richcompare,
        PyTypeObject.tp_setattr,
        PyTypeObject.tp_setattro,
        PyTypeObject.tp_str,
        PyTypeObject.tp_traverse,
        PyTypeObject.tp_members,
        PyTypeObject.tp_getset,
        PyTypeObject.tp_free,
        PyHeapTypeObject.as_number$nb_matrix_multiply,
        PyHeapTypeObject.as_number$nb_inplace_matrix_multiply,
        PyHeapTypeObject.as_async$am_await,
        PyHeapTypeObject.as_async$am_aiter,
        PyHeapTypeObject.as_async$am_anext,
        PyTypeObject.tp_finalize,
        PyHeapTypeObject.as_async$am_send,
    };

    private SpecSlots() {}

    static boolean isKnown(int number) {
        return number >= 1 && number <= OFFSETS.length;
    }

    static long offset(int number) {
        return OFFSETS[number - 1];
    }

    /** PyType_GetSlot: NULL where the type lacks the method table. */
    static long get(long type, int number) {
        if (!isKnown(number)) throw PyError.badInternalCall();
        long slot = SlotDefinition.address(type, offset(number));
        return slot == NULL ? NULL : Memory.getLong(slot);
    }
}
