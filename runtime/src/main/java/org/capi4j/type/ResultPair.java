package org.capi4j.type;

import org.capi4j.object.References;

/** The tuple that an iterator fills anew for each step when its consumer has let the last one go. */
final class ResultPair {
    private ResultPair() {}

    /** A new reference to a pair of the two, which are stolen: {@code result} itself when only its iterator has it. */
    static long fill(long result, long first, long second) {
        if (References.count(result) != 1) return TupleType.steal(first, second);
        References.incref(result);
        References.setRef(TupleType.items(result), first);
        References.setRef(TupleType.items(result) + 8, second);
        return result;
    }
}
