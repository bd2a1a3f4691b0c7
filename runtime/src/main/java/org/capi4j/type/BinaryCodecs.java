package org.capi4j.type;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * CPython's codecs between bytes and bytes, and rot13 between str and str. As there, the work is done by the extension modules
 * {@code binascii}, {@code zlib} and {@code _bz2}, which have to be on the search path.
 */
final class BinaryCodecs {
    private static final int BASE64_LINE = 57;
    private static final int UU_LINE = 45;

    /** Names and aliases. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("hex", "hex"), Map.entry("hex_codec", "hex"), Map.entry("base64", "base64"), Map.entry("base_64", "base64"),
            Map.entry("base64_codec", "base64"), Map.entry("bz2", "bz2"), Map.entry("bz2_codec", "bz2"), Map.entry("quopri", "quopri"),
            Map.entry("quopri_codec", "quopri"), Map.entry("quoted_printable", "quopri"), Map.entry("quotedprintable", "quopri"),
            Map.entry("rot13", "rot13"), Map.entry("rot_13", "rot13"), Map.entry("uu", "uu"), Map.entry("uu_codec", "uu"),
            Map.entry("zip", "zlib"), Map.entry("zlib", "zlib"), Map.entry("zlib_codec", "zlib"));

    private BinaryCodecs() {}

    /** The codec's name for a normalised name or alias; null for none. */
    static String find(String normalized) {
        return NAMES.get(normalized);
    }

    /** What comes of it: a new bytes, or a str for rot13. */
    static long encode(String codec, long object) {
        return switch (codec) {
            case "hex" -> call("binascii", "b2a_hex", object);
            case "base64" -> lines(requireBytes(object), BASE64_LINE, "b2a_base64", "", "");
            case "quopri" -> quote(object);
            case "uu" -> lines(object, UU_LINE, "b2a_uu", "begin 666 <data>\n", " \nend\n");
            case "zlib" -> call("zlib", "compress", object);
            case "bz2" -> bz2(object);
            default -> rotate(object);
        };
    }

    static long decode(String codec, long object) {
        return switch (codec) {
            case "hex" -> call("binascii", "a2b_hex", object);
            case "base64" -> call("binascii", "a2b_base64", requireBytes(object));
            case "quopri" -> call("binascii", "a2b_qp", object);
            case "uu" -> unUu(object);
            case "zlib" -> call("zlib", "decompress", object);
            case "bz2" -> unBz2(object);
            default -> rotate(object);
        };
    }

    /** {@code len(object)}, as CPython's codecs report it. */
    static long size(long object) {
        return LongType.of(Objects.length(object));
    }

    private static long function(String module, String name) {
        long imported = InterpreterState.current().importer().importModule(module);
        try {
            return Objects.getAttr(imported, name);
        } finally {
            References.decref(imported);
        }
    }

    private static long call(String module, String name, long... arguments) {
        long function = function(module, name);
        try {
            return Calls.callWith(function, arguments);
        } finally {
            References.decref(function);
        }
    }

    private static byte[] bytes(long object) {
        try (ByteView view = ByteView.of(object)) {
            return Memory.getBytes(view.data(), view.size());
        }
    }

    /** The bytes that a function of {@code binascii} makes of some. */
    private static byte[] made(String name, byte[] input) {
        long argument = BytesType.of(input);
        try {
            long result = call("binascii", name, argument);
            byte[] bytes = BytesType.toJava(result);
            References.decref(result);
            return bytes;
        } finally {
            References.decref(argument);
        }
    }

    private static long lines(long object, int width, String function, String begin, String end) {
        byte[] input = bytes(object);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(begin.getBytes(StandardCharsets.US_ASCII));
        for (int at = 0; at < input.length; at += width) {
            out.writeBytes(made(function, Arrays.copyOfRange(input, at, Math.min(at + width, input.length))));
        }
        out.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        return BytesType.of(out.toByteArray());
    }

    private static long requireBytes(long object) {
        if (!Buffers.check(object)) throw PyError.typeError("expected bytes-like object, not " + TypeLookup.nameOf(object));
        return object;
    }

    private static long quote(long object) {
        return call("binascii", "b2a_qp", object, Singletons.TRUE);
    }

    private static long unUu(long object) {
        byte[] input = bytes(object);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        byte[] line;
        do {
            line = line(input, at);
            if (line.length == 0) throw PyError.valueError("Missing \"begin\" line in input data");
            at += line.length;
        } while (!new String(line, StandardCharsets.ISO_8859_1).startsWith("begin"));
        for (line = line(input, at); line.length > 0; line = line(input, at)) {
            at += line.length;
            if (new String(line, StandardCharsets.ISO_8859_1).strip().equals("end")) return BytesType.of(out.toByteArray());
            out.writeBytes(uuLine(line));
        }
        throw PyError.valueError("Truncated input data");
    }

    private static byte[] line(byte[] input, int from) {
        int end = from;
        while (end < input.length && input[end] != '\n') end++;
        return Arrays.copyOfRange(input, from, Math.min(end + 1, input.length));
    }

    /** Some encoders write more than the line's first character says: that is left out at a second try. */
    private static byte[] uuLine(byte[] line) {
        try {
            return made("a2b_uu", line);
        } catch (PyError error) {
            if (!TypeLookup.name(error.type()).endsWith("Error") || error.type() == Exceptions.TypeError) throw error;
            error.release();
            int length = (((line[0] - ' ') & 63) * 4 + 5) / 3;
            return made("a2b_uu", Arrays.copyOf(line, Math.min(length, line.length)));
        }
    }

    private static long bz2(long object) {
        long compressor = call("_bz2", "BZ2Compressor");
        try {
            long first = Calls.callMethod(compressor, "compress", object);
            long second = Calls.callMethod(compressor, "flush");
            byte[] start = BytesType.toJava(first);
            byte[] rest = BytesType.toJava(second);
            References.decref(first);
            References.decref(second);
            byte[] all = Arrays.copyOf(start, start.length + rest.length);
            System.arraycopy(rest, 0, all, start.length, rest.length);
            return BytesType.of(all);
        } finally {
            References.decref(compressor);
        }
    }

    private static long unBz2(long object) {
        long decompressor = call("_bz2", "BZ2Decompressor");
        try {
            return Calls.callMethod(decompressor, "decompress", object);
        } finally {
            References.decref(decompressor);
        }
    }

    private static long rotate(long object) {
        if (!StrType.isInstance(object)) {
            throw PyError.typeError("descriptor 'translate' for 'str' objects doesn't apply to a '" + TypeLookup.nameOf(object) + "' object");
        }
        int[] points = StrType.points(object);
        int[] rotated = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            int letter = points[i] | 0x20;
            boolean turns = letter >= 'a' && letter <= 'z' && points[i] < 0x80;
            rotated[i] = !turns ? points[i] : letter <= 'm' ? points[i] + 13 : points[i] - 13;
        }
        return StrType.of(rotated);
    }
}
