/* Fatal errors that C code reports. Where CPython would end its process there is a JVM to keep: the functions that led there are given up, down to the one
   of the shim's or of Java's that called them, which gets NULL and SystemError: runtime/docs/adr/0016. x86-64 only. */
#include "faults.h"
#include "gil.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <unwind.h>

/* The registers that a function keeps for its caller, by DWARF's number. */
static const int kept[] = {3, 6, 12, 13, 14, 15};

enum { KEPT = sizeof(kept) / sizeof(kept[0]) };

/* The caller that goes on. */
struct way_out {
    bool below;          /* the unwinder has passed the shim's own functions on top of the stack */
    bool is_closed;      /* something is on the stack that must not be given up */
    uintptr_t where;     /* where it goes on, 0: there is none */
    uintptr_t stack;     /* its stack pointer then */
    uintptr_t registers[KEPT];
};

/* Not on the stack, which the clean-up of what is given up writes over. */
static _Thread_local struct way_out way_out;
static _Thread_local struct _Unwind_Exception leaving;

static bool is_compiled_java(uintptr_t where)
{
    Dl_info info;
    return dladdr((void *)where, &info) == 0;
}

static _Unwind_Reason_Code look(struct _Unwind_Context *frame, void *argument)
{
    struct way_out *way = argument;
    uintptr_t where = _Unwind_GetIP(frame);
    bool is_shim = c4j_is_shim_code(where);
    if (is_shim && !way->below)
        return _URC_NO_REASON;
    way->below = true;
    if (!is_shim && !is_compiled_java(where)) {
        way->is_closed |= c4j_is_library_code(where) || c4j_is_loader_code(where);
        return way->is_closed ? _URC_NORMAL_STOP : _URC_NO_REASON;
    }
    way->where = where;
    way->stack = _Unwind_GetCFA(frame);
    for (int i = 0; i < KEPT; i++)
        way->registers[i] = _Unwind_GetGR(frame, kept[i]);
    return _URC_NORMAL_STOP;
}

/* Goes on behind the caller's call, which gave 0. */
static _Noreturn void resume(const struct way_out *way)
{
    __asm__ volatile("movq %2, %%rsp\n\t"
                     "movq 0(%0), %%rbx\n\t"
                     "movq 8(%0), %%rbp\n\t"
                     "movq 16(%0), %%r12\n\t"
                     "movq 24(%0), %%r13\n\t"
                     "movq 32(%0), %%r14\n\t"
                     "movq 40(%0), %%r15\n\t"
                     "xorl %%eax, %%eax\n\t"
                     "pxor %%xmm0, %%xmm0\n\t"
                     "jmpq *%1"
                     :
                     : "d"(way->registers), "c"(way->where), "S"(way->stack)
                     : "memory");
    __builtin_unreachable();
}

static _Unwind_Reason_Code stop(int Py_UNUSED(version), _Unwind_Action Py_UNUSED(actions), _Unwind_Exception_Class Py_UNUSED(class),
                                struct _Unwind_Exception *Py_UNUSED(exception), struct _Unwind_Context *frame, void *argument)
{
    const struct way_out *way = argument;
    if (_Unwind_GetIP(frame) == way->where && _Unwind_GetCFA(frame) == way->stack)
        resume(way);
    return _URC_NO_REASON;
}

static void set_error(const char *function, const char *message)
{
    if (c4j_tstate == NULL)
        c4j_swap(NULL, c4j_gilstate);
    if (c4j_tstate->curexc_type != NULL)
        _PyErr_FormatFromCause(PyExc_SystemError, "Fatal Python error: %s: %s", function, message);
    else
        PyErr_Format(PyExc_SystemError, "Fatal Python error: %s: %s", function, message);
}

/* Only who has a thread state can be told by an exception: the one that this thread had last becomes current. */
static bool can_be_told(void)
{
    return c4j_tstate != NULL || (c4j_gilstate != NULL && c4j_gilstate->interp != NULL);
}

void c4j_give_up(const char *function, const char *message)
{
    way_out = (struct way_out){0};
    _Unwind_Backtrace(look, &way_out);
    if (way_out.where != 0 && can_be_told()) {
        set_error(function, message);
        leaving = (struct _Unwind_Exception){0};
        _Unwind_ForcedUnwind(&leaving, stop, &way_out);
    }
    c4j_fatal(function, "%s", message);
}

#undef Py_FatalError

void Py_FatalError(const char *message)
{
    c4j_give_up("<unknown>", message);
}

void _Py_FatalErrorFunc(const char *function, const char *message)
{
    c4j_give_up(function, message);
}

void _Py_FatalRefcountErrorFunc(const char *function, const char *message)
{
    c4j_give_up(function, message);
}

void _Py_FatalErrorFormat(const char *function, const char *format, ...)
{
    char message[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    c4j_give_up(function, message);
}

void _Py_FatalError_TstateNULL(const char *function)
{
    c4j_give_up(function, "the function must be called with the GIL held, but the GIL is released (the current Python thread state is NULL)");
}
