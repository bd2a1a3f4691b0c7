/* range. */
#ifndef Py_RANGEOBJECT_H
#define Py_RANGEOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyLongRangeIter_Type;
PyAPI_DATA(PyTypeObject) PyRange_Type;
PyAPI_DATA(PyTypeObject) PyRangeIter_Type;

#define PyRange_Check(op) Py_IS_TYPE((op), &PyRange_Type)

C4J_END_DECLS

#endif /* Py_RANGEOBJECT_H */
