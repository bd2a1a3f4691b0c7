/* Declarations of the C API area "object.h". */
#ifndef Py_OBJECT_H
#define Py_OBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyObject) _Py_NoneStruct;
PyAPI_DATA(PyObject) _Py_NotImplementedStruct;
PyAPI_DATA(PyTypeObject) PyBaseObject_Type;
PyAPI_DATA(PyTypeObject) PySuper_Type;
PyAPI_DATA(PyTypeObject) PyType_Type;
PyAPI_FUNC(void) _Py_Dealloc(PyObject *) C4J_NOFAIL;
PyAPI_FUNC(void) Py_DecRef(PyObject *) C4J_STEALS(1) C4J_NOFAIL;
PyAPI_FUNC(void) Py_IncRef(PyObject *) C4J_NOFAIL;
PyAPI_FUNC(int) Py_ReprEnter(PyObject *);
PyAPI_FUNC(void) Py_ReprLeave(PyObject *) C4J_NOFAIL;
PyAPI_FUNC(int) PyCallable_Check(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyObject_ASCII(PyObject *);
PyAPI_FUNC(PyObject *) PyObject_Bytes(PyObject *);
PyAPI_FUNC(void) PyObject_ClearWeakRefs(PyObject *) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyObject_Dir(PyObject *);
PyAPI_FUNC(PyObject *) PyObject_GenericGetAttr(PyObject *, PyObject *);
PyAPI_FUNC(int) PyObject_GenericSetAttr(PyObject *, PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) PyObject_GetAttr(PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) PyObject_GetAttrString(PyObject *, const char *);
PyAPI_FUNC(int) PyObject_HasAttr(PyObject *, PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyObject_HasAttrString(PyObject *, const char *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(Py_hash_t) PyObject_Hash(PyObject *);
PyAPI_FUNC(Py_hash_t) PyObject_HashNotImplemented(PyObject *);
PyAPI_FUNC(int) PyObject_IsTrue(PyObject *);
PyAPI_FUNC(int) PyObject_Not(PyObject *);
PyAPI_FUNC(PyObject *) PyObject_Repr(PyObject *);
PyAPI_FUNC(PyObject *) PyObject_RichCompare(PyObject *, PyObject *, int);
PyAPI_FUNC(int) PyObject_RichCompareBool(PyObject *, PyObject *, int);
PyAPI_FUNC(PyObject *) PyObject_SelfIter(PyObject *);
PyAPI_FUNC(int) PyObject_SetAttr(PyObject *, PyObject *, PyObject *);
PyAPI_FUNC(int) PyObject_SetAttrString(PyObject *, const char *, PyObject *);
PyAPI_FUNC(PyObject *) PyObject_Str(PyObject *);
PyAPI_FUNC(unsigned int) PyType_ClearCache(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyType_FromSpec(PyType_Spec *);
PyAPI_FUNC(PyObject *) PyType_GenericAlloc(PyTypeObject *, Py_ssize_t);
PyAPI_FUNC(PyObject *) PyType_GenericNew(PyTypeObject *, PyObject *, PyObject *);
PyAPI_FUNC(unsigned long) PyType_GetFlags(PyTypeObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyType_IsSubtype(PyTypeObject *, PyTypeObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) PyType_Modified(PyTypeObject *) C4J_NOFAIL;
PyAPI_FUNC(int) PyType_Ready(PyTypeObject *);

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03030000
PyAPI_FUNC(PyObject *) PyType_FromSpecWithBases(PyType_Spec *, PyObject *);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03040000
PyAPI_FUNC(void *) PyType_GetSlot(PyTypeObject *, int);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(int) PyObject_GenericSetDict(PyObject *, PyObject *, void *);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030a0000
PyAPI_FUNC(void) _Py_DecRef(PyObject *) C4J_STEALS(1) C4J_NOFAIL;
PyAPI_FUNC(void) _Py_IncRef(PyObject *) C4J_NOFAIL;
PyAPI_FUNC(int) Py_Is(PyObject *x, PyObject *y) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) Py_IsNone(PyObject *x) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) Py_NewRef(PyObject *obj);
PyAPI_FUNC(PyObject *) Py_XNewRef(PyObject *obj);
PyAPI_FUNC(PyObject *) PyType_FromModuleAndSpec(PyObject *, PyType_Spec *, PyObject *);
PyAPI_FUNC(PyObject *) PyType_GetModule(PyTypeObject *) C4J_BORROWED;
PyAPI_FUNC(void *) PyType_GetModuleState(PyTypeObject *);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030b0000
PyAPI_FUNC(PyObject *) PyType_GetName(PyTypeObject *);
PyAPI_FUNC(PyObject *) PyType_GetQualName(PyTypeObject *);
#endif

#ifndef Py_LIMITED_API
PyAPI_FUNC(PyObject *) _PyObject_GetState(PyObject *);
#endif

#ifndef Py_LIMITED_API
#  include "cpython/object.h"
#endif

C4J_END_DECLS

#endif /* Py_OBJECT_H */
