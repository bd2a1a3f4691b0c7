package org.capi4j.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads a resource of this package that a recorder script wrote: LEB128 numbers and length-prefixed ASCII. */
final class RecordedData {
    private final byte[] bytes;
    private int at;

    RecordedData(String resource) {
        try (InputStream in = RecordedData.class.getResourceAsStream(resource)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RecordedData(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** A reader of the section that starts here, after its length in bytes; this reader goes on behind it. */
    RecordedData section() {
        int length = varint();
        RecordedData section = new RecordedData(bytes, at);
        at += length;
        return section;
    }

    private long varlong() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    int varint() {
        return (int) varlong();
    }

    /** A zigzag number. */
    long signed() {
        long value = varlong();
        return (value >>> 1) ^ -(value & 1);
    }

    String text() {
        int length = varint();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.US_ASCII);
    }
}
