/* Declarations of the C API area "pystrcmp.h". */
#ifndef Py_PYSTRCMP_H
#define Py_PYSTRCMP_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) PyOS_mystricmp(const char *, const char *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyOS_mystrnicmp(const char *, const char *, Py_ssize_t) C4J_ERROR(0) C4J_NOFAIL;

C4J_END_DECLS

#endif /* Py_PYSTRCMP_H */
