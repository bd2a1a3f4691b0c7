/* An extension and, with LIBRARY, the library that it needs: both say who they are, and the library asks. */
const char *who(void)
{
#ifdef LIBRARY
    return "the library";
#else
    return "the extension";
#endif
}

#ifdef LIBRARY
const char *ask(void)
{
    return who();
}
#else
#include <Python.h>

const char *ask(void);

static PyObject *answer(PyObject *module, PyObject *nothing)
{
    return PyUnicode_FromString(ask());
}

static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, NULL}, {NULL}};
static struct PyModuleDef asking = {PyModuleDef_HEAD_INIT, "asking", NULL, 0, methods};

PyMODINIT_FUNC PyInit_asking(void)
{
    return PyModuleDef_Init(&asking);
}
#endif
