/* Frames, as limited code sees them. */
#ifndef Py_PYFRAME_H
#define Py_PYFRAME_H

C4J_BEGIN_DECLS

PyAPI_FUNC(PyCodeObject *) PyFrame_GetCode(PyFrameObject *frame) C4J_NOFAIL;
PyAPI_FUNC(int) PyFrame_GetLineNumber(PyFrameObject *) C4J_ERROR(0) C4J_NOFAIL;

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/pyframe.h"
#endif

#endif /* Py_PYFRAME_H */
