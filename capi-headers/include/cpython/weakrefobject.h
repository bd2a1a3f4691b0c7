/* The weak reference struct: references to one object are a linked list that starts at the object. */
#ifndef Py_CPYTHON_WEAKREFOBJECT_H
#define Py_CPYTHON_WEAKREFOBJECT_H

C4J_BEGIN_DECLS

struct _PyWeakReference {
    PyObject_HEAD
    PyObject *wr_object;
    PyObject *wr_callback;
    Py_hash_t hash;
    PyWeakReference *wr_prev;
    PyWeakReference *wr_next;
    vectorcallfunc vectorcall;
};

PyAPI_FUNC(void) _PyWeakref_ClearRef(PyWeakReference *self);
PyAPI_FUNC(Py_ssize_t) _PyWeakref_GetWeakrefCount(PyWeakReference *head);

/* None once the object is gone, or about to be: its count is 0 while its destructor runs. */
static inline PyObject *PyWeakref_GET_OBJECT(PyObject *ref) {
    PyObject *referent = ((PyWeakReference *)ref)->wr_object;
    return Py_REFCNT(referent) > 0 ? referent : Py_None;
}

#define PyWeakref_GET_OBJECT(ref) PyWeakref_GET_OBJECT(_PyObject_CAST(ref))

C4J_END_DECLS

#endif /* Py_CPYTHON_WEAKREFOBJECT_H */
