/* What every unbound function runs first. A lazy stub has pushed its index and jumped here; the stack is

       index, return address of the caller, ...

   and 16-byte aligned again. All argument registers are kept (rax counts vector registers of a variadic call), the
   function is bound, and the jump goes on to Java as if nothing had happened. What is bound to a method that JNI calls (jni.c) stays
   with its lazy stub: the index is the seventh argument, where it is. x86-64 System V only. */
        .text
        .globl  c4j_lazy
        .hidden c4j_lazy
        .type   c4j_lazy, @function
c4j_lazy:
        .cfi_startproc
        .cfi_def_cfa_offset 16
        movq    c4j_java_methods(%rip), %r11
        testq   %r11, %r11
        jz      bind
        movq    0(%rsp), %r10
        cmpq    $0, (%r11, %r10, 8)
        je      bind
        call    c4j_call_java@PLT
        addq    $8, %rsp
        .cfi_adjust_cfa_offset -8
        ret
        .cfi_adjust_cfa_offset 8
bind:
        subq    $192, %rsp
        .cfi_adjust_cfa_offset 192
        movq    %rdi, 0(%rsp)
        movq    %rsi, 8(%rsp)
        movq    %rdx, 16(%rsp)
        movq    %rcx, 24(%rsp)
        movq    %r8, 32(%rsp)
        movq    %r9, 40(%rsp)
        movq    %rax, 48(%rsp)
        movaps  %xmm0, 64(%rsp)
        movaps  %xmm1, 80(%rsp)
        movaps  %xmm2, 96(%rsp)
        movaps  %xmm3, 112(%rsp)
        movaps  %xmm4, 128(%rsp)
        movaps  %xmm5, 144(%rsp)
        movaps  %xmm6, 160(%rsp)
        movaps  %xmm7, 176(%rsp)
        movq    192(%rsp), %rdi
        call    c4j_bind@PLT
        movq    %rax, %r11
        movq    0(%rsp), %rdi
        movq    8(%rsp), %rsi
        movq    16(%rsp), %rdx
        movq    24(%rsp), %rcx
        movq    32(%rsp), %r8
        movq    40(%rsp), %r9
        movq    48(%rsp), %rax
        movaps  64(%rsp), %xmm0
        movaps  80(%rsp), %xmm1
        movaps  96(%rsp), %xmm2
        movaps  112(%rsp), %xmm3
        movaps  128(%rsp), %xmm4
        movaps  144(%rsp), %xmm5
        movaps  160(%rsp), %xmm6
        movaps  176(%rsp), %xmm7
        addq    $200, %rsp
        .cfi_adjust_cfa_offset -200
        jmp     *%r11
        .cfi_endproc
        .size   c4j_lazy, . - c4j_lazy

        .section .note.GNU-stack, "", @progbits
