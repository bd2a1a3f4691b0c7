package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyAsyncMethods;
import org.capi4j.layout.PyStopIterationObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** The iterator protocol, and the two iterators that C code makes by name. */
public final class Iterators {
    private Iterators() {}

    /** PySeqIter_New. */
    public static long sequence(long sequence) {
        if (!Sequences.check(sequence)) throw PyError.badInternalCall();
        return IndexIterator.make(BuiltinTypes.SEQ_ITER, sequence, 0);
    }

    /** PyCallIter_New. */
    public static long callable(long callable, long sentinel) {
        return CallIterType.make(callable, sentinel);
    }

    /** PyIter_Check: {@code tp_iternext} is there and isn't what a class without {@code __next__} has. */
    public static boolean check(long object) {
        long next = Memory.getLong(References.type(object) + PyTypeObject.tp_iternext);
        return next != NULL && next != NotImplemented.NEXT;
    }

    /** The error for what {@code tp_iter} gave, stolen, when it is no iterator. */
    public static PyError refused(long iterator) {
        String type = TypeLookup.fullNameOf(iterator);
        References.decref(iterator);
        return PyError.typeError("iter() returned non-iterator of type '" + type + "'");
    }

    private static final class NotImplemented {
        static final long NEXT = Shim.symbol("_PyObject_NextNotImplemented");
    }

    /** PyIter_Next: {@code tp_iternext} with StopIteration as the plain end. */
    public static long next(long iterator) {
        try {
            return FunctionCall.objectOrNull(Memory.getLong(References.type(iterator) + PyTypeObject.tp_iternext), iterator);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.StopIteration)) throw error;
            error.release();
            return NULL;
        }
    }

    /** PYGEN_RETURN, PYGEN_ERROR, PYGEN_NEXT. */
    public static final int RETURN = 0;

    public static final int ERROR = -1;
    public static final int NEXT = 1;

    /** PyIter_Send: stores the value given or returned at {@code result} (NULL after an error). */
    public static int send(long iterator, long argument, long result) {
        Memory.putLong(result, NULL);
        long methods = Memory.getLong(References.type(iterator) + PyTypeObject.tp_as_async);
        long send = methods == NULL ? NULL : Memory.getLong(methods + PyAsyncMethods.am_send);
        if (send != NULL) return FunctionCall.integer(send, iterator, argument, result);
        long value;
        try {
            value = argument == Singletons.NONE && check(iterator)
                    ? FunctionCall.objectOrNull(Memory.getLong(References.type(iterator) + PyTypeObject.tp_iternext), iterator)
                    : Calls.callMethod(iterator, "send", argument);
        } catch (PyError error) {
            Memory.putLong(result, stopValue(error));
            return RETURN;
        }
        Memory.putLong(result, value != NULL ? value : Singletons.none());
        return value != NULL ? NEXT : RETURN;
    }

    /** _PyGen_FetchStopIterationValue: a new reference to the value of a StopIteration; another error is thrown again. */
    private static long stopValue(PyError error) {
        if (!ExceptionType.matches(error, Exceptions.StopIteration)) throw error;
        long instance = ExceptionType.instance(error);
        try {
            long value = Memory.getLong(instance + PyStopIterationObject.value);
            return value == NULL ? Singletons.none() : References.newRef(value);
        } finally {
            References.decref(instance);
        }
    }
}
