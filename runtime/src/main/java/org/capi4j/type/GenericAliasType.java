package org.capi4j.type;

import org.capi4j.object.PyError;

/** types.GenericAlias: list[int]. */
public final class GenericAliasType {
    private GenericAliasType() {}

    /** Py_GenericAlias; both are borrowed. */
    public static long make(long origin, long args) {
        throw PyError.notImplemented("GenericAliasType.make");
    }
}
