package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import java.io.ByteArrayOutputStream;
import org.capi4j.memory.Memory;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;


/** Reading from a buffered stream. */
final class BufferedReading {
    private BufferedReading() {}

    static long read(long self, long args, long nargs) {
        Arguments.checkPositional("read", nargs, 0, 1);
        long size = Streams.size(args, nargs, 0, -1);
        Buffer.raw(self);
        if (size < -1) throw PyError.valueError("read length must be non-negative or -1");
        Buffer.requireOpen(self, "read of closed file");
        return size < 0 ? readAll(self) : read(self, size);
    }

    /** New bytes; None when none would come without waiting. */
    private static long read(long self, long size) {
        long bytes = BytesType.make(size);
        long done = 0;
        try {
            long count = readUpTo(self, BytesType.data(bytes), size, true);
            if (count < 0) return Singletons.none();
            done = count;
            return done == size ? References.newRef(bytes) : BytesType.ofData(BytesType.data(bytes), done);
        } finally {
            References.decref(bytes);
        }
    }

    /** How many bytes were read: as many as asked for unless the end comes, or -1 when none would come without waiting. */
    private static long readUpTo(long self, long target, long size, boolean patient) {
        long done = Buffer.take(self, target, size);
        if (done > 0 && !patient) return done;
        while (done < size) {
            boolean large = size - done >= Fields.number(self, Buffer.SIZE);
            if (large) Buffer.flush(self);
            long count = large ? Buffer.rawRead(self, target + done, size - done) : Buffer.fill(self);
            if (count <= 0) return count < 0 && done == 0 ? -1 : done;
            done += large ? count : Buffer.take(self, target + done, size - done);
            if (!patient) break;
        }
        return done;
    }

    private static long readAll(long self) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Memory.getBytes(Buffer.ahead(self), Buffer.unread(self)));
        Buffer.pass(self, Buffer.unread(self));
        Buffer.flush(self);
        long raw = Buffer.raw(self);
        long rest = Objects.hasAttr(raw, "readall") ? Calls.callMethod(raw, "readall") : readParts(raw);
        try {
            if (rest == Singletons.NONE) return all.size() == 0 ? Singletons.none() : BytesType.of(all.toByteArray());
            if (!BytesType.isInstance(rest)) throw PyError.typeError("readall() should return bytes");
            if (all.size() == 0) return References.newRef(rest);
            all.writeBytes(BytesType.toJava(rest));
            return BytesType.of(all.toByteArray());
        } finally {
            References.decref(rest);
        }
    }

    private static long readParts(long raw) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            long part = Calls.callMethod(raw, "read");
            try {
                if (part == Singletons.NONE && all.size() == 0) return Singletons.none();
                if (part == Singletons.NONE) return BytesType.of(all.toByteArray());
                if (!BytesType.isInstance(part)) throw PyError.typeError("read() should return bytes");
                if (BytesType.size(part) == 0) return BytesType.of(all.toByteArray());
                all.writeBytes(BytesType.toJava(part));
            } finally {
                References.decref(part);
            }
        }
    }

    static long read1(long self, long args, long nargs) {
        Arguments.checkPositional("read1", nargs, 0, 1);
        long given = nargs == 0 ? -1 : Arguments.ssize(Memory.getLong(args));
        long size = given < 0 ? Fields.number(self, Buffer.SIZE) : given;
        Buffer.requireOpen(self, "read of closed file");
        if (size == 0) return BytesType.empty();
        if (Buffer.unread(self) == 0) Buffer.flush(self);
        long bytes = BytesType.make(Buffer.unread(self) > 0 ? Math.min(size, Buffer.unread(self)) : size);
        try {
            long count = Buffer.unread(self) > 0
                    ? Buffer.take(self, BytesType.data(bytes), BytesType.size(bytes))
                    : Math.max(Buffer.rawRead(self, BytesType.data(bytes), size), 0);
            return BytesType.ofData(BytesType.data(bytes), count);
        } finally {
            References.decref(bytes);
        }
    }

    static long readInto(long self, long target, String function, boolean patient) {
        try (WritableView view = WritableView.of(function, target)) {
            Buffer.requireOpen(self, "readinto of closed file");
            long count = readUpTo(self, view.data(), view.size(), patient);
            return count < 0 ? Singletons.none() : LongType.of(count);
        }
    }

    static long peek(long self, long args, long nargs) {
        Arguments.checkPositional("peek", nargs, 0, 1);
        if (nargs > 0) Arguments.ssize(Memory.getLong(args));
        Buffer.requireOpen(self, "peek of closed file");
        if (Buffer.unread(self) == 0) Buffer.fill(self);
        return BytesType.ofData(Buffer.ahead(self), Buffer.unread(self));
    }

    static long readLine(long self, long args, long nargs) {
        Arguments.checkPositional("readline", nargs, 0, 1);
        long limit = Streams.size(args, nargs, 0, -1);
        return line(self, limit);
    }

    /** {@code tp_iternext}: a derived class's {@code readline} is heard. */
    static long next(long self, long own) {
        if (References.type(self) != own) return IoBaseType.next(self);
        long line = line(self, -1);
        if (BytesType.size(line) > 0) return line;
        References.decref(line);
        return NULL;
    }

    private static long line(long self, long limit) {
        Buffer.requireOpen(self, "readline of closed file");
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (limit < 0 || line.size() < limit) {
            if (Buffer.unread(self) == 0 && Buffer.fill(self) <= 0) break;
            long room = limit < 0 ? Buffer.unread(self) : Math.min(limit - line.size(), Buffer.unread(self));
            byte[] part = Memory.getBytes(Buffer.ahead(self), room);
            int length = 0;
            while (length < part.length && part[length++] != '\n') {}
            line.write(part, 0, length);
            Buffer.pass(self, length);
            if (length > 0 && part[length - 1] == '\n') break;
        }
        return BytesType.of(line.toByteArray());
    }

    static long write(long self, long data) {
        Buffer.raw(self);
        try (ByteView view = ByteView.of(data)) {
            if (Buffer.isClosed(self)) throw PyError.valueError("write to closed file");
            Buffer.write(self, view.data(), view.size());
            return LongType.of(view.size());
        }
    }
}
