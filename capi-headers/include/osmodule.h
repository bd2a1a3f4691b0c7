/* os.fspath from C. */
#ifndef Py_OSMODULE_H
#define Py_OSMODULE_H

C4J_BEGIN_DECLS

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03060000
PyAPI_FUNC(PyObject *) PyOS_FSPath(PyObject *path);
#endif

C4J_END_DECLS

#endif /* Py_OSMODULE_H */
