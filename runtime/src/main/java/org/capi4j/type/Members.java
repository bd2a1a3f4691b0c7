package org.capi4j.type;

import org.capi4j.object.PyError;

/** PyMember_GetOne and PyMember_SetOne. */
public final class Members {
    private Members() {}

    public static long get(long object, long member) {
        throw PyError.notImplemented("Members.get");
    }

    /** value NULL deletes. */
    public static void set(long object, long member, long value) {
        throw PyError.notImplemented("Members.set");
    }
}
