/* Inheritance of slots among the static types, once when the shim starts: what PyType_Ready's documentation says a type takes
   from its base. Dicts and descriptors are made later, by Java, when they are first needed. */
#include "shim.h"

extern PyTypeObject *const c4j_static_types[];

#define INHERIT(slot)                 \
    if (type->slot == NULL)           \
        type->slot = base->slot

static void inherit_number(PyNumberMethods *type, const PyNumberMethods *base)
{
    INHERIT(nb_add);
    INHERIT(nb_subtract);
    INHERIT(nb_multiply);
    INHERIT(nb_remainder);
    INHERIT(nb_divmod);
    INHERIT(nb_power);
    INHERIT(nb_negative);
    INHERIT(nb_positive);
    INHERIT(nb_absolute);
    INHERIT(nb_bool);
    INHERIT(nb_invert);
    INHERIT(nb_lshift);
    INHERIT(nb_rshift);
    INHERIT(nb_and);
    INHERIT(nb_xor);
    INHERIT(nb_or);
    INHERIT(nb_int);
    INHERIT(nb_float);
    INHERIT(nb_inplace_add);
    INHERIT(nb_inplace_subtract);
    INHERIT(nb_inplace_multiply);
    INHERIT(nb_inplace_remainder);
    INHERIT(nb_inplace_power);
    INHERIT(nb_inplace_lshift);
    INHERIT(nb_inplace_rshift);
    INHERIT(nb_inplace_and);
    INHERIT(nb_inplace_xor);
    INHERIT(nb_inplace_or);
    INHERIT(nb_floor_divide);
    INHERIT(nb_true_divide);
    INHERIT(nb_inplace_floor_divide);
    INHERIT(nb_inplace_true_divide);
    INHERIT(nb_index);
    INHERIT(nb_matrix_multiply);
    INHERIT(nb_inplace_matrix_multiply);
}

static void inherit_sequence(PySequenceMethods *type, const PySequenceMethods *base)
{
    INHERIT(sq_length);
    INHERIT(sq_concat);
    INHERIT(sq_repeat);
    INHERIT(sq_item);
    INHERIT(sq_ass_item);
    INHERIT(sq_contains);
    INHERIT(sq_inplace_concat);
    INHERIT(sq_inplace_repeat);
}

static void inherit_mapping(PyMappingMethods *type, const PyMappingMethods *base)
{
    INHERIT(mp_length);
    INHERIT(mp_subscript);
    INHERIT(mp_ass_subscript);
}

static void inherit_async(PyAsyncMethods *type, const PyAsyncMethods *base)
{
    INHERIT(am_await);
    INHERIT(am_aiter);
    INHERIT(am_anext);
    INHERIT(am_send);
}

static void inherit_buffer(PyBufferProcs *type, const PyBufferProcs *base)
{
    INHERIT(bf_getbuffer);
    INHERIT(bf_releasebuffer);
}

/* A type without method tables of its own shares its base's; one with its own fills their gaps. */
#define INHERIT_TABLE(field, inherit)                                 \
    if (type->field == NULL)                                          \
        type->field = base->field;                                    \
    else if (base->field != NULL && base->field != type->field)       \
        inherit(type->field, base->field)

static void inherit_tables(PyTypeObject *type, const PyTypeObject *base)
{
    INHERIT_TABLE(tp_as_number, inherit_number);
    INHERIT_TABLE(tp_as_sequence, inherit_sequence);
    INHERIT_TABLE(tp_as_mapping, inherit_mapping);
    INHERIT_TABLE(tp_as_async, inherit_async);
    INHERIT_TABLE(tp_as_buffer, inherit_buffer);
}

/* Slots that only make sense together are inherited together. */
static void inherit_pairs(PyTypeObject *type, const PyTypeObject *base)
{
    if (type->tp_getattr == NULL && type->tp_getattro == NULL) {
        type->tp_getattr = base->tp_getattr;
        type->tp_getattro = base->tp_getattro;
    }
    if (type->tp_setattr == NULL && type->tp_setattro == NULL) {
        type->tp_setattr = base->tp_setattr;
        type->tp_setattro = base->tp_setattro;
    }
    if (type->tp_richcompare == NULL && type->tp_hash == NULL) {
        type->tp_richcompare = base->tp_richcompare;
        type->tp_hash = base->tp_hash;
    }
    if (PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) == PyType_HasFeature((PyTypeObject *)base, Py_TPFLAGS_HAVE_GC)) {
        if (type->tp_traverse == NULL && type->tp_clear == NULL) {
            type->tp_traverse = base->tp_traverse;
            type->tp_clear = base->tp_clear;
        }
        INHERIT(tp_free);
    } else if (type->tp_free == NULL && base->tp_free == PyObject_Free) {
        type->tp_free = PyObject_GC_Del;
    }
}

/* A static type right below object isn't callable unless it says how: object's tp_new is not for it. */
static void inherit_new(PyTypeObject *type, const PyTypeObject *base)
{
    if (type->tp_new != NULL)
        return;
    if (base == &PyBaseObject_Type)
        type->tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
    else
        type->tp_new = base->tp_new;
}

static void inherit_single(PyTypeObject *type, const PyTypeObject *base)
{
    INHERIT(tp_dealloc);
    INHERIT(tp_repr);
    INHERIT(tp_call);
    INHERIT(tp_str);
    INHERIT(tp_iter);
    INHERIT(tp_iternext);
    INHERIT(tp_descr_get);
    INHERIT(tp_descr_set);
    INHERIT(tp_init);
    INHERIT(tp_alloc);
    INHERIT(tp_is_gc);
    INHERIT(tp_del);
    INHERIT(tp_finalize);
}

/* Flags that say what kind of object it is go down to every subclass. */
static void inherit_flags(PyTypeObject *type, const PyTypeObject *base)
{
    const unsigned long kinds = Py_TPFLAGS_LONG_SUBCLASS | Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS
        | Py_TPFLAGS_BYTES_SUBCLASS | Py_TPFLAGS_UNICODE_SUBCLASS | Py_TPFLAGS_DICT_SUBCLASS
        | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_TYPE_SUBCLASS;
    type->tp_flags |= base->tp_flags & kinds;
}

void c4j_types_inherit(void)
{
    for (PyTypeObject *const *next = c4j_static_types; *next != NULL; next++) {
        PyTypeObject *type = *next;
        PyTypeObject *base = type->tp_base;
        if (base != NULL) {
            inherit_flags(type, base);
            inherit_tables(type, base);
            inherit_pairs(type, base);
            inherit_new(type, base);
            inherit_single(type, base);
        }
        if (type->tp_hash == NULL)
            type->tp_hash = PyObject_HashNotImplemented;
        type->tp_flags |= Py_TPFLAGS_READY;
    }
}
