package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyGC_Head;
import org.capi4j.layout.PyObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.References;

/** {@code tp_finalize}: called at most once for an object that the collector knows. */
public final class Finalizers {
    /** The bit of {@code _gc_prev} that says it has been called. */
    private static final long FINALIZED = 1;

    private Finalizers() {}

    /** Whether the collector knows the object, which has a GC head. */
    public static boolean isTracked(long object) {
        return Memory.getLong(object - PyGC_Head.SIZEOF + PyGC_Head._gc_next) != 0;
    }

    /** Whether a cycle could go through the object, now or later: a tuple that isn't tracked never will be. */
    static boolean mayBeTracked(long object) {
        return isCollected(object) && (!TupleType.isExact(object) || isTracked(object));
    }

    /** Whether the object has a GC head: {@code PyObject_IS_GC}. */
    public static boolean isCollected(long object) {
        long type = References.type(object);
        if (!TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HAVE_GC)) return false;
        long test = Memory.getLong(type + PyTypeObject.tp_is_gc);
        return test == NULL || FunctionCall.integer(test, object) != 0;
    }

    /** PyObject_CallFinalizer. */
    public static void call(long object) {
        long finalize = TypeLookup.slotOf(object, PyTypeObject.tp_finalize);
        if (finalize == NULL) return;
        if (!isCollected(object)) {
            FunctionCall.run(finalize, object);
            return;
        }
        long flags = object - PyGC_Head.SIZEOF + PyGC_Head._gc_prev;
        if ((Memory.getLong(flags) & FINALIZED) != 0) return;
        FunctionCall.run(finalize, object);
        Memory.putLong(flags, Memory.getLong(flags) | FINALIZED);
    }

    /** PyObject_CallFinalizerFromDealloc: true when the finalizer made somebody keep the object, which must then live on. */
    public static boolean resurrects(long object) {
        Memory.putLong(object + PyObject.ob_refcnt, 1);
        call(object);
        long count = References.count(object) - 1;
        Memory.putLong(object + PyObject.ob_refcnt, count);
        return count > 0;
    }
}
