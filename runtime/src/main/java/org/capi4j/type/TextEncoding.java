package org.capi4j.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.text.Charmap;
import org.capi4j.text.Decoded;
import org.capi4j.text.ErrorHandler;
import org.capi4j.text.Idna;
import org.capi4j.text.Latin1;
import org.capi4j.text.Punycode;
import org.capi4j.text.UnicodeEscape;
import org.capi4j.text.Utf16;
import org.capi4j.text.Utf32;
import org.capi4j.text.Utf7;
import org.capi4j.text.Utf8;

/**
 * A built-in text encoding: what CPython has in package {@code encodings}. Names, aliases and character tables are in the resource
 * {@code codec-names.tsv}, which is read when a name beyond the commonest is asked for.
 */
public final class TextEncoding {
    /** Bytes to text; {@code isFinal} says that nothing follows. */
    interface Decoder {
        Decoded decode(byte[] input, ErrorHandler handler, boolean isFinal);
    }

    /** Text to bytes. */
    interface Encoder {
        byte[] encode(int[] text, ErrorHandler handler);
    }

    static final TextEncoding UTF_8 = new TextEncoding("utf-8", Utf8::decode, Utf8::encode);
    static final TextEncoding ASCII = new TextEncoding(
            "ascii", (input, handler, isFinal) -> whole(Latin1.decodeAscii(input, handler), input), Latin1::encodeAscii);
    static final TextEncoding LATIN_1 = new TextEncoding(
            "iso8859-1", (input, handler, isFinal) -> whole(Latin1.decode(input), input), Latin1::encode);

    private static volatile Map<String, String[]> rows;
    private static final Map<String, TextEncoding> BY_MODULE = new HashMap<>();

    private final String name;
    private final Decoder decoder;
    private final Encoder encoder;

    private TextEncoding(String name, Decoder decoder, Encoder encoder) {
        this.name = name;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    private static Decoded whole(int[] text, byte[] input) {
        return new Decoded(text, input.length, 0, 0);
    }

    /** The name that {@code codecs.lookup(...).name} gives. */
    public String name() {
        return name;
    }

    /** The module of package {@code encodings} that CPython has it in. */
    String module() {
        return rows().get(normalized(name))[0];
    }

    /** Names of error handlers that the encoding refuses, when it decodes: all but a few where its work isn't left to handlers. */
    void requireDecodingErrors(String errors) {
        boolean fit = switch (name) {
            case "idna" -> "strict".equals(errors);
            case "punycode" -> "strict".equals(errors) || "replace".equals(errors) || "ignore".equals(errors);
            default -> true;
        };
        if (!fit && errors != null) throw PyError.of(Exceptions.UnicodeError, "Unsupported error handling " + errors);
    }

    void requireEncodingErrors(String errors) {
        boolean fit = !name.equals("idna") || "strict".equals(errors);
        if (!fit && errors != null) throw PyError.of(Exceptions.UnicodeError, "unsupported error handling " + errors);
    }

    /**
     * Whether CPython knows this spelling without its registry. What fails in a codec of the registry tells the codec's name.
     */
    static boolean isDirect(String encoding) {
        return switch (normalized(encoding)) {
            case "utf_8", "utf8", "utf_16", "utf16", "utf_32", "utf32", "ascii", "us_ascii", "latin_1", "latin1", "iso_8859_1", "iso8859_1" -> true;
            default -> false;
        };
    }

    Decoded decode(byte[] input, ErrorHandler handler, boolean isFinal) {
        return decoder.decode(input, handler, isFinal);
    }

    byte[] encode(int[] text, ErrorHandler handler) {
        return encoder.encode(text, handler);
    }

    /** The encoding of a name or alias in any case, with any punctuation; null when there is none. */
    static TextEncoding find(String encoding) {
        return switch (encoding) {
            case "utf-8", "utf8", "UTF-8", "utf_8" -> UTF_8;
            case "ascii", "us-ascii" -> ASCII;
            case "latin-1", "latin1", "iso-8859-1" -> LATIN_1;
            default -> byName(normalized(encoding));
        };
    }

    /** {@code encodings.normalize_encoding}: runs of anything but letters, digits and dots are one underscore. */
    static String normalized(String encoding) {
        StringBuilder name = new StringBuilder(encoding.length());
        boolean gap = false;
        for (int i = 0; i < encoding.length(); i++) {
            char c = encoding.charAt(i);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '.')) {
                if (gap && !name.isEmpty()) name.append('_');
                name.append(c);
                gap = false;
            } else {
                gap = true;
            }
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static TextEncoding byName(String name) {
        String[] row = rows().get(name);
        if (row == null) row = rows().get(name.replace('.', '_'));
        if (row == null) return null;
        synchronized (BY_MODULE) {
            String[] found = row;
            return BY_MODULE.computeIfAbsent(row[0], module -> make(module, found[1], found[3]));
        }
    }

    private static Map<String, String[]> rows() {
        Map<String, String[]> known = rows;
        if (known == null) rows = known = readRows();
        return known;
    }

    private static Map<String, String[]> readRows() {
        Map<String, String[]> result = new HashMap<>();
        try (InputStream resource = TextEncoding.class.getResourceAsStream("codec-names.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] row = line.split("\t", -1);
                result.putIfAbsent(row[0], row);
                for (String alias : row[2].split(" ")) if (!alias.isEmpty()) result.put(alias.toLowerCase(Locale.ROOT), row);
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return result;
    }

    private static TextEncoding make(String module, String name, String table) {
        return switch (module) {
            case "utf_8" -> UTF_8;
            case "ascii" -> ASCII;
            case "latin_1" -> LATIN_1;
            case "utf_8_sig" -> new TextEncoding(name, TextEncoding::decodeSignature, TextEncoding::encodeSignature);
            case "utf_16" -> utf16(name, 0);
            case "utf_16_le" -> utf16(name, -1);
            case "utf_16_be" -> utf16(name, 1);
            case "utf_32" -> utf32(name, 0);
            case "utf_32_le" -> utf32(name, -1);
            case "utf_32_be" -> utf32(name, 1);
            case "utf_7" -> new TextEncoding(name, Utf7::decode, (text, handler) -> Utf7.encode(text));
            case "idna" -> new TextEncoding(name, (input, handler, isFinal) -> whole(Idna.decode(input), input), (text, handler) -> Idna.encode(text));
            case "punycode" ->
                new TextEncoding(name, (input, handler, isFinal) -> whole(Punycode.decode(input, handler), input), (text, handler) -> Punycode.encode(text));
            case "unicode_escape" ->
                new TextEncoding(name, UnicodeEscape::decode, (text, handler) -> UnicodeEscape.encode(text));
            case "raw_unicode_escape" ->
                new TextEncoding(name, UnicodeEscape::decodeRaw, (text, handler) -> UnicodeEscape.encodeRaw(text));
            default -> {
                Charmap map = new Charmap(table(table));
                yield new TextEncoding(
                        name, (input, handler, isFinal) -> whole(map.decode(input, handler), input), map::encode);
            }
        };
    }

    private static TextEncoding utf16(String name, int order) {
        return new TextEncoding(
                name,
                (input, handler, isFinal) -> Utf16.decode(input, handler, order, isFinal),
                (text, handler) -> Utf16.encode(text, handler, order));
    }

    private static TextEncoding utf32(String name, int order) {
        return new TextEncoding(
                name,
                (input, handler, isFinal) -> Utf32.decode(input, handler, order, isFinal),
                (text, handler) -> Utf32.encode(text, handler, order));
    }

    /** Where a table differs from Latin-1: {@code 80:20ac,fffe;9e:17e}. */
    private static int[] table(String differences) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) table[i] = i;
        for (String run : differences.split(";")) {
            if (run.isEmpty()) continue;
            int at = Integer.parseInt(run.substring(0, 2), 16);
            for (String point : run.substring(3).split(",")) table[at++] = Integer.parseInt(point, 16);
        }
        return table;
    }

    private static boolean hasSignature(byte[] input) {
        return input.length >= 3 && input[0] == (byte) 0xef && input[1] == (byte) 0xbb && input[2] == (byte) 0xbf;
    }

    private static Decoded decodeSignature(byte[] input, ErrorHandler handler, boolean isFinal) {
        if (!hasSignature(input)) return Utf8.decode(input, handler, isFinal);
        Decoded rest = Utf8.decode(Arrays.copyOfRange(input, 3, input.length), handler, isFinal);
        return new Decoded(rest.text(), rest.consumed() + 3, 0, 0);
    }

    private static byte[] encodeSignature(int[] text, ErrorHandler handler) {
        byte[] encoded = Utf8.encode(text, handler);
        byte[] result = new byte[encoded.length + 3];
        result[0] = (byte) 0xef;
        result[1] = (byte) 0xbb;
        result[2] = (byte) 0xbf;
        System.arraycopy(encoded, 0, result, 3, encoded.length);
        return result;
    }
}
