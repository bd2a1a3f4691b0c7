/* Declarations of the C API area "cpython/object.h". */
#ifndef Py_CPYTHON_OBJECT_H
#define Py_CPYTHON_OBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(int) _Py_SwappedOp[];
PyAPI_DATA(PyTypeObject) _PyNone_Type;
PyAPI_DATA(PyTypeObject) _PyNotImplemented_Type;
PyAPI_FUNC(void) _Py_BreakPoint(void);
PyAPI_FUNC(void) _Py_NewReference(PyObject *op);
PyAPI_FUNC(void) _PyDebugAllocatorStats(FILE *out, const char *block_name, int num_blocks, size_t sizeof_block);
PyAPI_FUNC(void) _PyObject_AssertFailed(PyObject *obj, const char *expr, const char *msg, const char *file, int line, const char *function) C4J_ABORTS;
PyAPI_FUNC(void) PyObject_CallFinalizer(PyObject *) C4J_NOFAIL;
PyAPI_FUNC(int) PyObject_CallFinalizerFromDealloc(PyObject *);
PyAPI_FUNC(int) _PyObject_CheckConsistency(PyObject *op, int check_content) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) _PyObject_DebugTypeStats(FILE *out);
PyAPI_FUNC(void) _PyObject_Dump(PyObject *);
PyAPI_FUNC(PyObject *) _PyObject_FunctionStr(PyObject *);
PyAPI_FUNC(PyObject *) _PyObject_GenericGetAttrWithDict(PyObject *, PyObject *, PyObject *, int);
PyAPI_FUNC(int) _PyObject_GenericSetAttrWithDict(PyObject *, PyObject *, PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) _PyObject_GetAttrId(PyObject *, _Py_Identifier *);
PyAPI_FUNC(PyObject **) _PyObject_GetDictPtr(PyObject *) C4J_NOFAIL;
PyAPI_FUNC(int) _PyObject_GetMethod(PyObject *obj, PyObject *name, PyObject **method) C4J_ERROR(0);
PyAPI_FUNC(int) _PyObject_IsAbstract(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyObject_IsFreed(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyObject_LookupAttr(PyObject *, PyObject *, PyObject **);
PyAPI_FUNC(int) _PyObject_LookupAttrId(PyObject *, _Py_Identifier *, PyObject **);
PyAPI_FUNC(PyObject *) _PyObject_LookupSpecial(PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) _PyObject_LookupSpecialId(PyObject *, _Py_Identifier *);
PyAPI_FUNC(PyObject *) _PyObject_NextNotImplemented(PyObject *);
PyAPI_FUNC(int) PyObject_Print(PyObject *, FILE *, int);
PyAPI_FUNC(int) _PyObject_SetAttrId(PyObject *, _Py_Identifier *, PyObject *);
PyAPI_FUNC(int) _PyTrash_begin(PyThreadState *tstate, PyObject *op) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyTrash_cond(PyObject *op, destructor dealloc) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) _PyTrash_end(PyThreadState *tstate) C4J_NOFAIL;
PyAPI_FUNC(PyTypeObject *) _PyType_CalculateMetaclass(PyTypeObject *, PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) _PyType_GetDocFromInternalDoc(const char *, const char *);
PyAPI_FUNC(PyObject *) PyType_GetModuleByDef(PyTypeObject *, PyModuleDef *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) _PyType_GetTextSignatureFromInternalDoc(const char *, const char *);
PyAPI_FUNC(PyObject *) _PyType_Lookup(PyTypeObject *, PyObject *) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(PyObject *) _PyType_LookupId(PyTypeObject *, _Py_Identifier *) C4J_BORROWED;
PyAPI_FUNC(const char *) _PyType_Name(PyTypeObject *);

C4J_END_DECLS

#endif /* Py_CPYTHON_OBJECT_H */
