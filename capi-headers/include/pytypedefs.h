/* Names of structs that several headers need before any of them is described. */
#ifndef Py_PYTYPEDEFS_H
#define Py_PYTYPEDEFS_H

C4J_BEGIN_DECLS

typedef struct PyModuleDef PyModuleDef;
typedef struct PyModuleDef_Slot PyModuleDef_Slot;
typedef struct PyMethodDef PyMethodDef;
typedef struct PyGetSetDef PyGetSetDef;
typedef struct PyMemberDef PyMemberDef;

typedef struct _object PyObject;
typedef struct _longobject PyLongObject;
typedef struct _typeobject PyTypeObject;
typedef struct PyCodeObject PyCodeObject;
typedef struct _frame PyFrameObject;

typedef struct _ts PyThreadState;
typedef struct _is PyInterpreterState;

C4J_END_DECLS

#endif /* Py_PYTYPEDEFS_H */
