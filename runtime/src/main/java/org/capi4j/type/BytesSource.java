package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** What {@code bytes(...)} and {@code bytearray(...)} make of their arguments. */
final class BytesSource {
    private BytesSource() {}

    /** {@code bytes(source, encoding, errors)}: exact bytes; source NULL and null names for what wasn't given. */
    static long bytes(long source, String encoding, String errors) {
        if (source == NULL) {
            checkNoCodec(encoding, errors);
            return BytesType.empty();
        }
        if (encoding != null || errors != null) return encoded(source, encoding, errors);
        long method = Calls.lookupSpecial(source, "__bytes__");
        if (method != NULL) return byMethod(method);
        if (StrType.isInstance(source)) throw PyError.typeError("string argument without an encoding");
        long count = count(source);
        if (count < 0) return fromObject(source);
        long bytes = BytesType.make(count);
        Memory.fill(BytesType.data(bytes), count, (byte) 0);
        return bytes;
    }

    static void checkNoCodec(String encoding, String errors) {
        if (encoding != null) throw PyError.typeError("encoding without a string argument");
        if (errors != null) throw PyError.typeError("errors without a string argument");
    }

    /** The encoded form of a source that must be a str. */
    static long encoded(long source, String encoding, String errors) {
        if (!StrType.isInstance(source)) checkNoCodec(encoding, errors);
        if (encoding == null) throw PyError.typeError("string argument without an encoding");
        return StrType.encode(StrType.ready(source), encoding, errors);
    }

    private static long byMethod(long method) {
        long result;
        try {
            result = Calls.callNoArgs(method);
        } finally {
            References.decref(method);
        }
        if (BytesType.isInstance(result)) return result;
        PyError error = PyError.typeError("__bytes__ returned non-bytes (type " + TypeLookup.fullNameOf(result) + ")");
        References.decref(result);
        throw error;
    }

    /** The number of zero bytes that an integer source asks for, -1 when it is no integer. */
    static long count(long source) {
        if (!Numbers.isIndex(source)) return -1;
        long count;
        try {
            count = Numbers.asSsize(source, Exceptions.OverflowError);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            return -1;
        }
        if (count < 0) throw PyError.valueError("negative count");
        return count;
    }

    /** {@code PyBytes_FromObject}: a buffer's content or an iterable's integers. */
    static long fromObject(long source) {
        if (BytesType.isExact(source)) return References.newRef(source);
        if (BytesType.isInstance(source) || ByteArrayType.isInstance(source)) {
            try (ByteView view = ByteView.of(source)) {
                return BytesType.ofData(view.data(), view.size());
            }
        }
        if (Buffers.check(source)) return ofBuffer(source);
        if (!StrType.isInstance(source)) {
            return BytesType.of(items(source, "cannot convert '%s' object to bytes", "bytes must be in range(0, 256)"));
        }
        throw PyError.typeError("cannot convert '" + TypeLookup.fullNameOf(source) + "' object to bytes");
    }

    /** A buffer's items one after the other, however they lie: bytes. */
    static long ofBuffer(long source) {
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            Buffers.get(source, view, Constants.PyBUF_FULL_RO);
            try {
                return contiguous(view);
            } finally {
                Buffers.release(view);
            }
        } finally {
            Allocation.free(view);
        }
    }

    private static long contiguous(long view) {
        long bytes = BytesType.make(Buffers.length(view));
        try {
            Buffers.toContiguous(BytesType.data(bytes), view, Buffers.length(view), 'C');
            return bytes;
        } catch (Throwable failure) {
            References.decref(bytes);
            throw failure;
        }
    }

    /** The integers of an iterable; {@code notIterable} is the TypeError with {@code %s} for the type's name. */
    static byte[] items(long source, String notIterable, String outOfRange) {
        long iterator = iterator(source, notIterable);
        try {
            byte[] content = new byte[Math.clamp(Objects.lengthHint(source, 64), 16, 1 << 20)];
            int size = 0;
            for (long item; (item = Objects.next(iterator)) != NULL; ) {
                if (size == content.length) content = Arrays.copyOf(content, size * 2);
                try {
                    content[size++] = (byte) value(item, outOfRange);
                } finally {
                    References.decref(item);
                }
            }
            return Arrays.copyOf(content, size);
        } finally {
            References.decref(iterator);
        }
    }

    private static long iterator(long source, String notIterable) {
        try {
            return Objects.iter(source);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            throw PyError.typeError(notIterable.replace("%s", TypeLookup.fullNameOf(source)));
        }
    }

    /** An integer object as a byte, 0 to 255. */
    static int value(long object, String outOfRange) {
        long value = Numbers.asSsize(object, NULL);
        if (value < 0 || value > 0xff) throw PyError.valueError(outOfRange);
        return (int) value;
    }

    /** An integer object as a byte, with the message of most methods. */
    static int value(long object) {
        return value(object, "byte must be in range(0, 256)");
    }

    /** {@code bytes.fromhex(text)} before it becomes an object. */
    static byte[] fromHex(long text) {
        StrMethods.requireArgument("fromhex", "", text);
        int[] points = StrType.points(text);
        byte[] content = new byte[points.length / 2];
        int size = 0;
        for (int at = 0; at < points.length; ) {
            if (points[at] < 0x80 && ByteClass.isSpace(points[at])) {
                at++;
                continue;
            }
            int high = digit(points, at);
            int low = digit(points, at + 1);
            content[size++] = (byte) (high << 4 | low);
            at += 2;
        }
        return Arrays.copyOf(content, size);
    }

    private static int digit(int[] points, int at) {
        int value = at < points.length && points[at] < 0x80 ? Character.digit(points[at], 16) : -1;
        if (value < 0) throw PyError.valueError("non-hexadecimal number found in fromhex() arg at position " + at);
        return value;
    }

}
