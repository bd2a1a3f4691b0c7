/* Accesses to the page of NULL from the shim's own code, which become SystemError: runtime/docs/adr/0010. What the kernel reports to the
   handler here is either such an access, or none of ours: then the JVM's own handler gets it, as if this one were not there.

   The functions of the shim that are on the stack are given up, with what they called of the C library. The unwinder tells with which registers the first function that isn't the
   shim's, an extension's or Java's, waits for their return; it goes on as if it had called c4j_faulted in their place, and that
   returns what the API function returns on failure. Nothing is paid for where nothing fails. x86-64 only. */
#include "faults.h"

#include <signal.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

enum { NULL_PAGE = 4096 };

/* The registers that a function keeps for its caller, by DWARF's number and the kernel's. */
static const struct {
    int dwarf;
    int kernel;
} kept[] = {{3, REG_RBX}, {6, REG_RBP}, {12, REG_R12}, {13, REG_R13}, {14, REG_R14}, {15, REG_R15}};

enum { KEPT = sizeof(kept) / sizeof(kept[0]) };

struct fault {
    uintptr_t where;      /* the instruction, or what a call through NULL was to return to */
    bool reached;         /* the unwinder has passed the handler's own frames */
    uintptr_t outermost;  /* the function of the shim that was entered first: its start */
    bool unsound;         /* something is on the stack that must not be given up */
    uintptr_t caller;     /* where the first function that isn't the shim's goes on */
    uintptr_t stack;      /* its stack pointer then */
    uintptr_t registers[KEPT];
};

static struct sigaction before;

/* ---- Who is on the stack ---- */

static _Unwind_Reason_Code look(struct _Unwind_Context *frame, void *argument)
{
    struct fault *fault = argument;
    int exact;
    uintptr_t where = _Unwind_GetIPInfo(frame, &exact);
    if (!fault->reached && where != fault->where)
        return _URC_NO_REASON;
    fault->reached = true;
    if (c4j_is_shim_code(where)) {
        fault->outermost = _Unwind_GetRegionStart(frame);
        return _URC_NO_REASON;
    }
    if (fault->outermost == 0 && c4j_is_library_code(where)) { /* strlen, fread: they look at an argument first */
        fault->unsound |= c4j_holds_locks(_Unwind_GetRegionStart(frame));
        return _URC_NO_REASON;
    }
    if (fault->unsound)
        return _URC_NORMAL_STOP;
    fault->caller = where;
    fault->stack = _Unwind_GetCFA(frame);
    for (int i = 0; i < KEPT; i++)
        fault->registers[i] = _Unwind_GetGR(frame, kept[i].dwarf);
    return _URC_NORMAL_STOP;
}

/* ---- Which function was called ---- */

static bool read_memory(uintptr_t address, void *bytes, size_t size)
{
    struct iovec here = {bytes, size}, there = {(void *)address, size};
    return process_vm_readv(getpid(), &here, 1, &there, 1, 0) == (ssize_t)size;
}

static int32_t displacement(const uint8_t *bytes)
{
    int32_t value;
    memcpy(&value, bytes, sizeof(value));
    return value;
}

/* What an entry of a procedure linkage table (endbr64, bnd jmp *disp(%rip)) goes to, or 0. */
static uintptr_t through_plt(uintptr_t entry)
{
    uint8_t code[16];
    uintptr_t target = 0;
    if (!read_memory(entry, code, sizeof(code)))
        return 0;
    int at = memcmp(code, "\xf3\x0f\x1e\xfa", 4) == 0 ? 4 : 0;
    at += code[at] == 0xf2;
    if (code[at] != 0xff || code[at + 1] != 0x25)
        return 0;
    return read_memory(entry + at + 6 + displacement(code + at + 2), &target, sizeof(target)) ? target : 0;
}

/* The API function that the call before an address names, or -1: calls through registers and from compiled Java don't say. */
static long called_before(uintptr_t address)
{
    uint8_t code[6];
    uintptr_t target = 0;
    if (!read_memory(address - sizeof(code), code, sizeof(code)))
        return -1;
    if (code[0] == 0xff && code[1] == 0x15)
        return read_memory(address + displacement(code + 2), &target, sizeof(target)) ? c4j_function_at(target) : -1;
    if (code[1] != 0xe8)
        return -1;
    target = address + displacement(code + 2);
    long direct = c4j_function_at(target);
    return direct >= 0 ? direct : c4j_function_at(through_plt(target));
}

/* ---- Going on ---- */

static bool find(struct fault *fault, long *function)
{
    _Unwind_Backtrace(look, fault);
    if (fault->caller == 0)
        return false;
    long called = called_before(fault->caller);
    *function = called >= 0 ? called : c4j_function_at(fault->outermost);
    return fault->outermost != 0 || called >= 0; /* a function of the shim may have jumped out of it instead of calling */
}

/* Lets the caller go on as if it had called c4j_faulted. The return address is below its stack pointer, where the call put it. */
static void redirect(mcontext_t *machine, const struct fault *fault, long function)
{
    greg_t *registers = machine->gregs;
    for (int i = 0; i < KEPT; i++)
        registers[kept[i].kernel] = (greg_t)fault->registers[i];
    registers[REG_RSP] = (greg_t)(fault->stack - sizeof(uintptr_t));
    registers[REG_RDI] = function;
    registers[REG_RIP] = (greg_t)(uintptr_t)(c4j_returns_double(function) ? (void (*)(void))c4j_faulted_double : (void (*)(void))c4j_faulted);
    registers[REG_EFL] &= ~(greg_t)0x400; /* the direction flag, which is clear at every call */
}

static bool recovers(mcontext_t *machine)
{
    greg_t *registers = machine->gregs;
    uintptr_t where = (uintptr_t)registers[REG_RIP], stack = (uintptr_t)registers[REG_RSP];
    struct fault fault = {.where = where};
    long function = -1;
    if (where < NULL_PAGE) { /* a call through NULL: as if it had returned at once */
        memcpy(&fault.where, (void *)stack, sizeof(fault.where));
        registers[REG_RIP] = (greg_t)fault.where;
        registers[REG_RSP] = (greg_t)(stack + sizeof(uintptr_t));
    }
    if ((c4j_is_shim_code(where) || c4j_is_library_code(where) || where < NULL_PAGE) && find(&fault, &function)) {
        redirect(machine, &fault, function);
        return true;
    }
    registers[REG_RIP] = (greg_t)where;
    registers[REG_RSP] = (greg_t)stack;
    return false;
}

static void pass_on(int signal, siginfo_t *info, void *context)
{
    if (before.sa_flags & SA_SIGINFO)
        before.sa_sigaction(signal, info, context);
    else if (before.sa_handler == SIG_DFL || before.sa_handler == SIG_IGN)
        sigaction(signal, &before, NULL); /* the instruction is run again, and ends the process */
    else
        before.sa_handler(signal);
}

static void handle(int signal, siginfo_t *info, void *context)
{
    /* below NULL, too: there the GC head of an object at NULL would be */
    bool is_null = info->si_code == SEGV_MAPERR && (uintptr_t)info->si_addr + NULL_PAGE < 2 * NULL_PAGE;
    if (!is_null || c4j_tstate == NULL || !recovers(&((ucontext_t *)context)->uc_mcontext))
        pass_on(signal, info, context);
}

void c4j_faults_init(void)
{
    c4j_find_code();
    if (sigaction(SIGSEGV, NULL, &before) != 0)
        return;
    struct sigaction action = before;
    action.sa_sigaction = handle;
    action.sa_flags |= SA_SIGINFO;
    sigaction(SIGSEGV, &action, &before);
}
