/* Declarations of the C API area "osdefs.h". */
#ifndef Py_OSDEFS_H
#define Py_OSDEFS_H

#endif /* Py_OSDEFS_H */
