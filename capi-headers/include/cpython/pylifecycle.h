/* More of starting and ending. */
#ifndef Py_CPYTHON_PYLIFECYCLE_H
#define Py_CPYTHON_PYLIFECYCLE_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) _Py_CoerceLegacyLocale(int warn) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) Py_ExitStatusException(PyStatus err) C4J_ABORTS;
PyAPI_FUNC(int) Py_FdIsInteractive(FILE *, const char *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _Py_FdIsInteractive(FILE *fp, PyObject *filename) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) Py_FrozenMain(int argc, char **argv);
PyAPI_FUNC(const char *) _Py_gitidentifier(void) C4J_NOFAIL;
PyAPI_FUNC(const char *) _Py_gitversion(void) C4J_NOFAIL;
PyAPI_FUNC(PyStatus) Py_InitializeFromConfig(const PyConfig *config);
PyAPI_FUNC(PyStatus) _Py_InitializeMain(void);
PyAPI_FUNC(int) _Py_IsCoreInitialized(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _Py_IsFinalizing(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _Py_LegacyLocaleDetected(int warn) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyThreadState *) _Py_NewInterpreter(int isolated_subinterpreter);
PyAPI_FUNC(PyStatus) Py_PreInitialize(const PyPreConfig *src_config);
PyAPI_FUNC(PyStatus) Py_PreInitializeFromArgs(const PyPreConfig *src_config, Py_ssize_t argc, wchar_t **argv);
PyAPI_FUNC(PyStatus) Py_PreInitializeFromBytesArgs(const PyPreConfig *src_config, Py_ssize_t argc, char **argv);
PyAPI_FUNC(void) _Py_RestoreSignals(void);
PyAPI_FUNC(int) Py_RunMain(void);
PyAPI_FUNC(char *) _Py_SetLocaleFromEnv(int category);
PyAPI_FUNC(void) _Py_SetProgramFullPath(const wchar_t *);
PyAPI_FUNC(int) Py_SetStandardStreamEncoding(const char *encoding, const char *errors);
PyAPI_FUNC(int) _PyOS_URandom(void *buffer, Py_ssize_t size);
PyAPI_FUNC(int) _PyOS_URandomNonblock(void *buffer, Py_ssize_t size);

C4J_END_DECLS

#endif /* Py_CPYTHON_PYLIFECYCLE_H */
