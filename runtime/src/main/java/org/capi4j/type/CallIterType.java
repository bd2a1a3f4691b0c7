package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * callable_iterator: calls without arguments until the result equals the sentinel.
 *
 * <pre>
 * | PyObject (16) | callable | sentinel |   both NULL when exhausted
 * </pre>
 */
@BuiltinType(value = "PyCallIter_Type", references = 2, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CallIterType {
    private static final long CALLABLE = PyObject.SIZEOF;
    private static final long SENTINEL = CALLABLE + 8;

    private CallIterType() {}

    static long make(long callable, long sentinel) {
        long iterator = Allocation.genericAlloc(BuiltinTypes.CALL_ITER, 0);
        Memory.putLong(iterator + CALLABLE, References.newRef(callable));
        Memory.putLong(iterator + SENTINEL, References.newRef(sentinel));
        return iterator;
    }

    private static long exhaust(long self) {
        References.clear(self + CALLABLE);
        References.clear(self + SENTINEL);
        return NULL;
    }

    /** The call may exhaust this iterator itself, and its result then ends it too. */
    @Slot("tp_iternext")
    static long next(long self) {
        long callable = Memory.getLong(self + CALLABLE);
        if (callable == NULL) return NULL;
        long result;
        try {
            result = Calls.callNoArgs(callable);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.StopIteration)) throw error;
            error.release();
            return exhaust(self);
        }
        if (!isSentinel(self, result)) return result;
        References.decref(result);
        return exhaust(self);
    }

    private static boolean isSentinel(long self, long result) {
        long sentinel = Memory.getLong(self + SENTINEL);
        if (sentinel == NULL) return true;
        try {
            return Objects.equal(sentinel, result);
        } catch (Throwable error) {
            References.decref(result);
            throw error;
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long callable = Memory.getLong(self + CALLABLE);
        if (callable == NULL) return Reduced.iter(TupleType.empty(), NULL);
        long iter = BuiltinFunctions.get("iter");
        return TupleType.steal(iter, TupleType.of(callable, Memory.getLong(self + SENTINEL)));
    }
}
