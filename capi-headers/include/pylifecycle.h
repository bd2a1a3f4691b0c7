/* Starting and ending the interpreter. */
#ifndef Py_PYLIFECYCLE_H
#define Py_PYLIFECYCLE_H

C4J_BEGIN_DECLS

typedef void (*PyOS_sighandler_t)(int);

PyAPI_FUNC(int) Py_AtExit(void (*func)(void));
PyAPI_FUNC(int) Py_BytesMain(int argc, char **argv);
PyAPI_FUNC(void) Py_EndInterpreter(PyThreadState *);
PyAPI_FUNC(void) Py_Exit(int) C4J_ABORTS;
PyAPI_FUNC(void) Py_Finalize(void) C4J_NOFAIL;
PyAPI_FUNC(const char *) Py_GetBuildInfo(void) C4J_NOFAIL;
PyAPI_FUNC(const char *) Py_GetCompiler(void) C4J_NOFAIL;
PyAPI_FUNC(const char *) Py_GetCopyright(void) C4J_NOFAIL;
PyAPI_FUNC(wchar_t *) Py_GetExecPrefix(void) C4J_NOFAIL;
PyAPI_FUNC(wchar_t *) Py_GetPath(void) C4J_NOFAIL;
PyAPI_FUNC(const char *) Py_GetPlatform(void) C4J_NOFAIL;
PyAPI_FUNC(wchar_t *) Py_GetPrefix(void) C4J_NOFAIL;
PyAPI_FUNC(wchar_t *) Py_GetProgramFullPath(void) C4J_NOFAIL;
PyAPI_FUNC(wchar_t *) Py_GetProgramName(void) C4J_NOFAIL;
PyAPI_FUNC(wchar_t *) Py_GetPythonHome(void) C4J_NOFAIL;
PyAPI_FUNC(const char *) Py_GetVersion(void) C4J_NOFAIL;
PyAPI_FUNC(void) Py_Initialize(void);
PyAPI_FUNC(void) Py_InitializeEx(int);
PyAPI_FUNC(int) Py_IsInitialized(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) Py_Main(int argc, wchar_t **argv);
PyAPI_FUNC(PyThreadState *) Py_NewInterpreter(void);
PyAPI_FUNC(void) Py_SetPath(const wchar_t *);
PyAPI_FUNC(void) Py_SetProgramName(const wchar_t *);
PyAPI_FUNC(void) Py_SetPythonHome(const wchar_t *);
PyAPI_FUNC(PyOS_sighandler_t) PyOS_getsig(int) C4J_NOFAIL;
PyAPI_FUNC(PyOS_sighandler_t) PyOS_setsig(int, PyOS_sighandler_t) C4J_NOFAIL;

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03060000
PyAPI_FUNC(int) Py_FinalizeEx(void) C4J_NOFAIL;
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030b0000
PyAPI_DATA(const unsigned long) Py_Version;
#endif

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/pylifecycle.h"
#endif

#endif /* Py_PYLIFECYCLE_H */
