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
public final class Fields {
    /** {@code Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE}. */
    public static final long FLAGS = 0x4500;
    /** The same for a type that can't be subclassed. */
    public static final long FINAL = 0x4100;

    private Fields() {}

    /** Borrowed, or NULL. */
    public static long get(long object, int field) {
        return Memory.getLong(at(object, field));
    }

    public static long at(long object, int field) {
        return object + PyObject.SIZEOF + 8L * field;
    }

    /** The value's reference is stolen; what was there is given up. */
    public static void set(long object, int field, long value) {
        References.setRef(at(object, field), value);
    }

    public static long number(long object, int field) {
        return Memory.getLong(at(object, field));
    }

    public static void setNumber(long object, int field, long value) {
        Memory.putLong(at(object, field), value);
    }

    /** A new instance of {@code type} (which may be derived) with the references, which are stolen, also where there is no memory. */
    public static long make(long type, long... values) {
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

    public static int traverse(long self, int count, long visit, long argument) {
        return Traversal.visitAll(at(self, 0), count, visit, argument);
    }

    public static void clear(long self, int count) {
        for (int i = 0; i < count; i++) References.clear(at(self, i));
    }

    /** {@code tp_dealloc} of the type {@code owner}. */
    public static void dealloc(long self, long owner, int count) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, owner, object -> {
            clear(object, count);
            Allocation.freeInstance(object);
        });
    }
}
