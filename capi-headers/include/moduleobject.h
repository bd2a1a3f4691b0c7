/* Modules and their definitions. */
#ifndef Py_MODULEOBJECT_H
#define Py_MODULEOBJECT_H

C4J_BEGIN_DECLS

typedef struct PyModuleDef_Base {
    PyObject_HEAD
    PyObject *(*m_init)(void);
    Py_ssize_t m_index;
    PyObject *m_copy;
} PyModuleDef_Base;

#define PyModuleDef_HEAD_INIT { PyObject_HEAD_INIT(_Py_NULL) _Py_NULL, 0, _Py_NULL, }

/* Multi-phase initialization: slots end with { 0, NULL }. */
struct PyModuleDef_Slot {
    int slot;
    void *value;
};

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03050000
#  define Py_mod_create 1
#  define Py_mod_exec 2
#endif
#ifndef Py_LIMITED_API
#  define _Py_mod_LAST_SLOT 2
#endif

struct PyModuleDef {
    PyModuleDef_Base m_base;
    const char *m_name;
    const char *m_doc;
    Py_ssize_t m_size;
    PyMethodDef *m_methods;
    PyModuleDef_Slot *m_slots;
    traverseproc m_traverse;
    inquiry m_clear;
    freefunc m_free;
};

PyAPI_DATA(PyTypeObject) PyModule_Type;
PyAPI_FUNC(PyModuleDef *) PyModule_GetDef(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyModule_GetDict(PyObject *) C4J_BORROWED;
PyAPI_FUNC(const char *) PyModule_GetFilename(PyObject *);
PyAPI_FUNC(PyObject *) PyModule_GetFilenameObject(PyObject *);
PyAPI_FUNC(const char *) PyModule_GetName(PyObject *);
PyAPI_FUNC(void *) PyModule_GetState(PyObject *);
PyAPI_FUNC(PyObject *) PyModule_New(const char *name);

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03030000
PyAPI_FUNC(PyObject *) PyModule_GetNameObject(PyObject *);
PyAPI_FUNC(PyObject *) PyModule_NewObject(PyObject *name);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03050000
PyAPI_DATA(PyTypeObject) PyModuleDef_Type;
PyAPI_FUNC(PyObject *) PyModuleDef_Init(PyModuleDef *) C4J_BORROWED;
#endif

#ifndef Py_LIMITED_API
PyAPI_FUNC(void) _PyModule_Clear(PyObject *);
PyAPI_FUNC(void) _PyModule_ClearDict(PyObject *);
PyAPI_FUNC(int) _PyModuleSpec_IsInitializing(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
#endif

#define PyModule_Check(op) PyObject_TypeCheck((op), &PyModule_Type)
#define PyModule_CheckExact(op) Py_IS_TYPE((op), &PyModule_Type)

C4J_END_DECLS

#endif /* Py_MODULEOBJECT_H */
