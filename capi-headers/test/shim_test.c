/* The shim without a JVM: allocator, GIL, thread states, static objects, lanes, typed calls. Java is played by a few functions that
   bind() hands out; whatever else is called answers 0. A failed assertion names its line. */
#define _GNU_SOURCE
#include "shim.h"

#include <assert.h>
#include <dlfcn.h>
#include <time.h>

static c4j_interp *interp;

/* ---- Java's part ---- */

static long nothing(void)
{
    return 0;
}

static long sets_error(void)
{
    c4j_current()->curexc_type = (PyObject *)&PyFloat_Type;
    return 0;
}

static long refuses_recursion(void)
{
    sets_error();
    return -1;
}

static long passes_result(PyThreadState *tstate, PyObject *callable, PyObject *result)
{
    (void)tstate, (void)callable;
    return (long)result;
}

static long weighs(long a, long b, long c, long d, long e, long f, long g, long h)
{
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h;
}

static double weighs_doubles(double a, double b, double c)
{
    return a + 2 * b + 3 * c;
}

static bool is_entry(long index, const char *name)
{
    size_t length = strlen(name);
    return strncmp(c4j_entries[index], name, length) == 0 && c4j_entries[index][length] == '|';
}

static long binds(long index)
{
    if (is_entry(index, "PyErr_NoMemory"))
        return (long)sets_error;
    if (is_entry(index, "_Py_CheckRecursiveCall"))
        return (long)refuses_recursion;
    if (is_entry(index, "_Py_CheckFunctionResult"))
        return (long)passes_result;
    if (is_entry(index, "PyEval_EvalCodeEx"))
        return (long)weighs;
    if (is_entry(index, "PyFloat_GetInfo"))
        return (long)weighs_doubles;
    return (long)nothing;
}

/* ---- Tests; the GIL is held ---- */

static void binding_keeps_all_argument_registers(void)
{
    long (*longs)(long, long, long, long, long, long, long, long) = dlsym(RTLD_DEFAULT, "PyEval_EvalCodeEx");
    double (*doubles)(double, double, double) = dlsym(RTLD_DEFAULT, "PyFloat_GetInfo");
    for (int i = 0; i < 2; i++) {
        assert(longs(1, 2, 3, 4, 5, 6, 7, 8) == 204);
        assert(doubles(1.5, 2.5, 3.5) == 17.0);
    }
}

static void static_objects_are_where_stock_modules_look(void)
{
    char *runtime = dlsym(RTLD_DEFAULT, "_PyRuntime");
    assert(*(PyThreadState **)(runtime + 576) == c4j_current());
    assert((char *)c4j_small_int(-5) == runtime + 680 && (char *)c4j_empty_tuple() == runtime + 58904);
    assert((char *)c4j_static_string("", 0) == runtime + 22304);
    assert((char *)c4j_static_string("__init__", 8) == runtime + 26984);
    assert(c4j_static_string("a", 1) == c4j_latin1_string('a') && c4j_static_string("no such", 7) == NULL);
    assert(((unsigned char *)c4j_latin1_string(0xe9))[sizeof(PyCompactUnicodeObject)] == 0xe9);
}

static void blocks_keep_their_content(void)
{
    static unsigned char *blocks[4096];
    long before = c4j_blocks(interp);
    for (int i = 0; i < 4096; i++) {
        blocks[i] = PyObject_Malloc((size_t)(1 + i * 7 % 700));
        memset(blocks[i], i, (size_t)(1 + i * 7 % 700));
    }
    for (int i = 0; i < 4096; i++) {
        blocks[i] = PyObject_Realloc(blocks[i], (size_t)(1 + i * 13 % 900));
        for (int j = 0; j < 1 + i * 7 % 700 && j < 1 + i * 13 % 900; j++)
            assert(blocks[i][j] == (unsigned char)i);
    }
    for (int i = 0; i < 4096; i++)
        PyObject_Free(blocks[i * 31 % 4096]);
    assert(c4j_blocks(interp) == before);
    assert(PyObject_Malloc((size_t)PY_SSIZE_T_MAX + 1) == NULL);
}

static void *returned[4096];

static void *frees_returned(void *unused)
{
    for (int i = 0; i < 4096; i++)
        PyObject_Free(returned[i]);
    return unused;
}

static void blocks_come_home_from_other_threads(void)
{
    pthread_t thread;
    long before = c4j_blocks(interp);
    for (int i = 0; i < 4096; i++)
        returned[i] = PyObject_Malloc((size_t)(1 + i % 512));
    Py_BEGIN_ALLOW_THREADS
    pthread_create(&thread, NULL, frees_returned, NULL);
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    assert(c4j_blocks(interp) == before);
}

static void faults_and_limits_refuse(void)
{
    c4j_alloc_fail_after(3);
    assert(PyFloat_FromDouble(0.5) != NULL && PyMem_Malloc(600) != NULL);
    assert(PyObject_Malloc(5) == NULL && PyMem_RawMalloc(5) != NULL && c4j_alloc_failed() == 1);
    c4j_alloc_fail_after(0);
    c4j_set_limit(interp, c4j_bytes(interp, 1) + c4j_bytes(interp, 2) + 100);
    assert(PyMem_Malloc(50) != NULL && PyMem_Malloc(64) == NULL);
    c4j_set_limit(interp, 0);
    assert(PyMem_Malloc(64) != NULL);
}

static void debug_hooks_come_and_go(void)
{
    PyMemAllocatorEx before, after;
    PyMem_GetAllocator(PYMEM_DOMAIN_MEM, &before);
    PyMem_SetupDebugHooks();
    PyMem_SetupDebugHooks();
    unsigned char *block = PyMem_Malloc(10);
    assert(block[9] == 0xCD && block[10] == 0xFD && block[-1] == 0xFD && block[-8] == 'm' && block[-9] == 10);
    block = PyMem_Realloc(block, 100);
    PyMem_Free(block);
    assert(strcmp(_PyMem_GetCurrentAllocatorName(), "pymalloc_debug") == 0);
    _PyMem_SetupAllocators(PYMEM_ALLOCATOR_DEFAULT);
    PyMem_GetAllocator(PYMEM_DOMAIN_MEM, &after);
    assert(memcmp(&before, &after, sizeof(before)) == 0);
}

static void ints_go_through_unchanged(void)
{
    long edges[] = {0, 256, 257, -5, -6, 1L << 30, -(1L << 30), (1L << 60) - 1, -(1L << 59)};
    for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
        PyObject *number = PyLong_FromLong(edges[i]);
        assert(PyLong_AsLong(number) == edges[i]);
        Py_DECREF(number);
    }
    assert(PyLong_FromLong(256) == PyLong_FromLong(256));
    assert(Py_SIZE(PyLong_FromLong(1L << 60)) == 3 && Py_SIZE(PyLong_FromLong((long)(1UL << 63))) == -3);
}

static void containers_give_everything_back(void)
{
    long before = c4j_blocks(interp);
    for (int i = 0; i < 500; i++) {
        PyObject *tuple = PyTuple_New(1 + i % 19);
        for (Py_ssize_t j = 0; j < Py_SIZE(tuple); j++)
            PyTuple_SetItem(tuple, j, PyFloat_FromDouble(i));
        assert(PyObject_GC_IsTracked(tuple));
        Py_DECREF(tuple);
    }
    PyObject *list = PyList_New(0);
    for (int i = 0; i < 10000; i++) {
        PyObject *item = PyLong_FromLong(i * 1000L);
        PyList_Append(list, item);
        Py_DECREF(item);
    }
    assert(PyList_Size(list) == 10000 && PyLong_AsLong(PyList_GetItem(list, 9999)) == 9999000);
    Py_DECREF(list);
    assert(c4j_blocks(interp) == before);
}

static void deep_nesting_is_deallocated_without_recursion(void)
{
    long before = c4j_blocks(interp);
    PyObject *nest = PyTuple_New(1);
    PyTuple_SET_ITEM(nest, 0, PyFloat_FromDouble(1));
    for (int i = 0; i < 1000000; i++) {
        PyObject *outer = PyTuple_New(1);
        PyTuple_SET_ITEM(outer, 0, nest);
        nest = outer;
    }
    Py_DECREF(nest);
    assert(c4j_blocks(interp) == before);
}

static void plain_formats_are_parsed_and_built(void)
{
    int integer;
    double number;
    const char *text;
    PyObject *object, *other;
    long before = c4j_blocks(interp);
    PyObject *args = Py_BuildValue("(idOs)", 42, 2.5, Py_None, "hello");
    assert(args != NULL && Py_SIZE(args) == 4);
    assert(PyArg_ParseTuple(args, "idO|sO:f", &integer, &number, &object, &text, &other));
    assert(integer == 42 && number == 2.5 && object == Py_None && strcmp(text, "hello") == 0);
    assert(!PyArg_ParseTuple(args, "id", &integer, &number)); /* Java's: it answers 0 */
    Py_DECREF(args);
    args = PyTuple_Pack(2, Py_True, Py_None);
    assert(PyArg_UnpackTuple(args, "f", 1, 3, &object, &other, NULL) && object == Py_True && other == Py_None);
    Py_DECREF(args);
    assert(c4j_blocks(interp) == before);
}

static void recursion_ends_at_the_limit(void)
{
    int depth = 0;
    while (Py_EnterRecursiveCall("") == 0)
        depth++;
    assert(depth == Py_GetRecursionLimit() && c4j_current()->curexc_type != NULL);
    c4j_current()->curexc_type = NULL;
    for (; depth > 0; depth--)
        Py_LeaveRecursiveCall();
    assert(c4j_current()->recursion_remaining == Py_GetRecursionLimit());
}

static int counts(void *count)
{
    ++*(int *)count;
    return 0;
}

static void pending_calls_wait_for_their_turn(void)
{
    int count = 0;
    for (int i = 0; i < C4J_PENDING - 1; i++)
        assert(Py_AddPendingCall(counts, &count) == 0);
    assert(Py_AddPendingCall(counts, &count) == -1 && count == 0);
    assert(Py_MakePendingCalls() == 0 && count == C4J_PENDING - 1);
}

static void interpreters_have_a_gil_and_a_heap_each(void)
{
    c4j_interp *second = c4j_interp_new(1, NULL);
    uint64_t serial = c4j_serial(second);
    c4j_enter(second, serial);
    assert(c4j_holds_gil(second) && !c4j_holds_gil(interp));
    c4j_enter(interp, c4j_serial(interp));
    assert(c4j_holds_gil(interp));
    c4j_leave(interp);
    void *block = PyObject_Malloc(40);
    assert(c4j_blocks(second) == 1);
    c4j_interp_clear(second);
    assert(c4j_is_inside(interp) && c4j_released(interp) == 1);
    c4j_interp_free(second, 1);
    assert(c4j_holds_gil(interp) && c4j_released(interp) == 0);
    PyObject_Free(block); /* after its owner's end */
    c4j_interp *third = c4j_interp_new(2, NULL);
    assert(third == second && c4j_blocks(third) == 0);
    assert(c4j_enter(second, serial) == NULL && c4j_try_enter(second, serial) == NULL && c4j_holds_gil(interp));
    c4j_enter(third, c4j_serial(third));
    PyObject_Free(PyObject_Malloc(40));
    assert(c4j_blocks(third) == 0);
    c4j_interp_clear(third);
    c4j_interp_free(third, 1);
}

/* The GIL stays, and so do blocks of the one that goes first, until the last one goes. */
static void interpreters_may_share_a_gil(void)
{
    c4j_interp *first = c4j_interp_new(1, NULL);
    c4j_enter(first, c4j_serial(first));
    c4j_interp *second = c4j_interp_new(2, first);
    assert(second->gil == first->gil && second->cpython_id == 1 && PyInterpreterState_Head() == second && PyInterpreterState_Main() == first);
    c4j_enter(second, c4j_serial(second));
    assert(c4j_holds_gil(second) && first->gil->locked && c4j_released(first) == 1);
    PyObject *name = PyUnicode_InternFromString("interned by the second"), *list = PyList_New(100);
    c4j_leave(second);
    assert(c4j_holds_gil(first) && c4j_released(first) == 0);
    PyObject *same = PyUnicode_InternFromString("interned by the second");
    assert(same == name);
    PyThreadState *third = PyThreadState_New(second), *mine = PyThreadState_Swap(third);
    assert(PyInterpreterState_Get() == second && mine->interp == first && c4j_released(first) == 1);
    PyThreadState_Swap(mine);
    PyThreadState_Delete(third);
    c4j_enter(second, c4j_serial(second));
    c4j_interp_refuse(second);
    assert(c4j_group_leave(second, 0) == 0);
    c4j_interp_clear(second);
    c4j_interp_free(second, 0);
    assert(c4j_holds_gil(first) && PyInterpreterState_Head() == first && PyList_GET_SIZE(list) == 100);
    Py_DECREF(list);
    Py_DECREF(name);
    Py_DECREF(same);
    assert(c4j_interp_new(2, first) == second && second->cpython_id == 2);
    c4j_enter(second, c4j_serial(second));
    assert(c4j_group_leave(second, 0) == 0);
    c4j_interp_clear(second);
    c4j_interp_free(second, 0);
    assert(c4j_group_leave(first, 0) == 1);
    c4j_interp_clear(first);
    c4j_interp_free(first, 0);
}

/* ---- Typed calls ---- */

static PyObject *none(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    Py_RETURN_NONE;
}

static PyObject *add(PyObject *self, PyObject *args)
{
    int left, right;
    (void)self;
    return PyArg_ParseTuple(args, "ii:add", &left, &right) ? PyLong_FromLong((long)left + right) : NULL;
}

static PyObject *add_fast(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    (void)self;
    assert(nargs == 2);
    return PyLong_FromLong(PyLong_AsLong(args[0]) + PyLong_AsLong(args[1]));
}

static PyObject *twice(PyObject *self, PyObject *number)
{
    (void)self;
    return PyFloat_FromDouble(2 * PyFloat_AsDouble(number));
}

static PyObject *fails(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    sets_error();
    return NULL;
}

static struct c4j_call *plan(PyCFunction function, int flags, int count, char kind, char result)
{
    PyMethodDef *method = calloc(1, sizeof(*method));
    PyCFunctionObject *callable = calloc(1, sizeof(*callable));
    *method = (PyMethodDef){"test", function, flags, NULL};
    callable->ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyCFunction_Type};
    callable->m_ml = method;
    struct c4j_call *plan = calloc(1, sizeof(*plan) + (size_t)count);
    *plan = (struct c4j_call){.interp = interp, .callable = (PyObject *)callable, .count = count, .result = result};
    memset(plan->kinds, kind, (size_t)count);
    c4j_call_prepare(plan);
    return plan;
}

static double as_double(long raw)
{
    double number;
    memcpy(&number, &raw, sizeof(number));
    return number;
}

static long as_raw(double number)
{
    long raw;
    memcpy(&raw, &number, sizeof(raw));
    return raw;
}

static long call2(struct c4j_call *plan, long first, long second)
{
    return plan->entry(plan, first, second, 0, 0, 0);
}

/* With the GIL held and without. */
static void typed_calls_convert_and_report(void)
{
    struct c4j_call *nothing_plan = plan(none, METH_NOARGS, 0, 'l', 'v'), *misfit = plan(none, METH_NOARGS, 0, 'l', 'l');
    struct c4j_call *varargs = plan(add, METH_VARARGS, 2, 'l', 'l'), *failing = plan(fails, METH_NOARGS, 0, 'l', 'l');
    struct c4j_call *fast = plan((PyCFunction)(void (*)(void))add_fast, METH_FASTCALL, 2, 'l', 'l');
    struct c4j_call *doubles = plan(twice, METH_O, 1, 'd', 'd');
    bool held = c4j_current() != NULL;
    assert(call2(nothing_plan, 0, 0) == 0);
    assert(call2(varargs, 1000, 2000) == 3000 && call2(fast, -7, 2000000) == 1999993);
    assert(call2(fast, (1L << 59), 1L << 59) == 1L << 60);
    assert(as_double(call2(doubles, as_raw(1.25), 0)) == 2.5);
    assert(call2(failing, 0, 0) == C4J_CALL_UNUSUAL && c4j_call_outcome() == -1 && c4j_holds_gil(interp));
    c4j_current()->curexc_type = NULL;
    c4j_leave(interp);
    assert(call2(misfit, 0, 0) == C4J_CALL_UNUSUAL && c4j_call_outcome() == (long)Py_None);
    c4j_leave(interp);
    assert(held == (c4j_current() != NULL));
}

/* ---- Threads; the GIL is not held ---- */

static long shared;

static void *counts_entered(void *unused)
{
    for (int i = 0; i < 20000; i++) {
        c4j_enter(interp, c4j_serial(interp));
        long seen = shared;
        for (volatile int j = 0; j < 20; j++) {
        }
        shared = seen + 1;
        c4j_leave(interp);
    }
    return unused;
}

static void *counts_ensured(void *unused)
{
    for (int i = 0; i < 5000; i++) {
        PyGILState_STATE outer = PyGILState_Ensure();
        PyGILState_STATE inner = PyGILState_Ensure();
        assert(outer == PyGILState_UNLOCKED && inner == PyGILState_LOCKED);
        shared++;
        PyGILState_Release(inner);
        Py_BEGIN_ALLOW_THREADS
        Py_END_ALLOW_THREADS
        PyGILState_Release(outer);
    }
    assert(PyGILState_GetThisThreadState() == NULL);
    return unused;
}

static void run_threads(void *body(void *), long expected)
{
    pthread_t threads[4];
    shared = 0;
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, body, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    assert(shared == expected);
    c4j_enter(interp, c4j_serial(interp)); /* who has the GIL frees what they have left */
    assert(interp->thread_count == 1);
    c4j_leave(interp);
}

static _Atomic int turns;

/* Never lets go for long: others get their turn all the same. */
static void *hogs(void *unused)
{
    while (turns < 20) {
        c4j_enter(interp, c4j_serial(interp));
        for (volatile int j = 0; j < 100000; j++) {
        }
        c4j_leave(interp);
    }
    return unused;
}

static void nobody_starves(void)
{
    pthread_t thread;
    _PyEval_SetSwitchInterval(500);
    pthread_create(&thread, NULL, hogs, NULL);
    while (turns < 20) {
        c4j_enter(interp, c4j_serial(interp));
        turns++;
        c4j_leave(interp);
    }
    pthread_join(thread, NULL);
    _PyEval_SetSwitchInterval(5000);
}

static void closing_the_main_interpreter_makes_room_for_another(void)
{
    c4j_enter(interp, c4j_serial(interp));
    c4j_interp_clear(interp);
    c4j_interp_free(interp, 1);
    interp = c4j_interp_new(7, NULL);
    assert(PyInterpreterState_Main() == interp && PyInterpreterState_GetID(interp) == 0);
    PyGILState_STATE state = PyGILState_Ensure();
    assert(c4j_holds_gil(interp));
    long before = c4j_blocks(interp); /* what the last one has leaked */
    Py_DECREF(PyTuple_Pack(1, Py_None));
    assert(c4j_blocks(interp) == before);
    PyGILState_Release(state);
    assert(interp->thread_count == 0);
}

static void locks_lock(void)
{
    PyThread_type_lock lock = PyThread_allocate_lock();
    assert(PyThread_acquire_lock(lock, 1) && !PyThread_acquire_lock(lock, 0));
    assert(PyThread_acquire_lock_timed(lock, 2000, 0) == PY_LOCK_FAILURE);
    PyThread_release_lock(lock);
    assert(PyThread_acquire_lock_timed(lock, 2000, 0) == PY_LOCK_ACQUIRED);
    PyThread_free_lock(lock);
}

int main(void)
{
    assert(c4j_init(0, (void *)binds) == 0);
    interp = c4j_interp_new(0, NULL);
    assert(interp == PyInterpreterState_Main() && *(long *)interp == 0);
    c4j_enter(interp, c4j_serial(interp));
    binding_keeps_all_argument_registers();
    static_objects_are_where_stock_modules_look();
    blocks_keep_their_content();
    blocks_come_home_from_other_threads();
    faults_and_limits_refuse();
    debug_hooks_come_and_go();
    ints_go_through_unchanged();
    containers_give_everything_back();
    deep_nesting_is_deallocated_without_recursion();
    plain_formats_are_parsed_and_built();
    recursion_ends_at_the_limit();
    pending_calls_wait_for_their_turn();
    interpreters_have_a_gil_and_a_heap_each();
    interpreters_may_share_a_gil();
    typed_calls_convert_and_report();
    c4j_leave(interp);
    typed_calls_convert_and_report();
    run_threads(counts_entered, 80000);
    run_threads(counts_ensured, 20000);
    nobody_starves();
    locks_lock();
    closing_the_main_interpreter_makes_room_for_another();
    puts("shim: all tests passed");
    return 0;
}
