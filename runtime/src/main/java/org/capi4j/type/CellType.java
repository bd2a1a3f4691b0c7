package org.capi4j.type;

import org.capi4j.object.PyError;

/** cell. */
public final class CellType {
    private CellType() {}

    /** content may be NULL. */
    public static long make(long content) {
        throw PyError.notImplemented("CellType.make");
    }
}
