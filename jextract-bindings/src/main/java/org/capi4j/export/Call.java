package org.capi4j.export;

/** How C calls a {@link Method}: the {@code METH_} flags, and what the Java method takes. */
public enum Call {
    /** By the number of parameters: 1 {@link #NOARGS}, 2 {@link #O}, 3 {@link #FASTCALL}, 4 {@link #FASTCALL_KEYWORDS}. */
    BY_PARAMETERS,
    /** {@code self}. */
    NOARGS,
    /** {@code self, argument}. */
    O,
    /** {@code self, args, nargs}: a C array of borrowed references and its length. */
    FASTCALL,
    /** {@code self, args, nargs, kwnames}: the names of the keyword arguments, a tuple or {@code NULL}. */
    FASTCALL_KEYWORDS,
    /** {@code self, args}: a tuple. */
    VARARGS,
    /** {@code self, args, kwargs}: a tuple and a dict or {@code NULL}. */
    VARARGS_KEYWORDS,
    /** {@code self, definingClass, args, nargs, kwnames}. */
    METHOD
}
