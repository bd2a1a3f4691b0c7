/* Descriptors read and written in C, and the objects that bind a function to self. */
#include "lane.h"

typedef PyObject *vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);

vectorcall c4j_CFunctionType_vectorcallNoArgs;
vectorcall c4j_CFunctionType_vectorcallO;
vectorcall c4j_CFunctionType_vectorcallFast;
vectorcall c4j_CFunctionType_vectorcallFastKeywords;

/* ---- builtin_function_or_method ---- */

/* Whether functions of this convention are made here; *function is their vectorcall, NULL for one that has none. */
static inline bool has_plain_convention(const PyMethodDef *def, vectorcallfunc *function)
{
    switch (def->ml_flags & (METH_VARARGS | METH_KEYWORDS | METH_NOARGS | METH_O | METH_FASTCALL | METH_METHOD)) {
    case METH_NOARGS:
        *function = c4j_CFunctionType_vectorcallNoArgs;
        return true;
    case METH_O:
        *function = c4j_CFunctionType_vectorcallO;
        return true;
    case METH_FASTCALL:
        *function = c4j_CFunctionType_vectorcallFast;
        return true;
    case METH_FASTCALL | METH_KEYWORDS:
        *function = c4j_CFunctionType_vectorcallFastKeywords;
        return true;
    case METH_VARARGS:
    case METH_VARARGS | METH_KEYWORDS:
        *function = NULL;
        return true;
    }
    return false;
}

/* NULL without an error when that is for Java to do. self and module may be NULL. */
static PyObject *new_function(PyMethodDef *def, PyObject *self, PyObject *module)
{
    vectorcallfunc function;
    if (C4J_UNLIKELY(!has_plain_convention(def, &function)))
        return NULL;
    c4j_before_container();
    PyCFunctionObject *object = (PyCFunctionObject *)c4j_gc_new(&PyCFunction_Type, sizeof(*object));
    if (C4J_UNLIKELY(object == NULL))
        return NULL;
    object->m_ml = def;
    object->m_self = Py_XNewRef(self);
    object->m_module = Py_XNewRef(module);
    object->m_weakreflist = NULL;
    object->vectorcall = function;
    c4j_link_tracked(object);
    return (PyObject *)object;
}

SLOT_LANE(void, c4j_CFunctionType_dealloc, PyObject *self)
{
    PyCFunctionObject *function = (PyCFunctionObject *)self;
    if (C4J_UNLIKELY(!Py_IS_TYPE(self, &PyCFunction_Type) || function->m_weakreflist != NULL)) {
        MISS(c4j_CFunctionType_dealloc)(self);
        return;
    }
    c4j_unlink_tracked(self);
    Py_XDECREF(function->m_self);
    Py_XDECREF(function->m_module);
    PyObject_GC_Del(self);
}

/* ---- Descriptors ---- */

typedef PyObject *getter_of(PyObject *self, PyObject *object, PyObject *type);
typedef int setter_of(PyObject *self, PyObject *object, PyObject *value);

getter_of c4j_MethodDescrType_get;
getter_of c4j_MemberDescrType_get;
getter_of c4j_GetSetDescrType_get;
setter_of c4j_GetSetDescrType_set;

/* Whether the descriptor is for objects like this one. */
static inline bool applies(PyObject *descriptor, PyObject *object)
{
    return object != NULL && PyObject_TypeCheck(object, ((PyDescrObject *)descriptor)->d_type);
}

LANE(PyObject *, c4j_MethodDescrType_get)(PyObject *self, PyObject *object, PyObject *type)
{
    PyObject *function = applies(self, object) ? new_function(((PyMethodDescrObject *)self)->d_method, object, NULL) : NULL;
    return C4J_LIKELY(function != NULL) ? function : MISS(c4j_MethodDescrType_get)(self, object, type);
}

/* A new reference to a field's value, or NULL without an error when that is for Java to make. */
static PyObject *read_field(const char *field, int type)
{
    PyObject *object;
    switch (type) {
    case T_OBJECT:
        object = *(PyObject *const *)field;
        return Py_NewRef(object == NULL ? Py_None : object);
    case T_OBJECT_EX:
        return Py_XNewRef(*(PyObject *const *)field);
    case T_BOOL:
        return Py_NewRef(*field ? Py_True : Py_False);
    case T_INT:
        return c4j_new_long(*(const int *)field);
    case T_UINT:
        return c4j_new_long(*(const unsigned int *)field);
    case T_LONG:
    case T_LONGLONG:
    case T_PYSSIZET:
        return c4j_new_long(*(const long *)field);
    case T_DOUBLE:
        return c4j_new_float(*(const double *)field);
    case T_FLOAT:
        return c4j_new_float(*(const float *)field);
    }
    return NULL;
}

LANE(PyObject *, c4j_MemberDescrType_get)(PyObject *self, PyObject *object, PyObject *type)
{
    PyMemberDef *member = ((PyMemberDescrObject *)self)->d_member;
    PyObject *value = applies(self, object) ? read_field((char *)object + member->offset, member->type) : NULL;
    return C4J_LIKELY(value != NULL) ? value : MISS(c4j_MemberDescrType_get)(self, object, type);
}

LANE(PyObject *, c4j_GetSetDescrType_get)(PyObject *self, PyObject *object, PyObject *type)
{
    PyGetSetDef *def = ((PyGetSetDescrObject *)self)->d_getset;
    return C4J_LIKELY(applies(self, object) && def->get != NULL) ? def->get(object, def->closure)
                                                                 : MISS(c4j_GetSetDescrType_get)(self, object, type);
}

LANE(int, c4j_GetSetDescrType_set)(PyObject *self, PyObject *object, PyObject *value)
{
    PyGetSetDef *def = ((PyGetSetDescrObject *)self)->d_getset;
    return C4J_LIKELY(applies(self, object) && def->set != NULL) ? def->set(object, value, def->closure)
                                                                 : MISS(c4j_GetSetDescrType_set)(self, object, value);
}
