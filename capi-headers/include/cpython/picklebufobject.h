/* Declarations of the C API area "cpython/picklebufobject.h". */
#ifndef Py_CPYTHON_PICKLEBUFOBJECT_H
#define Py_CPYTHON_PICKLEBUFOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyPickleBuffer_Type;
PyAPI_FUNC(PyObject *) PyPickleBuffer_FromObject(PyObject *);
PyAPI_FUNC(const Py_buffer *) PyPickleBuffer_GetBuffer(PyObject *);
PyAPI_FUNC(int) PyPickleBuffer_Release(PyObject *);

C4J_END_DECLS

#endif /* Py_CPYTHON_PICKLEBUFOBJECT_H */
