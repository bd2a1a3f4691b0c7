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

LANE(PyObject *, PyBytes_FromString)(const char *text)
{
    return C4J_LIKELY(text != NULL) ? PyBytes_FromStringAndSize(text, (Py_ssize_t)strlen(text)) : MISS(PyBytes_FromString)(text);
}

static PyObject *concat(PyObject *left, PyObject *right)
{
    if (!PyBytes_CheckExact(left) || !PyBytes_CheckExact(right))
        return NULL;
    if (Py_SIZE(left) == 0 || Py_SIZE(right) == 0)
        return Py_NewRef(Py_SIZE(left) == 0 ? right : left);
    PyObject *both = PyBytes_FromStringAndSize(NULL, Py_SIZE(left) + Py_SIZE(right));
    if (both != NULL) {
        memcpy(PyBytes_AS_STRING(both), PyBytes_AS_STRING(left), (size_t)Py_SIZE(left));
        memcpy(PyBytes_AS_STRING(both) + Py_SIZE(left), PyBytes_AS_STRING(right), (size_t)Py_SIZE(right));
    }
    return both;
}

PyObject *c4j_BytesType_concat(PyObject *left, PyObject *right);

LANE(PyObject *, c4j_BytesType_concat)(PyObject *left, PyObject *right)
{
    PyObject *both = concat(left, right);
    return C4J_LIKELY(both != NULL) ? both : MISS(c4j_BytesType_concat)(left, right);
}

PyObject *c4j_BytesType_richCompare(PyObject *left, PyObject *right, int operation);

LANE(PyObject *, c4j_BytesType_richCompare)(PyObject *left, PyObject *right, int operation)
{
    if (C4J_UNLIKELY(!PyBytes_Check(left) || !PyBytes_Check(right) || (unsigned)operation > Py_GE))
        return MISS(c4j_BytesType_richCompare)(left, right, operation);
    Py_ssize_t m = Py_SIZE(left), n = Py_SIZE(right);
    int order = memcmp(PyBytes_AS_STRING(left), PyBytes_AS_STRING(right), (size_t)(m < n ? m : n));
    order = (order > 0) - (order < 0);
    return c4j_ordered(order != 0 ? order : (m > n) - (m < n), operation);
}

Py_hash_t c4j_BytesType_hash(PyObject *self);

LANE(Py_hash_t, c4j_BytesType_hash)(PyObject *self)
{
    Py_hash_t *hash = &((Py_hash_t *)self)[3]; /* ob_shash */
    if (*hash == -1)
        *hash = c4j_hash_bytes(PyBytes_AS_STRING(self), (size_t)Py_SIZE(self));
    return *hash;
}

void c4j_BytesType_dealloc(PyObject *self);

LANE(void, c4j_BytesType_dealloc)(PyObject *self)
{
    if (C4J_LIKELY(PyBytes_CheckExact(self)))
        PyObject_Free(self);
    else
        MISS(c4j_BytesType_dealloc)(self);
}

/* Those that nobody else has. */
LANE(int, _PyBytes_Resize)(PyObject **place, Py_ssize_t size)
{
    PyObject *bytes = place == NULL ? NULL : *place;
    if (C4J_UNLIKELY(bytes == NULL || !PyBytes_CheckExact(bytes) || Py_REFCNT(bytes) != 1 || Py_SIZE(bytes) == 0 || size <= 0 || size > PY_SSIZE_T_MAX / 2))
        return MISS(_PyBytes_Resize)(place, size);
    bytes = PyObject_Realloc(bytes, offsetof(PyBytesObject, ob_sval) + (size_t)size + 1);
    if (C4J_UNLIKELY(bytes == NULL))
        return MISS(_PyBytes_Resize)(place, size);
    *place = bytes;
    ((PyVarObject *)bytes)->ob_size = size;
    ((Py_hash_t *)bytes)[3] = -1;
    PyBytes_AS_STRING(bytes)[size] = '\0';
    return 0;
}
