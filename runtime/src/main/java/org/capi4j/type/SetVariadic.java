package org.capi4j.type;

import org.capi4j.object.References;

/** The methods of sets that take any number of iterables. */
final class SetVariadic {
    private SetVariadic() {}

    static long union(long set, long args, long nargs) {
        long result = SetOperations.copy(set);
        try {
            for (long i = 0; i < nargs; i++) {
                long other = Arguments.get(args, nargs, i);
                if (other != set) SetOperations.update(result, other);
            }
        } catch (Throwable error) {
            References.decref(result);
            throw error;
        }
        return result;
    }

    static long intersection(long set, long args, long nargs) {
        if (nargs == 0) return SetOperations.copy(set);
        long result = References.newRef(set);
        for (long i = 0; i < nargs; i++) {
            long former = result;
            try {
                result = SetOperations.intersection(former, Arguments.get(args, nargs, i));
            } finally {
                References.decref(former);
            }
        }
        return result;
    }

    static long difference(long set, long args, long nargs) {
        if (nargs == 0) return SetOperations.copy(set);
        long result = SetOperations.difference(set, Arguments.get(args, nargs, 0));
        try {
            for (long i = 1; i < nargs; i++) SetOperations.differenceUpdate(result, Arguments.get(args, nargs, i));
        } catch (Throwable error) {
            References.decref(result);
            throw error;
        }
        return result;
    }
}
