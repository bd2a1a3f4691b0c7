package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyBaseExceptionObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The exception of a codec that failed, with the codec's name in its message: what {@code _PyErr_TrySetFromCause} does. */
final class CodecFailure {
    private CodecFailure() {}

    /**
     * {@code _PyErr_TrySetFromCause}: an exception of the same type that names the codec, with the first as its cause. Only
     * where that loses nothing: the type takes one message, and the instance holds nothing else.
     */
    static PyError named(PyError failure, String doing, String encoding) {
        PyError raised = failure.isLazy() ? failure : ExceptionType.normalise(failure);
        return isPlain(raised) ? renamed(raised, doing + " with '" + encoding + "' codec failed") : raised;
    }

    /** Whether another exception of the same type can stand for this one: no state of its own, one str argument at most. */
    private static boolean isPlain(PyError failure) {
        long type = failure.type();
        long base = Exceptions.BaseException;
        boolean ordinary = slot(type, PyTypeObject.tp_init) == slot(base, PyTypeObject.tp_init)
                && slot(type, PyTypeObject.tp_new) == slot(base, PyTypeObject.tp_new)
                && slot(type, PyTypeObject.tp_basicsize) == slot(base, PyTypeObject.tp_basicsize) + weakReferences(type);
        if (!ordinary || failure.isLazy()) return ordinary;
        long instance = failure.value();
        if (instance == NULL || !ExceptionType.isInstance(instance)) return false;
        long args = Memory.getLong(instance + PyBaseExceptionObject.args);
        if (TupleType.size(args) > 1 || TupleType.size(args) == 1 && !StrType.isExact(TupleType.get(args, 0))) return false;
        long dict = Memory.getLong(instance + PyBaseExceptionObject.dict);
        return dict == NULL || DictType.size(dict) == 0;
    }

    /** The size of the field for weak references that a class made at run time has. */
    private static long weakReferences(long type) {
        return slot(type, PyTypeObject.tp_weaklistoffset) == 0 ? 0 : Long.BYTES;
    }

    private static long slot(long type, long field) {
        return Memory.getLong(type + field);
    }

    /** {@code doing (TypeError: message)}, caused by {@code failure}, which is consumed. */
    private static PyError renamed(PyError failure, String doing) {
        long type = failure.type();
        long instance = ExceptionType.instance(failure);
        String described = TypeLookup.name(type) + ": " + Objects.strString(instance);
        long message = Strings.of(doing + " (" + described + ")");
        long renamed = Calls.callOneArg(type, message);
        References.decref(message);
        ExceptionType.setCause(renamed, References.newRef(instance));
        ExceptionType.setContext(renamed, instance);
        PyError error = ExceptionType.raise(renamed);
        References.decref(renamed);
        return error;
    }
}
