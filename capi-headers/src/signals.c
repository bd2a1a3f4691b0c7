/* Signal handlers, as CPython's: the C library's, without restarting system calls for the caller. */
#include "shim.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

PyOS_sighandler_t PyOS_getsig(int signal)
{
    struct sigaction action;
    return sigaction(signal, NULL, &action) == -1 ? SIG_ERR : action.sa_handler;
}

PyOS_sighandler_t PyOS_setsig(int signal, PyOS_sighandler_t handler)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
    struct sigaction old;
    sigemptyset(&action.sa_mask);
    return sigaction(signal, &action, &old) == -1 ? SIG_ERR : old.sa_handler;
}

/* ---- Signals that module signal handles: the C handler only notes that one came; Java asks later and calls the Python handler ---- */

enum { SIGNALS = 65 };

static volatile sig_atomic_t tripped[SIGNALS];
static volatile sig_atomic_t any_tripped;
static volatile int wakeup = -1;
static struct sigaction found[SIGNALS];
static bool changed[SIGNALS];

static void trip(int signal)
{
    int saved = errno;
    tripped[signal] = 1;
    any_tripped = 1;
    if (wakeup != -1) {
        unsigned char byte = (unsigned char)signal;
        if (write(wakeup, &byte, 1) == -1)
            errno = saved; /* a full pipe wakes its reader all the same */
    }
    errno = saved;
}

/* handler: 0 the system's own, 1 none, 2 the one above. 0, or an error number, negative. */
long c4j_signal_set(int signal, int handler)
{
    struct sigaction action = {.sa_handler = handler == 0 ? SIG_DFL : handler == 1 ? SIG_IGN : trip, .sa_flags = SA_ONSTACK};
    struct sigaction old;
    sigemptyset(&action.sa_mask);
    if (sigaction(signal, &action, &old) == -1)
        return -errno;
    if (!changed[signal])
        found[signal] = old;
    changed[signal] = true;
    return 0;
}

/* Puts back what was there before the first c4j_signal_set. */
void c4j_signal_restore(int signal)
{
    if (changed[signal])
        sigaction(signal, &found[signal], NULL);
    changed[signal] = false;
}

/* 0 the system's own, 1 none, 2 another handler. */
long c4j_signal_get(int signal)
{
    struct sigaction action;
    if (sigaction(signal, NULL, &action) == -1)
        return -errno;
    return action.sa_handler == SIG_DFL ? 0 : action.sa_handler == SIG_IGN ? 1 : 2;
}

/* A signal that has come since it was last asked for, 0 when none has. */
long c4j_signal_take(void)
{
    if (!any_tripped)
        return 0;
    any_tripped = 0;
    for (int signal = 1; signal < SIGNALS; signal++) {
        if (tripped[signal]) {
            tripped[signal] = 0;
            any_tripped = 1; /* there may be more */
            return signal;
        }
    }
    return 0;
}

/* Notes a signal that nobody sent. */
void c4j_signal_trip(int signal)
{
    trip(signal);
}

/* The descriptor that each signal's number is written to, -1 for none; the one before is the result. */
long c4j_signal_wakeup(int descriptor)
{
    int old = wakeup;
    wakeup = descriptor;
    return old;
}
