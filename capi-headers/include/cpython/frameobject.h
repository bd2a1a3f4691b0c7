/* Making frames and moving their locals. */
#ifndef Py_CPYTHON_FRAMEOBJECT_H
#define Py_CPYTHON_FRAMEOBJECT_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) PyFrame_FastToLocals(PyFrameObject *);
PyAPI_FUNC(int) PyFrame_FastToLocalsWithError(PyFrameObject *f);
PyAPI_FUNC(int) _PyFrame_IsEntryFrame(PyFrameObject *frame) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) PyFrame_LocalsToFast(PyFrameObject *, int);
PyAPI_FUNC(PyFrameObject *) PyFrame_New(PyThreadState *, PyCodeObject *, PyObject *, PyObject *);

C4J_END_DECLS

#endif /* Py_CPYTHON_FRAMEOBJECT_H */
