/* File descriptors and paths: system calls without the GIL, repeated when a signal interrupts them, with OSError for their failures. */
#define _GNU_SOURCE
#include "shim.h"
#include "internal_api.h"
#include "filestatus.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

/* Runs a call without the GIL, again and again while it is interrupted; result is -1 and errno set when it failed. */
#define RETRY(result, call)                                  \
    do {                                                     \
        Py_BEGIN_ALLOW_THREADS                               \
        errno = 0;                                           \
        result = call;                                       \
        Py_END_ALLOW_THREADS                                 \
    } while (result < 0 && errno == EINTR && PyErr_CheckSignals() == 0)

static long os_error(void)
{
    if (!PyErr_Occurred())
        PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

/* ---- Opening ---- */

int _Py_open_noraise(const char *path, int flags)
{
    return open(path, flags | O_CLOEXEC);
}

int _Py_open(const char *path, int flags)
{
    int fd;
    if (PySys_Audit("open", "sOi", path, Py_None, flags) < 0)
        return -1;
    RETRY(fd, open(path, flags | O_CLOEXEC));
    if (fd < 0 && !PyErr_Occurred())
        PyErr_SetFromErrnoWithFilename(PyExc_OSError, path);
    return fd;
}

int _Py_dup(int fd)
{
    int copy;
    Py_BEGIN_ALLOW_THREADS
    copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    Py_END_ALLOW_THREADS
    return copy < 0 ? (int)os_error() : copy;
}

#ifndef SYS_close_range
#define SYS_close_range 436 /* since Linux 5.9, in glibc since 2.34 */
#endif

void _Py_closerange(int first, int last)
{
    unsigned from = (unsigned)(first < 0 ? 0 : first);
    if (syscall(SYS_close_range, from, (unsigned)last, 0) == 0 || errno != ENOSYS)
        return;
    long limit = sysconf(_SC_OPEN_MAX);
    for (int fd = (int)from; fd <= last && fd < limit; fd++)
        close(fd);
}

/* ---- Reading and writing: no more than INT_MAX bytes at once ---- */

static size_t clipped(size_t count)
{
    return count > PY_SSIZE_T_MAX ? PY_SSIZE_T_MAX : count;
}

Py_ssize_t _Py_read(int fd, void *buffer, size_t count)
{
    Py_ssize_t size;
    RETRY(size, read(fd, buffer, clipped(count)));
    return size < 0 ? os_error() : size;
}

Py_ssize_t _Py_write(int fd, const void *buffer, size_t count)
{
    Py_ssize_t size;
    RETRY(size, write(fd, buffer, clipped(count)));
    return size < 0 ? os_error() : size;
}

/* For callers without the GIL. */
Py_ssize_t _Py_write_noraise(int fd, const void *buffer, size_t count)
{
    Py_ssize_t size;
    do
        size = write(fd, buffer, clipped(count));
    while (size < 0 && errno == EINTR);
    return size;
}

/* ---- Asking ---- */

int _Py_fstat_noraise(int fd, struct stat *status)
{
    return c4j_fstat(fd, status);
}

int _Py_fstat(int fd, struct stat *status)
{
    int result;
    Py_BEGIN_ALLOW_THREADS
    result = c4j_fstat(fd, status);
    Py_END_ALLOW_THREADS
    return result != 0 ? (int)os_error() : 0;
}

/* -1 leaves errno, -2 an exception. */
int _Py_stat(PyObject *path, struct stat *status)
{
    PyObject *bytes = PyUnicode_EncodeFSDefault(path);
    if (bytes == NULL)
        return -2;
    int result = -2;
    if (strlen(PyBytes_AS_STRING(bytes)) == (size_t)PyBytes_GET_SIZE(bytes))
        result = c4j_stat(PyBytes_AS_STRING(bytes), status);
    else
        PyErr_SetString(PyExc_ValueError, "embedded null byte");
    Py_DECREF(bytes);
    return result;
}

int _Py_get_inheritable(int fd)
{
    int flags = fcntl(fd, F_GETFD, 0);
    return flags < 0 ? (int)os_error() : !(flags & FD_CLOEXEC);
}

/* Async-signal-safe: no exception. atomic_flag_works was for kernels without O_CLOEXEC. */
int _Py_set_inheritable_async_safe(int fd, int inheritable, int *atomic_flag_works)
{
    if (atomic_flag_works != NULL && !inheritable && *atomic_flag_works == 1)
        return 0;
    return ioctl(fd, inheritable ? FIONCLEX : FIOCLEX, NULL) == 0 ? 0 : -1;
}

int _Py_set_inheritable(int fd, int inheritable, int *atomic_flag_works)
{
    return _Py_set_inheritable_async_safe(fd, inheritable, atomic_flag_works) < 0 ? (int)os_error() : 0;
}

int _Py_get_blocking(int fd)
{
    int flags = fcntl(fd, F_GETFL, 0);
    return flags < 0 ? (int)os_error() : !(flags & O_NONBLOCK);
}

int _Py_set_blocking(int fd, int blocking)
{
    int flags = fcntl(fd, F_GETFL, 0);
    if (flags < 0 || fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK) < 0)
        return (int)os_error();
    return 0;
}

/* ---- Users and groups ---- */

/* uid_t and gid_t are 32 bits without a sign, but -1 has a meaning to the system calls. */
static int convert_id(PyObject *object, const char *name, unsigned *id)
{
    PyObject *index = PyNumber_Index(object);
    if (index == NULL) {
        PyErr_Format(PyExc_TypeError, "%s should be integer, not %.200s", name, _PyType_Name(Py_TYPE(object)));
        return 0;
    }
    int overflow;
    long value = PyLong_AsLongAndOverflow(index, &overflow);
    Py_DECREF(index);
    if (overflow > 0)
        PyErr_Format(PyExc_OverflowError, "%s is greater than maximum", name);
    else if (overflow < 0 || value < -1 || value > UINT_MAX) /* so too large a long in CPython, too */
        PyErr_Format(PyExc_OverflowError, "%s is less than minimum", name);
    else
        *id = (unsigned)value;
    return !PyErr_Occurred();
}

int _Py_Uid_Converter(PyObject *object, uid_t *id)
{
    return convert_id(object, "uid", id);
}

int _Py_Gid_Converter(PyObject *object, gid_t *id)
{
    return convert_id(object, "gid", id);
}

/* ---- Paths of wchar_t ---- */

/* Copies text with its NUL when it has at most size characters with that; otherwise errno is EINVAL. */
static wchar_t *copy_path(char *text, wchar_t *to, size_t size)
{
    size_t length;
    wchar_t *wide = Py_DecodeLocale(text, &length);
    bool fits = wide != NULL && length < size;
    if (fits)
        wcscpy(to, wide);
    else
        errno = EINVAL;
    PyMem_RawFree(wide);
    return fits ? to : NULL;
}

wchar_t *_Py_wgetcwd(wchar_t *buffer, size_t size)
{
    char name[PATH_MAX + 1];
    return getcwd(name, sizeof(name)) == NULL ? NULL : copy_path(name, buffer, size);
}

int _Py_wreadlink(const wchar_t *path, wchar_t *buffer, size_t size)
{
    char *name = _Py_EncodeLocaleRaw(path, NULL);
    if (name == NULL) {
        errno = EINVAL;
        return -1;
    }
    char target[PATH_MAX + 1];
    ssize_t length = readlink(name, target, PATH_MAX);
    PyMem_RawFree(name);
    if (length < 0)
        return -1;
    target[length] = '\0';
    return copy_path(target, buffer, size) == NULL ? -1 : (int)wcslen(buffer);
}

wchar_t *_Py_wrealpath(const wchar_t *path, wchar_t *resolved, size_t size)
{
    char *name = _Py_EncodeLocaleRaw(path, NULL);
    if (name == NULL) {
        errno = EINVAL;
        return NULL;
    }
    char target[PATH_MAX + 1];
    char *found = realpath(name, target);
    PyMem_RawFree(name);
    return found == NULL ? NULL : copy_path(target, resolved, size);
}

/* Where the name before end begins, not before start. */
static wchar_t *last_name(wchar_t *start, wchar_t *end)
{
    while (end > start && end[-1] != L'/')
        end--;
    return end;
}

static bool is_name(const wchar_t *name, size_t length, const wchar_t *text)
{
    return length == wcslen(text) && wmemcmp(name, text, length) == 0;
}

/* In place: no empty names, no ".", and ".." takes the name before it away; two leading slashes stay, as POSIX allows a meaning to them.
   The result has no NUL of its own when size isn't -1. */
wchar_t *_Py_normpath(wchar_t *path, Py_ssize_t size)
{
    wchar_t *end = path + (size < 0 ? (Py_ssize_t)wcslen(path) : size);
    if (end - path == 1 && *path == L'.')
        return path;
    wchar_t *from = path;
    while (from < end && *from == L'/')
        from++;
    ptrdiff_t slashes = from - path;
    wchar_t *root = path + (slashes > 2 ? 1 : slashes);
    wchar_t *to = root;
    bool rooted = slashes > 0;
    if (!rooted && end - from >= 2 && from[0] == L'.' && from[1] == L'/')
        from += 2;
    while (from < end) {
        wchar_t *name = from;
        while (from < end && *from != L'/')
            from++;
        size_t length = (size_t)(from - name);
        while (from < end && *from == L'/')
            from++;
        wchar_t *last = last_name(root, to);
        if (length == 0 || is_name(name, length, L"."))
            continue;
        if (is_name(name, length, L"..") && to > root && !is_name(last, (size_t)(to - last), L"..")) {
            to = last > root ? last - 1 : root;
        } else if (!is_name(name, length, L"..") || !rooted) {
            if (to > root)
                *to++ = L'/';
            wmemmove(to, name, length);
            to += length;
        }
    }
    *to = L'\0';
    return path;
}
