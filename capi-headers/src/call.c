/* Calls from Java with unboxed arguments and results: everything that such a call needs, in one downcall.

   The most frequent shapes have entries of their own, which do no more than the plain case; whatever isn't plain (the GIL is not free, the
   stack is low, memory is short) is left, before anything has happened, to carefully(), which can do all. */
#include "fast.h"
#include "gil.h"

static __thread long outcome __attribute__((tls_model("initial-exec")));

#define UNROLLED _Pragma("GCC unroll 3")

enum { SHORT = 3 }; /* arguments that the entries take which are made for their number */

/* ---- Arguments ----

   Small ints and bools are immortal, so they are neither counted up nor down. */

static inline bool is_small_object(PyObject *object)
{
    return (size_t)((char *)object - (char *)_PyRuntime.small_ints) < sizeof(_PyRuntime.small_ints);
}

/* A small int's place tells its value sooner than its digit does. */
static inline long small_value(PyObject *object)
{
    return (PyLongObject *)object - _PyRuntime.small_ints - C4J_SMALL_NEGATIVE;
}

static PyObject *new_text(const struct c4j_text *text)
{
    return text->length == 0 ? c4j_static_string("", 0) : c4j_ascii_string(text->bytes, text->length);
}

static __attribute__((noinline)) PyObject *box_other(char kind, long raw)
{
    double number;
    switch (kind) {
    case 'l':
        return c4j_new_long(raw);
    case 'd':
        memcpy(&number, &raw, sizeof(number));
        return c4j_new_float(number);
    case 'z':
        return raw ? Py_True : Py_False;
    case 's':
        return new_text((const struct c4j_text *)raw);
    default:
        return (PyObject *)raw;
    }
}

/* An argument made, or NULL without an error set. */
static inline PyObject *box(char kind, long raw)
{
    return C4J_LIKELY(kind == 'l' && c4j_is_small(raw)) ? c4j_small(raw) : box_other(kind, raw);
}

static __attribute__((noinline)) void drop_made(PyObject *object)
{
    if (!c4j_keep_number(c4j_lists_here(), object))
        _Py_Dealloc(object);
}

/* Gives up an int or float of this file's or of the callee's making, where that is no small int. */
static inline void drop_number(PyObject *object)
{
    if (--object->ob_refcnt == 0)
        drop_made(object);
}

static inline void drop_argument(char kind, PyObject *object)
{
    if (C4J_LIKELY(kind == 'l' && is_small_object(object)))
        return;
    if (kind == 'l' || kind == 'd')
        drop_number(object);
    else if (kind == 's' || kind == 'O')
        Py_DECREF(object);
}

static inline void drop_arguments(const char *kinds, PyObject **args, int made)
{
    UNROLLED
    for (int i = 0; i < made; i++)
        drop_argument(kinds[i], args[i]);
}

/* For a call that will be tried again: what the caller has handed over stays. */
static inline void drop_made_only(const char *kinds, PyObject **args, int made)
{
    for (int i = 0; i < made; i++) {
        if (kinds[i] != 'O')
            drop_argument(kinds[i], args[i]);
    }
}

/* On false nothing is left over. */
static inline bool make_arguments(const char *kinds, const long *raw, PyObject **args, int count)
{
    UNROLLED
    for (int i = 0; i < count; i++) {
        args[i] = box(kinds[i], raw[i]);
        if (C4J_UNLIKELY(args[i] == NULL)) {
            drop_made_only(kinds, args, i);
            return false;
        }
    }
    return true;
}

static inline bool is_object(char kind)
{
    return kind == 'o' || kind == 'O';
}

/* ---- Arguments in a tuple ----

   The tuple doesn't own what was made for this call only, as long as nobody keeps it. One without objects of the caller's can't be part
   of a cycle, so it needs no tracking. */

static inline PyObject *pack(const char *kinds, PyObject **args, int count)
{
    if (count == 0)
        return c4j_empty_tuple();
    PyTupleObject *tuple = count < C4J_TUPLE_SIZES ? c4j_new_tuple(count) : (PyTupleObject *)PyTuple_New(count);
    if (C4J_UNLIKELY(tuple == NULL))
        return NULL;
    bool objects = false;
    UNROLLED
    for (int i = 0; i < count; i++) {
        tuple->ob_item[i] = args[i];
        if (C4J_UNLIKELY(is_object(kinds[i]))) {
            Py_INCREF(args[i]);
            objects = true;
        }
    }
    if (C4J_UNLIKELY(objects && count < C4J_TUPLE_SIZES))
        c4j_link_tracked(tuple);
    return (PyObject *)tuple;
}

static __attribute__((noinline)) void drop_kept_tuple(const char *kinds, PyObject *tuple, int count)
{
    for (int i = 0; i < count; i++) {
        if (!is_object(kinds[i]))
            Py_INCREF(((PyTupleObject *)tuple)->ob_item[i]);
    }
    Py_DECREF(tuple);
}

static inline void drop_tuple(const char *kinds, PyObject *tuple, int count)
{
    if (count == 0)
        return;
    if (C4J_UNLIKELY(Py_REFCNT(tuple) != 1 || count >= C4J_TUPLE_SIZES)) {
        drop_kept_tuple(kinds, tuple, count);
        return;
    }
    c4j_unlink_tracked(tuple);
    UNROLLED
    for (int i = 0; i < count; i++) {
        if (C4J_UNLIKELY(is_object(kinds[i])))
            Py_DECREF(((PyTupleObject *)tuple)->ob_item[i]);
    }
    c4j_give_container(&c4j_lists_here()->tuples[count], tuple);
}

static PyObject *named(PyObject *names, PyObject **values)
{
    PyObject *dict = PyDict_New();
    for (Py_ssize_t i = 0; dict != NULL && i < Py_SIZE(names); i++) {
        if (PyDict_SetItem(dict, ((PyTupleObject *)names)->ob_item[i], values[i]) < 0)
            Py_CLEAR(dict);
    }
    return dict;
}

/* ---- The call ----

   A function that takes fewer arguments doesn't see the NULL behind them. One that comes back without the GIL is told so, and has it again. */

static inline PyObject *returned(PyThreadState *tstate, PyObject *result)
{
    if (C4J_UNLIKELY(c4j_tstate != tstate))
        c4j_take_back(tstate);
    return result;
}

static inline PyObject *call_plain(const struct c4j_call *plan, PyObject *argument)
{
    return plan->method(plan->self, argument);
}

static inline PyObject *call_array(const struct c4j_call *plan, PyObject **args, int count, PyObject *names)
{
    return ((_PyCFunctionFastWithKeywords)(void (*)(void))plan->method)(plan->self, args, count, names);
}

static inline PyObject *call_tuple(const struct c4j_call *plan, PyObject *tuple, PyObject *keywords)
{
    return ((PyCFunctionWithKeywords)(void (*)(void))plan->method)(plan->self, tuple, keywords);
}

static PyObject *call_packed(const struct c4j_call *plan, PyThreadState *tstate, PyObject **args, int count)
{
    PyObject *tuple = pack(plan->kinds, args, count), *keywords = NULL, *result = NULL;
    if (tuple == NULL)
        return PyErr_NoMemory();
    if (plan->names == NULL || (keywords = named(plan->names, args + count)) != NULL)
        result = returned(tstate, call_tuple(plan, tuple, keywords));
    Py_XDECREF(keywords);
    drop_tuple(plan->kinds, tuple, count);
    return result;
}

static PyObject *call(const struct c4j_call *plan, PyThreadState *tstate, PyObject **args)
{
    int count = plan->count - (plan->names == NULL ? 0 : (int)Py_SIZE(plan->names));
    if (C4J_UNLIKELY(plan->method == NULL))
        return returned(tstate, PyObject_Vectorcall(plan->callable, args, (size_t)count | PY_VECTORCALL_ARGUMENTS_OFFSET, plan->names));
    switch (plan->convention) {
    case METH_NOARGS:
        return returned(tstate, call_plain(plan, NULL));
    case METH_O:
        return returned(tstate, call_plain(plan, args[0]));
    case METH_FASTCALL:
    case METH_FASTCALL | METH_KEYWORDS:
        return returned(tstate, call_array(plan, args, count, plan->names));
    default:
        return call_packed(plan, tstate, args, count);
    }
}

/* ---- The result ---- */

static __attribute__((noinline)) bool unbox_three_digits(PyLongObject *integer, long *value)
{
    if (labs(Py_SIZE(integer)) != 3 || integer->ob_digit[2] > 7)
        return false;
    long magnitude = (long)integer->ob_digit[2] << (2 * PyLong_SHIFT) | (long)integer->ob_digit[1] << PyLong_SHIFT | integer->ob_digit[0];
    *value = Py_SIZE(integer) < 0 ? -magnitude : magnitude;
    return true;
}

/* The value is not handed on by its address, so that it stays in a register. */
static inline bool unbox_long(PyObject *object, long *value)
{
    if (C4J_UNLIKELY(!PyLong_CheckExact(object)))
        return false;
    if (C4J_LIKELY(c4j_read_long(object, value)))
        return true;
    long large;
    if (!unbox_three_digits((PyLongObject *)object, &large))
        return false;
    *value = large;
    return true;
}

static inline bool unbox_double(PyObject *object, long *value)
{
    double number;
    long integer;
    if (C4J_LIKELY(PyFloat_CheckExact(object)))
        number = PyFloat_AS_DOUBLE(object);
    else if (unbox_long(object, &integer) && integer >= -(1L << 53) && integer <= 1L << 53)
        number = (double)integer;
    else
        return false;
    memcpy(value, &number, sizeof(number));
    return true;
}

static bool unbox_other(char kind, PyObject *object, long *value)
{
    *value = object == Py_True;
    switch (kind) {
    case 'd':
        return unbox_double(object, value);
    case 'f':
        return PyFloat_CheckExact(object) && unbox_double(object, value);
    case 'z':
        return object == Py_True || object == Py_False;
    case 'n':
        return object == Py_None;
    default:
        return false;
    }
}

static __attribute__((noinline)) bool take_other(char kind, PyObject *object, long *value)
{
    if (!unbox_other(kind, object, value))
        return false;
    Py_DECREF(object);
    return true;
}

static inline bool is_integral(char kind)
{
    return kind == 'l' || kind == 'i';
}

static inline bool take_integer(char kind, PyObject *object, long *value)
{
    if (C4J_LIKELY(is_small_object(object))) {
        *value = small_value(object);
        object->ob_refcnt--;
        return true;
    }
    if (C4J_UNLIKELY(!unbox_long(object, value) || (kind == 'i' && *value != (int)*value)))
        return false;
    drop_number(object);
    return true;
}

/* Whether the object is what the caller wants as a plain value; its reference is then given up. Text goes elsewhere: take_text. */
static inline bool take(char kind, PyObject *object, long *value)
{
    if (kind == 'v') {
        *value = 0;
        Py_DECREF(object);
        return true;
    }
    if (C4J_LIKELY(is_integral(kind)))
        return take_integer(kind, object, value);
    long other;
    if (!take_other(kind, object, &other))
        return false;
    *value = other;
    return true;
}

static bool take_text(PyObject *object, struct c4j_text *text, long *value)
{
    if (!PyUnicode_CheckExact(object) || !PyUnicode_IS_COMPACT_ASCII(object))
        return false;
    *value = ((PyASCIIObject *)object)->length;
    if (*value > C4J_CALL_TEXT)
        return false;
    memcpy(text->bytes, (PyASCIIObject *)object + 1, (size_t)*value);
    Py_DECREF(object);
    return true;
}

/* ---- With all care ---- */

static long unusual(long what)
{
    outcome = what;
    return C4J_CALL_UNUSUAL;
}

long c4j_call_outcome(void)
{
    return outcome;
}

static void drop_handed_over(const struct c4j_call *plan, const long *raw)
{
    for (int i = 0; i < plan->count; i++) {
        if (plan->kinds[i] == 'O')
            Py_DECREF((PyObject *)raw[i]);
    }
}

static PyObject *guarded(const struct c4j_call *plan, PyThreadState *tstate, const long *raw)
{
    PyObject *room[1 + plan->count], **args = room + 1, *result = NULL; /* one before, as vectorcall likes it */
    if (!make_arguments(plan->kinds, raw, args, plan->count)) {
        drop_handed_over(plan, raw);
        return PyErr_NoMemory();
    }
    if (Py_EnterRecursiveCall(" while calling a Python object") == 0) {
        result = call(plan, tstate, args);
        tstate->recursion_remaining++;
    }
    drop_arguments(plan->kinds, args, plan->count);
    return result;
}

/* A result that Java has to look at, with the GIL held for that. */
static long to_look_at(struct c4j_call *plan, PyThreadState *tstate, PyObject *result)
{
    if ((result == NULL) != (tstate->curexc_type != NULL))
        result = _Py_CheckFunctionResult(tstate, plan->callable, result, NULL);
    return unusual(result == NULL ? -1 : (long)result);
}

/* The result is read before the GIL is released, and its reference given up. */
static bool plain_result(const struct c4j_call *plan, PyThreadState *tstate, PyObject *result, struct c4j_text *text, long *value)
{
    if (result == NULL || tstate->curexc_type != NULL)
        return false;
    *value = (long)result;
    if (plan->result == 'o')
        return true;
    return plan->result == 's' ? take_text(result, text, value) : take(plan->result, result, value);
}

static __attribute__((noinline)) long carefully(struct c4j_call *plan, const long *raw, struct c4j_text *text)
{
    PyThreadState *tstate = c4j_enter(plan->interp, plan->serial);
    if (C4J_UNLIKELY(tstate == NULL))
        return unusual(C4J_CALL_CLOSED);
    if (C4J_UNLIKELY(plan->interp->eval_breaker && c4j_attend(0) < 0)) {
        drop_handed_over(plan, raw);
        return unusual(-1);
    }
    long value;
    PyObject *result = guarded(plan, tstate, raw);
    if (C4J_UNLIKELY(!plain_result(plan, tstate, result, text, &value)))
        return to_look_at(plan, tstate, result);
    c4j_leave(plan->interp);
    return value == C4J_CALL_UNUSUAL ? unusual(0) : value;
}

/* ---- Fast beginnings and ends ---- */

static inline bool has_room(PyThreadState *tstate)
{
    return tstate->recursion_remaining > 0 && c4j_stack_pointer() >= C4J_THREAD(tstate)->stack_limit;
}

/* Takes the GIL where that is easy, or goes on with the one that is held; NULL, and nothing done, in any other case. */
static inline __attribute__((always_inline)) PyThreadState *begin(struct c4j_call *plan, bool held)
{
    PyThreadState *tstate = held ? c4j_tstate : c4j_attach_fast(plan->interp, plan->gil, plan->serial);
    if (C4J_UNLIKELY(tstate == NULL || (held && tstate->interp != plan->interp)))
        return NULL;
    if (C4J_LIKELY(has_room(tstate))) {
        tstate->recursion_remaining--;
        return tstate;
    }
    if (!held)
        c4j_detach(tstate);
    return NULL;
}

static inline void end(const struct c4j_call *plan, PyThreadState *tstate, bool held)
{
    tstate->recursion_remaining++;
    if (C4J_LIKELY(!held))
        c4j_detach_fast(tstate, plan->gil);
}

static __attribute__((noinline)) long end_unusually(struct c4j_call *plan, PyThreadState *tstate, bool held, PyObject *result)
{
    tstate->recursion_remaining++;
    if (held)
        C4J_THREAD(tstate)->nesting++;
    else
        c4j_push_entry(NULL, tstate);
    return to_look_at(plan, tstate, result);
}

/* `ints`: the result's kind is known to be an integral one. */
static inline __attribute__((always_inline)) long end_with(struct c4j_call *plan, PyThreadState *tstate, bool held, PyObject *result, bool ints)
{
    long value = (long)result;
    char kind = plan->result;
    if (C4J_UNLIKELY(result == NULL || tstate->curexc_type != NULL))
        return end_unusually(plan, tstate, held, result);
    if (C4J_UNLIKELY(!(ints ? take_integer(kind, result, &value) : kind == 'o' || take(kind, result, &value))))
        return end_unusually(plan, tstate, held, result);
    end(plan, tstate, held);
    if (C4J_UNLIKELY(value == C4J_CALL_UNUSUAL))
        outcome = 0;
    return value;
}

/* ---- Entries ----

   Each takes its arguments in registers; those of one shape differ in their number, and in whether all arguments and the result are ints:
   then the kinds aren't asked. */

/* How many arguments there are is for each entry to know. */
#define MAYBE __attribute__((unused))
#define ENTRY(name) long name(struct c4j_call *plan, long a0 MAYBE, long a1 MAYBE, long a2 MAYBE, long a3 MAYBE, long a4 MAYBE)

static const char INTS[SHORT + 1] = "lll";

static inline __attribute__((always_inline)) const char *kinds_of(const struct c4j_call *plan, bool ints)
{
    return ints ? INTS : plan->kinds;
}

/* Nothing has happened yet but that the GIL may have been taken. */
static __attribute__((noinline)) long start_again(struct c4j_call *plan, PyThreadState *tstate, bool held, const long *raw, struct c4j_text *text)
{
    if (tstate != NULL)
        end(plan, tstate, held);
    return carefully(plan, raw, text);
}

static ENTRY(enter_any)
{
    const long raw[C4J_CALL_REGISTERS] = {a0, a1, a2, a3, a4};
    return carefully(plan, raw, NULL);
}

static inline __attribute__((always_inline)) long enter_nothing(struct c4j_call *plan, bool held)
{
    PyThreadState *tstate = begin(plan, held);
    if (C4J_UNLIKELY(tstate == NULL))
        return carefully(plan, NULL, NULL);
    return end_with(plan, tstate, held, returned(tstate, call_plain(plan, NULL)), false);
}

static inline __attribute__((always_inline)) long enter_one(struct c4j_call *plan, long raw, bool held, bool ints)
{
    char kind = kinds_of(plan, ints)[0];
    PyThreadState *tstate = begin(plan, held);
    PyObject *argument = C4J_LIKELY(tstate != NULL) ? box(kind, raw) : NULL;
    if (C4J_UNLIKELY(argument == NULL))
        return start_again(plan, tstate, held, (const long[]){raw}, NULL);
    PyObject *result = returned(tstate, call_plain(plan, argument));
    drop_argument(kind, argument);
    return end_with(plan, tstate, held, result, ints);
}

static inline __attribute__((always_inline)) long enter_array(struct c4j_call *plan, int count, const long *raw, bool held, bool ints)
{
    const char *kinds = kinds_of(plan, ints);
    PyObject *room[1 + SHORT], **args = room + 1;
    PyThreadState *tstate = begin(plan, held);
    if (C4J_UNLIKELY(tstate == NULL || !make_arguments(kinds, raw, args, count)))
        return start_again(plan, tstate, held, raw, NULL);
    PyObject *result = returned(tstate, call_array(plan, args, count, NULL));
    drop_arguments(kinds, args, count);
    return end_with(plan, tstate, held, result, ints);
}

static inline __attribute__((always_inline)) long enter_tuple(struct c4j_call *plan, int count, const long *raw, bool held, bool ints)
{
    const char *kinds = kinds_of(plan, ints);
    PyObject *args[SHORT], *tuple = NULL;
    PyThreadState *tstate = begin(plan, held);
    bool made = C4J_LIKELY(tstate != NULL) && make_arguments(kinds, raw, args, count);
    if (C4J_UNLIKELY(!made || (tuple = pack(kinds, args, count)) == NULL)) {
        if (made)
            drop_made_only(kinds, args, count);
        return start_again(plan, tstate, held, raw, NULL);
    }
    PyObject *result = returned(tstate, call_tuple(plan, tuple, NULL));
    drop_tuple(kinds, tuple, count);
    drop_arguments(kinds, args, count);
    return end_with(plan, tstate, held, result, ints);
}

/* An entry, which is also a function of its own for a thread that has the GIL, in a batch or a callback. `call` speaks of `held`. */
#define ENTRY_OF(name, call)                                                               \
    static __attribute__((noinline)) ENTRY(name##_with_gil)                                \
    {                                                                                      \
        const bool held = true;                                                            \
        return call;                                                                       \
    }                                                                                      \
    static ENTRY(name)                                                                     \
    {                                                                                      \
        const bool held = false;                                                           \
        return C4J_LIKELY(c4j_tstate == NULL) ? call : name##_with_gil(plan, a0, a1, a2, a3, a4); \
    }

ENTRY_OF(enter_no_arguments, enter_nothing(plan, held))
ENTRY_OF(enter_one_argument, enter_one(plan, a0, held, false))
ENTRY_OF(enter_one_int, enter_one(plan, a0, held, true))

#define SHAPE(shape, count)                                                                \
    ENTRY_OF(shape##_##count, enter_##shape(plan, count, ((const long[]){a0, a1, a2}), held, false)) \
    ENTRY_OF(shape##_of_ints_##count, enter_##shape(plan, count, ((const long[]){a0, a1, a2}), held, true))

SHAPE(array, 0) SHAPE(array, 1) SHAPE(array, 2) SHAPE(array, 3)
SHAPE(tuple, 0) SHAPE(tuple, 1) SHAPE(tuple, 2) SHAPE(tuple, 3)

/* ---- Entries for small ints alone ----

   Where Java goes on, the processor waits until all stores are done: these entries keep so few values across the call that they have little to
   push and pop, and jump to the functions above where anything else comes up. */

static inline __attribute__((always_inline)) bool are_small(const long *raw, int count)
{
    bool small = true;
    UNROLLED
    for (int i = 0; i < count; i++)
        small = small && c4j_is_small(raw[i]);
    return small;
}

static inline __attribute__((always_inline)) PyObject *call_array_of_small(const struct c4j_call *plan, int count, const long *raw)
{
    PyObject *args[SHORT];
    UNROLLED
    for (int i = 0; i < count; i++)
        args[i] = c4j_small(raw[i]);
    return call_array(plan, args, count, NULL);
}

static __attribute__((noinline)) long finish_other(struct c4j_call *plan, PyThreadState *tstate, PyObject *result)
{
    return end_with(plan, tstate, false, returned(tstate, result), false);
}

static __attribute__((noinline)) long wake_and_return(struct c4j_gil *gil, PyThreadState *tstate, long value)
{
    c4j_gil_wake(gil, tstate);
    return value;
}

/* `expected`: whether the result is one whose value is known, and which nobody's reference keeps alive. */
static inline __attribute__((always_inline)) long finish(struct c4j_call *plan, PyThreadState *tstate, PyObject *result, bool expected, long value)
{
    if (C4J_UNLIKELY(!expected || c4j_tstate != tstate || tstate->curexc_type != NULL))
        return finish_other(plan, tstate, result);
    result->ob_refcnt--;
    tstate->recursion_remaining++;
    return C4J_LIKELY(!c4j_let_go(plan->gil)) ? value : wake_and_return(plan->gil, tstate, value);
}

static inline __attribute__((always_inline)) long finish_small(struct c4j_call *plan, PyThreadState *tstate, PyObject *result)
{
    return finish(plan, tstate, result, is_small_object(result), small_value(result));
}

static inline __attribute__((always_inline)) long finish_none(struct c4j_call *plan, PyThreadState *tstate, PyObject *result)
{
    return finish(plan, tstate, result, result == Py_None, 0);
}

/* `other` does whatever this one can't. */
#define SMALL_ENTRY(name, other, count, call, finish)                                      \
    static __attribute__((noinline)) ENTRY(name##_closed)                                  \
    {                                                                                      \
        c4j_gil_drop(plan->gil, NULL);                                                     \
        return other(plan, a0, a1, a2, a3, a4);                                            \
    }                                                                                      \
    static ENTRY(name)                                                                     \
    {                                                                                      \
        const long raw[SHORT] MAYBE = {a0, a1, a2};                                        \
        PyThreadState *tstate = c4j_gilstate;                                              \
        if (C4J_UNLIKELY(c4j_tstate != NULL))                                              \
            return other##_with_gil(plan, a0, a1, a2, a3, a4);                             \
        bool plain = are_small(raw, count) && c4j_can_attach(tstate, plan->interp, plan->gil) && has_room(tstate); \
        if (C4J_UNLIKELY(!plain || !c4j_gil_take_free(plan->gil)))                         \
            return other(plan, a0, a1, a2, a3, a4);                                        \
        if (C4J_UNLIKELY(plan->interp->serial != plan->serial))                            \
            return name##_closed(plan, a0, a1, a2, a3, a4);                                \
        c4j_make_current(plan->gil, tstate);                                               \
        tstate->recursion_remaining--;                                                     \
        return finish(plan, tstate, call);                                                 \
    }

SMALL_ENTRY(nothing_to_none, enter_no_arguments, 0, call_plain(plan, NULL), finish_none)
SMALL_ENTRY(nothing_to_small, enter_no_arguments, 0, call_plain(plan, NULL), finish_small)
SMALL_ENTRY(one_small, enter_one_int, 1, call_plain(plan, c4j_small(a0)), finish_small)
SMALL_ENTRY(array_of_small_1, array_of_ints_1, 1, call_array_of_small(plan, 1, raw), finish_small)
SMALL_ENTRY(array_of_small_2, array_of_ints_2, 2, call_array_of_small(plan, 2, raw), finish_small)
SMALL_ENTRY(array_of_small_3, array_of_ints_3, 3, call_array_of_small(plan, 3, raw), finish_small)

/* By whether all is ints, and the number of arguments. */
static c4j_call_entry *const array_entries[][SHORT + 1] = {
    {array_0, array_1, array_2, array_3}, {array_of_ints_0, array_of_small_1, array_of_small_2, array_of_small_3}};
static c4j_call_entry *const tuple_entries[][SHORT + 1] = {
    {tuple_0, tuple_1, tuple_2, tuple_3}, {tuple_of_ints_0, tuple_of_ints_1, tuple_of_ints_2, tuple_of_ints_3}};

/* The arguments are in memory, and so will be a text that comes back. */
static ENTRY(enter_area)
{
    bool held = c4j_tstate != NULL;
    const long *raw = (const long *)a0;
    struct c4j_text *text = (struct c4j_text *)a0;
    PyThreadState *tstate = begin(plan, held);
    PyObject *room[1 + plan->count], **args = room + 1;
    if (C4J_UNLIKELY(tstate == NULL || !make_arguments(plan->kinds, raw, args, plan->count)))
        return start_again(plan, tstate, held, raw, text);
    PyObject *result = call(plan, tstate, args);
    drop_arguments(plan->kinds, args, plan->count);
    long value;
    if (C4J_UNLIKELY(!plain_result(plan, tstate, result, text, &value)))
        return end_unusually(plan, tstate, held, result);
    end(plan, tstate, held);
    if (C4J_UNLIKELY(value == C4J_CALL_UNUSUAL))
        outcome = 0;
    return value;
}

/* ---- Preparing ---- */

/* The conventions whose C function can be called directly with so many positional arguments, and these keywords. Others raise the right
   error, or do the right thing, in the vectorcall. */
static bool is_direct(int convention, int count, bool names)
{
    switch (convention) {
    case METH_NOARGS:
        return count == 0;
    case METH_O:
        return count == 1 && !names;
    case METH_VARARGS:
    case METH_FASTCALL:
        return !names;
    case METH_VARARGS | METH_KEYWORDS:
    case METH_FASTCALL | METH_KEYWORDS:
        return true;
    }
    return false;
}

static void look_through(struct c4j_call *plan)
{
    if (!Py_IS_TYPE(plan->callable, &PyCFunction_Type))
        return;
    PyCFunctionObject *function = (PyCFunctionObject *)plan->callable;
    plan->convention = function->m_ml->ml_flags & (METH_VARARGS | METH_KEYWORDS | METH_NOARGS | METH_O | METH_FASTCALL | METH_METHOD);
    plan->self = function->m_ml->ml_flags & METH_STATIC ? NULL : function->m_self;
    if (is_direct(plan->convention, plan->count, plan->names != NULL))
        plan->method = function->m_ml->ml_meth;
}

static bool is_of_ints(const struct c4j_call *plan)
{
    return is_integral(plan->result) && strspn(plan->kinds, "l") == (size_t)plan->count;
}

static c4j_call_entry *entry_of(const struct c4j_call *plan)
{
    bool ints = is_of_ints(plan);
    if (plan->count > C4J_CALL_REGISTERS || memchr(plan->kinds, 's', (size_t)plan->count) != NULL || plan->result == 's')
        return enter_area;
    if (plan->method == NULL || plan->names != NULL || plan->count > SHORT)
        return enter_any;
    if (plan->convention == METH_NOARGS)
        return plan->result == 'v' ? nothing_to_none : ints ? nothing_to_small : enter_no_arguments;
    if (plan->convention == METH_O)
        return ints ? one_small : enter_one_argument;
    if (plan->convention & METH_FASTCALL)
        return array_entries[ints][plan->count];
    return tuple_entries[ints][plan->count];
}

void c4j_call_prepare(struct c4j_call *plan)
{
    plan->method = NULL;
    plan->serial = plan->interp->serial;
    plan->gil = plan->interp->gil;
    look_through(plan);
    plan->entry = entry_of(plan);
}
