/* _PyUnicodeWriter, and _PyBytesWriter where there is room already; org.capi4j.type.StrWriter describes the first, BytesWriter makes room. */
#include "str.h"

LANE(void, _PyUnicodeWriter_Init)(_PyUnicodeWriter *writer)
{
    memset(writer, 0, sizeof(*writer));
}

/* Goes on in a new str that has room for so many more characters; false when memory is short. */
static bool make_room(_PyUnicodeWriter *writer, Py_ssize_t length, Py_UCS4 max)
{
    Py_ssize_t needed = writer->pos + length, room = needed > writer->size && writer->overallocate ? needed + needed / 4 : needed;
    PyObject *old = writer->buffer;
    room = room > writer->min_length ? room : writer->min_length;
    room = room > writer->size ? room : writer->size;
    max = max > writer->maxchar ? max : writer->maxchar;
    PyObject *fresh = c4j_new_str((size_t)room, max > writer->min_char ? max : writer->min_char);
    if (C4J_UNLIKELY(fresh == NULL))
        return false;
    if (old != NULL)
        c4j_copy_chars(c4j_str_kind(old), c4j_str_data(old), c4j_str_kind(fresh), c4j_str_data(fresh), (size_t)writer->pos);
    Py_XDECREF(old);
    writer->buffer = fresh;
    writer->data = c4j_str_data(fresh);
    writer->kind = (enum PyUnicode_Kind)c4j_str_kind(fresh);
    writer->maxchar = c4j_str_bound(fresh);
    writer->size = room;
    writer->readonly = 0;
    return true;
}

/* Whether there is room, now, for some more characters: not none, and not too many. */
static inline bool has_room(_PyUnicodeWriter *writer, Py_ssize_t length, Py_UCS4 max)
{
    if (C4J_LIKELY(length <= writer->size - writer->pos && max <= writer->maxchar))
        return true;
    return length > 0 && length < PY_SSIZE_T_MAX / 4 - writer->pos && max <= 0x10ffff && make_room(writer, length, max);
}

LANE(int, _PyUnicodeWriter_WriteChar)(_PyUnicodeWriter *writer, Py_UCS4 character)
{
    if (C4J_UNLIKELY(!has_room(writer, 1, character)))
        return MISS(_PyUnicodeWriter_WriteChar)(writer, character);
    PyUnicode_WRITE(writer->kind, writer->data, writer->pos, character);
    writer->pos++;
    return 0;
}

/* Java takes a first and only str as it is, and looks for the greatest character where that may be less than the str's bound. */
LANE(int, _PyUnicodeWriter_WriteSubstring)(_PyUnicodeWriter *writer, PyObject *str, Py_ssize_t start, Py_ssize_t end)
{
    bool plain = c4j_is_plain_str(str) && start <= end && (writer->buffer != NULL || writer->overallocate || end - start < c4j_str_length(str))
        && (c4j_str_is_ascii(str) || c4j_str_bound(str) <= writer->maxchar);
    if (C4J_UNLIKELY(!plain || !has_room(writer, end - start, c4j_str_bound(str))))
        return MISS(_PyUnicodeWriter_WriteSubstring)(writer, str, start, end);
    int kind = c4j_str_kind(str);
    const char *from = (const char *)c4j_str_data(str) + start * kind;
    c4j_copy_chars(kind, from, (int)writer->kind, (char *)writer->data + writer->pos * (Py_ssize_t)writer->kind, (size_t)(end - start));
    writer->pos += end - start;
    return 0;
}

LANE(PyObject *, _PyUnicodeWriter_Finish)(_PyUnicodeWriter *writer)
{
    Py_ssize_t length = writer->pos;
    PyObject *str = writer->buffer;
    if (C4J_UNLIKELY(str == NULL || writer->readonly || length <= 1 || !c4j_str_is_own(str)))
        return MISS(_PyUnicodeWriter_Finish)(writer);
    if (length < writer->size) {
        PyObject *moved = PyObject_Realloc(str, (size_t)((char *)c4j_str_data(str) - (char *)str) + (size_t)(length + 1) * writer->kind);
        str = moved == NULL ? str : moved;
        ((PyASCIIObject *)str)->length = length;
        PyUnicode_WRITE(writer->kind, c4j_str_data(str), length, 0);
    }
    writer->buffer = NULL;
    return str;
}

LANE(void, _PyBytesWriter_Init)(_PyBytesWriter *writer)
{
    memset(writer, 0, offsetof(_PyBytesWriter, small_buffer));
}

LANE(void *, _PyBytesWriter_Alloc)(_PyBytesWriter *writer, Py_ssize_t size)
{
    Py_ssize_t room = sizeof(writer->small_buffer);
    if (C4J_UNLIKELY(size < 0 || size > room - writer->min_size))
        return MISS(_PyBytesWriter_Alloc)(writer, size);
    writer->use_small_buffer = 1;
    writer->allocated = room;
    writer->min_size += size;
    return writer->small_buffer;
}

LANE(PyObject *, _PyBytesWriter_Finish)(_PyBytesWriter *writer, void *end)
{
    if (C4J_UNLIKELY(!writer->use_small_buffer || writer->use_bytearray || writer->buffer != NULL))
        return MISS(_PyBytesWriter_Finish)(writer, end);
    return PyBytes_FromStringAndSize(writer->small_buffer, (char *)end - writer->small_buffer);
}
