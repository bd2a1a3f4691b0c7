/* A str's texts as C sees them: the str keeps both. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *utf8(PyObject *self, PyObject *string)
{
    const char *text = PyUnicode_AsUTF8(string);
    return text == NULL ? NULL : PyUnicode_FromString(text);
}

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static PyObject *wide(PyObject *self, PyObject *string)
{
    const Py_UNICODE *text = PyUnicode_AsUnicode(string);
    return text == NULL ? NULL : PyUnicode_FromWideChar(text, -1);
}

static PyMethodDef methods[] = {
    {"utf8", utf8, METH_O, NULL},
    {"wide", wide, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "texts", .m_methods = methods};

PyMODINIT_FUNC PyInit_texts(void)
{
    return PyModuleDef_Init(&definition);
}
