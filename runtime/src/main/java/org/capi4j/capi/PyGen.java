package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyStopIterationObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code genobject.h}: what a generator returns travels in a {@code StopIteration}. */
@CApi
public final class PyGen {
    private PyGen() {}

    /** A generator that dies while its frame stands is closed first. Without an evaluator no frame ever stands, so there is nothing to close. */
    public static void _PyGen_Finalize(long self) {}

    /** A tuple or an exception as value would be taken for arguments or for the error itself: those need an instance. */
    public static int _PyGen_SetStopIterationValue(@Nullable long value) {
        if (value == NULL) throw PyError.of(Exceptions.StopIteration, null);
        if (!TupleType.isInstance(value) && !ExceptionType.isInstance(value)) throw PyError.ofValue(Exceptions.StopIteration, value);
        long instance = Calls.callOneArg(Exceptions.StopIteration, value);
        throw ExceptionType.raiseNew(instance);
    }

    /** {@code *value} is a new reference: None where the iterator simply ended. Any other error than {@code StopIteration} stays. */
    public static int _PyGen_FetchStopIterationValue(long value) {
        Memory.putLong(value, NULL);
        if (!ErrorIndicator.isSet()) {
            Memory.putLong(value, Singletons.none());
            return 0;
        }
        PyError error = ErrorIndicator.fetch();
        if (!ExceptionType.matches(error, Exceptions.StopIteration)) throw error;
        long instance = ExceptionType.instance(error);
        Memory.putLong(value, References.newRef(Memory.getLong(instance + PyStopIterationObject.value)));
        References.decref(instance);
        return 0;
    }
}
