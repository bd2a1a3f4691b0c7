/* Attributes of types along the MRO, through a cache. */
#ifndef CAPI4J_LANES_LOOKUP_H
#define CAPI4J_LANES_LOOKUP_H

#include "dict.h"

PyObject *c4j_ModuleType_getAttribute(PyObject *self, PyObject *name);
PyObject *c4j_TypeType_getAttr(PyObject *self, PyObject *name);

/* Whether an except block is handling something, which a new error would get as its context. */
bool c4j_is_handling(PyThreadState *tstate);

/* The search behind a cache entry that holds something else. */
bool c4j_search_type(PyTypeObject *type, PyObject *name, struct c4j_lookup *entry, PyObject **value);

/* A new reference to the str of a name that is a C string; NULL with an error set. */
PyObject *c4j_name_of(const char *text);

/* _PyType_Lookup: false when only Java can tell. *value is borrowed, or NULL where there is no such attribute. */
static inline bool c4j_look_up_type(PyTypeObject *type, PyObject *name, PyObject **value)
{
    unsigned version = type->tp_version_tag;
    size_t place = (version * 31u ^ (size_t)name >> 4) & (C4J_LOOKUPS - 1);
    struct c4j_lookup *entry = &c4j_tstate->interp->lookups[place];
    if (C4J_UNLIKELY(entry->version != version || entry->name != name || version == 0))
        return c4j_search_type(type, name, entry, value);
    *value = entry->value;
    return true;
}

/* Whether a data descriptor of the type comes before anything else, with nothing looked at earlier. */
static inline bool c4j_finds_generically(PyTypeObject *type)
{
    getattrofunc get = type->tp_getattro;
    return get == PyObject_GenericGetAttr || get == c4j_ModuleType_getAttribute || get == c4j_TypeType_getAttr;
}

#endif /* CAPI4J_LANES_LOOKUP_H */
