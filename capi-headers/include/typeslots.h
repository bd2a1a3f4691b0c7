/* Declarations of the C API area "typeslots.h". */
#ifndef Py_TYPESLOTS_H
#define Py_TYPESLOTS_H

#endif /* Py_TYPESLOTS_H */
