package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.object.References;

/** Texts of C code that become part of Python objects, where CPython makes a str of them: names, documentation. */
public final class CText {
    private CText() {}

    /** The NUL-terminated UTF-8 string at {@code text}, NULL giving null; {@code UnicodeDecodeError} when it is none. */
    public static String of(long text) {
        if (text == NULL) return null;
        for (long at = text; ; at++) {
            byte unit = Memory.getByte(at);
            if (unit == 0) break;
            if (unit < 0) {
                References.decref(StrType.decodeUtf8(text, Memory.stringLength(text), null)); // throws what CPython throws
                break;
            }
        }
        return Memory.getString(text);
    }
}
