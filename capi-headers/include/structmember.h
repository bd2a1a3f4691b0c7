/* Declarations of the C API area "structmember.h". */
#ifndef Py_STRUCTMEMBER_H
#define Py_STRUCTMEMBER_H

C4J_BEGIN_DECLS

PyAPI_FUNC(PyObject *) PyMember_GetOne(const char *, PyMemberDef *);
PyAPI_FUNC(int) PyMember_SetOne(char *, PyMemberDef *, PyObject *);

C4J_END_DECLS

#endif /* Py_STRUCTMEMBER_H */
