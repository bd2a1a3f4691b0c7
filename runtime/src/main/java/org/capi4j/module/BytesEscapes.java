package org.capi4j.module;

import java.io.ByteArrayOutputStream;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.type.Warnings;

/** The escapes of bytes literals, which pickle uses too: {@code PyBytes_DecodeEscape}. */
public final class BytesEscapes {
    private static final String PLAIN = "\\'\"btnfrva";
    private static final byte[] VALUES = {'\\', '\'', '"', 8, 9, 10, 12, 13, 11, 7};

    private final byte[] input;
    private final String errors;
    private final boolean warn;
    private final ByteArrayOutputStream out;
    private int at;

    private BytesEscapes(byte[] input, String errors, boolean warn) {
        this.input = input;
        this.errors = errors;
        this.warn = warn;
        this.out = new ByteArrayOutputStream(input.length);
    }

    /** {@code errors}: what to do about an {@code \x} without two digits: null or strict, replace, ignore. */
    public static byte[] decode(byte[] input, String errors, boolean warn) {
        return new BytesEscapes(input, errors, warn).run();
    }

    private byte[] run() {
        while (at < input.length) {
            byte c = input[at++];
            if (c == '\\') escape();
            else out.write(c);
        }
        return out.toByteArray();
    }

    private void escape() {
        if (at == input.length) throw PyError.valueError("Trailing \\ in string");
        char c = (char) (input[at++] & 0xff);
        int plain = PLAIN.indexOf(c);
        if (plain >= 0) {
            out.write(VALUES[plain]);
        } else if (c >= '0' && c <= '7') {
            octal(c - '0');
        } else if (c == 'x') {
            hex();
        } else if (c != '\n') {
            if (warn) Warnings.warn(Exceptions.DeprecationWarning, "invalid escape sequence '\\" + c + "'", 1);
            out.write('\\');
            out.write(c);
        }
    }

    private void octal(int value) {
        for (int i = 0; i < 2 && at < input.length && input[at] >= '0' && input[at] <= '7'; i++) {
            value = value * 8 + input[at++] - '0';
        }
        out.write(value);
    }

    private int digit(int index) {
        return index < input.length && input[index] > 0 ? Character.digit(input[index], 16) : -1;
    }

    private void hex() {
        int high = digit(at);
        int low = digit(at + 1);
        if (high >= 0 && low >= 0) {
            out.write(high << 4 | low);
            at += 2;
            return;
        }
        if (errors == null || errors.equals("strict")) {
            throw PyError.valueError("invalid \\x escape at position " + (at - 2));
        }
        if (errors.equals("replace")) {
            out.write('?');
        } else if (!errors.equals("ignore")) {
            throw PyError.valueError("decoding error; unknown error handling code: " + errors);
        }
        if (high >= 0) at++;
    }
}
