package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyBaseExceptionObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BaseExceptionType;
import org.capi4j.type.ExceptionType;

/** {@code pyerrors.h}: attributes of exception instances. */
@CApi
public final class PyException {
    private PyException() {}

    public static long PyException_GetTraceback(long exception) {
        return References.xnewRef(ExceptionType.traceback(exception));
    }

    public static int PyException_SetTraceback(@Nullable long exception, @Nullable long traceback) {
        if (traceback == NULL) throw PyError.typeError("__traceback__ must be a traceback or None");
        if (exception == NULL) throw PyError.badInternalCall();
        return BaseExceptionType.setTraceback(exception, traceback);
    }

    public static long PyException_GetCause(long exception) {
        return References.xnewRef(Memory.getLong(exception + PyBaseExceptionObject.cause));
    }

    public static void PyException_SetCause(long exception, @Nullable long cause) {
        ExceptionType.setCause(exception, cause);
    }

    public static long PyException_GetContext(long exception) {
        return References.xnewRef(ExceptionType.context(exception));
    }

    public static void PyException_SetContext(long exception, @Nullable long context) {
        ExceptionType.setContext(exception, context);
    }

    public static long PyExceptionClass_Name(long type) {
        return Memory.getLong(type + PyTypeObject.tp_name);
    }
}
