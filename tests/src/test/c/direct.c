/* Where this library's calls go: what a function's entry in the linkage table holds. A function whose address is taken has none. */
#define _GNU_SOURCE
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <dlfcn.h>
#include <elf.h>
#include <link.h>

static Elf64_Dyn *entry_of(const struct link_map *map, Elf64_Sxword tag)
{
    Elf64_Dyn *entry = map->l_ld;
    while (entry->d_tag != tag && entry->d_tag != DT_NULL)
        entry++;
    return entry;
}

static void *callee(const char *name)
{
    static const char here;
    Dl_info info;
    struct link_map *map;
    if (dladdr1(&here, &info, (void **)&map, RTLD_DL_LINKMAP) == 0)
        return NULL;
    const Elf64_Rela *relocation = (const Elf64_Rela *)entry_of(map, DT_JMPREL)->d_un.d_ptr;
    const Elf64_Sym *symbols = (const Elf64_Sym *)entry_of(map, DT_SYMTAB)->d_un.d_ptr;
    const char *names = (const char *)entry_of(map, DT_STRTAB)->d_un.d_ptr;
    for (size_t bytes = entry_of(map, DT_PLTRELSZ)->d_un.d_val; bytes > 0; bytes -= sizeof(*relocation), relocation++) {
        if (strcmp(names + symbols[ELF64_R_SYM(relocation->r_info)].st_name, name) == 0)
            return *(void **)(map->l_addr + relocation->r_offset);
    }
    return NULL;
}

static PyObject *calls(PyObject *self, PyObject *name)
{
    return PyLong_FromVoidPtr(callee(PyUnicode_AsUTF8(name)));
}

/* Calls of these, so that they have entries. */
static PyObject *use(PyObject *self, PyObject *number)
{
    long value = PyLong_AsLong(number);
    PyObject *list = PyList_New(0);
    if (list == NULL || PyList_Append(list, number) < 0 || PyList_Reverse(list) < 0) {
        Py_XDECREF(list);
        return NULL;
    }
    Py_DECREF(list);
    return PyLong_FromLong(value + 1);
}

static PyObject *address(PyObject *self, PyObject *unused)
{
    return PyLong_FromVoidPtr((void *)PyLong_FromLong);
}

static PyObject *generic(PyObject *self, PyObject *unused)
{
    return PyBool_FromLong(PyFloat_Type.tp_getattro == PyObject_GenericGetAttr);
}

static PyMethodDef methods[] = {
    {"calls", calls, METH_O, NULL},
    {"use", use, METH_O, NULL},
    {"address", address, METH_NOARGS, NULL},
    {"generic", generic, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "direct", .m_methods = methods};

PyMODINIT_FUNC PyInit_direct(void)
{
    return PyModuleDef_Init(&definition);
}
