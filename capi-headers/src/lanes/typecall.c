/* Calling a class: tp_new, then tp_init; and the two of object. */
#include "vector.h"

/* A tp_init that fails without an error is found by whoever checks the call's result. */
SLOT_LANE(PyObject *, c4j_TypeType_call, PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyTypeObject *type = (PyTypeObject *)self;
    if (C4J_UNLIKELY(type == &PyType_Type || type->tp_new == NULL))
        return MISS(c4j_TypeType_call)(self, args, kwargs);
    PyObject *object = c4j_checked(self, type->tp_new(type, args, kwargs));
    if (object == NULL || !PyObject_TypeCheck(object, type) || Py_TYPE(object)->tp_init == NULL)
        return object;
    if (C4J_UNLIKELY(Py_TYPE(object)->tp_init(object, args, kwargs) < 0))
        Py_CLEAR(object);
    return object;
}

static inline bool has_arguments(PyObject *args, PyObject *kwargs)
{
    return Py_SIZE(args) > 0 || !c4j_no_keywords(kwargs);
}

/* Arguments are for a class's own tp_init; object's own would have refused them. */
SLOT_LANE(PyObject *, c4j_ObjectType_make, PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    bool refused = has_arguments(args, kwargs)
        && (type->tp_new != PyBaseObject_Type.tp_new || type->tp_init == PyBaseObject_Type.tp_init);
    if (C4J_UNLIKELY(refused || PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT)))
        return MISS(c4j_ObjectType_make)(type, args, kwargs);
    return type->tp_alloc(type, 0);
}

SLOT_LANE(int, c4j_ObjectType_init, PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyTypeObject *type = Py_TYPE(self);
    bool refused = type->tp_init != PyBaseObject_Type.tp_init || type->tp_new == PyBaseObject_Type.tp_new;
    return has_arguments(args, kwargs) && refused ? MISS(c4j_ObjectType_init)(self, args, kwargs) : 0;
}

SLOT_LANE(PyObject *, c4j_StrType_make, PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    bool one = type == &PyUnicode_Type && Py_SIZE(args) == 1 && c4j_no_keywords(kwargs);
    return one ? PyObject_Str(PyTuple_GET_ITEM(args, 0)) : MISS(c4j_StrType_make)(type, args, kwargs);
}

SLOT_LANE(PyObject *, c4j_ListType_vectorcall, PyObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    bool empty = type == (PyObject *)&PyList_Type && PyVectorcall_NARGS(nargsf) == 0 && c4j_no_names(kwnames);
    return empty ? PyList_New(0) : MISS(c4j_ListType_vectorcall)(type, args, nargsf, kwnames);
}
