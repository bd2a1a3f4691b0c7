/* Audit hooks, and sys by Python objects. */
#ifndef Py_CPYTHON_SYSMODULE_H
#define Py_CPYTHON_SYSMODULE_H

C4J_BEGIN_DECLS

typedef int (*Py_AuditHookFunction)(const char *, PyObject *, void *);

PyAPI_FUNC(int) PySys_AddAuditHook(Py_AuditHookFunction, void *);
PyAPI_FUNC(int) PySys_Audit(const char *event, const char *argFormat, ...);
PyAPI_FUNC(PyObject *) _PySys_GetAttr(PyThreadState *tstate, PyObject *name) C4J_BORROWED;
PyAPI_FUNC(size_t) _PySys_GetSizeOf(PyObject *);

C4J_END_DECLS

#endif /* Py_CPYTHON_SYSMODULE_H */
