package org.capi4j.type;

import org.capi4j.object.PyError;

/** The buffer protocol (PyObject_GetBuffer, PyBuffer_*). */
public final class Buffers {
    private Buffers() {}

    public static void get(long exporter, long view, int flags) {
        throw PyError.notImplemented("Buffers.get");
    }

    public static void release(long view) {
        throw PyError.notImplemented("Buffers.release");
    }

    public static void fillInfo(long view, long exporter, long data, long length, boolean readonly, int flags) {
        throw PyError.notImplemented("Buffers.fillInfo");
    }

    public static boolean isContiguous(long view, char order) {
        throw PyError.notImplemented("Buffers.isContiguous");
    }

    /** PyObject_CheckBuffer. */
    public static boolean check(long object) {
        throw PyError.notImplemented("Buffers.check");
    }
}
