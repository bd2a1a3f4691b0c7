package org.capi4j.type;

import org.capi4j.object.References;

/** bool. */
public final class BoolType {
    private BoolType() {}

    /** A new reference to True or False. */
    public static long of(boolean value) {
        return References.newRef(value ? Singletons.TRUE : Singletons.FALSE);
    }
}
