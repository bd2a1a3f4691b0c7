/* Declarations of the C API area "cpython/odictobject.h". */
#ifndef Py_CPYTHON_ODICTOBJECT_H
#define Py_CPYTHON_ODICTOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyODict_Type;
PyAPI_DATA(PyTypeObject) PyODictItems_Type;
PyAPI_DATA(PyTypeObject) PyODictIter_Type;
PyAPI_DATA(PyTypeObject) PyODictKeys_Type;
PyAPI_DATA(PyTypeObject) PyODictValues_Type;
PyAPI_FUNC(int) PyODict_DelItem(PyObject *od, PyObject *key);
PyAPI_FUNC(PyObject *) PyODict_New(void);
PyAPI_FUNC(int) PyODict_SetItem(PyObject *od, PyObject *key, PyObject *item);

C4J_END_DECLS

#endif /* Py_CPYTHON_ODICTOBJECT_H */
