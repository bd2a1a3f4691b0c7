/* Declarations of the C API area "pyport.h". */
#ifndef Py_PYPORT_H
#define Py_PYPORT_H

#endif /* Py_PYPORT_H */
