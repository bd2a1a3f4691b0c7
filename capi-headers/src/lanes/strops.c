/* str: comparing, joining, cutting and searching, of plain ones. */
#include "str.h"

static inline bool are_plain(PyObject *left, PyObject *right)
{
    return left != NULL && right != NULL && c4j_is_plain_str(left) && c4j_is_plain_str(right);
}

/* ---- Comparing ---- */

static int compare_chars(int left_kind, const void *left, int right_kind, const void *right, size_t count)
{
    if (left_kind == 1 && right_kind == 1) {
        int order = memcmp(left, right, count);
        return (order > 0) - (order < 0);
    }
    for (size_t i = 0; i < count; i++) {
        Py_UCS4 a = c4j_char_at(left_kind, left, i), b = c4j_char_at(right_kind, right, i);
        if (a != b)
            return a < b ? -1 : 1;
    }
    return 0;
}

/* -1, 0 or 1 by code points, a prefix being less. */
static int compare(PyObject *left, PyObject *right)
{
    Py_ssize_t m = c4j_str_length(left), n = c4j_str_length(right);
    if (left == right)
        return 0;
    int order = compare_chars(c4j_str_kind(left), c4j_str_data(left), c4j_str_kind(right), c4j_str_data(right), (size_t)(m < n ? m : n));
    return order != 0 ? order : (m > n) - (m < n);
}

LANE(int, PyUnicode_Compare)(PyObject *left, PyObject *right)
{
    return C4J_LIKELY(are_plain(left, right)) ? compare(left, right) : MISS(PyUnicode_Compare)(left, right);
}

LANE(int, PyUnicode_CompareWithASCIIString)(PyObject *left, const char *right)
{
    if (C4J_UNLIKELY(left == NULL || right == NULL || !c4j_is_plain_str(left)))
        return MISS(PyUnicode_CompareWithASCIIString)(left, right);
    size_t m = (size_t)c4j_str_length(left), n = strlen(right);
    int order = compare_chars(c4j_str_kind(left), c4j_str_data(left), 1, right, m < n ? m : n);
    return order != 0 ? order : (m > n) - (m < n);
}

/* ---- Joining ---- */

static inline void *copy_into(int kind, void *to, PyObject *str)
{
    size_t length = (size_t)c4j_str_length(str);
    c4j_copy_chars(c4j_str_kind(str), c4j_str_data(str), kind, to, length);
    return (char *)to + length * (size_t)kind;
}

static PyObject *concat(PyObject *left, PyObject *right)
{
    Py_ssize_t m = c4j_str_length(left), n = c4j_str_length(right);
    if (m == 0 || n == 0)
        return Py_NewRef(m == 0 ? right : left);
    Py_UCS4 a = c4j_str_bound(left), b = c4j_str_bound(right);
    PyObject *both = c4j_new_str((size_t)m + (size_t)n, a > b ? a : b);
    if (C4J_LIKELY(both != NULL))
        copy_into(c4j_str_kind(both), copy_into(c4j_str_kind(both), c4j_str_data(both), left), right);
    return both;
}

LANE(PyObject *, PyUnicode_Concat)(PyObject *left, PyObject *right)
{
    PyObject *both = are_plain(left, right) ? concat(left, right) : NULL;
    return C4J_LIKELY(both != NULL) ? both : MISS(PyUnicode_Concat)(left, right);
}

/* NULL when an item is not plain or memory is short. */
static PyObject *join(PyObject *separator, PyObject *const *items, Py_ssize_t count)
{
    size_t width = (size_t)c4j_str_length(separator), length = 0;
    Py_UCS4 max = count > 1 && width > 0 ? c4j_str_bound(separator) : 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (items[i] == NULL || !c4j_is_plain_str(items[i]))
            return NULL;
        length += (size_t)c4j_str_length(items[i]) + (i > 0 ? width : 0);
        max = c4j_str_bound(items[i]) > max ? c4j_str_bound(items[i]) : max;
    }
    if (count == 1)
        return Py_NewRef(items[0]);
    if (length == 0)
        return Py_NewRef(c4j_static_string("", 0));
    PyObject *result = c4j_new_str(length, max);
    if (C4J_UNLIKELY(result == NULL))
        return NULL;
    int kind = c4j_str_kind(result);
    void *to = c4j_str_data(result);
    for (Py_ssize_t i = 0; i < count; i++) {
        if (i > 0 && width > 0)
            to = copy_into(kind, to, separator);
        to = copy_into(kind, to, items[i]);
    }
    return result;
}

LANE(PyObject *, PyUnicode_Join)(PyObject *separator, PyObject *items)
{
    PyObject *joint = separator == NULL ? c4j_latin1_string(' ') : separator, *result = NULL;
    if (items != NULL && c4j_is_plain_str(joint)) {
        if (PyList_CheckExact(items))
            result = join(joint, ((PyListObject *)items)->ob_item, Py_SIZE(items));
        else if (PyTuple_CheckExact(items))
            result = join(joint, ((PyTupleObject *)items)->ob_item, Py_SIZE(items));
    }
    return C4J_LIKELY(result != NULL) ? result : MISS(PyUnicode_Join)(separator, items);
}

/* ---- Cutting ---- */

LANE(PyObject *, PyUnicode_Substring)(PyObject *str, Py_ssize_t start, Py_ssize_t end)
{
    if (C4J_UNLIKELY(str == NULL || start < 0 || end < 0 || !c4j_is_plain_str(str)))
        return MISS(PyUnicode_Substring)(str, start, end);
    end = end < c4j_str_length(str) ? end : c4j_str_length(str);
    if (start == 0 && end == c4j_str_length(str))
        return Py_NewRef(str);
    size_t length = start < end ? (size_t)(end - start) : 0;
    const char *first = (const char *)c4j_str_data(str) + (length == 0 ? 0 : (size_t)start * (size_t)c4j_str_kind(str));
    PyObject *part = c4j_str_of(c4j_str_kind(str), first, length);
    return C4J_LIKELY(part != NULL) ? part : MISS(PyUnicode_Substring)(str, start, end);
}

/* ---- Searching ---- */

static Py_ssize_t find_char(PyObject *str, Py_UCS4 wanted, Py_ssize_t start, Py_ssize_t end)
{
    int kind = c4j_str_kind(str);
    const char *data = c4j_str_data(str);
    if (wanted > c4j_str_bound(str) || start >= end)
        return -1;
    if (kind == 1) {
        const char *place = memchr(data + start, (int)wanted, (size_t)(end - start));
        return place == NULL ? -1 : place - data;
    }
    while (start < end && c4j_char_at(kind, data, (size_t)start) != wanted)
        start++;
    return start < end ? start : -1;
}

LANE(Py_ssize_t, PyUnicode_FindChar)(PyObject *str, Py_UCS4 wanted, Py_ssize_t start, Py_ssize_t end, int direction)
{
    if (C4J_UNLIKELY(str == NULL || !c4j_is_plain_str(str) || direction <= 0 || start < 0 || end < 0))
        return MISS(PyUnicode_FindChar)(str, wanted, start, end, direction);
    return find_char(str, wanted, start, end > c4j_str_length(str) ? c4j_str_length(str) : end);
}
