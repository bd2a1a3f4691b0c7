package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout._PyBytesWriter;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * C's {@code _PyBytesWriter}: the content grows in the struct's small buffer first, then in a bytes or bytearray. The caller's
 * pointer says how much is written; every function returns where it goes on.
 */
public final class BytesWriter {
    private static final long SMALL = 512; // small_buffer[512]
    private static final long EXTRA = 4;

    private BytesWriter() {}

    /** Leaves the small buffer as it is. */
    public static void init(long writer) {
        Memory.fill(writer, _PyBytesWriter.small_buffer, (byte) 0);
    }

    private static boolean flag(long writer, long field) {
        return Memory.getInt(writer + field) != 0;
    }

    private static long buffer(long writer) {
        return Memory.getLong(writer + _PyBytesWriter.buffer);
    }

    /** Where the content starts. */
    private static long start(long writer) {
        if (flag(writer, _PyBytesWriter.use_small_buffer)) return writer + _PyBytesWriter.small_buffer;
        return ByteMethods.data(buffer(writer));
    }

    /** {@code _PyBytesWriter_Alloc}. */
    public static long start(long writer, long size) {
        Memory.putInt(writer + _PyBytesWriter.use_small_buffer, 1);
        Memory.putLong(writer + _PyBytesWriter.allocated, SMALL);
        return prepare(writer, writer + _PyBytesWriter.small_buffer, size);
    }

    /** Room for {@code size} bytes more than before: {@code min_size} counts what was asked for. */
    public static long prepare(long writer, long at, long size) {
        if (size == 0) return at;
        long wanted = Memory.getLong(writer + _PyBytesWriter.min_size);
        if (wanted > Long.MAX_VALUE - size) {
            dealloc(writer);
            throw PyError.memoryError();
        }
        Memory.putLong(writer + _PyBytesWriter.min_size, wanted + size);
        long allocated = Memory.getLong(writer + _PyBytesWriter.allocated);
        return wanted + size > allocated ? resize(writer, at, wanted + size) : at;
    }

    /** Room for {@code size} bytes in all. */
    public static long resize(long writer, long at, long size) {
        long room = size;
        if (flag(writer, _PyBytesWriter.overallocate) && room <= Long.MAX_VALUE - room / EXTRA) room += room / EXTRA;
        long written = at - start(writer);
        try {
            if (flag(writer, _PyBytesWriter.use_small_buffer)) leaveSmallBuffer(writer, written, room);
            else if (flag(writer, _PyBytesWriter.use_bytearray)) ByteArrayType.resize(buffer(writer), room);
            else BytesType.resize(writer + _PyBytesWriter.buffer, room);
        } catch (PyError failure) {
            dealloc(writer);
            throw failure;
        }
        Memory.putLong(writer + _PyBytesWriter.allocated, room);
        return start(writer) + written;
    }

    private static void leaveSmallBuffer(long writer, long written, long room) {
        long buffer = flag(writer, _PyBytesWriter.use_bytearray) ? ByteArrayType.make(room) : BytesType.allocate(room);
        Memory.copy(writer + _PyBytesWriter.small_buffer, ByteMethods.data(buffer), written);
        Memory.putInt(writer + _PyBytesWriter.use_small_buffer, 0);
        Memory.putLong(writer + _PyBytesWriter.buffer, buffer);
    }

    public static long write(long writer, long at, long bytes, long size) {
        long target = prepare(writer, at, size);
        Memory.copy(bytes, target, size);
        return target + size;
    }

    /** A new reference to bytes or a bytearray of what was written up to {@code at}. */
    public static long finish(long writer, long at) {
        long size = at - start(writer);
        boolean bytearray = flag(writer, _PyBytesWriter.use_bytearray);
        if (size == 0 || flag(writer, _PyBytesWriter.use_small_buffer)) {
            long data = start(writer);
            long result = bytearray ? ByteArrayType.ofData(data, size) : BytesType.ofData(data, size);
            dealloc(writer);
            return result;
        }
        if (bytearray) ByteArrayType.resize(buffer(writer), size);
        else BytesType.resize(writer + _PyBytesWriter.buffer, size);
        long result = buffer(writer);
        Memory.putLong(writer + _PyBytesWriter.buffer, NULL);
        return result;
    }

    public static void dealloc(long writer) {
        References.clear(writer + _PyBytesWriter.buffer);
    }
}
