/* Comparing C strings without regard to case. */
#ifndef Py_STRCMP_H
#define Py_STRCMP_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) PyOS_mystricmp(const char *, const char *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyOS_mystrnicmp(const char *, const char *, Py_ssize_t) C4J_ERROR(0) C4J_NOFAIL;

#define PyOS_stricmp PyOS_mystricmp
#define PyOS_strnicmp PyOS_mystrnicmp

C4J_END_DECLS

#endif /* Py_STRCMP_H */
