/* Declarations of the C API area "datetime.h". */
#ifndef Py_DATETIME_H
#define Py_DATETIME_H

#endif /* Py_DATETIME_H */
