/* long Jni.call(long function, long a, ..., long f), as a static native method: environment and class in the first two registers, function, a, b and c
   in the other four, the rest on the stack. It jumps, so that the function returns to the JVM, and no frame of the shim's is in between. x86-64
   System V only. */
        .text
        .globl  Java_org_capi4j_memory_Jni_call
        .type   Java_org_capi4j_memory_Jni_call, @function
Java_org_capi4j_memory_Jni_call:
        .cfi_startproc
        movq    %rdx, %r11
        movq    %rcx, %rdi
        movq    %r8, %rsi
        movq    %r9, %rdx
        movq    8(%rsp), %rcx
        movq    16(%rsp), %r8
        movq    24(%rsp), %r9
        xorl    %eax, %eax
        jmp     *%r11
        .cfi_endproc
        .size   Java_org_capi4j_memory_Jni_call, . - Java_org_capi4j_memory_Jni_call

        .section .note.GNU-stack, "", @progbits
