/* Declarations of the C API area "pytypedefs.h". */
#ifndef Py_PYTYPEDEFS_H
#define Py_PYTYPEDEFS_H

#endif /* Py_PYTYPEDEFS_H */
