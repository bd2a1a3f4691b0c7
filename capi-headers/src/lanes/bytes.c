/* bytes: making, reading and comparing. */
#include "str.h"

LANE(PyObject *, PyBytes_FromStringAndSize)(const char *text, Py_ssize_t size)
{
    if (size == 0)
        return Py_NewRef(c4j_empty_bytes());
    if (size == 1 && text != NULL)
        return Py_NewRef(c4j_static_bytes((unsigned char)*text));
    PyBytesObject *bytes = NULL;
    if (size > 0 && size < PY_SSIZE_T_MAX / 2)
        bytes = PyObject_Malloc(offsetof(PyBytesObject, ob_sval) + (size_t)size + 1);
    if (C4J_UNLIKELY(bytes == NULL))
        return MISS(PyBytes_FromStringAndSize)(text, size);
    bytes->ob_base.ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyBytes_Type};
    bytes->ob_base.ob_size = size;
    ((Py_hash_t *)bytes)[3] = -1; /* ob_shash: not computed; its name is deprecated */
    bytes->ob_sval[size] = '\0';
    if (text != NULL)
        memcpy(bytes->ob_sval, text, (size_t)size);
    return (PyObject *)bytes;
}

LANE(char *, PyBytes_AsString)(PyObject *bytes)
{
    return C4J_LIKELY(bytes != NULL && PyBytes_Check(bytes)) ? PyBytes_AS_STRING(bytes) : MISS(PyBytes_AsString)(bytes);
}

LANE(Py_ssize_t, PyBytes_Size)(PyObject *bytes)
{
    return C4J_LIKELY(bytes != NULL && PyBytes_Check(bytes)) ? Py_SIZE(bytes) : MISS(PyBytes_Size)(bytes);
}

LANE(int, PyBytes_AsStringAndSize)(PyObject *bytes, char **text, Py_ssize_t *size)
{
    if (C4J_UNLIKELY(bytes == NULL || !PyBytes_Check(bytes) || text == NULL || size == NULL))
        return MISS(PyBytes_AsStringAndSize)(bytes, text, size);
    *text = PyBytes_AS_STRING(bytes);
    *size = Py_SIZE(bytes);
    return 0;
}

SLOT_LANE(void, c4j_BytesType_dealloc, PyObject *self)
{
    if (C4J_LIKELY(PyBytes_CheckExact(self)))
        PyObject_Free(self);
    else
        MISS(c4j_BytesType_dealloc)(self);
}
