package org.capi4j.type;

import org.capi4j.object.PyError;

/** mappingproxy. */
public final class MappingProxyType {
    private MappingProxyType() {}

    public static long make(long mapping) {
        throw PyError.notImplemented("MappingProxyType.make");
    }
}
