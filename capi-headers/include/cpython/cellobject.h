/* Cells: variables that a closure shares. */
#ifndef Py_CELLOBJECT_H
#define Py_CELLOBJECT_H

#ifndef Py_LIMITED_API

C4J_BEGIN_DECLS

/* ob_ref is NULL while the variable is unbound. */
typedef struct {
    PyObject_HEAD
    PyObject *ob_ref;
} PyCellObject;

PyAPI_DATA(PyTypeObject) PyCell_Type;
PyAPI_FUNC(PyObject *) PyCell_Get(PyObject *);
PyAPI_FUNC(PyObject *) PyCell_New(PyObject *);
PyAPI_FUNC(int) PyCell_Set(PyObject *, PyObject *);

#define PyCell_Check(op) Py_IS_TYPE((op), &PyCell_Type)
#define PyCell_GET(op) (((PyCellObject *)(op))->ob_ref)
#define PyCell_SET(op, v) _Py_RVALUE(((PyCellObject *)(op))->ob_ref = (v))

C4J_END_DECLS
#endif

#endif /* Py_CELLOBJECT_H */
