package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;

/** Reference counting, in CPython's order: take the new reference, store, give up the old one last. The GIL is held. */
public final class References {
    private References() {}

    public static void incref(long object) {
        Memory.putLong(object + PyObject.ob_refcnt, Memory.getLong(object + PyObject.ob_refcnt) + 1);
    }

    public static void xincref(long object) {
        if (object != NULL) incref(object);
    }

    /** Increments and returns its argument: {@code Py_NewRef}. */
    public static long newRef(long object) {
        incref(object);
        return object;
    }

    /** {@code Py_XNewRef}. */
    public static long xnewRef(long object) {
        if (object != NULL) incref(object);
        return object;
    }

    /** Gives up a reference; the last one deallocates the object through its type's {@code tp_dealloc}. */
    public static void decref(long object) {
        long count = Memory.getLong(object + PyObject.ob_refcnt) - 1;
        Memory.putLong(object + PyObject.ob_refcnt, count);
        if (count == 0) dealloc(object);
    }

    public static void xdecref(long object) {
        if (object != NULL) decref(object);
    }

    /** Stores {@code value} (whose reference is stolen) at {@code field} and gives up what was there: {@code Py_XSETREF}. */
    public static void setRef(long field, long value) {
        long old = Memory.getLong(field);
        Memory.putLong(field, value);
        xdecref(old);
    }

    /** {@code Py_CLEAR}. */
    public static void clear(long field) {
        setRef(field, NULL);
    }

    public static long count(long object) {
        return Memory.getLong(object + PyObject.ob_refcnt);
    }

    /** {@code Py_TYPE}: borrowed. */
    public static long type(long object) {
        return Memory.getLong(object + PyObject.ob_type);
    }

    private static void dealloc(long object) {
        if (Allocation.deallocPlain(object) || Allocation.deallocSequence(object)) return;
        FunctionCall.run(Memory.getLong(type(object) + PyTypeObject.tp_dealloc), object);
    }
}
