/* list[int] and the like. */
#ifndef Py_GENERICALIASOBJECT_H
#define Py_GENERICALIASOBJECT_H

C4J_BEGIN_DECLS

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03090000
PyAPI_DATA(PyTypeObject) Py_GenericAliasType;
PyAPI_FUNC(PyObject *) Py_GenericAlias(PyObject *, PyObject *);
#endif

C4J_END_DECLS

#endif /* Py_GENERICALIASOBJECT_H */
