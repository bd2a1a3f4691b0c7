package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;

/** Texts of C code that become part of Python objects, where CPython makes a str of them: names, documentation. */
public final class CText {
    private static final int FIRST_ESCAPE = 0xDC00;
    private static final char REPLACEMENT = '\uFFFD';

    private CText() {}

    /** The NUL-terminated UTF-8 string at {@code text}, NULL giving null; {@code UnicodeDecodeError} when it is none. */
    public static String of(long text) {
        if (text == NULL) return null;
        byte[] bytes = Memory.getBytes(text, Memory.stringLength(text));
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        boolean isAscii = decoded.length() == bytes.length && decoded.indexOf(REPLACEMENT) < 0;
        if (!isAscii) References.decref(StrType.decodeUtf8(text, bytes.length, null)); // throws what CPython throws
        return decoded;
    }

    /**
     * The name of an error handler, which CPython decodes only when the handler is needed: where it isn't UTF-8, its bytes become lone
     * surrogates, at which {@link #require} throws what {@link #of} would have thrown. NULL gives null.
     */
    public static String lazily(long text) {
        if (text == NULL) return null;
        byte[] bytes = Memory.getBytes(text, Memory.stringLength(text));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException broken) {
            StringBuilder escaped = new StringBuilder();
            for (byte unit : bytes) escaped.append((char) (unit < 0 ? FIRST_ESCAPE + (unit & 0xFF) : unit));
            return escaped.toString();
        }
    }

    /** {@code UnicodeDecodeError} for a text that {@link #lazily} found broken. */
    static void require(String text) {
        if (text.chars().noneMatch(unit -> unit > FIRST_ESCAPE + Byte.MAX_VALUE && unit <= FIRST_ESCAPE + 0xFF)) return;
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) text.charAt(i);
        Memory.Block copy = Memory.block(bytes.length + 1L);
        Memory.putBytes(copy.address(), bytes);
        of(copy.address());
        Reference.reachabilityFence(copy);
    }

    /** Where the part after the last dot of a dotted name begins; all of it where there is no dot. NULL stays NULL. */
    public static long lastPart(long name) {
        if (name == NULL) return NULL;
        for (long at = name + Memory.stringLength(name); at > name; at--) {
            if (Memory.getByte(at - 1) == '.') return at;
        }
        return name;
    }
}
