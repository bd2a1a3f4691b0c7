package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.type.Iterators;

/** {@code iterobject.h} and the iterator protocol of {@code abstract.h}. */
@CApi
public final class PyIter {
    private PyIter() {}

    public static int PyIter_Check(long object) {
        return Iterators.check(object) ? 1 : 0;
    }

    public static long c4j_refuse_iterator(long iterator) {
        throw Iterators.refused(iterator);
    }

    public static long PyIter_Next(long iterator) {
        return Iterators.next(iterator);
    }

    public static int PyIter_Send(long iterator, long argument, long result) {
        return Iterators.send(iterator, argument, result);
    }

    public static long PySeqIter_New(long sequence) {
        return Iterators.sequence(sequence);
    }

    public static long PyCallIter_New(long callable, long sentinel) {
        return Iterators.callable(callable, sentinel);
    }
}
