package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongConsumer;
import org.capi4j.layout.PyAsyncMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Objects;
import org.capi4j.type.TypeLookup;

/** Stepping through iterators by their slots. */
public final class Iteration {
    private static final long NOT_IMPLEMENTED = Shim.symbol("_PyObject_NextNotImplemented");

    private Iteration() {}

    private static long slot(long iterator) {
        return Memory.getLong(References.type(iterator) + PyTypeObject.tp_iternext);
    }

    /** {@code PyIter_Check}. */
    public static boolean isIterator(long object) {
        long next = slot(object);
        return next != NULL && next != NOT_IMPLEMENTED;
    }

    /** One item, a new reference, or NULL at the end; unlike {@link Objects#next} it lets {@code StopIteration} through. */
    public static long step(long iterator) {
        return FunctionCall.objectOrNull(slot(iterator), iterator);
    }

    /** Hands every item (borrowed) to {@code action}. */
    public static void forEach(long iterable, LongConsumer action) {
        long iterator = Objects.iter(iterable);
        try {
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                try {
                    action.accept(item);
                } finally {
                    References.decref(item);
                }
            }
        } finally {
            References.decref(iterator);
        }
    }

    /** {@code anext(iterator)}: an awaitable for the next item. */
    static long nextAsync(long iterator, boolean hasDefault) {
        long table = Memory.getLong(References.type(iterator) + PyTypeObject.tp_as_async);
        long function = table == NULL ? NULL : Memory.getLong(table + PyAsyncMethods.am_anext);
        if (function == NULL) throw PyError.typeError("'" + TypeLookup.fullNameOf(iterator) + "' object is not an async iterator");
        if (hasDefault) throw PyError.notImplemented("anext with a default");
        return FunctionCall.object(function, iterator);
    }

    /** {@code PyObject_GetAIter}. */
    public static long async(long object) {
        long table = Memory.getLong(References.type(object) + PyTypeObject.tp_as_async);
        long function = table == NULL ? NULL : Memory.getLong(table + PyAsyncMethods.am_aiter);
        if (function == NULL) throw PyError.typeError("'" + TypeLookup.fullNameOf(object) + "' object is not an async iterable");
        return FunctionCall.object(function, object);
    }
}
