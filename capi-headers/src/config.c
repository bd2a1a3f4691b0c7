/* PyConfig and PyPreConfig: an interpreter's settings. Java has made ours; C gets a description of it, and may fill in structs of its
   own for an interpreter that it will never start. */
#include "shim.h"
#include "internal_api.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <wchar.h>

/* _config_init: which of the functions filled the struct in. */
enum { COMPAT = 1, PYTHON = 2, ISOLATED = 3 };

/* ---- Defaults: -1 is to be found out by PyConfig_Read ---- */

void _PyPreConfig_InitCompatConfig(PyPreConfig *config)
{
    *config = (PyPreConfig){
        ._config_init = COMPAT, .isolated = -1, .use_environment = -1, .configure_locale = 1, .dev_mode = -1,
    };
}

void PyPreConfig_InitPythonConfig(PyPreConfig *config)
{
    *config = (PyPreConfig){
        ._config_init = PYTHON, .parse_argv = 1, .use_environment = 1, .configure_locale = 1, .coerce_c_locale = -1,
        .coerce_c_locale_warn = -1, .utf8_mode = -1, .dev_mode = -1,
    };
}

void PyPreConfig_InitIsolatedConfig(PyPreConfig *config)
{
    *config = (PyPreConfig){._config_init = ISOLATED, .isolated = 1};
}

void _PyConfig_InitCompatConfig(PyConfig *config)
{
    *config = (PyConfig){
        ._config_init = COMPAT, .isolated = -1, .use_environment = -1, .dev_mode = -1, .install_signal_handlers = 1,
        .use_hash_seed = -1, .faulthandler = -1, .tracemalloc = -1, .code_debug_ranges = 1, .site_import = -1,
        .bytes_warning = -1, .inspect = -1, .interactive = -1, .optimization_level = -1, .parser_debug = -1,
        .write_bytecode = -1, .verbose = -1, .quiet = -1, .user_site_directory = -1, .buffered_stdio = -1,
        .use_frozen_modules = 1, .pathconfig_warnings = -1, ._install_importlib = 1, ._init_main = 1,
    };
}

void PyConfig_InitPythonConfig(PyConfig *config)
{
    *config = (PyConfig){
        ._config_init = PYTHON, .use_environment = 1, .dev_mode = -1, .install_signal_handlers = 1, .use_hash_seed = -1,
        .faulthandler = -1, .tracemalloc = -1, .code_debug_ranges = 1, .parse_argv = 1, .site_import = 1, .write_bytecode = 1,
        .user_site_directory = 1, .configure_c_stdio = 1, .buffered_stdio = 1, .use_frozen_modules = 1,
        .pathconfig_warnings = 1, ._install_importlib = 1, ._init_main = 1,
    };
}

void PyConfig_InitIsolatedConfig(PyConfig *config)
{
    *config = (PyConfig){
        ._config_init = ISOLATED, .isolated = 1, .code_debug_ranges = 1, .site_import = 1, .write_bytecode = 1,
        .buffered_stdio = 1, .use_frozen_modules = 1, .safe_path = 1, ._install_importlib = 1, ._init_main = 1,
    };
}

/* ---- All fields, by what they hold ---- */

#define EACH_NUMBER(N)                                                                                                          \
    N(_config_init) N(isolated) N(use_environment) N(dev_mode) N(install_signal_handlers) N(use_hash_seed) N(hash_seed)          \
    N(faulthandler) N(tracemalloc) N(import_time) N(code_debug_ranges) N(show_ref_count) N(dump_refs) N(malloc_stats)             \
    N(parse_argv) N(module_search_paths_set) N(site_import) N(bytes_warning) N(warn_default_encoding) N(inspect) N(interactive)   \
    N(optimization_level) N(parser_debug) N(write_bytecode) N(verbose) N(quiet) N(user_site_directory) N(configure_c_stdio)       \
    N(buffered_stdio) N(skip_source_first_line) N(_install_importlib) N(pathconfig_warnings) N(_init_main)                        \
    N(_isolated_interpreter) N(use_frozen_modules) N(safe_path) N(_is_python_build)

#define EACH_TEXT(T)                                                                                                            \
    T(filesystem_encoding) T(filesystem_errors) T(pycache_prefix) T(program_name) T(pythonpath_env) T(home) T(stdlib_dir)         \
    T(executable) T(base_executable) T(prefix) T(base_prefix) T(exec_prefix) T(base_exec_prefix) T(platlibdir) T(stdio_encoding)  \
    T(stdio_errors) T(run_command) T(run_module) T(run_filename) T(check_hash_pycs_mode)

#define EACH_LIST(L) L(argv) L(xoptions) L(warnoptions) L(module_search_paths) L(orig_argv)

void PyConfig_Clear(PyConfig *config)
{
#define CLEAR(name)                \
    PyMem_RawFree(config->name);   \
    config->name = NULL;
    EACH_TEXT(CLEAR)
    CLEAR(dump_refs_file)
#undef CLEAR
#define CLEAR(name) _PyWideStringList_Clear(&config->name);
    EACH_LIST(CLEAR)
#undef CLEAR
}

static int copy_config(PyConfig *to, const PyConfig *from)
{
    PyConfig_Clear(to);
#define COPY(name) to->name = from->name;
    EACH_NUMBER(COPY)
#undef COPY
#define COPY(name)                                                              \
    if (PyStatus_Exception(PyConfig_SetString(to, &to->name, from->name)))     \
        return -1;
    EACH_TEXT(COPY)
#undef COPY
#define COPY(name)                                           \
    if (_PyWideStringList_Copy(&to->name, &from->name) < 0)  \
        return -1;
    EACH_LIST(COPY)
#undef COPY
    return 0;
}

/* ---- The running interpreter's ---- */

static void describe(PyConfig *config)
{
    PyConfig_InitPythonConfig(config);
    config->use_environment = 0;
    config->dev_mode = config->use_hash_seed = config->faulthandler = config->tracemalloc = 0;
    config->install_signal_handlers = config->site_import = config->write_bytecode = config->configure_c_stdio = 0;
    config->parse_argv = PYTHON;
    config->module_search_paths_set = 1;
#define SET(name, value) PyConfig_SetString(config, &config->name, value)
    SET(filesystem_encoding, L"utf-8");
    SET(filesystem_errors, L"surrogateescape");
    SET(stdio_encoding, L"utf-8");
    SET(stdio_errors, L"strict");
    SET(check_hash_pycs_mode, L"default");
    SET(platlibdir, L"lib");
    SET(program_name, Py_GetProgramName());
    SET(executable, Py_GetProgramFullPath());
    SET(base_executable, Py_GetProgramFullPath());
    SET(prefix, Py_GetPrefix());
    SET(base_prefix, Py_GetPrefix());
    SET(exec_prefix, Py_GetExecPrefix());
    SET(base_exec_prefix, Py_GetExecPrefix());
#undef SET
    PyWideStringList_Append(&config->argv, L"");
}

const PyConfig *_PyInterpreterState_GetConfig(PyInterpreterState *interp)
{
    if (interp->config._config_init == 0)
        describe(&interp->config);
    interp->config._isolated_interpreter = interp->is_isolated;
    return &interp->config;
}

const PyConfig *_Py_GetConfig(void)
{
    return _PyInterpreterState_GetConfig(PyInterpreterState_Get());
}

int _PyInterpreterState_GetConfigCopy(PyConfig *config)
{
    if (copy_config(config, _Py_GetConfig()) == 0)
        return 0;
    PyErr_NoMemory();
    return -1;
}

int _PyInterpreterState_SetConfig(const PyConfig *config)
{
    if (copy_config(&PyInterpreterState_Get()->config, config) == 0)
        return 0;
    PyErr_NoMemory();
    return -1;
}

/* ---- To and from a dict ---- */

PyObject *_PyWideStringList_AsList(const PyWideStringList *list)
{
    PyObject *items = PyList_New(list->length);
    for (Py_ssize_t i = 0; items != NULL && i < list->length; i++) {
        PyObject *item = PyUnicode_FromWideChar(list->items[i], -1);
        if (item == NULL)
            Py_CLEAR(items);
        else
            PyList_SET_ITEM(items, i, item);
    }
    return items;
}

static PyObject *text_or_none(const wchar_t *text)
{
    if (text == NULL)
        Py_RETURN_NONE;
    return PyUnicode_FromWideChar(text, -1);
}

/* Steals value; NULL is an error that is set already. */
static bool put(PyObject *dict, const char *name, PyObject *value)
{
    bool done = value != NULL && PyDict_SetItemString(dict, name, value) == 0;
    Py_XDECREF(value);
    return done;
}

PyObject *_PyConfig_AsDict(const PyConfig *config)
{
    PyObject *dict = PyDict_New();
    if (dict == NULL)
        return NULL;
#define PUT(name) && put(dict, #name, PyLong_FromLong((long)config->name))
    bool done = true EACH_NUMBER(PUT);
#undef PUT
#define PUT(name) && put(dict, #name, text_or_none(config->name))
    done = done EACH_TEXT(PUT);
#undef PUT
#define PUT(name) && put(dict, #name, _PyWideStringList_AsList(&config->name))
    done = done EACH_LIST(PUT);
#undef PUT
    if (!done)
        Py_CLEAR(dict);
    return dict;
}

PyObject *_Py_GetConfigsAsDict(void)
{
    PyObject *dict = PyDict_New();
    if (dict != NULL && !put(dict, "config", _PyConfig_AsDict(_Py_GetConfig())))
        Py_CLEAR(dict);
    return dict;
}

static PyObject *required(PyObject *dict, const char *name)
{
    PyObject *value = PyDict_GetItemString(dict, name);
    if (value == NULL)
        PyErr_Format(PyExc_ValueError, "missing config key: %s", name);
    return value;
}

static bool take_number(PyObject *dict, const char *name, unsigned long *number)
{
    PyObject *value = required(dict, name);
    if (value == NULL)
        return false;
    long got = PyLong_AsLong(value);
    if (got == -1 && PyErr_Occurred()) {
        if (PyErr_ExceptionMatches(PyExc_TypeError))
            PyErr_Format(PyExc_TypeError, "invalid config type: %s", name);
        else
            PyErr_Format(PyExc_ValueError, "invalid config value: %s", name);
        return false;
    }
    *number = (unsigned long)got;
    return true;
}

static bool take_text(PyObject *dict, const char *name, PyConfig *config, wchar_t **place)
{
    PyObject *value = required(dict, name);
    if (value == NULL)
        return false;
    if (value != Py_None && !PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "invalid config type: %s", name);
        return false;
    }
    wchar_t *text = value == Py_None ? NULL : PyUnicode_AsWideCharString(value, NULL);
    if (text == NULL && value != Py_None)
        return false;
    bool done = !PyStatus_Exception(PyConfig_SetString(config, place, text));
    PyMem_Free(text);
    return done;
}

static bool take_list(PyObject *dict, const char *name, PyWideStringList *list)
{
    PyObject *value = required(dict, name);
    if (value == NULL)
        return false;
    bool sequence = PyList_Check(value) || PyTuple_Check(value);
    if (!sequence)
        PyErr_Format(PyExc_TypeError, "invalid config type: %s", name);
    _PyWideStringList_Clear(list);
    for (Py_ssize_t i = 0; sequence && i < PySequence_Fast_GET_SIZE(value); i++) {
        PyObject *item = PySequence_Fast_GET_ITEM(value, i);
        wchar_t *text = PyUnicode_Check(item) ? PyUnicode_AsWideCharString(item, NULL) : NULL;
        if (text == NULL) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_TypeError, "invalid config type: %s", name);
            return false;
        }
        PyWideStringList_Append(list, text);
        PyMem_Free(text);
    }
    return sequence;
}

int _PyConfig_FromDict(PyConfig *config, PyObject *dict)
{
    if (!PyDict_Check(dict)) {
        PyErr_SetString(PyExc_TypeError, "dict expected");
        return -1;
    }
    unsigned long number;
#define TAKE(name)                            \
    if (!take_number(dict, #name, &number))   \
        return -1;                            \
    config->name = (__typeof__(config->name))number;
    EACH_NUMBER(TAKE)
#undef TAKE
#define TAKE(name) && take_text(dict, #name, config, &config->name)
    bool done = true EACH_TEXT(TAKE);
#undef TAKE
#define TAKE(name) && take_list(dict, #name, &config->name)
    done = done EACH_LIST(TAKE);
#undef TAKE
    return done ? 0 : -1;
}

/* ---- Command line and environment ---- */

void Py_GetArgcArgv(int *argc, wchar_t ***argv)
{
    if (argc != NULL)
        *argc = 0;
    if (argv != NULL)
        *argv = NULL;
}

void _Py_ClearArgcArgv(void) {}

void _Py_ClearStandardStreamEncoding(void) {}

void _PyPathConfig_ClearGlobal(void) {}

void Py_SetPath(const wchar_t *Py_UNUSED(path)) {}

void _Py_SetProgramFullPath(const wchar_t *Py_UNUSED(path)) {}

char *Py_GETENV(const char *name)
{
    return Py_IgnoreEnvironmentFlag || name == NULL ? NULL : getenv(name);
}

const char *_Py_GetEnv(int use_environment, const char *name)
{
    const char *value = use_environment ? getenv(name) : NULL;
    return value != NULL && *value != '\0' ? value : NULL;
}

int _Py_str_to_int(const char *text, int *result)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (*end != '\0' || errno == ERANGE || value < INT_MIN || value > INT_MAX)
        return -1;
    *result = (int)value;
    return 0;
}

/* A variable that holds no number counts as 1; a flag only grows. */
void _Py_get_env_flag(int use_environment, int *flag, const char *name)
{
    const char *text = _Py_GetEnv(use_environment, name);
    int value;
    if (text == NULL)
        return;
    if (_Py_str_to_int(text, &value) < 0 || value < 0)
        value = 1;
    if (*flag < value)
        *flag = value;
}

/* The option's text, whole ("name=value"). */
const wchar_t *_Py_get_xoption(const PyWideStringList *options, const wchar_t *name)
{
    for (Py_ssize_t i = 0; i < options->length; i++) {
        size_t length = wcscspn(options->items[i], L"=");
        if (length == wcslen(name) && wcsncmp(options->items[i], name, length) == 0)
            return options->items[i];
    }
    return NULL;
}
