package org.capi4j.type;

import org.capi4j.object.PyError;

/** memoryview. */
public final class MemoryViewType {
    private MemoryViewType() {}

    /** PyMemoryView_FromObject. */
    public static long of(long exporter) {
        throw PyError.notImplemented("MemoryViewType.of");
    }

    /** PyMemoryView_FromMemory. */
    public static long ofMemory(long data, long size, int flags) {
        throw PyError.notImplemented("MemoryViewType.ofMemory");
    }
}
