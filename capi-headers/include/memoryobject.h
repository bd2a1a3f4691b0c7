/* Declarations of the C API area "memoryobject.h". */
#ifndef Py_MEMORYOBJECT_H
#define Py_MEMORYOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyMemoryView_Type;
PyAPI_FUNC(PyObject *) PyMemoryView_FromObject(PyObject *base);
PyAPI_FUNC(PyObject *) PyMemoryView_GetContiguous(PyObject *base, int buffertype, char order);

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(PyObject *) PyMemoryView_FromMemory(char *mem, Py_ssize_t size, int flags);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030b0000
PyAPI_FUNC(PyObject *) PyMemoryView_FromBuffer(const Py_buffer *info);
#endif

#ifndef Py_LIMITED_API
PyAPI_DATA(PyTypeObject) _PyManagedBuffer_Type;
#endif

C4J_END_DECLS

#endif /* Py_MEMORYOBJECT_H */
