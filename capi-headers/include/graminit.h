/* Declarations of the C API area "graminit.h". */
#ifndef Py_GRAMINIT_H
#define Py_GRAMINIT_H

#endif /* Py_GRAMINIT_H */
