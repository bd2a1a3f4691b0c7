package org.capi4j.type;

import org.capi4j.object.PyError;

/** types.SimpleNamespace. */
public final class NamespaceType {
    private NamespaceType() {}

    /** kwargs a dict or NULL. */
    public static long make(long kwargs) {
        throw PyError.notImplemented("NamespaceType.make");
    }
}
