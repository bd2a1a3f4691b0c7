/* Declarations of the C API area "structseq.h". */
#ifndef Py_STRUCTSEQ_H
#define Py_STRUCTSEQ_H

C4J_BEGIN_DECLS

PyAPI_FUNC(PyObject *) PyStructSequence_GetItem(PyObject *, Py_ssize_t) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyStructSequence_New(PyTypeObject *type);
PyAPI_FUNC(PyTypeObject *) PyStructSequence_NewType(PyStructSequence_Desc *desc);
PyAPI_FUNC(void) PyStructSequence_SetItem(PyObject *, Py_ssize_t, PyObject *) C4J_STEALS(3) C4J_NOFAIL;

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030b0000
PyAPI_DATA(const char *const) PyStructSequence_UnnamedField;
#endif

#ifndef Py_LIMITED_API
PyAPI_FUNC(void) PyStructSequence_InitType(PyTypeObject *type, PyStructSequence_Desc *desc);
PyAPI_FUNC(int) PyStructSequence_InitType2(PyTypeObject *type, PyStructSequence_Desc *desc);
#endif

C4J_END_DECLS

#endif /* Py_STRUCTSEQ_H */
