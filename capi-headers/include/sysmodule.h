/* The sys module from C. */
#ifndef Py_SYSMODULE_H
#define Py_SYSMODULE_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) PySys_AddWarnOption(const wchar_t *);
PyAPI_FUNC(void) PySys_AddWarnOptionUnicode(PyObject *);
PyAPI_FUNC(void) PySys_AddXOption(const wchar_t *);
PyAPI_FUNC(void) PySys_FormatStderr(const char *format, ...) C4J_NOFAIL;
PyAPI_FUNC(void) PySys_FormatStdout(const char *format, ...) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PySys_GetObject(const char *) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PySys_GetXOptions(void) C4J_BORROWED;
PyAPI_FUNC(int) PySys_HasWarnOptions(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) PySys_ResetWarnOptions(void);
PyAPI_FUNC(void) PySys_SetArgv(int, wchar_t **);
PyAPI_FUNC(void) PySys_SetArgvEx(int, wchar_t **, int);
PyAPI_FUNC(int) PySys_SetObject(const char *, PyObject *);
PyAPI_FUNC(void) PySys_SetPath(const wchar_t *);
PyAPI_FUNC(void) PySys_WriteStderr(const char *format, ...) C4J_NOFAIL;
PyAPI_FUNC(void) PySys_WriteStdout(const char *format, ...) C4J_NOFAIL;

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/sysmodule.h"
#endif

#endif /* Py_SYSMODULE_H */
