/* A program that embeds CPython and asks _xxsubinterpreters, as Java does: no Python frame is running anywhere. embedding.txt is what it prints:

   cc $(python3.11-config --includes) embedding.c $(python3.11-config --ldflags --embed) -o embedding && ./embedding > embedding.txt */
#include <Python.h>

static void show(PyObject *module, const char *function, const char *who, PyObject *arguments)
{
    PyObject *callable = PyObject_GetAttrString(module, function), *result = PyObject_Call(callable, arguments, NULL), *type, *value, *traceback, *text;
    PyErr_Fetch(&type, &value, &traceback);
    text = result != NULL ? PyObject_Repr(result) : PyUnicode_FromFormat("%s: %S", ((PyTypeObject *)type)->tp_name, value);
    printf("%s %s: %s\n", function, who, PyUnicode_AsUTF8(text));
}

int main(void)
{
    Py_Initialize();
    PyObject *module = PyImport_ImportModule("_xxsubinterpreters"), *main_id = PyObject_CallMethod(module, "get_main", NULL);
    PyObject *made = PyObject_CallMethod(module, "create", NULL);
    show(module, "is_running", "main", Py_BuildValue("(O)", main_id));
    show(module, "is_running", "made", Py_BuildValue("(O)", made));
    show(module, "is_running", "nobody", Py_BuildValue("(i)", 99));
    show(module, "destroy", "main", Py_BuildValue("(O)", main_id));
    show(module, "destroy", "made", Py_BuildValue("(O)", made));
    show(module, "is_running", "made", Py_BuildValue("(O)", made));
    show(module, "destroy", "made", Py_BuildValue("(O)", made));
    return 0;
}
