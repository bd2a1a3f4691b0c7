/* Declarations of the C API area "pymacconfig.h". */
#ifndef Py_PYMACCONFIG_H
#define Py_PYMACCONFIG_H

#endif /* Py_PYMACCONFIG_H */
