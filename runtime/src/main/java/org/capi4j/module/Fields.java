package org.capi4j.module;

import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.type.Trashcan;
import org.capi4j.type.Traversal;

/**
 * Objects whose struct starts with references, NULL where there is nothing: field i is at {@code 16 + 8 * i}. Plain longs may follow them.
 */
final class Fields {
    /** {@code Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE}. */
    static final long FLAGS = 0x4500;

    private Fields() {}

    /** Borrowed, or NULL. */
    static long get(long object, int field) {
        return Memory.getLong(at(object, field));
    }

    static long at(long object, int field) {
        return object + PyObject.SIZEOF + 8L * field;
    }

    /** The value's reference is stolen; what was there is given up. */
    static void set(long object, int field, long value) {
        References.setRef(at(object, field), value);
    }

    static long number(long object, int field) {
        return Memory.getLong(at(object, field));
    }

    static void setNumber(long object, int field, long value) {
        Memory.putLong(at(object, field), value);
    }

    /** A new instance of {@code type} (which may be derived) with the references, which are stolen, also where there is no memory. */
    static long make(long type, long... values) {
        long object;
        try {
            object = Allocation.instance(type, 0);
        } catch (Throwable failure) {
            for (long value : values) References.xdecref(value);
            throw failure;
        }
        for (int i = 0; i < values.length; i++) Memory.putLong(at(object, i), values[i]);
        return object;
    }

    static int traverse(long self, int count, long visit, long argument) {
        return Traversal.visitAll(at(self, 0), count, visit, argument);
    }

    static void clear(long self, int count) {
        for (int i = 0; i < count; i++) References.clear(at(self, i));
    }

    /** {@code tp_dealloc} of the type {@code owner}. */
    static void dealloc(long self, long owner, int count) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, owner, object -> {
            clear(object, count);
            Allocation.freeInstance(object);
        });
    }
}
