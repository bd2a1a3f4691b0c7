/* The immutable mapping that a context is. */
#ifndef Py_INTERNAL_HAMT_H
#define Py_INTERNAL_HAMT_H

C4J_BEGIN_DECLS

typedef struct PyHamtNode PyHamtNode;

typedef struct {
    PyObject_HEAD
    PyHamtNode *h_root;
    PyObject *h_weakreflist;
    Py_ssize_t h_count;
} PyHamtObject;

C4J_END_DECLS

#endif /* Py_INTERNAL_HAMT_H */
