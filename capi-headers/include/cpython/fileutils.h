/* Opening a file by a Python path. */
#ifndef Py_CPYTHON_FILEUTILS_H
#define Py_CPYTHON_FILEUTILS_H

C4J_BEGIN_DECLS

PyAPI_FUNC(FILE *) _Py_fopen_obj(PyObject *path, const char *mode);

C4J_END_DECLS

#endif /* Py_CPYTHON_FILEUTILS_H */
