/* The end of the process. Exit handlers and destructors of extensions run when the JVM is gone, while other threads may still be in C
   code. The thread that runs them is then in an interpreter that is nowhere: what is C still works there, what is Java answers 0, nothing
   is deallocated. Every other thread sleeps at the next function that it calls. */
#define _GNU_SOURCE
#include "gil.h"

#include <signal.h>
#include <unistd.h>

_Atomic int c4j_finished;

/* What stands in for a closed interpreter where Java still has its address: nobody gets in. Only the end of the process does. */
__attribute__((visibility("default"))) c4j_interp c4j_nowhere = {.eval_breaker = C4J_EVAL_CLOSED, .recursion_limit = 1000};

static PyThreadState *last_state;
static pthread_t last_thread;
static int exit_status;

/* What stands in every slot. */
static long gone(void)
{
    if (!pthread_equal(pthread_self(), last_thread))
        c4j_sleep_forever();
    return 0;
}

void *c4j_gone(void)
{
    return c4j_finished ? (void *)gone : NULL;
}

/* ---- A crash at the end ---- */

static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { CRASHES = sizeof(crashes) / sizeof(crashes[0]) };
static struct sigaction before[CRASHES];

/* Nobody is left whom a crash report could help: the process ends as it was going to. Threads of Java's keep their own handlers. */
static void end_quietly(int signal, siginfo_t *info, void *context)
{
    if (c4j_tstate != NULL || pthread_equal(pthread_self(), last_thread))
        _exit(exit_status);
    int i = 0;
    while (crashes[i] != signal)
        i++;
    if (before[i].sa_flags & SA_SIGINFO)
        before[i].sa_sigaction(signal, info, context);
    else
        _exit(exit_status);
}

static void expect_crashes(void)
{
    struct sigaction action = {.sa_sigaction = end_quietly, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &action, &before[i]);
}

/* ---- The end ---- */

static void after_java(int status, void *Py_UNUSED(unused))
{
    exit_status = status;
    if (c4j_finished)
        return;
    last_thread = pthread_self();
    c4j_finished = 1;
    for (long i = 0; i < c4j_function_count; i++)
        c4j_slots[i] = c4j_java[i] = (void *)gone;
    c4j_direct_end();
    if (ftrylockfile(stdout) == 0) {
        fflush(stdout);
        funlockfile(stdout);
    }
    expect_crashes();
    for (c4j_interp *interp = c4j_main_interp; interp != NULL; interp = interp->next)
        *interp->gil->runtime_current = last_state;
    c4j_become_main(&c4j_nowhere);
    c4j_tstate = last_state;
    *c4j_nowhere.gil->runtime_current = last_state;
    c4j_own(last_state);
    c4j_gilstate = last_state;
}

/* The last exit handler, before the dynamic linker's own. */
static void after_exit_handlers(int Py_UNUSED(status), void *Py_UNUSED(unused))
{
    c4j_libraries_end();
}

void c4j_afterlife_init(void)
{
    static PyThreadState *current;
    static c4j_group group;
    c4j_gil_init(&group.gil);
    group.gil.runtime_current = &current;
    group.newest = group.main = &c4j_nowhere;
    c4j_nowhere.group = &group;
    c4j_nowhere.gil = &group.gil;
    c4j_heap_init(&c4j_nowhere.heap);
    last_state = PyThreadState_New(&c4j_nowhere);
    on_exit(after_exit_handlers, NULL);
}

/* Exit handlers run in reverse order: so that ours runs before an extension's, it is registered after every one that is loaded, and again
   when the JVM is about to end. */
void c4j_await_exit(void)
{
    on_exit(after_java, NULL);
}

/* ---- Threads of extensions, and the JVM ---- */

typedef struct java_vm {
    void *(*functions)[8]; /* JNIInvokeInterface */
} java_vm;

enum { DETACH = 5, ATTACH_AS_DAEMON = 7 };

static __thread bool attached __attribute__((tls_model("initial-exec")));
static pthread_key_t attached_key;

static int (*created_vms)(java_vm **vms, int size, int *count);

void c4j_use_vms(void *jni_get_created_vms)
{
    created_vms = (int (*)(java_vm **, int, int *))jni_get_created_vms;
}

static void detach(void *vm)
{
    attached = false; /* destructors of an extension's thread-local data may be still to come, and back */
    if (!c4j_finished)
        ((int (*)(java_vm *))(*((java_vm *)vm)->functions)[DETACH])(vm);
}

static void make_attached_key(void)
{
    pthread_key_create(&attached_key, detach);
}

/* An upcall attaches its thread to the JVM, and ends the process if there is none any more. So that is done here, where it may fail. False:
   the JVM is gone, or this thread is ending it: then it has a state now. */
bool c4j_attach_to_java(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (attached || created_vms == NULL)
        return true;
    java_vm *vm = NULL;
    int count = 0;
    void *environment;
    if (created_vms(&vm, 1, &count) != 0 || count == 0)
        return false;
    if (((int (*)(java_vm *, void **, void *))(*vm->functions)[ATTACH_AS_DAEMON])(vm, &environment, NULL) != 0) {
        after_java(0, NULL); /* this is the JVM's own thread, in an exit handler that was registered after ours */
        return false;
    }
    pthread_once(&once, make_attached_key);
    pthread_setspecific(attached_key, vm);
    attached = true;
    return true;
}
