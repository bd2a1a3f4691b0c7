/* PyErr_SetFromErrno and its family: C reads errno, Java raises. */
#include "internal_errors.h"
#include "shim.h"

#include <errno.h>
#include <string.h>

static const char *text_of(int number)
{
    return number == 0 ? "Error" : strerror(number);
}

PyObject *PyErr_SetFromErrno(PyObject *exc)
{
    int number = errno;
    return c4j_set_from_errno(exc, number, text_of(number), NULL, NULL);
}

PyObject *PyErr_SetFromErrnoWithFilenameObject(PyObject *exc, PyObject *filename)
{
    int number = errno;
    return c4j_set_from_errno(exc, number, text_of(number), filename, NULL);
}

PyObject *PyErr_SetFromErrnoWithFilenameObjects(PyObject *exc, PyObject *filename, PyObject *filename2)
{
    int number = errno;
    return c4j_set_from_errno(exc, number, text_of(number), filename, filename2);
}

PyObject *PyErr_SetFromErrnoWithFilename(PyObject *exc, const char *filename)
{
    int number = errno;
    return c4j_set_from_errno_path(exc, number, text_of(number), filename);
}

/* Before a call that starts in Java: what the virtual machine left in errno is no failure of the extension's. */
void c4j_clear_errno(void)
{
    errno = 0;
}
