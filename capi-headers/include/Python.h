/* Declarations of the C API area "Python.h". */
#ifndef Py_PYTHON_H
#define Py_PYTHON_H

#endif /* Py_PYTHON_H */
