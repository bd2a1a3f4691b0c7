/* An int's digits: ob_size counts them, its sign is the number's; each holds 30 bits, least significant first. */
#ifndef Py_LONGINTREPR_H
#define Py_LONGINTREPR_H

#ifndef Py_LIMITED_API

C4J_BEGIN_DECLS

typedef uint32_t digit;
typedef int32_t sdigit;
typedef uint64_t twodigits;
typedef int64_t stwodigits;

#define PyLong_SHIFT 30
#define PyLong_BASE ((digit)1 << PyLong_SHIFT)
#define PyLong_MASK ((digit)(PyLong_BASE - 1))
#define _PyLong_DECIMAL_SHIFT 9
#define _PyLong_DECIMAL_BASE ((digit)1000000000)

struct _longobject {
    PyObject_VAR_HEAD
    digit ob_digit[1];
};

PyAPI_FUNC(PyObject *) _PyLong_Copy(PyLongObject *src);
PyAPI_FUNC(PyLongObject *) _PyLong_New(Py_ssize_t);

C4J_END_DECLS
#endif

#endif /* Py_LONGINTREPR_H */
