/* Declarations of the C API area "cpython/initconfig.h". */
#ifndef Py_CPYTHON_INITCONFIG_H
#define Py_CPYTHON_INITCONFIG_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) Py_GetArgcArgv(int *argc, wchar_t ***argv);
PyAPI_FUNC(void) PyConfig_Clear(PyConfig *);
PyAPI_FUNC(void) PyConfig_InitIsolatedConfig(PyConfig *config);
PyAPI_FUNC(void) PyConfig_InitPythonConfig(PyConfig *config);
PyAPI_FUNC(PyStatus) PyConfig_Read(PyConfig *config);
PyAPI_FUNC(PyStatus) PyConfig_SetArgv(PyConfig *config, Py_ssize_t argc, wchar_t *const *argv);
PyAPI_FUNC(PyStatus) PyConfig_SetBytesArgv(PyConfig *config, Py_ssize_t argc, char *const *argv);
PyAPI_FUNC(PyStatus) PyConfig_SetBytesString(PyConfig *config, wchar_t **config_str, const char *str);
PyAPI_FUNC(PyStatus) PyConfig_SetString(PyConfig *config, wchar_t **config_str, const wchar_t *str);
PyAPI_FUNC(PyStatus) PyConfig_SetWideStringList(PyConfig *config, PyWideStringList *list, Py_ssize_t length, wchar_t **items);
PyAPI_FUNC(void) PyPreConfig_InitIsolatedConfig(PyPreConfig *config);
PyAPI_FUNC(void) PyPreConfig_InitPythonConfig(PyPreConfig *config);
PyAPI_FUNC(PyStatus) PyStatus_Error(const char *err_msg) C4J_NOFAIL;
PyAPI_FUNC(int) PyStatus_Exception(PyStatus err) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyStatus) PyStatus_Exit(int exitcode) C4J_NOFAIL;
PyAPI_FUNC(int) PyStatus_IsError(PyStatus err) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyStatus_IsExit(PyStatus err) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyStatus) PyStatus_NoMemory(void) C4J_NOFAIL;
PyAPI_FUNC(PyStatus) PyStatus_Ok(void) C4J_NOFAIL;
PyAPI_FUNC(PyStatus) PyWideStringList_Append(PyWideStringList *list, const wchar_t *item);
PyAPI_FUNC(PyStatus) PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t index, const wchar_t *item);

C4J_END_DECLS

#endif /* Py_CPYTHON_INITCONFIG_H */
