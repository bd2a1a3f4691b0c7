/* Declarations of the C API area "opcode.h". */
#ifndef Py_OPCODE_H
#define Py_OPCODE_H

#endif /* Py_OPCODE_H */
