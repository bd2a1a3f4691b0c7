/* PyStatus and PyWideStringList: structs by value, which only C can take and return. The embedding functions, which start an
   interpreter that is running here already, answer with a PyStatus that says so. */
#include "shim.h"

#include <wchar.h>

PyStatus PyStatus_Ok(void)
{
    return (PyStatus){._type = _PyStatus_TYPE_OK};
}

PyStatus PyStatus_Error(const char *message)
{
    return (PyStatus){._type = _PyStatus_TYPE_ERROR, .err_msg = message};
}

PyStatus PyStatus_NoMemory(void)
{
    return PyStatus_Error("memory allocation failed");
}

PyStatus PyStatus_Exit(int code)
{
    return (PyStatus){._type = _PyStatus_TYPE_EXIT, .exitcode = code};
}

int PyStatus_IsError(PyStatus status)
{
    return status._type == _PyStatus_TYPE_ERROR;
}

int PyStatus_IsExit(PyStatus status)
{
    return status._type == _PyStatus_TYPE_EXIT;
}

int PyStatus_Exception(PyStatus status)
{
    return status._type != _PyStatus_TYPE_OK;
}

void Py_ExitStatusException(PyStatus status)
{
    if (PyStatus_IsExit(status))
        exit(status.exitcode);
    if (PyStatus_IsError(status))
        c4j_give_up(status.func != NULL ? status.func : "<unknown>", status.err_msg != NULL ? status.err_msg : "<message not set>");
    c4j_give_up("Py_ExitStatusException", "Py_ExitStatusException() must not be called on success");
}

/* ---- Lists of wide strings; their memory is raw ---- */

PyStatus PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t index, const wchar_t *item)
{
    if (list->length == PY_SSIZE_T_MAX)
        return PyStatus_NoMemory();
    if (index < 0)
        return PyStatus_Error("PyWideStringList_Insert index must be >= 0");
    if (index > list->length)
        index = list->length;
    wchar_t *copy = _PyMem_RawWcsdup(item);
    wchar_t **items = copy == NULL ? NULL : PyMem_RawRealloc(list->items, ((size_t)list->length + 1) * sizeof(*items));
    if (items == NULL) {
        PyMem_RawFree(copy);
        return PyStatus_NoMemory();
    }
    memmove(items + index + 1, items + index, (size_t)(list->length - index) * sizeof(*items));
    items[index] = copy;
    list->items = items;
    list->length++;
    return PyStatus_Ok();
}

PyStatus PyWideStringList_Append(PyWideStringList *list, const wchar_t *item)
{
    return PyWideStringList_Insert(list, list->length, item);
}

PyStatus _PyWideStringList_Extend(PyWideStringList *list, const PyWideStringList *more)
{
    for (Py_ssize_t i = 0; i < more->length; i++) {
        PyStatus status = PyWideStringList_Append(list, more->items[i]);
        if (PyStatus_Exception(status))
            return status;
    }
    return PyStatus_Ok();
}

void _PyWideStringList_Clear(PyWideStringList *list)
{
    for (Py_ssize_t i = 0; i < list->length; i++)
        PyMem_RawFree(list->items[i]);
    PyMem_RawFree(list->items);
    *list = (PyWideStringList){0, NULL};
}

int _PyWideStringList_Copy(PyWideStringList *list, const PyWideStringList *other)
{
    PyWideStringList copy = {0, NULL};
    if (PyStatus_Exception(_PyWideStringList_Extend(&copy, other))) {
        _PyWideStringList_Clear(&copy);
        return -1;
    }
    _PyWideStringList_Clear(list);
    *list = copy;
    return 0;
}

/* ---- Configuration and start: capi4j's own start has happened ---- */

#define ALREADY_RUNNING(name, ...)                                                                            \
    PyStatus name(__VA_ARGS__)                                                                                \
    {                                                                                                         \
        return (PyStatus){._type = _PyStatus_TYPE_ERROR, .func = #name,                                       \
                          .err_msg = #name "() is not implemented: capi4j starts the interpreter from Java"}; \
    }

ALREADY_RUNNING(PyConfig_Read, PyConfig *Py_UNUSED(config))
ALREADY_RUNNING(Py_InitializeFromConfig, const PyConfig *Py_UNUSED(config))
ALREADY_RUNNING(_Py_InitializeMain, void)

PyStatus PyConfig_SetString(PyConfig *Py_UNUSED(config), wchar_t **place, const wchar_t *text)
{
    wchar_t *copy = text == NULL ? NULL : _PyMem_RawWcsdup(text);
    if (text != NULL && copy == NULL)
        return PyStatus_NoMemory();
    PyMem_RawFree(*place);
    *place = copy;
    return PyStatus_Ok();
}

PyStatus PyConfig_SetBytesString(PyConfig *Py_UNUSED(config), wchar_t **place, const char *text)
{
    wchar_t *decoded = text == NULL ? NULL : Py_DecodeLocale(text, NULL);
    if (text != NULL && decoded == NULL)
        return PyStatus_Error("cannot decode string");
    PyMem_RawFree(*place);
    *place = decoded;
    return PyStatus_Ok();
}

PyStatus PyConfig_SetWideStringList(PyConfig *Py_UNUSED(config), PyWideStringList *list, Py_ssize_t length, wchar_t **items)
{
    PyWideStringList source = {length, items};
    return _PyWideStringList_Copy(list, &source) < 0 ? PyStatus_NoMemory() : PyStatus_Ok();
}

PyStatus PyConfig_SetArgv(PyConfig *config, Py_ssize_t argc, wchar_t *const *argv)
{
    return PyConfig_SetWideStringList(config, &config->argv, argc, (wchar_t **)argv);
}

PyStatus PyConfig_SetBytesArgv(PyConfig *config, Py_ssize_t argc, char *const *argv)
{
    _PyWideStringList_Clear(&config->argv);
    for (Py_ssize_t i = 0; i < argc; i++) {
        wchar_t *argument = Py_DecodeLocale(argv[i], NULL);
        if (argument == NULL)
            return PyStatus_Error("cannot decode string");
        PyStatus status = PyWideStringList_Append(&config->argv, argument);
        PyMem_RawFree(argument);
        if (PyStatus_Exception(status))
            return status;
    }
    return PyStatus_Ok();
}

/* Preinitialising what is initialised already does nothing in CPython, too. */
PyStatus Py_PreInitialize(const PyPreConfig *Py_UNUSED(config))
{
    return PyStatus_Ok();
}

PyStatus Py_PreInitializeFromArgs(const PyPreConfig *Py_UNUSED(config), Py_ssize_t Py_UNUSED(argc), wchar_t **Py_UNUSED(argv))
{
    return PyStatus_Ok();
}

PyStatus Py_PreInitializeFromBytesArgs(const PyPreConfig *Py_UNUSED(config), Py_ssize_t Py_UNUSED(argc), char **Py_UNUSED(argv))
{
    return PyStatus_Ok();
}

PyStatus _Py_PreInitializeFromConfig(const PyConfig *Py_UNUSED(config), const struct _PyArgv *Py_UNUSED(args))
{
    return PyStatus_Ok();
}

PyStatus _Py_PreInitializeFromPyArgv(const PyPreConfig *Py_UNUSED(config), const struct _PyArgv *Py_UNUSED(args))
{
    return PyStatus_Ok();
}

PyStatus _PyInterpreterState_Enable(_PyRuntimeState *Py_UNUSED(runtime))
{
    return PyStatus_Ok();
}

PyStatus _PyRuntimeState_Init(_PyRuntimeState *Py_UNUSED(runtime))
{
    return PyStatus_Ok();
}

PyStatus _PyRuntime_Initialize(void)
{
    return PyStatus_Ok();
}

/* Only CPython's main program has such arguments. */
ALREADY_RUNNING(_PyArgv_AsWstrList, const _PyArgv *Py_UNUSED(args), PyWideStringList *Py_UNUSED(list))
