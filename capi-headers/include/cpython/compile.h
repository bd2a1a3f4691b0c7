/* Declarations of the C API area "cpython/compile.h". */
#ifndef Py_CPYTHON_COMPILE_H
#define Py_CPYTHON_COMPILE_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) PyCompile_OpcodeStackEffect(int opcode, int oparg);
PyAPI_FUNC(int) PyCompile_OpcodeStackEffectWithJump(int opcode, int oparg, int jump);

C4J_END_DECLS

#endif /* Py_CPYTHON_COMPILE_H */
