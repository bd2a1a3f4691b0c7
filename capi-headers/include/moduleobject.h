/* Declarations of the C API area "moduleobject.h". */
#ifndef Py_MODULEOBJECT_H
#define Py_MODULEOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyModule_Type;
PyAPI_FUNC(PyModuleDef *) PyModule_GetDef(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyModule_GetDict(PyObject *) C4J_BORROWED;
PyAPI_FUNC(const char *) PyModule_GetFilename(PyObject *);
PyAPI_FUNC(PyObject *) PyModule_GetFilenameObject(PyObject *);
PyAPI_FUNC(const char *) PyModule_GetName(PyObject *);
PyAPI_FUNC(void *) PyModule_GetState(PyObject *);
PyAPI_FUNC(PyObject *) PyModule_New(const char *name);

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03050000
PyAPI_DATA(PyTypeObject) PyModuleDef_Type;
PyAPI_FUNC(PyObject *) PyModuleDef_Init(PyModuleDef *) C4J_BORROWED;
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(PyObject *) PyModule_GetNameObject(PyObject *);
PyAPI_FUNC(PyObject *) PyModule_NewObject(PyObject *name);
#endif

#ifndef Py_LIMITED_API
PyAPI_FUNC(void) _PyModule_Clear(PyObject *);
PyAPI_FUNC(void) _PyModule_ClearDict(PyObject *);
PyAPI_FUNC(int) _PyModuleSpec_IsInitializing(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
#endif

C4J_END_DECLS

#endif /* Py_MODULEOBJECT_H */
