package org.capi4j.type;

import org.capi4j.object.PyError;

/** PyErr_WarnEx and warnings filters. */
public final class Warnings {
    private Warnings() {}

    public static void warn(long category, String message, long stacklevel) {
        throw PyError.notImplemented("Warnings.warn");
    }
}
