/* An extension that has a library of its own keep what it is given: -DNAME=... and -DADD=... are its name and the library's function. */
#include <Python.h>

#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)
#define INIT_OF(name) PyInit_##name
#define INIT(name) INIT_OF(name)

PyObject *ADD(PyObject *item);
long keeper_constructed(void);

static PyObject *add(PyObject *self, PyObject *item)
{
    return ADD(item);
}

static PyObject *constructed(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(keeper_constructed());
}

static PyMethodDef functions[] = {{"add", add, METH_O, NULL}, {"constructed", constructed, METH_NOARGS, NULL}, {NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, TEXT(NAME), NULL, -1, functions};

PyMODINIT_FUNC INIT(NAME)(void)
{
    return PyModule_Create(&module);
}
