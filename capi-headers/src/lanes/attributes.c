/* Attribute access in CPython's order: a data descriptor of the type, the instance's dict, any other attribute of the type. */
#include "internal_lanes.h"
#include "lookup.h"
#include "vector.h"

/* ---- Reading ---- */

/* DONE may be a failure, with NULL and an error set. ASK: nothing was done, Java can tell. */
enum outcome { DONE, ABSENT, ASK };

/* DONE: *dict is the instance's, or NULL while there is none. */
static inline enum outcome get_dict(PyObject *object, PyObject **dict)
{
    Py_ssize_t offset = Py_TYPE(object)->tp_dictoffset;
    if (PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_MANAGED_DICT)) {
        *dict = *c4j_managed_dict(object);
        return DONE;
    }
    if (offset == 0)
        return ABSENT;
    if (C4J_UNLIKELY(offset < 0 || PyType_Check(object)))
        return ASK;
    *dict = *(PyObject **)((char *)object + offset);
    return DONE;
}

/* A new reference to what the instance's dict has under a name. */
static inline enum outcome get_in_dict(PyObject *object, PyObject *name, PyObject **result)
{
    struct c4j_entry *entry;
    PyObject *dict;
    enum outcome outcome = get_dict(object, &dict);
    if (outcome != DONE || dict == NULL)
        return outcome == DONE ? ABSENT : outcome;
    enum c4j_found found = c4j_look_up(dict, name, &entry);
    if (found != C4J_FOUND)
        return found == C4J_MISSING ? ABSENT : ASK;
    *result = Py_NewRef(entry->value);
    return DONE;
}

static inline PyObject *bind(descrgetfunc get, PyObject *attribute, PyObject *object, PyObject *type)
{
    Py_INCREF(attribute);
    PyObject *result = get(attribute, object, type);
    Py_DECREF(attribute);
    return result;
}

static inline enum outcome get(PyObject *object, PyObject *name, PyObject **result)
{
    PyObject *attribute;
    PyTypeObject *type = Py_TYPE(object);
    if (C4J_UNLIKELY(!c4j_is_plain_str(name) || !c4j_look_up_type(type, name, &attribute)))
        return ASK;
    descrgetfunc getter = attribute == NULL ? NULL : Py_TYPE(attribute)->tp_descr_get;
    if (getter == NULL || Py_TYPE(attribute)->tp_descr_set == NULL) {
        enum outcome outcome = get_in_dict(object, name, result);
        if (outcome != ABSENT || attribute == NULL)
            return outcome;
    }
    *result = getter != NULL ? bind(getter, attribute, object, (PyObject *)type) : Py_NewRef(attribute);
    return DONE;
}

/* Raises the AttributeError for a name that is nowhere, with all that it knows; false when that is for Java to do. */
static bool raise_missing(PyObject *object, PyObject *name)
{
    if (c4j_is_handling(c4j_tstate))
        return false;
    PyObject *text = PyUnicode_FromFormat("'%.50s' object has no attribute '%U'", Py_TYPE(object)->tp_name, name);
    PyObject *args = text == NULL ? NULL : c4j_packed(&text, 1);
    PyAttributeErrorObject *error = args == NULL ? NULL : (PyAttributeErrorObject *)c4j_type_alloc((PyTypeObject *)PyExc_AttributeError, 0);
    Py_XDECREF(text);
    if (C4J_UNLIKELY(error == NULL)) {
        Py_XDECREF(args);
        return text == NULL;
    }
    error->args = args;
    error->obj = Py_NewRef(object);
    error->name = Py_NewRef(name);
    PyErr_Restore(Py_NewRef(PyExc_AttributeError), (PyObject *)error, NULL);
    return true;
}

/* False when only Java can tell. */
static inline bool get_or_raise(PyObject *object, PyObject *name, PyObject **result)
{
    enum outcome outcome = get(object, name, result);
    if (outcome == ABSENT)
        *result = NULL;
    return C4J_LIKELY(outcome == DONE) || (outcome == ABSENT && raise_missing(object, name));
}

LANE(PyObject *, PyObject_GenericGetAttr)(PyObject *object, PyObject *name)
{
    PyObject *result;
    return C4J_LIKELY(object != NULL && name != NULL && get_or_raise(object, name, &result)) ? result
                                                                                            : MISS(PyObject_GenericGetAttr)(object, name);
}

SLOT_LANE(void, c4j_AttributeErrorType_dealloc, PyObject *self)
{
    if (C4J_UNLIKELY((PyObject *)Py_TYPE(self) != PyExc_AttributeError || c4j_tstate == NULL)) {
        MISS(c4j_AttributeErrorType_dealloc)(self);
        return;
    }
    PyAttributeErrorObject *error = (PyAttributeErrorObject *)self;
    PyObject *fields[] = {error->obj, error->name, error->dict, error->args, error->notes, error->traceback, error->cause, error->context};
    c4j_unlink_tracked(self);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(fields); i++)
        Py_XDECREF(fields[i]);
    PyObject_GC_Del(self);
}

/* A module's __getattr__ is asked, by Java, where the generic way ends in AttributeError. */
LANE(PyObject *, c4j_ModuleType_getAttribute)(PyObject *self, PyObject *name)
{
    PyObject *result;
    if (C4J_UNLIKELY(get(self, name, &result) != DONE))
        return MISS(c4j_ModuleType_getAttribute)(self, name);
    if (C4J_LIKELY(result != NULL || !PyErr_ExceptionMatches(PyExc_AttributeError)))
        return result;
    PyErr_Clear();
    return MISS(c4j_ModuleType_getAttribute)(self, name);
}

static inline bool is_adorned(PyObject *error)
{
    return error != NULL && (PyObject *)Py_TYPE(error) == PyExc_AttributeError && ((PyAttributeErrorObject *)error)->obj != NULL;
}

LANE(PyObject *, PyObject_GetAttr)(PyObject *object, PyObject *name)
{
    PyObject *result;
    if (C4J_UNLIKELY(object == NULL || name == NULL || !c4j_is_plain_str(name)))
        return MISS(PyObject_GetAttr)(object, name);
    getattrofunc getattro = Py_TYPE(object)->tp_getattro;
    if (C4J_LIKELY(getattro == PyObject_GenericGetAttr)) {
        if (C4J_UNLIKELY(!get_or_raise(object, name, &result)))
            return MISS(PyObject_GetAttr)(object, name);
    } else if (getattro != NULL) {
        result = getattro(object, name);
    } else {
        return MISS(PyObject_GetAttr)(object, name);
    }
    return C4J_LIKELY(result != NULL || c4j_tstate->curexc_type == NULL || is_adorned(c4j_tstate->curexc_value)) ? result : c4j_adorn_attribute_error(object, name);
}

LANE(PyObject *, PyObject_GetAttrString)(PyObject *object, const char *text)
{
    if (C4J_UNLIKELY(object == NULL || text == NULL))
        return MISS(PyObject_GetAttrString)(object, text);
    PyObject *name = c4j_name_of(text);
    if (name == NULL)
        return NULL;
    PyObject *result = PyObject_GetAttr(object, name);
    Py_DECREF(name);
    return result;
}

LANE(int, _PyObject_LookupAttr)(PyObject *object, PyObject *name, PyObject **result)
{
    if (C4J_UNLIKELY(object == NULL || name == NULL || !c4j_is_plain_str(name) || Py_TYPE(object)->tp_getattro == NULL))
        return MISS(_PyObject_LookupAttr)(object, name, result);
    *result = NULL;
    if (C4J_LIKELY(Py_TYPE(object)->tp_getattro == PyObject_GenericGetAttr)) {
        enum outcome outcome = get(object, name, result);
        if (outcome != DONE)
            return outcome == ABSENT ? 0 : MISS(_PyObject_LookupAttr)(object, name, result);
    } else {
        *result = Py_TYPE(object)->tp_getattro(object, name);
    }
    if (C4J_LIKELY(*result != NULL))
        return 1;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError))
        return -1;
    PyErr_Clear();
    return 0;
}

static int get_bound(PyObject *object, PyObject *name, PyObject **method)
{
    *method = PyObject_GetAttr(object, name);
    return 0;
}

/* A function of the type isn't bound: a call with the object in front does. */
LANE(int, _PyObject_GetMethod)(PyObject *object, PyObject *name, PyObject **method)
{
    PyObject *attribute;
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_getattro != PyObject_GenericGetAttr)
        return get_bound(object, name, method);
    if (C4J_UNLIKELY(!c4j_is_plain_str(name) || !c4j_look_up_type(type, name, &attribute)))
        return MISS(_PyObject_GetMethod)(object, name, method);
    if (attribute == NULL || !PyType_HasFeature(Py_TYPE(attribute), Py_TPFLAGS_METHOD_DESCRIPTOR))
        return get_bound(object, name, method);
    enum outcome outcome = get_in_dict(object, name, method);
    if (outcome != ABSENT)
        return outcome == DONE ? 0 : MISS(_PyObject_GetMethod)(object, name, method);
    *method = Py_NewRef(attribute);
    return 1;
}

/* ---- Writing ---- */

/* The instance's dict: borrowed, NULL when there is none yet, which Java makes. */
static inline PyObject *dict_to_set(PyObject *object)
{
    PyObject *dict;
    return get_dict(object, &dict) == DONE ? dict : NULL;
}

/* False: nothing was done, Java can tell. value is NULL to delete. */
static inline bool set(PyObject *object, PyObject *name, PyObject *value, int *status)
{
    PyObject *attribute, *dict;
    if (C4J_UNLIKELY(!c4j_is_plain_str(name) || !c4j_look_up_type(Py_TYPE(object), name, &attribute)))
        return false;
    descrsetfunc setter = attribute == NULL ? NULL : Py_TYPE(attribute)->tp_descr_set;
    if (setter != NULL) {
        Py_INCREF(attribute);
        *status = setter(attribute, object, value);
        Py_DECREF(attribute);
        return true;
    }
    *status = 0;
    return value != NULL && (dict = dict_to_set(object)) != NULL && c4j_dict_set(dict, name, value);
}

LANE(int, PyObject_GenericSetAttr)(PyObject *object, PyObject *name, PyObject *value)
{
    int status;
    return C4J_LIKELY(object != NULL && name != NULL && set(object, name, value, &status)) ? status
                                                                                          : MISS(PyObject_GenericSetAttr)(object, name, value);
}

LANE(int, PyObject_SetAttr)(PyObject *object, PyObject *name, PyObject *value)
{
    setattrofunc setattro = object == NULL || name == NULL || !c4j_is_plain_str(name) ? NULL : Py_TYPE(object)->tp_setattro;
    return C4J_LIKELY(setattro != NULL) ? setattro(object, name, value) : MISS(PyObject_SetAttr)(object, name, value);
}

LANE(int, PyObject_SetAttrString)(PyObject *object, const char *text, PyObject *value)
{
    if (C4J_UNLIKELY(object == NULL || text == NULL))
        return MISS(PyObject_SetAttrString)(object, text, value);
    PyObject *name = c4j_name_of(text);
    if (name == NULL)
        return -1;
    int status = PyObject_SetAttr(object, name, value);
    Py_DECREF(name);
    return status;
}
