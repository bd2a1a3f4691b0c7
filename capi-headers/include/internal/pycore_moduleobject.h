/* The module struct. */
#ifndef Py_INTERNAL_MODULEOBJECT_H
#define Py_INTERNAL_MODULEOBJECT_H

C4J_BEGIN_DECLS

typedef struct {
    PyObject_HEAD
    PyObject *md_dict;
    PyModuleDef *md_def;
    void *md_state;
    PyObject *md_weaklist;
    PyObject *md_name;
} PyModuleObject;

static inline PyModuleDef *_PyModule_GetDef(PyObject *mod) {
    return ((PyModuleObject *)mod)->md_def;
}

static inline void *_PyModule_GetState(PyObject *mod) {
    return ((PyModuleObject *)mod)->md_state;
}

static inline PyObject *_PyModule_GetDict(PyObject *mod) {
    return ((PyModuleObject *)mod)->md_dict;
}

C4J_END_DECLS

#endif /* Py_INTERNAL_MODULEOBJECT_H */
