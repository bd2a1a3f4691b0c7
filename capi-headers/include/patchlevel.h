/* Declarations of the C API area "patchlevel.h". */
#ifndef Py_PATCHLEVEL_H
#define Py_PATCHLEVEL_H

#endif /* Py_PATCHLEVEL_H */
