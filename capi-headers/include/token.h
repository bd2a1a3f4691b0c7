/* Declarations of the C API area "token.h". */
#ifndef Py_TOKEN_H
#define Py_TOKEN_H

C4J_BEGIN_DECLS

#ifndef Py_LIMITED_API
PyAPI_DATA(const char *const) _PyParser_TokenNames[];
PyAPI_FUNC(int) PyToken_OneChar(int) C4J_ERROR(54) C4J_NOFAIL;
PyAPI_FUNC(int) PyToken_ThreeChars(int, int, int) C4J_ERROR(54) C4J_NOFAIL;
PyAPI_FUNC(int) PyToken_TwoChars(int, int) C4J_ERROR(54) C4J_NOFAIL;
#endif

C4J_END_DECLS

#endif /* Py_TOKEN_H */
