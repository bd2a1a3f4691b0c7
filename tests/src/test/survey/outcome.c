/* Three extensions in one source: OUTCOME is what the init function does. */
#include <Python.h>
#include <stdlib.h>

#define LOADS 1
#define RAISES 2
#define ABORTS 3

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "outcome", .m_size = -1};

#define NAMED_(name) PyInit_##name
#define NAMED(name) NAMED_(name)

PyMODINIT_FUNC NAMED(NAME)(void)
{
    if (OUTCOME == ABORTS)
        abort();
    if (OUTCOME == RAISES)
        return PyErr_Format(PyExc_LookupError, "nothing to see");
    return PyModule_Create(&definition);
}
