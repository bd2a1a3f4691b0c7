package org.capi4j.type;

import org.capi4j.object.PyError;

/** The mapping protocol (PyMapping_*). */
public final class Mappings {
    private Mappings() {}

    /** A list. */
    public static long keys(long mapping) {
        throw PyError.notImplemented("Mappings.keys");
    }

    /** A list. */
    public static long items(long mapping) {
        throw PyError.notImplemented("Mappings.items");
    }

    /** A list. */
    public static long values(long mapping) {
        throw PyError.notImplemented("Mappings.values");
    }
}
