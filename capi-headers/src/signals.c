/* Signal handlers, as CPython's: the C library's, without restarting system calls for the caller. */
#include "shim.h"

#include <signal.h>

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
