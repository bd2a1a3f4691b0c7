/* _PyUnicodeWriter and _PyBytesWriter where there is room already; org.capi4j.type.StrWriter and BytesWriter make room. */
#include "str.h"

LANE(void, _PyUnicodeWriter_Init)(_PyUnicodeWriter *writer)
{
    memset(writer, 0, sizeof(*writer));
}

static inline bool has_room(_PyUnicodeWriter *writer, Py_ssize_t length, Py_UCS4 max)
{
    return length <= writer->size - writer->pos && max <= writer->maxchar;
}

LANE(int, _PyUnicodeWriter_WriteChar)(_PyUnicodeWriter *writer, Py_UCS4 character)
{
    if (C4J_UNLIKELY(!has_room(writer, 1, character)))
        return MISS(_PyUnicodeWriter_WriteChar)(writer, character);
    PyUnicode_WRITE(writer->kind, writer->data, writer->pos, character);
    writer->pos++;
    return 0;
}

LANE(int, _PyUnicodeWriter_WriteSubstring)(_PyUnicodeWriter *writer, PyObject *str, Py_ssize_t start, Py_ssize_t end)
{
    if (C4J_UNLIKELY(!c4j_is_plain_str(str) || start > end || !has_room(writer, end - start, c4j_str_bound(str))))
        return MISS(_PyUnicodeWriter_WriteSubstring)(writer, str, start, end);
    int kind = c4j_str_kind(str);
    const char *from = (const char *)c4j_str_data(str) + start * kind;
    c4j_copy_chars(kind, from, (int)writer->kind, (char *)writer->data + writer->pos * (Py_ssize_t)writer->kind, (size_t)(end - start));
    writer->pos += end - start;
    return 0;
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
