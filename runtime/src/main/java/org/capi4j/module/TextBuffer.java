package org.capi4j.module;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.StrType;

/** Text on its way to a descriptor: kept until a line ends, so that a line goes out in one piece. */
final class TextBuffer {
    private static final int SIZE = 8192;

    private final FileOutputStream file;
    private final String errors;
    private final byte[] buffer = new byte[SIZE];
    private int used;

    TextBuffer(FileDescriptor descriptor, String errors) {
        file = new FileOutputStream(descriptor);
        this.errors = errors;
    }

    /** Appends a str as UTF-8. */
    void write(long str) {
        if (Strings.isAscii(str)) {
            append(Memory.getBytes(Strings.data(str), Strings.length(str)));
            return;
        }
        long bytes = StrType.encode(str, "utf-8", errors);
        try {
            append(BytesType.toJava(bytes));
        } finally {
            References.decref(bytes);
        }
    }

    /** Appends text without lone surrogates. */
    void write(String text) {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    private void append(byte[] bytes) {
        if (used + bytes.length > SIZE) flush();
        if (bytes.length > SIZE) {
            send(bytes, bytes.length);
            return;
        }
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
        if (endsLine(bytes)) flush();
    }

    private static boolean endsLine(byte[] bytes) {
        for (byte b : bytes) if (b == '\n') return true;
        return false;
    }

    void flush() {
        int count = used;
        used = 0;
        if (count > 0) send(buffer, count);
    }

    private void send(byte[] bytes, int count) {
        try {
            file.write(bytes, 0, count);
        } catch (IOException failure) {
            throw PyError.of(Exceptions.OSError, failure.getMessage());
        }
    }
}
