/* Declarations of the C API area "modsupport.h". */
#ifndef Py_MODSUPPORT_H
#define Py_MODSUPPORT_H

C4J_BEGIN_DECLS

PyAPI_FUNC(PyObject *) Py_BuildValue(const char *, ...);
PyAPI_FUNC(PyObject *) _Py_BuildValue_SizeT(const char *, ...);
PyAPI_FUNC(PyObject *) Py_VaBuildValue(const char *, va_list);
PyAPI_FUNC(int) PyArg_Parse(PyObject *, const char *, ...) C4J_ERROR(0);
PyAPI_FUNC(int) PyArg_ParseTuple(PyObject *, const char *, ...) C4J_ERROR(0);
PyAPI_FUNC(int) PyArg_ParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, ...) C4J_ERROR(0);
PyAPI_FUNC(int) PyArg_UnpackTuple(PyObject *, const char *, Py_ssize_t, Py_ssize_t, ...) C4J_ERROR(0);
PyAPI_FUNC(int) PyArg_ValidateKeywordArguments(PyObject *) C4J_ERROR(0);
PyAPI_FUNC(int) PyArg_VaParse(PyObject *, const char *, va_list) C4J_ERROR(0);
PyAPI_FUNC(int) PyArg_VaParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, va_list) C4J_ERROR(0);
PyAPI_FUNC(int) PyModule_AddIntConstant(PyObject *, const char *, long);
PyAPI_FUNC(int) PyModule_AddObject(PyObject *mod, const char *, PyObject *value) C4J_STEALS(3);
PyAPI_FUNC(int) PyModule_AddStringConstant(PyObject *, const char *, const char *);
PyAPI_FUNC(PyObject *) PyModule_Create2(PyModuleDef *, int apiver);

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03030000
PyAPI_FUNC(int) _PyArg_Parse_SizeT(PyObject *, const char *, ...) C4J_ERROR(0);
PyAPI_FUNC(int) _PyArg_ParseTuple_SizeT(PyObject *, const char *, ...) C4J_ERROR(0);
PyAPI_FUNC(int) _PyArg_ParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, ...) C4J_ERROR(0);
PyAPI_FUNC(int) _PyArg_VaParse_SizeT(PyObject *, const char *, va_list) C4J_ERROR(0);
PyAPI_FUNC(int) _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, va_list) C4J_ERROR(0);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(int) PyModule_AddFunctions(PyObject *, PyMethodDef *);
PyAPI_FUNC(int) PyModule_ExecDef(PyObject *module, PyModuleDef *def);
PyAPI_FUNC(PyObject *) PyModule_FromDefAndSpec2(PyModuleDef *def, PyObject *spec, int module_api_version);
PyAPI_FUNC(int) PyModule_SetDocString(PyObject *, const char *);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030a0000
PyAPI_FUNC(int) PyModule_AddObjectRef(PyObject *mod, const char *name, PyObject *value);
PyAPI_FUNC(int) PyModule_AddType(PyObject *module, PyTypeObject *type);
#endif

#ifndef Py_LIMITED_API
#  include "cpython/modsupport.h"
#endif

C4J_END_DECLS

#endif /* Py_MODSUPPORT_H */
