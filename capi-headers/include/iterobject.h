/* The two ready-made iterators. */
#ifndef Py_ITEROBJECT_H
#define Py_ITEROBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyCallIter_Type;
PyAPI_DATA(PyTypeObject) PySeqIter_Type;
PyAPI_FUNC(PyObject *) PyCallIter_New(PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) PySeqIter_New(PyObject *);

#define PySeqIter_Check(op) Py_IS_TYPE((op), &PySeqIter_Type)
#define PyCallIter_Check(op) Py_IS_TYPE((op), &PyCallIter_Type)

C4J_END_DECLS

#endif /* Py_ITEROBJECT_H */
