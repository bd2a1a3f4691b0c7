/* The exported data symbols, the types and exceptions apart: singletons, flags and tables. Sizes are CPython's. */
#include "shim.h"
#include "token.h"

/* ---- Singletons ---- */

#define IMMORTAL(type) {.ob_refcnt = C4J_IMMORTAL_REFCNT, .ob_type = &(type)}

/*
 * Extensions that forget to check take None for a struct of their own. Behind CPython's None stand two NULLs, which such code
 * tests for or runs into; here there are enough of them for any struct.
 */
struct alone {
    PyObject object;
    void *nothing[62];
};

static struct alone none = {.object = IMMORTAL(_PyNone_Type)};
static struct alone not_implemented = {.object = IMMORTAL(_PyNotImplemented_Type)};
static struct alone ellipsis = {.object = IMMORTAL(PyEllipsis_Type)};

#define ALIAS(name) __attribute__((alias(#name), visibility("default")))
extern PyObject _Py_NoneStruct ALIAS(none);
extern PyObject _Py_NotImplementedStruct ALIAS(not_implemented);
extern PyObject _Py_EllipsisObject ALIAS(ellipsis);
/* an alias would have its target's size */
__asm__(".size _Py_NoneStruct, 16\n\t.size _Py_NotImplementedStruct, 16\n\t.size _Py_EllipsisObject, 16");

PyLongObject _Py_FalseStruct = {.ob_base = {.ob_base = IMMORTAL(PyBool_Type), .ob_size = 0}, .ob_digit = {0}};
PyLongObject _Py_TrueStruct = {.ob_base = {.ob_base = IMMORTAL(PyBool_Type), .ob_size = 1}, .ob_digit = {1}};

/* What stands in a set's table where an item was removed. */
static PyTypeObject dummy_key_type = {
    .ob_base = {.ob_base = IMMORTAL(PyType_Type), .ob_size = 0},
    .tp_name = "<dummy key> type",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_READY | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_base = &PyBaseObject_Type,
};
static PyObject dummy_key = IMMORTAL(dummy_key_type);
PyObject *_PySet_Dummy = &dummy_key;

/* ---- Flags of the interpreter's start: Java sets what differs ---- */

int Py_BytesWarningFlag;
int Py_DebugFlag;
int Py_DontWriteBytecodeFlag;
int Py_FrozenFlag;
int Py_IgnoreEnvironmentFlag;
int Py_InspectFlag;
int Py_InteractiveFlag;
int Py_IsolatedFlag;
int Py_NoSiteFlag;
int Py_NoUserSiteDirectory;
int Py_OptimizeFlag;
int Py_QuietFlag;
int Py_UnbufferedStdioFlag;
int Py_VerboseFlag;
int Py_UTF8Mode;
int Py_HasFileSystemDefaultEncoding;
int Py_HashRandomizationFlag = 1;
int _Py_HasFileSystemDefaultEncodeErrors;
int _Py_UnhandledKeyboardInterrupt;
const char *Py_FileSystemDefaultEncoding = "utf-8";
const char *Py_FileSystemDefaultEncodeErrors = "surrogateescape";
const unsigned long Py_Version = PY_VERSION_HEX;

/* ---- State and hooks ---- */

_Py_HashSecret_t _Py_HashSecret;
const char *_Py_PackageContext;
PyThreadState *_PyOS_ReadlineTState;
int (*PyOS_InputHook)(void);
char *(*PyOS_ReadlineFunctionPointer)(FILE *, FILE *, const char *);
char _PyByteArray_empty_string[1];

struct _PyTraceMalloc_Config {
    int initialized;
    int tracing;
    int max_nframe;
};

struct _PyTraceMalloc_Config _Py_tracemalloc_config = {0, 0, 1};

/* ---- Modules: no frozen ones, and built-in ones are Java's; embedders may still append theirs ---- */

static const struct _frozen no_frozen[1];
const struct _frozen *PyImport_FrozenModules;
const struct _frozen *_PyImport_FrozenBootstrap = no_frozen;
const struct _frozen *_PyImport_FrozenStdlib = no_frozen;
const struct _frozen *_PyImport_FrozenTest = no_frozen;

static struct _inittab no_inittab[1];
struct _inittab *PyImport_Inittab = no_inittab;

/* ---- Tables ---- */

int _Py_SwappedOp[] = {Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE};
const char *Py_hexdigits = "0123456789abcdef";
const char *const PyStructSequence_UnnamedField = "unnamed field";

const unsigned char _Py_ascii_whitespace[128] = {
    ['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1, [0x1c] = 1, [0x1d] = 1, [0x1e] = 1, [0x1f] = 1, [' '] = 1,
};

const char *const _PyParser_TokenNames[] = {
    "ENDMARKER", "NAME", "NUMBER", "STRING", "NEWLINE", "INDENT", "DEDENT", "LPAR", "RPAR", "LSQB", "RSQB", "COLON",
    "COMMA", "SEMI", "PLUS", "MINUS", "STAR", "SLASH", "VBAR", "AMPER", "LESS", "GREATER", "EQUAL", "DOT", "PERCENT",
    "LBRACE", "RBRACE", "EQEQUAL", "NOTEQUAL", "LESSEQUAL", "GREATEREQUAL", "TILDE", "CIRCUMFLEX", "LEFTSHIFT",
    "RIGHTSHIFT", "DOUBLESTAR", "PLUSEQUAL", "MINEQUAL", "STAREQUAL", "SLASHEQUAL", "PERCENTEQUAL", "AMPEREQUAL",
    "VBAREQUAL", "CIRCUMFLEXEQUAL", "LEFTSHIFTEQUAL", "RIGHTSHIFTEQUAL", "DOUBLESTAREQUAL", "DOUBLESLASH",
    "DOUBLESLASHEQUAL", "AT", "ATEQUAL", "RARROW", "ELLIPSIS", "COLONEQUAL", "OP", "AWAIT", "ASYNC", "TYPE_IGNORE",
    "TYPE_COMMENT", "SOFT_KEYWORD", "<ERRORTOKEN>", "<COMMENT>", "<NL>", "<ENCODING>", "<N_TOKENS>",
};

/* Every value is written down so that the tables are constant data, as in CPython. */
#define FOUR(M, n) M(n), M((n) + 1), M((n) + 2), M((n) + 3)
#define SIXTEEN(M, n) FOUR(M, n), FOUR(M, (n) + 4), FOUR(M, (n) + 8), FOUR(M, (n) + 12)
#define SIXTY_FOUR(M, n) SIXTEEN(M, n), SIXTEEN(M, (n) + 16), SIXTEEN(M, (n) + 32), SIXTEEN(M, (n) + 48)
#define ALL_BYTES(M) SIXTY_FOUR(M, 0), SIXTY_FOUR(M, 64), SIXTY_FOUR(M, 128), SIXTY_FOUR(M, 192)

#define IS_BETWEEN(c, low, high) ((c) >= (low) && (c) <= (high))
#define TO_LOWER(c) (IS_BETWEEN(c, 'A', 'Z') ? (c) + 32 : (c))
#define TO_UPPER(c) (IS_BETWEEN(c, 'a', 'z') ? (c) - 32 : (c))
#define DIGIT_VALUE(c) \
    (IS_BETWEEN(c, '0', '9') ? (c) - '0' : IS_BETWEEN(c, 'a', 'z') ? (c) - 'a' + 10 : IS_BETWEEN(c, 'A', 'Z') ? (c) - 'A' + 10 : 37)
#define CLASSES(c) \
    ((IS_BETWEEN(c, 'a', 'z') ? 0x01 : 0) | (IS_BETWEEN(c, 'A', 'Z') ? 0x02 : 0) | (IS_BETWEEN(c, '0', '9') ? 0x14 : 0) \
     | (IS_BETWEEN(c, 'a', 'f') || IS_BETWEEN(c, 'A', 'F') ? 0x10 : 0) | (IS_BETWEEN(c, 9, 13) || (c) == 32 ? 0x08 : 0))

const unsigned char _Py_ctype_tolower[256] = {ALL_BYTES(TO_LOWER)};
const unsigned char _Py_ctype_toupper[256] = {ALL_BYTES(TO_UPPER)};
unsigned char _PyLong_DigitValue[256] = {ALL_BYTES(DIGIT_VALUE)};
const unsigned int _Py_ctype_table[256] = {ALL_BYTES(CLASSES)};

/* What a buffer without a format holds: views made in Java point here. */
__attribute__((visibility("default"))) const char c4j_format_bytes[] = "B";

/* "@x" for each native format in the order of type.ItemFormat; one byte further is "x". */
__attribute__((visibility("default"))) const char c4j_formats[][4] = {"@?", "@c", "@b", "@B", "@h", "@H", "@i", "@I", "@l", "@L", "@q", "@Q", "@n", "@N", "@f", "@d", "@P"};
