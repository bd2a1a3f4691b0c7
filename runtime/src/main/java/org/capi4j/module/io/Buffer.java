package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.LongType;
import org.capi4j.type.MemoryViewType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;


/**
 * The buffer between a buffered stream and its raw stream: bytes that were read ahead, or bytes that wait to be written, never both.
 *
 * <pre>
 * 32 raw
 * 40 block of memory
 * 48 its size
 * 56 position of the next byte that is read
 * 64 end of what was read
 * 72 how many bytes wait to be written
 * 80 state: 0 not initialised, 1 in use, 2 detached
 * </pre>
 */
final class Buffer {
    static final int SIZEOF = 88;
    static final int RAW = 2;
    static final int BLOCK = 3;
    static final int SIZE = 4;
    static final int POSITION = 5;
    static final int END = 6;
    static final int PENDING = 7;
    static final int STATE = 8;
    static final int REFERENCES = 1;
    private static final int IN_USE = 1;
    private static final int DETACHED = 2;
    private static final int EAGAIN = 11;

    private Buffer() {}

    static void start(long self, long raw, long size) {
        if (size <= 0) throw PyError.valueError("buffer size must be strictly positive");
        Fields.setNumber(self, STATE, 0);
        long block = Allocation.reallocate(Fields.number(self, BLOCK), size);
        Fields.setNumber(self, BLOCK, block);
        Fields.setNumber(self, SIZE, size);
        Fields.setNumber(self, POSITION, 0);
        Fields.setNumber(self, END, 0);
        Fields.setNumber(self, PENDING, 0);
        Fields.set(self, RAW, References.newRef(raw));
        Fields.setNumber(self, STATE, IN_USE);
    }

    /** Borrowed; {@code ValueError} where there is none. */
    static long raw(long self) {
        long state = Fields.number(self, STATE);
        if (state == DETACHED) throw PyError.valueError("raw stream has been detached");
        if (state != IN_USE) throw PyError.valueError("I/O operation on uninitialized object");
        return Fields.get(self, RAW);
    }

    /** A new reference to the raw stream, which the buffer gives up. */
    static long detach(long self) {
        long raw = References.newRef(raw(self));
        Fields.set(self, RAW, NULL);
        Fields.setNumber(self, STATE, DETACHED);
        return raw;
    }

    static boolean isClosed(long self) {
        long raw = raw(self);
        return References.type(raw) == FileIoType.TYPE ? FileIoType.descriptor(raw) < 0 : Streams.isClosed(raw);
    }

    /** What was read ahead can still be read after the end. */
    static void requireOpen(long self, String message) {
        raw(self);
        if (unread(self) == 0 && isClosed(self)) throw PyError.valueError(message);
    }

    static long unread(long self) {
        return Fields.number(self, END) - Fields.number(self, POSITION);
    }

    static long pending(long self) {
        return Fields.number(self, PENDING);
    }

    private static void drop(long self) {
        Fields.setNumber(self, POSITION, 0);
        Fields.setNumber(self, END, 0);
    }

    // ---- The raw stream ----

    /** How many bytes were read, or -1 when none would come without waiting. */
    static long rawRead(long self, long target, long count) {
        long raw = raw(self);
        if (References.type(raw) == FileIoType.TYPE) return FileIoType.readMemory(raw, target, count);
        return rawCall(raw, "readinto", "readinto", target, count, Constants.PyBUF_WRITE);
    }

    static long rawWrite(long self, long source, long count) {
        long raw = raw(self);
        if (References.type(raw) == FileIoType.TYPE) return FileIoType.writeMemory(raw, source, count);
        return rawCall(raw, "write", "write", source, count, Constants.PyBUF_READ);
    }

    private static long rawCall(long raw, String method, String name, long data, long count, int access) {
        long view = MemoryViewType.ofMemory(data, count, access);
        long result;
        try {
            result = Calls.callMethod(raw, method, view);
        } finally {
            Streams.run(view, "release");
            References.decref(view);
        }
        try {
            if (result == Singletons.NONE) return -1;
            long done = Numbers.asSsize(result, Exceptions.ValueError);
            if (done >= 0 && done <= count) return done;
            throw PyError.of(Exceptions.OSError, "raw " + name + "() returned invalid length " + done + " (should have been between 0 and " + count + ")");
        } finally {
            References.decref(result);
        }
    }

    // ---- Reading ----

    /** Reads ahead once; as {@link #rawRead}. What was there is gone. */
    static long fill(long self) {
        flush(self);
        drop(self);
        long count = rawRead(self, Fields.number(self, BLOCK), Fields.number(self, SIZE));
        if (count > 0) Fields.setNumber(self, END, count);
        return count;
    }

    /** The address of what was read ahead. */
    static long ahead(long self) {
        return Fields.number(self, BLOCK) + Fields.number(self, POSITION);
    }

    static void pass(long self, long count) {
        Fields.setNumber(self, POSITION, Fields.number(self, POSITION) + count);
    }

    /** Copies what was read ahead, at most {@code count} bytes. */
    static long take(long self, long target, long count) {
        long size = Math.min(count, unread(self));
        if (size <= 0) return 0;
        Memory.copy(ahead(self), target, size);
        pass(self, size);
        return size;
    }

    // ---- Writing ----

    /** Writes what waits. */
    static void flush(long self) {
        long block = Fields.number(self, BLOCK);
        while (pending(self) > 0) {
            long count = rawWrite(self, block, pending(self));
            if (count < 0) throw blocked(0);
            long left = pending(self) - count;
            if (left > 0) Memory.copy(block + count, block, left);
            Fields.setNumber(self, PENDING, left);
        }
    }

    private static PyError blocked(long written) {
        long arguments = TupleType.steal(
                LongType.of(EAGAIN), Strings.of("write could not complete without blocking"), LongType.of(written));
        try {
            return ExceptionType.raiseNew(Calls.call(Exceptions.BlockingIOError, arguments, NULL));
        } finally {
            References.decref(arguments);
        }
    }

    /** What was read ahead is given back to the raw stream. */
    static void rewind(long self) {
        long unread = unread(self);
        drop(self);
        if (unread > 0) Streams.seek(raw(self), -unread, 1);
    }

    static void write(long self, long source, long count) {
        rewind(self);
        if (pending(self) + count > Fields.number(self, SIZE)) flush(self);
        long done = 0;
        while (count - done > Fields.number(self, SIZE)) {
            long written = rawWrite(self, source + done, count - done);
            if (written < 0) throw blocked(done);
            done += written;
        }
        Memory.copy(source + done, Fields.number(self, BLOCK) + pending(self), count - done);
        Fields.setNumber(self, PENDING, pending(self) + count - done);
    }

    // ---- Positions ----

    static long tell(long self) {
        return Streams.tell(raw(self)) - unread(self) + pending(self);
    }

    /** Within what was read ahead nothing has to be read again. */
    static long seek(long self, long offset, int whence) {
        if (unread(self) > 0 && whence < 2) {
            long rawPosition = Streams.tell(raw(self));
            long start = rawPosition - Fields.number(self, END);
            long target = whence == 0 ? offset : start + Fields.number(self, POSITION) + offset;
            if (target >= start && target <= rawPosition) {
                Fields.setNumber(self, POSITION, target - start);
                return target;
            }
        }
        flush(self);
        long distance = whence == 1 ? offset - unread(self) : offset;
        long position = Streams.seek(raw(self), distance, whence);
        drop(self);
        return position;
    }
}
