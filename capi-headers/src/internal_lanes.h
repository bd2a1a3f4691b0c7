/* The errors that lanes find only after a call that can't be made twice: Java raises them. */
#ifndef CAPI4J_INTERNAL_LANES_H
#define CAPI4J_INTERNAL_LANES_H

#include "Python.h"

C4J_BEGIN_DECLS

/* Releases what tp_iter gave and raises TypeError. */
PyAPI_FUNC(PyObject *) c4j_refuse_iterator(PyObject *iterator);
/* Gives the error that is set the object and the name, if it is an AttributeError without them. */
PyAPI_FUNC(PyObject *) c4j_adorn_attribute_error(PyObject *object, PyObject *name);

C4J_END_DECLS

#endif /* CAPI4J_INTERNAL_LANES_H */
