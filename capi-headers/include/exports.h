/* Declarations of the C API area "exports.h". */
#ifndef Py_EXPORTS_H
#define Py_EXPORTS_H

#endif /* Py_EXPORTS_H */
