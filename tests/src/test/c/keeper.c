/* A library that extensions need, and that keeps an object of theirs in a static variable, as Boost.Python's does. With -DMIDDLE it is one that knows
   nothing of Python, and needs the other. */
#ifdef MIDDLE

void *keeper_add(void *item);

void *middle_add(void *item)
{
    return keeper_add(item);
}

#else
#  include <Python.h>

static PyObject *kept;
static long constructed;

static __attribute__((constructor)) void construct(void)
{
    constructed++;
}

static __attribute__((destructor)) void destroy(void)
{
    Py_CLEAR(kept);
}

/* A new reference to the list of all that was added. */
PyObject *keeper_add(PyObject *item)
{
    if (kept == NULL && (kept = PyList_New(0)) == NULL)
        return NULL;
    return PyList_Append(kept, item) < 0 ? NULL : Py_NewRef(kept);
}

long keeper_constructed(void)
{
    return constructed;
}

#endif
