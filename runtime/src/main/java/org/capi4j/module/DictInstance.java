package org.capi4j.module;

import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.Traversal;

/**
 * What objects with nothing but an instance dict share.
 *
 * <pre>
 * 0  PyObject   ob_base
 * 16 PyObject * dict
 * </pre>
 */
final class DictInstance {
    /** {@code tp_dictoffset}. */
    static final long DICT = 16;
    /** {@code tp_basicsize}. */
    static final long SIZEOF = 24;
    /** {@code Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE}. */
    static final long FLAGS = 0x4500;

    private DictInstance() {}

    /** A new instance with an empty dict; {@code type} may be derived. */
    static long make(long type) {
        long dict = DictType.make();
        try {
            long instance = Allocation.instance(type, 0);
            Memory.putLong(instance + DICT, dict);
            return instance;
        } catch (Throwable failure) {
            References.decref(dict);
            throw failure;
        }
    }

    /** The instance's dict, borrowed. */
    static long dict(long instance) {
        return Memory.getLong(instance + DICT);
    }

    static int traverse(long self, long visit, long argument) {
        return Traversal.visit(dict(self), visit, argument);
    }

    static void clear(long self) {
        References.clear(self + DICT);
    }

    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        clear(self);
        Allocation.freeInstance(self);
    }
}
