/* Looking into a frame. */
#ifndef Py_CPYTHON_PYFRAME_H
#define Py_CPYTHON_PYFRAME_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyFrame_Type;
PyAPI_FUNC(PyFrameObject *) PyFrame_GetBack(PyFrameObject *frame) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyFrame_GetBuiltins(PyFrameObject *frame);
PyAPI_FUNC(PyObject *) PyFrame_GetGenerator(PyFrameObject *frame);
PyAPI_FUNC(PyObject *) PyFrame_GetGlobals(PyFrameObject *frame);
PyAPI_FUNC(int) PyFrame_GetLasti(PyFrameObject *frame) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyFrame_GetLocals(PyFrameObject *frame);

#define PyFrame_Check(op) Py_IS_TYPE((op), &PyFrame_Type)

C4J_END_DECLS

#endif /* Py_CPYTHON_PYFRAME_H */
