package org.capi4j.text;

import org.junit.jupiter.api.Test;

class CodecTest {
    private static final Charmap CP1252 = Charmaps.named("cp1252");

    @Test
    void codecsDoWhatCPythonsDo() {
        Recorded.check("codecs", row -> switch (row[0]) {
            case "decode" -> decoded(row);
            case "encode" -> Recorded.hex(encode(row[1], handler(row[2]), Recorded.text(row[3])));
            case "charmap" -> Charmaps.named(row[1]).decode(everyByte(), ErrorHandlers.BACKSLASHREPLACE);
            case "charmap-encode" -> {
                int[] text = CodePoints.of("\u20ac\u0391x\u0416\u05d0\u00e9\u0085\u00a4");
                yield Recorded.hex(Charmaps.named(row[1]).encode(text, ErrorHandlers.XMLCHARREFREPLACE));
            }
            case "codec" -> Charmaps.codecName(row[1]);
            case "name" -> {
                String name = CharacterNames.name(Integer.parseInt(row[1]));
                yield name == null ? "None" : name;
            }
            default -> lookup(CodePoints.toString(Recorded.text(row[1])));
        });
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int b = 0; b < 256; b++) {
            bytes[b] = (byte) b;
        }
        return bytes;
    }

    private static String lookup(String name) {
        int c = CharacterNames.lookup(name);
        return c < 0 ? "!KeyError: " + TextRepr.reprString(CodePoints.of("undefined character name '" + name + "'"))
                : Integer.toHexString(c);
    }

    private static ErrorHandler handler(String name) {
        return switch (name) {
            case "test-text" -> failure -> ErrorHandler.Replacement.of(new int[] {0xE9}, failure.end());
            case "test-bytes" -> failure -> ErrorHandler.Replacement.of(new byte[] {-1}, failure.end());
            case "test-far" -> failure -> ErrorHandler.Replacement.of(new int[] {'?'}, 99);
            case "test-negative" -> failure -> {
                int length = failure.isDecode() ? failure.bytes().length : failure.text().length;
                return ErrorHandler.Replacement.of(
                        new int[] {'?'}, failure.end() < length ? failure.end() - length : failure.end());
            };
            default -> ErrorHandlers.named(name);
        };
    }

    private static int[] decoded(String[] row) {
        Decoded decoded = decode(row[1], handler(row[2]), row[3].equals("1"), Recorded.bytes(row[4]));
        CodePointBuilder out = new CodePointBuilder(16).append(decoded.text()).append("|" + decoded.consumed());
        if (row[1].startsWith("utf-16") || row[1].startsWith("utf-32")) {
            out.append("|" + decoded.byteOrder());
        }
        return out.toArray();
    }

    private static Decoded decode(String codec, ErrorHandler handler, boolean isFinal, byte[] input) {
        return switch (codec) {
            case "utf-8" -> Utf8.decode(input, handler, isFinal);
            case "utf-7" -> Utf7.decode(input, handler, isFinal);
            case "utf-16" -> Utf16.decode(input, handler, 0, isFinal);
            case "utf-16-le" -> Utf16.decode(input, handler, -1, isFinal);
            case "utf-16-be" -> Utf16.decode(input, handler, 1, isFinal);
            case "utf-32" -> Utf32.decode(input, handler, 0, isFinal);
            case "utf-32-le" -> Utf32.decode(input, handler, -1, isFinal);
            case "utf-32-be" -> Utf32.decode(input, handler, 1, isFinal);
            case "ascii" -> new Decoded(Latin1.decodeAscii(input, handler), input.length);
            case "latin-1" -> new Decoded(Latin1.decode(input), input.length);
            case "unicode_escape" -> UnicodeEscape.decode(input, handler, isFinal);
            case "raw_unicode_escape" -> UnicodeEscape.decodeRaw(input, handler, isFinal);
            default -> new Decoded(CP1252.decode(input, handler), input.length);
        };
    }

    private static byte[] encode(String codec, ErrorHandler handler, int[] text) {
        return switch (codec) {
            case "utf-8" -> Utf8.encode(text, handler);
            case "utf-7" -> Utf7.encode(text);
            case "utf-16" -> Utf16.encode(text, handler, 0);
            case "utf-16-le" -> Utf16.encode(text, handler, -1);
            case "utf-16-be" -> Utf16.encode(text, handler, 1);
            case "utf-32" -> Utf32.encode(text, handler, 0);
            case "utf-32-le" -> Utf32.encode(text, handler, -1);
            case "utf-32-be" -> Utf32.encode(text, handler, 1);
            case "ascii" -> Latin1.encodeAscii(text, handler);
            case "latin-1" -> Latin1.encode(text, handler);
            case "unicode_escape" -> UnicodeEscape.encode(text);
            case "raw_unicode_escape" -> UnicodeEscape.encodeRaw(text);
            default -> CP1252.encode(text, handler);
        };
    }
}
