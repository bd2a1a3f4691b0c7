package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.type.BytesWriter;

/** {@code cpython/bytesobject.h}: {@code _PyBytesWriter}, bytes that are being written through a pointer that each call moves. */
@CApi
public final class PyBytesWriter {
    private PyBytesWriter() {}

    public static void _PyBytesWriter_Init(long writer) {
        BytesWriter.init(writer);
    }

    public static long _PyBytesWriter_Alloc(long writer, long size) {
        return BytesWriter.start(writer, size);
    }

    public static long _PyBytesWriter_Prepare(long writer, long str, long size) {
        return BytesWriter.prepare(writer, str, size);
    }

    public static long _PyBytesWriter_Resize(long writer, long str, long size) {
        return BytesWriter.resize(writer, str, size);
    }

    public static long _PyBytesWriter_WriteBytes(long writer, long str, long bytes, long size) {
        return BytesWriter.write(writer, str, bytes, size);
    }

    public static long _PyBytesWriter_Finish(long writer, long str) {
        return BytesWriter.finish(writer, str);
    }

    public static void _PyBytesWriter_Dealloc(long writer) {
        BytesWriter.dealloc(writer);
    }
}
