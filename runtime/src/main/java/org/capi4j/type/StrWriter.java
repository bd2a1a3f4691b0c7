package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout._PyUnicodeWriter;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * C's {@code _PyUnicodeWriter}: a str with room to grow, whose macros prepare and write without a call where there is room.
 *
 * <p>{@code buffer} is the str (NULL before the first character), {@code data}, {@code kind}, {@code maxchar} and {@code size} are
 * copies of its own, {@code pos} is where writing goes on. While {@code readonly}, the buffer is somebody's str, written as the
 * only thing so far, and {@code size} is 0, so that the next writing makes a copy.
 */
public final class StrWriter {
    private StrWriter() {}

    public static void init(long writer) {
        Memory.fill(writer, _PyUnicodeWriter.SIZEOF, (byte) 0);
    }

    private static long buffer(long writer) {
        return Memory.getLong(writer + _PyUnicodeWriter.buffer);
    }

    private static long position(long writer) {
        return Memory.getLong(writer + _PyUnicodeWriter.pos);
    }

    private static int maxChar(long writer) {
        return Memory.getInt(writer + _PyUnicodeWriter.maxchar);
    }

    private static boolean isReadOnly(long writer) {
        return Memory.getByte(writer + _PyUnicodeWriter.readonly) != 0;
    }

    /** Takes the buffer's own fields over into the writer's. */
    private static void update(long writer) {
        long buffer = buffer(writer);
        Memory.putInt(writer + _PyUnicodeWriter.maxchar, StrType.bound(buffer));
        Memory.putLong(writer + _PyUnicodeWriter.data, Strings.data(buffer));
        boolean readOnly = isReadOnly(writer);
        // kind 0 and size 0 send the macros to prepare() even for nothing but more of the same kind
        Memory.putInt(writer + _PyUnicodeWriter.kind, readOnly ? 0 : Strings.kind(buffer));
        Memory.putLong(writer + _PyUnicodeWriter.size, readOnly ? 0 : Strings.length(buffer));
    }

    /** Room for {@code length} more characters up to {@code maxChar}. */
    public static void prepare(long writer, long length, int maxChar) {
        long position = position(writer);
        if (length > Long.MAX_VALUE - position) throw PyError.memoryError();
        long needed = position + length;
        int max = Math.max(maxChar, Memory.getInt(writer + _PyUnicodeWriter.min_char));
        long buffer = buffer(writer);
        if (buffer == NULL) {
            long room = Math.max(roomFor(writer, needed), Memory.getLong(writer + _PyUnicodeWriter.min_length));
            Memory.putLong(writer + _PyUnicodeWriter.buffer, StrType.make(room, max));
        } else if (needed > Memory.getLong(writer + _PyUnicodeWriter.size)) {
            grow(writer, Math.max(roomFor(writer, needed), Memory.getLong(writer + _PyUnicodeWriter.min_length)), max);
        } else if (max > maxChar(writer)) {
            replace(writer, Memory.getLong(writer + _PyUnicodeWriter.size), max);
        }
        update(writer);
    }

    private static long roomFor(long writer, long needed) {
        boolean more = Memory.getByte(writer + _PyUnicodeWriter.overallocate) != 0;
        return more && needed <= Long.MAX_VALUE - needed / 4 ? needed + needed / 4 : needed;
    }

    private static void grow(long writer, long room, int max) {
        if (max > maxChar(writer) || isReadOnly(writer)) {
            replace(writer, room, Math.max(max, maxChar(writer)));
        } else {
            StrStorage.resize(writer + _PyUnicodeWriter.buffer, room);
        }
    }

    /** Goes on in a new str. */
    private static void replace(long writer, long room, int max) {
        long old = buffer(writer);
        long fresh = StrType.make(room, max);
        StrContent.copy(fresh, 0, old, 0, position(writer));
        Memory.putByte(writer + _PyUnicodeWriter.readonly, (byte) 0);
        References.setRef(writer + _PyUnicodeWriter.buffer, fresh);
    }

    /** {@code _PyUnicodeWriter_PrepareKindInternal}. */
    public static void prepareKind(long writer, int kind) {
        prepare(writer, 0, kind == 1 ? 0xff : kind == 2 ? 0xffff : 0x10ffff);
    }

    public static void write(long writer, int point) {
        prepareWhereNeeded(writer, 1, point);
        Strings.put(
                Memory.getInt(writer + _PyUnicodeWriter.kind), Memory.getLong(writer + _PyUnicodeWriter.data), position(writer), point);
        advance(writer, 1);
    }

    private static void prepareWhereNeeded(long writer, long length, int max) {
        boolean room = length <= Memory.getLong(writer + _PyUnicodeWriter.size) - position(writer);
        if (!room || max > maxChar(writer)) prepare(writer, length, max);
    }

    private static void advance(long writer, long length) {
        Memory.putLong(writer + _PyUnicodeWriter.pos, position(writer) + length);
    }

    /** A whole str, which as the first one is taken as it is unless more is expected. */
    public static void write(long writer, long str) {
        long length = Strings.length(str);
        if (length == 0) return;
        boolean expectMore = Memory.getByte(writer + _PyUnicodeWriter.overallocate) != 0;
        if (buffer(writer) == NULL && !expectMore) {
            Memory.putByte(writer + _PyUnicodeWriter.readonly, (byte) 1);
            Memory.putLong(writer + _PyUnicodeWriter.buffer, References.newRef(str));
            update(writer);
            advance(writer, length);
            return;
        }
        writeData(writer, Strings.kind(str), Strings.data(str), length, StrType.bound(str));
    }

    /** {@code str[start:end]}. */
    public static void write(long writer, long str, long start, long end) {
        if (start == 0 && end == Strings.length(str)) {
            write(writer, str);
            return;
        }
        if (end <= start) return;
        int kind = Strings.kind(str);
        int max = Strings.isAscii(str) ? 0x7f : StrData.maxChar(kind, Strings.data(str), start, end);
        writeData(writer, kind, Strings.data(str) + start * kind, end - start, max);
    }

    /** Raw characters up to {@code maxChar}. */
    public static void writeData(long writer, int kind, long data, long length, int maxChar) {
        if (length == 0) return;
        prepareWhereNeeded(writer, length, maxChar);
        StrData.copy(
                kind, data, 0,
                Memory.getInt(writer + _PyUnicodeWriter.kind), Memory.getLong(writer + _PyUnicodeWriter.data), position(writer), length);
        advance(writer, length);
    }

    public static void writeLatin1(long writer, long data, long length) {
        writeData(writer, 1, data, length, StrData.maxChar(1, data, 0, length));
    }

    /** A new reference to the str; the writer is empty then. */
    public static long finish(long writer) {
        long buffer = buffer(writer);
        long length = position(writer);
        Memory.putLong(writer + _PyUnicodeWriter.buffer, NULL);
        if (length == 0) {
            References.xdecref(buffer);
            return StrType.empty();
        }
        if (isReadOnly(writer)) return buffer;
        Memory.putLong(writer + _PyUnicodeWriter.buffer, buffer);
        StrStorage.resize(writer + _PyUnicodeWriter.buffer, length);
        buffer = buffer(writer);
        Memory.putLong(writer + _PyUnicodeWriter.buffer, NULL);
        return length == 1 ? StrJoin.narrowed(buffer) : buffer;
    }

    public static void dealloc(long writer) {
        References.clear(writer + _PyUnicodeWriter.buffer);
    }
}
