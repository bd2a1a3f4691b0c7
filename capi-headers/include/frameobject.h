/* Frames: not part of Python.h. */
#ifndef Py_FRAMEOBJECT_H
#define Py_FRAMEOBJECT_H

#include "pyframe.h"

C4J_BEGIN_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/frameobject.h"
#endif

C4J_END_DECLS

#endif /* Py_FRAMEOBJECT_H */
