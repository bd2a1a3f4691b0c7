/* Declarations of the C API area "pydtrace.h". */
#ifndef Py_PYDTRACE_H
#define Py_PYDTRACE_H

#endif /* Py_PYDTRACE_H */
