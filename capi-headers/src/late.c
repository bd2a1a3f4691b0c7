/* Names that came with later patch releases of CPython 3.11, and that no header declares. */
#include "shim.h"

/* PyModule_AddObjectRef that takes the reference over, even on failure. */
C4J_API int _PyModule_Add(PyObject *module, const char *name, PyObject *value)
{
    int result = PyModule_AddObjectRef(module, name, value);
    Py_XDECREF(value);
    return result;
}
