/* list[int] and the like. */
#ifndef Py_GENERICALIASOBJECT_H
#define Py_GENERICALIASOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) Py_GenericAliasType;
PyAPI_FUNC(PyObject *) Py_GenericAlias(PyObject *, PyObject *);

C4J_END_DECLS

#endif /* Py_GENERICALIASOBJECT_H */
