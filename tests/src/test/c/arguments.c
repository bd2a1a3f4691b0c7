/* Calls any function of the C API by its name, with bad arguments: NULL where an address is due, an object of another type, a text that isn't
   UTF-8. The kinds of its parameters are letters, one each; what stands for a good one is in argument(), for a bad one in bad_argument().
   The files in ../arguments list the calls. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <frameobject.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 20 }; /* words; more than any function of the API takes */

struct rest {
    long words[MOST - 6];
};

/* Six words travel in registers, apart from doubles; the others on the stack. */
typedef long (*any_function)(long, long, long, long, long, long, double, double, struct rest);

static long scratch[1024];
static PyObject *slot;

static long nothing(void)
{
    return 0;
}

static PyObject *noargs(PyObject *self, PyObject *args)
{
    return PyLong_FromLong(0);
}

static PyMethodDef noargs_def = {"noargs", noargs, METH_NOARGS, NULL};

static PyObject *heap_type(void)
{
    PyType_Slot slots[] = {{0, NULL}};
    PyType_Spec spec = {"arguments.Type", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
    return PyType_FromSpec(&spec);
}

static PyObject *weak_reference(void)
{
    PyObject *type = heap_type();
    PyObject *reference = PyWeakref_NewRef(type, NULL);
    Py_DECREF(type);
    return reference;
}

static PyObject *exception(void)
{
    return PyObject_CallFunction(PyExc_ValueError, "s", "text");
}

static PyObject *iterator(void)
{
    PyObject *list = PyList_New(2);
    PyList_SET_ITEM(list, 0, PyLong_FromLong(1));
    PyList_SET_ITEM(list, 1, PyLong_FromLong(2));
    PyObject *result = PyObject_GetIter(list);
    Py_DECREF(list);
    return result;
}

static PyObject *memory_view(void)
{
    PyObject *bytes = PyByteArray_FromStringAndSize("bytes", 5);
    PyObject *view = PyMemoryView_FromObject(bytes);
    Py_DECREF(bytes);
    return view;
}

static PyObject *frame(void)
{
    PyCodeObject *code = PyCode_NewEmpty("file", "function", 1);
    PyObject *globals = PyDict_New();
    PyObject *result = (PyObject *)PyFrame_New(PyThreadState_Get(), code, globals, globals);
    Py_DECREF(code);
    Py_DECREF(globals);
    return result;
}

static PyObject *object(char kind)
{
    switch (kind) {
    case 'o':
    case 'u':
        return PyUnicode_FromString("name");
    case 'n':
        return PyLong_FromLong(12345);
    case 'f':
        return PyFloat_FromDouble(1.5);
    case 'c':
        return PyComplex_FromDoubles(1, 2);
    case 'b':
        return PyBytes_FromString("bytes");
    case 'a':
        return PyByteArray_FromStringAndSize("bytes", 5);
    case 't':
        return Py_BuildValue("(ss)", "a", "b");
    case 'l':
        return Py_BuildValue("[ii]", 2, 1);
    case 'd':
        return Py_BuildValue("{si}", "name", 1);
    case 's':
        return PySet_New(NULL);
    case 'S':
        return PySlice_New(NULL, NULL, NULL);
    case 'y':
        return heap_type();
    case 'm':
        return PyModule_New("arguments_made");
    case 'p':
        return PyCapsule_New(scratch, NULL, NULL);
    case 'k':
        return PyCell_New(NULL);
    case 'e':
        return exception();
    case 'E':
        return Py_NewRef(PyExc_ValueError);
    case 'w':
        return weak_reference();
    case 'M':
        return memory_view();
    case 'C':
        return PyCFunction_New(&noargs_def, NULL);
    case 'x':
        return (PyObject *)PyCode_NewEmpty("file", "function", 1);
    case 'r':
        return frame();
    case 'I':
        return iterator();
    }
    return NULL;
}

static long argument(char kind)
{
    switch (kind) {
    case '$':
        return (long)"name";
    case 'W':
        return (long)L"name";
    case 'B':
        memset(scratch, 0, sizeof(scratch));
        return (long)scratch;
    case 'P':
        slot = PyUnicode_FromString("slot");
        return (long)&slot;
    case 'T':
        return (long)PyThreadState_Get();
    case 'Y':
        return (long)PyInterpreterState_Get();
    case 'J':
        return (long)tmpfile();
    case 'Q':
        return (long)nothing;
    case 'h':
        return open("/dev/null", O_RDWR);
    case 'i':
        return 1;
    default:
        return (long)object(kind);
    }
}

static long bad_argument(char how)
{
    switch (how) {
    case '0':
        return 0;
    case '8':
        return (long)"na\xff\xfeme";
    case '9':
        return (long)"m.b\xe2\x82";
    case 'g':
        return (long)PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type);
    default:
        return (long)object(how);
    }
}

/* What the interpreter must still be able to do after whatever happened. */
static int works(void)
{
    PyObject *list = PyList_New(0), *dict = PyDict_New(), *key = PyUnicode_FromFormat("key %d", 7), *value = PyFloat_FromDouble(2.5);
    int good = list && dict && key && value && PyList_Append(list, key) == 0 && PyDict_SetItem(dict, key, value) == 0
        && PyDict_GetItemString(dict, "key 7") == value && PyObject_Size(list) == 1 && PyNumber_Add(Py_True, Py_True) != NULL;
    PyObject *text = good ? PyObject_Str(dict) : NULL;
    good = text != NULL && strcmp(PyUnicode_AsUTF8(text), "{'key 7': 2.5}") == 0;
    Py_XDECREF(text);
    Py_XDECREF(list);
    Py_XDECREF(dict);
    Py_XDECREF(key);
    Py_XDECREF(value);
    return good;
}

/* "name" or "name: 'text'"; steals text. */
static PyObject *outcome(const char *name, PyObject *text)
{
    if (text == NULL)
        return PyUnicode_FromString(name);
    PyObject *ascii = PyObject_ASCII(text);
    PyObject *answer = ascii == NULL ? NULL : PyUnicode_FromFormat("%s: %.300U", name, ascii);
    Py_XDECREF(ascii);
    Py_DECREF(text);
    return answer;
}

static PyObject *failure(int details)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *text = details ? PyObject_Str(value) : NULL;
    PyObject *answer = outcome(((PyTypeObject *)type)->tp_name, text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return answer;
}

/* Fills words; returns how many there are, or -1. */
static int prepare(long *words, const char *returns, const char *kinds, const char *pattern)
{
    int count = 0;
    if (*returns == 'S')
        words[count++] = (long)scratch;
    for (int i = 0; kinds[i] != '\0' && count < MOST; i++) {
        if (kinds[i] != 'D')
            words[count++] = pattern[i] == 'x' ? argument(kinds[i]) : bad_argument(pattern[i]);
    }
    return PyErr_Occurred() ? -1 : count;
}

/* call(name, returns, kinds, pattern, details) -> "ok", the name of the exception's type, with details what is returned or the message, too;
   or None when there is no such function. pattern: x for a good argument, or a letter of bad_argument(). returns: O a new reference, D double,
   S a struct, which the caller has room for; anything else is ignored. */
static PyObject *call(PyObject *self, PyObject *args)
{
    const char *name, *returns, *kinds, *pattern;
    int details;
    long words[MOST] = {0};
    if (!PyArg_ParseTuple(args, "ssssp", &name, &returns, &kinds, &pattern, &details))
        return NULL;
    void *address = dlsym(RTLD_DEFAULT, name);
    if (address == NULL)
        Py_RETURN_NONE;
    any_function function = (any_function)address;
    if (prepare(words, returns, kinds, pattern) < 0)
        return NULL;
    struct rest rest;
    memcpy(&rest, words + 6, sizeof(rest));
    errno = 0;
    long result = function(words[0], words[1], words[2], words[3], words[4], words[5], 1.5, 2.5, rest);
    PyObject *answer;
    if (PyErr_Occurred())
        answer = failure(details);
    else if (*returns == 'O' && result != 0)
        answer = outcome("ok", details ? (PyObject *)result : (Py_DECREF((PyObject *)result), NULL));
    else
        answer = PyUnicode_FromString("ok");
    PyErr_SetExcInfo(NULL, NULL, NULL);
    if (!works()) {
        Py_XDECREF(answer);
        PyErr_Clear();
        return PyUnicode_FromString("broken");
    }
    return answer;
}

static PyMethodDef methods[] = {{"call", call, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "arguments", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_arguments(void)
{
    return PyModule_Create(&module);
}
