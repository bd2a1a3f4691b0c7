/*
 * lanebench.c - the rows of apibench.c for every other fast lane: names() and run(name, n[, callable]) are as there.
 *
 * A row names the lanes that it is for: by calling them, or in the comment above it, where a lane is a slot of a type. Rows of apibench.c that
 * call a lane without naming it:
 *
 *   err_format_clear                     PyErr_FormatV PyErr_SetObject          err_matches_clear        PyErr_GivenExceptionMatches
 *   unicode_from_format                  PyUnicode_FromFormatV                  unicode_from_string_*    c4j_StrType_dealloc
 *   object_get_iter, iter_next           PyIter_Check c4j_ListType_iter c4j_ListIterType_next c4j_ListIterType_dealloc
 *   object_set_attr                      PyObject_GenericSetAttr                object_get_attr_method   c4j_MethodDescrType_get c4j_CFunctionType_dealloc
 *   call_method_list_index               _PyObject_GetMethod c4j_MethodDescrType_vectorcallFast
 *   buffer_get_release_*                 c4j_ByteArrayType_getBuffer c4j_ByteArrayType_releaseBuffer c4j_BytesType_getBuffer
 *   call_*_c_function                    c4j_CFunctionType_call c4j_CFunctionType_vectorcallFast c4j_CFunctionType_vectorcallNoArgs c4j_CFunctionType_vectorcallO
 *   bytes_from_string_and_size_*         c4j_BytesType_dealloc                  capsule_new              c4j_CapsuleType_dealloc
 *   dict_new, list_new_0, tuple_new_2    c4j_DictType_dealloc c4j_ListType_dealloc c4j_TupleType_dealloc
 *   float_from_double, long_from_long_*  c4j_FloatType_dealloc c4j_LongArithmetic_dealloc
 *   call_type_list                       c4j_ListType_vectorcall
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <string.h>
#include <time.h>

static PyObject *the_module; /* borrowed; this module */
static PyObject *point_type; /* a class with a member, x, and a property, sum */
static struct PyModuleDef lanebench_def;
static struct _Py_Identifier some_name = _Py_static_string_init("some_name");

static double
now_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec * 1e9 + (double)ts.tv_nsec;
}

/* Makes the compiler believe that a value is used and memory may change. */
#define KEEP(value) __asm__ volatile("" : : "r"(value) : "memory")

#define UNUSED_LABEL __attribute__((unused))

/*
 * A benchmark returns the elapsed nanoseconds of its loop, or a negative
 * number with an exception set.
 *
 *   BENCH(name, setup, body, teardown)
 *
 * `setup` declares locals and may leave PyObject pointers NULL on failure,
 * which REQUIRE() turns into an early return; `body` is one iteration and
 * jumps to `fail` (through CHECK or TAKE) on error.
 */
#define BENCH(name, setup, body, teardown)                              \
    static double bench_##name(Py_ssize_t n)                            \
    {                                                                   \
        double elapsed = -1.0;                                          \
        setup;                                                          \
        double start = now_ns();                                        \
        for (Py_ssize_t i = 0; i < n; i++) {                            \
            body;                                                       \
        }                                                               \
        elapsed = now_ns() - start;                                     \
        goto done;                                                      \
    fail: UNUSED_LABEL;                                              \
        elapsed = -1.0;                                                 \
    done:                                                               \
        teardown;                                                       \
        return elapsed;                                                 \
    }


#define NONE ((void)0)
#define CHECK(condition) do { if (!(condition)) goto fail; } while (0)
#define REQUIRE(object) do { if ((object) == NULL) return -1.0; } while (0)

/* Evaluates an expression that gives a new reference, and drops it. */
#define TAKE(expression)                                                \
    do {                                                                \
        PyObject *result_ = (expression);                               \
        CHECK(result_ != NULL);                                         \
        Py_DECREF(result_);                                             \
    } while (0)

/* Evaluates an expression that gives a borrowed reference. */
#define PEEK(expression)                                                \
    do {                                                                \
        PyObject *result_ = (expression);                               \
        CHECK(result_ != NULL);                                         \
        KEEP(result_);                                                  \
    } while (0)

#define OBJECT(name, expression)                                        \
    PyObject *name = (expression);                                      \
    REQUIRE(name)

static PyObject *
point(void)
{
    return PyObject_CallNoArgs(point_type);
}

/* Not lanes, but what all that is larger than a pool's blocks goes through. */
#define BLOCK(name, domain, size) \
    BENCH(name, NONE, void *p = domain##_Malloc(size); CHECK(p != NULL); KEEP(p); domain##_Free(p), NONE)

BLOCK(object_malloc_free_600, PyObject, 600)
BLOCK(object_malloc_free_2k, PyObject, 2048)
BLOCK(object_malloc_free_4k, PyObject, 4096)
BLOCK(object_malloc_free_64k, PyObject, 65536)
BLOCK(mem_malloc_free_600, PyMem, 600)
BLOCK(mem_malloc_free_64k, PyMem, 65536)

BENCH(number_subtract,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(789)),
      TAKE(PyNumber_Subtract(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_truedivide,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(789)),
      TAKE(PyNumber_TrueDivide(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_floordivide,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(789)),
      TAKE(PyNumber_FloorDivide(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_remainder,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(789)),
      TAKE(PyNumber_Remainder(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_and,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(789)),
      TAKE(PyNumber_And(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_or,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(789)),
      TAKE(PyNumber_Or(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_xor,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(789)),
      TAKE(PyNumber_Xor(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_lshift,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(3)),
      TAKE(PyNumber_Lshift(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_rshift,
      OBJECT(a, PyLong_FromLong(123456)); OBJECT(b, PyLong_FromLong(3)),
      TAKE(PyNumber_Rshift(a, b)),
      Py_DECREF(a); Py_DECREF(b))

BENCH(number_float,
      OBJECT(o, PyFloat_FromDouble(2.5)),
      TAKE(PyNumber_Float(o)),
      Py_DECREF(o))

BENCH(number_long,
      OBJECT(o, PyLong_FromLong(123456)),
      TAKE(PyNumber_Long(o)),
      Py_DECREF(o))

BENCH(number_index,
      OBJECT(o, PyLong_FromLong(123456)),
      TAKE(PyNumber_Index(o)),
      Py_DECREF(o))

BENCH(number_as_ssize_t,
      OBJECT(o, PyLong_FromLong(123456)),
      Py_ssize_t v = PyNumber_AsSsize_t(o, NULL); KEEP(v),
      Py_DECREF(o))

BENCH(bool_from_long,
      NONE,
      TAKE(PyBool_FromLong((long)(i & 1))),
      NONE)

BENCH(long_from_longlong,
      NONE,
      TAKE(PyLong_FromLongLong((long long)i + 1000)),
      NONE)

BENCH(long_from_size_t,
      NONE,
      TAKE(PyLong_FromSize_t((size_t)i + 1000)),
      NONE)

BENCH(long_from_unsignedlong,
      NONE,
      TAKE(PyLong_FromUnsignedLong((unsigned long)i + 1000)),
      NONE)

BENCH(long_from_unsignedlonglong,
      NONE,
      TAKE(PyLong_FromUnsignedLongLong((unsigned long long)i + 1000)),
      NONE)

BENCH(long_as_longlong,
      OBJECT(o, PyLong_FromLong(123456)),
      long long v = PyLong_AsLongLong(o); KEEP(v),
      Py_DECREF(o))

BENCH(long_as_size_t,
      OBJECT(o, PyLong_FromLong(123456)),
      size_t v = PyLong_AsSize_t(o); KEEP(v),
      Py_DECREF(o))

BENCH(long_as_unsignedlong,
      OBJECT(o, PyLong_FromLong(123456)),
      unsigned long v = PyLong_AsUnsignedLong(o); KEEP(v),
      Py_DECREF(o))

BENCH(long_as_unsignedlonglong,
      OBJECT(o, PyLong_FromLong(123456)),
      unsigned long long v = PyLong_AsUnsignedLongLong(o); KEEP(v),
      Py_DECREF(o))

BENCH(long_as_unsignedlongmask,
      OBJECT(o, PyLong_FromLong(123456)),
      unsigned long v = PyLong_AsUnsignedLongMask(o); KEEP(v),
      Py_DECREF(o))

BENCH(long_as_unsignedlonglongmask,
      OBJECT(o, PyLong_FromLong(123456)),
      unsigned long long v = PyLong_AsUnsignedLongLongMask(o); KEEP(v),
      Py_DECREF(o))

BENCH(long_as_int,
      OBJECT(o, PyLong_FromLong(123456)),
      int v = _PyLong_AsInt(o); KEEP(v),
      Py_DECREF(o))

BENCH(long_as_long_and_overflow,
      OBJECT(o, PyLong_FromLong(123456)); int overflow,
      long v = PyLong_AsLongAndOverflow(o, &overflow); KEEP(v),
      Py_DECREF(o))

/* c4j_FloatType_repr */
BENCH(float_repr,
      OBJECT(o, PyFloat_FromDouble(1076.18)),
      TAKE(PyObject_Repr(o)),
      Py_DECREF(o))

BENCH(float_from_string,
      OBJECT(o, PyUnicode_FromString("1076.18")),
      TAKE(PyFloat_FromString(o)),
      Py_DECREF(o))

BENCH(float_pack_unpack,
      char room[8],
      CHECK(PyFloat_Pack8(2.5, room, 1) == 0); double v = PyFloat_Unpack8(room, 1); KEEP(room); CHECK(v == 2.5),
      NONE)

/* c4j_LongArithmetic_repr */
BENCH(long_repr,
      OBJECT(o, PyLong_FromLong(123456)),
      TAKE(PyLong_Type.tp_repr(o)),
      Py_DECREF(o))

BENCH(bytes_size,
      OBJECT(o, PyBytes_FromString("hello world")),
      Py_ssize_t v = PyBytes_Size(o); KEEP(v),
      Py_DECREF(o))

BENCH(bytes_as_string_and_size,
      OBJECT(o, PyBytes_FromString("hello world")),
      char *text; Py_ssize_t size; CHECK(PyBytes_AsStringAndSize(o, &text, &size) == 0); KEEP(text),
      Py_DECREF(o))

BENCH(bytes_writer,
      NONE,
      _PyBytesWriter w; _PyBytesWriter_Init(&w); char *to = _PyBytesWriter_Alloc(&w, 16); CHECK(to != NULL); memset(to, 1, 16); TAKE(_PyBytesWriter_Finish(&w, to + 16)),
      NONE)

BENCH(unicode_writer,
      OBJECT(s, PyUnicode_FromString("hello world")),
      _PyUnicodeWriter w; _PyUnicodeWriter_Init(&w); CHECK(_PyUnicodeWriter_WriteSubstring(&w, s, 0, 5) == 0 && _PyUnicodeWriter_WriteChar(&w, 32) == 0); TAKE(_PyUnicodeWriter_Finish(&w)),
      Py_DECREF(s))

BENCH(unicode_writer_reused,
      OBJECT(s, PyUnicode_FromString("hello world")); _PyUnicodeWriter w; _PyUnicodeWriter_Init(&w); w.min_length = 1000; REQUIRE(_PyUnicodeWriter_WriteChar(&w, 65) == 0 ? s : NULL),
      w.pos = 0; CHECK(_PyUnicodeWriter_WriteSubstring(&w, s, 0, 5) == 0 && _PyUnicodeWriter_WriteChar(&w, 32) == 0),
      _PyUnicodeWriter_Dealloc(&w); Py_DECREF(s))

BENCH(unicode_from_id,
      NONE,
      PEEK(_PyUnicode_FromId(&some_name)),
      NONE)

BENCH(unicode_decode_ascii,
      NONE,
      TAKE(PyUnicode_DecodeASCII("hello world", 11, NULL)),
      NONE)

BENCH(unicode_as_encoded_string,
      OBJECT(s, PyUnicode_FromString("hello w\303\266rld")),
      TAKE(PyUnicode_AsEncodedString(s, "utf-8", "strict")),
      Py_DECREF(s))

BENCH(unicode_decode_utf8,
      NONE,
      TAKE(PyUnicode_DecodeUTF8("hello world", 11, NULL)),
      NONE)

BENCH(unicode_from_kind_and_data,
      NONE,
      TAKE(PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, "hello world", 11)),
      NONE)

BENCH(unicode_new,
      NONE,
      TAKE(PyUnicode_New(16, 127)),
      NONE)

BENCH(unicode_find_char,
      OBJECT(s, PyUnicode_FromString("hello, world")),
      Py_ssize_t v = PyUnicode_FindChar(s, 'w', 0, 12, 1); KEEP(v),
      Py_DECREF(s))

BENCH(unicode_substring,
      OBJECT(s, PyUnicode_FromString("hello, world")),
      TAKE(PyUnicode_Substring(s, 2, 8)),
      Py_DECREF(s))

BENCH(unicode_get_length,
      OBJECT(s, PyUnicode_FromString("hello, world")),
      Py_ssize_t v = PyUnicode_GetLength(s); KEEP(v),
      Py_DECREF(s))

BENCH(unicode_intern_in_place,
      NONE,
      PyObject *s = PyUnicode_FromString("some_name"); CHECK(s != NULL); PyUnicode_InternInPlace(&s); Py_DECREF(s),
      NONE)

BENCH(unicode_join,
      OBJECT(s, PyUnicode_FromString("hello, world")); OBJECT(l, Py_BuildValue("[sss]", "one", "two", "three")),
      TAKE(PyUnicode_Join(s, l)),
      Py_DECREF(s); Py_DECREF(l))

BENCH(tuple_set_item,
      OBJECT(t, PyTuple_New(1)),
      CHECK(PyTuple_SetItem(t, 0, Py_NewRef(Py_None)) == 0),
      Py_DECREF(t))

BENCH(tuple_size,
      OBJECT(t, PyTuple_New(2)),
      Py_ssize_t v = PyTuple_Size(t); KEEP(v),
      Py_DECREF(t))

BENCH(list_clear,
      OBJECT(l, PyList_New(0)),
      CHECK(PyList_Append(l, Py_None) == 0 && PyList_SetSlice(l, 0, 1, NULL) == 0),
      Py_DECREF(l))

BENCH(list_append_all_and_clear,
      OBJECT(l, PyList_New(0)); OBJECT(more, Py_BuildValue("[iiii]", 1, 2, 3, 4)),
      CHECK(PyList_SetSlice(l, 0, 0, more) == 0 && PyList_SetSlice(l, 0, 4, NULL) == 0),
      Py_DECREF(l); Py_DECREF(more))

BENCH(dict_set_and_del_item,
      OBJECT(d, Py_BuildValue("{s:i,s:i,s:i,s:i}", "one", 1, "two", 2, "three", 3, "four", 4)); OBJECT(k, PyUnicode_InternFromString("two")),
      CHECK(PyDict_SetItem(d, k, k) == 0 && PyDict_DelItem(d, k) == 0),
      Py_DECREF(d); Py_DECREF(k))

BENCH(dict_items,
      OBJECT(d, Py_BuildValue("{s:i,s:i,s:i,s:i}", "one", 1, "two", 2, "three", 3, "four", 4)),
      TAKE(PyDict_Items(d)),
      Py_DECREF(d))

BENCH(mapping_items,
      OBJECT(d, Py_BuildValue("{s:i,s:i,s:i,s:i}", "one", 1, "two", 2, "three", 3, "four", 4)),
      TAKE(PyMapping_Items(d)),
      Py_DECREF(d))

BENCH(dict_set_default,
      OBJECT(d, Py_BuildValue("{s:i,s:i,s:i,s:i}", "one", 1, "two", 2, "three", 3, "four", 4)); OBJECT(k, PyUnicode_InternFromString("two")),
      PEEK(PyDict_SetDefault(d, k, k)),
      Py_DECREF(d); Py_DECREF(k))

BENCH(dict_size,
      OBJECT(d, Py_BuildValue("{s:i,s:i,s:i,s:i}", "one", 1, "two", 2, "three", 3, "four", 4)),
      Py_ssize_t v = PyDict_Size(d); KEEP(v),
      Py_DECREF(d))

/* c4j_DictType_iter c4j_DictIterKeyType_next c4j_DictIterKeyType_dealloc */
BENCH(dict_iterate,
      OBJECT(d, Py_BuildValue("{s:i,s:i,s:i,s:i}", "one", 1, "two", 2, "three", 3, "four", 4)),
      PyObject *it = PyObject_GetIter(d); PyObject *key; CHECK(it != NULL); while ((key = PyIter_Next(it)) != NULL) Py_DECREF(key); Py_DECREF(it),
      Py_DECREF(d))

/* c4j_TupleType_iter c4j_TupleIterType_next c4j_TupleIterType_dealloc */
BENCH(tuple_iterate,
      OBJECT(t, PyTuple_Pack(2, Py_None, Py_None)),
      PyObject *it = PyObject_GetIter(t); PyObject *item; CHECK(it != NULL); while ((item = PyIter_Next(it)) != NULL) Py_DECREF(item); Py_DECREF(it),
      Py_DECREF(t))

BENCH(context_var_get,
      OBJECT(var, PyContextVar_New("var", Py_None)),
      PyObject *value; CHECK(PyContextVar_Get(var, NULL, &value) == 0); Py_XDECREF(value),
      Py_DECREF(var))

/* c4j_AttributeErrorType_dealloc */
BENCH(attribute_error,
      OBJECT(o, PyUnicode_FromString("text")); OBJECT(k, PyUnicode_InternFromString("__html__")),
      CHECK(PyObject_GetAttr(o, k) == NULL); PyErr_Clear(),
      Py_DECREF(o); Py_DECREF(k))

/* c4j_StrType_make */
BENCH(call_type_str,
      OBJECT(s, PyUnicode_FromString("hello, world")),
      TAKE(PyObject_CallOneArg((PyObject *)&PyUnicode_Type, s)),
      Py_DECREF(s))

BENCH(err_fetch_restore,
      PyErr_SetNone(PyExc_KeyError),
      PyObject *t; PyObject *v; PyObject *b; PyErr_Fetch(&t, &v, &b); PyErr_Restore(t, v, b),
      PyErr_Clear())

BENCH(err_get_exc_info,
      NONE,
      PyObject *t; PyObject *v; PyObject *b; PyErr_GetExcInfo(&t, &v, &b); Py_XDECREF(t); Py_XDECREF(v); Py_XDECREF(b),
      NONE)

BENCH(buffer_is_contiguous,
      Py_buffer view; char room[8]; REQUIRE(PyBuffer_FillInfo(&view, NULL, room, 8, 0, PyBUF_SIMPLE) == 0 ? the_module : NULL),
      CHECK(PyBuffer_IsContiguous(&view, 'C') == 1),
      NONE)

BENCH(callable_check,
      NONE,
      int v = PyCallable_Check((PyObject *)&PyList_Type); KEEP(v),
      NONE)

BENCH(object_not,
      NONE,
      int v = PyObject_Not(Py_None); KEEP(v),
      NONE)

BENCH(object_set_item,
      OBJECT(d, Py_BuildValue("{s:i,s:i,s:i,s:i}", "one", 1, "two", 2, "three", 3, "four", 4)); OBJECT(k, PyUnicode_InternFromString("two")),
      CHECK(PyObject_SetItem(d, k, Py_None) == 0),
      Py_DECREF(d); Py_DECREF(k))

/* c4j_MemberDescrType_get */
BENCH(object_generic_get_attr,
      OBJECT(o, point()); OBJECT(k, PyUnicode_InternFromString("x")),
      TAKE(PyObject_GenericGetAttr(o, k)),
      Py_DECREF(o); Py_DECREF(k))

BENCH(object_lookup_attr,
      OBJECT(o, point()); OBJECT(k, PyUnicode_InternFromString("missing")),
      PyObject *value; CHECK(_PyObject_LookupAttr(o, k, &value) == 0),
      Py_DECREF(o); Py_DECREF(k))

/* c4j_GetSetDescrType_get */
BENCH(object_property,
      OBJECT(o, point()),
      TAKE(PyObject_GetAttrString(o, "sum")),
      Py_DECREF(o))

/* c4j_GetSetDescrType_set */
BENCH(object_set_property,
      OBJECT(o, point()),
      CHECK(PyObject_SetAttrString(o, "sum", Py_None) == 0),
      Py_DECREF(o))

/* c4j_TypeType_call c4j_ObjectType_make c4j_ObjectType_init c4j_ObjectType_dealloc */
BENCH(object_new,
      NONE,
      TAKE(PyObject_CallNoArgs(point_type)),
      NONE)

BENCH(type_lookup,
      OBJECT(k, PyUnicode_InternFromString("x")),
      PEEK(_PyType_Lookup((PyTypeObject *)point_type, k)),
      Py_DECREF(k))

BENCH(type_get_flags,
      NONE,
      unsigned long v = PyType_GetFlags(&PyList_Type); KEEP(v),
      NONE)

BENCH(type_get_module_by_def,
      NONE,
      PEEK(PyType_GetModuleByDef((PyTypeObject *)point_type, &lanebench_def)),
      NONE)

BENCH(state_find_module,
      NONE,
      PEEK(PyState_FindModule(&lanebench_def)),
      NONE)

/* c4j_ModuleType_getAttribute */
BENCH(module_get_attr,
      NONE,
      TAKE(PyObject_GetAttrString(the_module, "names")),
      NONE)

BENCH(sequence_fast,
      OBJECT(l, PyList_New(0)),
      TAKE(PySequence_Fast(l, "")),
      Py_DECREF(l))

BENCH(call_object,
      OBJECT(f, PyObject_GetAttrString(the_module, "_varargs")),
      TAKE(PyObject_CallObject(f, NULL)),
      Py_DECREF(f))

BENCH(vectorcall_dict,
      OBJECT(f, PyObject_GetAttrString(the_module, "_keywords")); PyObject *argv[1]; argv[0] = Py_None,
      TAKE(PyObject_VectorcallDict(f, argv, 1, NULL)),
      Py_DECREF(f))

/* c4j_CFunctionType_vectorcallFastKeywords _PyArg_UnpackKeywords */
BENCH(vectorcall_keywords,
      OBJECT(f, PyObject_GetAttrString(the_module, "_keywords")); PyObject *argv[1]; argv[0] = Py_None,
      TAKE(PyObject_Vectorcall(f, argv, 1, NULL)),
      Py_DECREF(f))

/* c4j_MethodDescrType_vectorcallNoArgs */
BENCH(vectorcall_method_no_args,
      OBJECT(l, PyList_New(0)); OBJECT(k, PyUnicode_InternFromString("clear")); PyObject *argv[1]; argv[0] = l,
      TAKE(PyObject_VectorcallMethod(k, argv, 1, NULL)),
      Py_DECREF(l); Py_DECREF(k))

/* c4j_MethodDescrType_vectorcallO */
BENCH(vectorcall_method_one_arg,
      OBJECT(l, PyList_New(0)); OBJECT(k, PyUnicode_InternFromString("count")); PyObject *argv[2]; argv[0] = l; argv[1] = Py_None,
      TAKE(PyObject_VectorcallMethod(k, argv, 2, NULL)),
      Py_DECREF(l); Py_DECREF(k))

/* c4j_MethodDescrType_vectorcallVarargs */
BENCH(vectorcall_method_varargs,
      OBJECT(s, PyUnicode_FromString("some text")); OBJECT(k, PyUnicode_InternFromString("startswith")); PyObject *argv[2]; argv[0] = argv[1] = s,
      TAKE(PyObject_VectorcallMethod(k, argv, 2, NULL)),
      Py_DECREF(s); Py_DECREF(k))

typedef struct {
    const char *name;
    double (*function)(Py_ssize_t n);
} Benchmark;

#define ENTRY(name) {#name, bench_##name}

static const Benchmark benchmarks[] = {
    ENTRY(object_malloc_free_600),
    ENTRY(object_malloc_free_2k),
    ENTRY(object_malloc_free_4k),
    ENTRY(object_malloc_free_64k),
    ENTRY(mem_malloc_free_600),
    ENTRY(mem_malloc_free_64k),
    ENTRY(number_subtract),
    ENTRY(number_truedivide),
    ENTRY(number_floordivide),
    ENTRY(number_remainder),
    ENTRY(number_and),
    ENTRY(number_or),
    ENTRY(number_xor),
    ENTRY(number_lshift),
    ENTRY(number_rshift),
    ENTRY(number_float),
    ENTRY(number_long),
    ENTRY(number_index),
    ENTRY(number_as_ssize_t),
    ENTRY(bool_from_long),
    ENTRY(long_from_longlong),
    ENTRY(long_from_size_t),
    ENTRY(long_from_unsignedlong),
    ENTRY(long_from_unsignedlonglong),
    ENTRY(long_as_longlong),
    ENTRY(long_as_size_t),
    ENTRY(long_as_unsignedlong),
    ENTRY(long_as_unsignedlonglong),
    ENTRY(long_as_unsignedlongmask),
    ENTRY(long_as_unsignedlonglongmask),
    ENTRY(long_as_int),
    ENTRY(long_as_long_and_overflow),
    ENTRY(float_repr),
    ENTRY(float_from_string),
    ENTRY(float_pack_unpack),
    ENTRY(long_repr),
    ENTRY(bytes_size),
    ENTRY(bytes_as_string_and_size),
    ENTRY(bytes_writer),
    ENTRY(unicode_writer),
    ENTRY(unicode_writer_reused),
    ENTRY(unicode_from_id),
    ENTRY(unicode_decode_ascii),
    ENTRY(unicode_as_encoded_string),
    ENTRY(unicode_decode_utf8),
    ENTRY(unicode_from_kind_and_data),
    ENTRY(unicode_new),
    ENTRY(unicode_find_char),
    ENTRY(unicode_substring),
    ENTRY(unicode_get_length),
    ENTRY(unicode_intern_in_place),
    ENTRY(unicode_join),
    ENTRY(tuple_set_item),
    ENTRY(tuple_size),
    ENTRY(list_clear),
    ENTRY(list_append_all_and_clear),
    ENTRY(dict_set_and_del_item),
    ENTRY(dict_items),
    ENTRY(mapping_items),
    ENTRY(dict_set_default),
    ENTRY(dict_size),
    ENTRY(dict_iterate),
    ENTRY(tuple_iterate),
    ENTRY(context_var_get),
    ENTRY(attribute_error),
    ENTRY(call_type_str),
    ENTRY(err_fetch_restore),
    ENTRY(err_get_exc_info),
    ENTRY(buffer_is_contiguous),
    ENTRY(callable_check),
    ENTRY(object_not),
    ENTRY(object_set_item),
    ENTRY(object_generic_get_attr),
    ENTRY(object_lookup_attr),
    ENTRY(object_property),
    ENTRY(object_set_property),
    ENTRY(object_new),
    ENTRY(type_lookup),
    ENTRY(type_get_flags),
    ENTRY(type_get_module_by_def),
    ENTRY(state_find_module),
    ENTRY(module_get_attr),
    ENTRY(sequence_fast),
    ENTRY(call_object),
    ENTRY(vectorcall_dict),
    ENTRY(vectorcall_keywords),
    ENTRY(vectorcall_method_no_args),
    ENTRY(vectorcall_method_one_arg),
    ENTRY(vectorcall_method_varargs),
};

enum { BENCHMARKS = sizeof benchmarks / sizeof benchmarks[0] };

static PyObject *
lanebench_names(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
    PyObject *names = PyTuple_New(BENCHMARKS);
    for (Py_ssize_t i = 0; names != NULL && i < BENCHMARKS; i++) {
        PyObject *name = PyUnicode_FromString(benchmarks[i].name);
        if (name == NULL) {
            Py_CLEAR(names);
        }
        else {
            PyTuple_SET_ITEM(names, i, name);
        }
    }
    return names;
}

static PyObject *
lanebench_run(PyObject *Py_UNUSED(module), PyObject *args)
{
    const char *name;
    Py_ssize_t n;
    PyObject *callable;
    if (!PyArg_ParseTuple(args, "sn|O:run", &name, &n, &callable)) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < BENCHMARKS; i++) {
        if (strcmp(benchmarks[i].name, name) == 0) {
            double elapsed = benchmarks[i].function(n);
            if (elapsed >= 0.0) {
                return PyFloat_FromDouble(elapsed / (double)n);
            }
            return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_RuntimeError, "%s: an unexpected result", name);
        }
    }
    return PyErr_Format(PyExc_KeyError, "no benchmark '%s'", name);
}

/* ---- What is called ---- */

static PyObject *
lanebench_varargs(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NONE;
}

static PyObject *
lanebench_keywords(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    static const char *const names[] = {"value", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "_keywords"};
    PyObject *room[1];
    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &parser, 1, 1, 0, room);
    return args == NULL ? NULL : Py_NewRef(args[0]);
}

static PyMethodDef lanebench_methods[] = {
    {"names", lanebench_names, METH_NOARGS, NULL},
    {"run", lanebench_run, METH_VARARGS, NULL},
    {"_varargs", lanebench_varargs, METH_VARARGS, NULL},
    {"_keywords", (PyCFunction)(void (*)(void))lanebench_keywords, METH_FASTCALL | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

typedef struct {
    PyObject base;
    long x;
} Point;

static PyObject *
point_sum(PyObject *self, void *Py_UNUSED(closure))
{
    return PyLong_FromLong(((Point *)self)->x);
}

static int
point_set_sum(PyObject *self, PyObject *value, void *Py_UNUSED(closure))
{
    ((Point *)self)->x = value == Py_None;
    return 0;
}

static PyMemberDef point_members[] = {{"x", T_LONG, offsetof(Point, x), 0, NULL}, {NULL, 0, 0, 0, NULL}};
static PyGetSetDef point_properties[] = {{"sum", point_sum, point_set_sum, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PyType_Slot point_slots[] = {{Py_tp_members, point_members}, {Py_tp_getset, point_properties}, {0, NULL}};
static PyType_Spec point_spec = {"lanebench.Point", sizeof(Point), 0, Py_TPFLAGS_DEFAULT, point_slots};

static struct PyModuleDef lanebench_def = {
    PyModuleDef_HEAD_INIT,
    .m_name = "lanebench",
    .m_doc = "Times single C API calls from C.",
    .m_size = -1,
    .m_methods = lanebench_methods,
};

PyMODINIT_FUNC
PyInit_lanebench(void)
{
    the_module = PyModule_Create(&lanebench_def);
    point_type = the_module == NULL ? NULL : PyType_FromModuleAndSpec(the_module, &point_spec, NULL);
    if (point_type == NULL) {
        Py_CLEAR(the_module);
    }
    return the_module;
}
