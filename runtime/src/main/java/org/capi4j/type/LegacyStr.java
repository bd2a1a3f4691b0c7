package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyASCIIObject;
import org.capi4j.layout.PyCompactUnicodeObject;
import org.capi4j.layout.PyUnicodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;

/**
 * The parts of a str outside its own block: the {@code wchar_t} form of the old API, the UTF-8 cache, and the legacy strs of
 * {@code PyUnicode_FromUnicode(NULL, n)}, whose content the caller writes as {@code wchar_t} before the str is made ready.
 */
public final class LegacyStr {
    private static final int WIDE = 4;

    private LegacyStr() {}

    /** A legacy str of {@code length} unset wide characters: kind 0, not ready. */
    public static long make(long length) {
        if (length == 0) return StrType.empty();
        if (length < 0 || length > Long.MAX_VALUE / WIDE - 1) throw PyError.memoryError();
        long str = Allocation.object(BuiltinTypes.STR, PyUnicodeObject.SIZEOF);
        Memory.fill(str + PyASCIIObject.length, PyUnicodeObject.SIZEOF - PyASCIIObject.length, (byte) 0);
        Memory.putLong(str + PyASCIIObject.hash, -1);
        Memory.putLong(str + PyCompactUnicodeObject.wstr_length, length);
        long wide = Allocation.allocate((length + 1) * WIDE);
        Memory.putInt(wide, 0);
        Memory.putInt(wide + length * WIDE, 0);
        Memory.putLong(str + PyASCIIObject.wstr, wide);
        return str;
    }

    /** What {@code function(NULL, size)} gives, with its DeprecationWarning. */
    public static long makeDeprecated(String function, long size) {
        if (size < 0) throw PyError.badInternalCall();
        if (size > 0) {
            Warnings.warn(
                    Exceptions.DeprecationWarning,
                    function + "(NULL, size) is deprecated; use PyUnicode_New() instead",
                    1);
        }
        return make(size);
    }

    /** The length of a NUL-terminated {@code wchar_t} string. */
    public static long wideStringLength(long wide) {
        long length = 0;
        while (Memory.getInt(wide + length * WIDE) != 0) length++;
        return length;
    }

    /** A str of {@code length} wide characters. */
    public static long fromWide(long wide, long length) {
        checkedMax(wide, length);
        return StrType.ofData(WIDE, wide, length);
    }

    /** {@code PyUnicode_AsWideChar}: copies what fits and returns its length, or the room needed when {@code target} is NULL. */
    public static long copyWide(long str, long target, long size) {
        long length = Strings.length(str);
        if (target == NULL) return length + 1;
        long result = Math.min(size, length);
        StrData.copy(Strings.kind(str), Strings.data(str), 0, WIDE, target, 0, size > length ? length + 1 : size);
        return result;
    }

    /** {@code PyUnicode_AsWideCharString}: a block of the mem domain; without {@code sizeField} the str may hold no NUL. */
    public static long wideCopy(long str, long sizeField) {
        long length = Strings.length(str);
        if (sizeField == NULL && StrData.findChar(Strings.kind(str), Strings.data(str), 0, 0, length) >= 0) {
            throw PyError.valueError("embedded null character");
        }
        if (sizeField != NULL) Memory.putLong(sizeField, length);
        return StrContent.ucs4Copy(str);
    }

    /** Changes the number of wide characters of a legacy str that isn't ready. */
    static void resize(long str, long length) {
        if (length > Long.MAX_VALUE / WIDE - 1) throw PyError.memoryError();
        long wide = Allocation.reallocate(Memory.getLong(str + PyASCIIObject.wstr), (length + 1) * WIDE);
        Memory.putInt(wide + length * WIDE, 0);
        Memory.putLong(str + PyASCIIObject.wstr, wide);
        Memory.putLong(str + PyCompactUnicodeObject.wstr_length, length);
    }

    /** Finds the smallest kind for a legacy str's wide characters and moves them there. */
    static void ready(long str) {
        long wide = Memory.getLong(str + PyASCIIObject.wstr);
        long length = Memory.getLong(str + PyCompactUnicodeObject.wstr_length);
        int max = checkedMax(wide, length);
        int kind = max < 0x100 ? 1 : max < 0x10000 ? 2 : WIDE;
        long data = wide;
        if (kind != WIDE) {
            data = Allocation.allocate((length + 1) * kind);
            StrData.copy(WIDE, wide, 0, kind, data, 0, length + 1);
            Allocation.free(wide);
            Memory.putLong(str + PyASCIIObject.wstr, NULL);
            Memory.putLong(str + PyCompactUnicodeObject.wstr_length, 0);
        }
        boolean ascii = max < 0x80;
        Memory.putLong(str + PyUnicodeObject.data, data);
        Memory.putLong(str + PyASCIIObject.length, length);
        Memory.putLong(str + PyCompactUnicodeObject.utf8, ascii ? data : NULL);
        Memory.putLong(str + PyCompactUnicodeObject.utf8_length, ascii ? length : 0);
        int state = Memory.getInt(str + PyASCIIObject.state) & PyASCIIObject.state$interned$MASK;
        state |= kind << PyASCIIObject.state$kind$SHIFT | PyASCIIObject.state$ready$MASK;
        Memory.putInt(str + PyASCIIObject.state, ascii ? state | PyASCIIObject.state$ascii$MASK : state);
    }

    private static int checkedMax(long wide, long length) {
        int max = 0;
        for (long i = 0; i < length; i++) {
            int point = Memory.getInt(wide + i * WIDE);
            if (point < 0 || point > 0x10ffff) {
                throw PyError.valueError(
                        "character U+" + Integer.toHexString(point) + " is not in range [U+0000; U+10ffff]");
            }
            max = Math.max(max, point);
        }
        return max;
    }

    /** The str as NUL-terminated {@code wchar_t}, kept in the str: {@code PyUnicode_AsUnicode}. */
    public static long wide(long str) {
        long wide = Memory.getLong(str + PyASCIIObject.wstr);
        if (wide != NULL) return wide;
        long length = Strings.length(StrType.ready(str));
        int kind = Strings.kind(str);
        if (kind == WIDE) {
            wide = Strings.data(str);
        } else {
            long size = (length + 1) * WIDE;
            wide = Strings.isShared(str) ? Allocation.allocateRaw(size) : Allocation.allocate(size);
            StrData.copy(kind, Strings.data(str), 0, WIDE, wide, 0, length + 1);
        }
        Memory.putLong(str + PyASCIIObject.wstr, wide);
        if (!StrType.isCompactAscii(str)) Memory.putLong(str + PyCompactUnicodeObject.wstr_length, length);
        return wide;
    }

    /** The number of wide characters of {@link #wide}. */
    public static long wideLength(long str) {
        return StrType.isCompactAscii(str) ? Strings.length(str) : Memory.getLong(str + PyCompactUnicodeObject.wstr_length);
    }

    /** Drops the UTF-8 and wide forms, which a change of the content makes wrong. */
    static void forgetCaches(long str) {
        long data = Strings.data(str);
        long wide = Memory.getLong(str + PyASCIIObject.wstr);
        if (wide != NULL && wide != data) Allocation.free(wide);
        Memory.putLong(str + PyASCIIObject.wstr, NULL);
        if (StrType.isCompactAscii(str)) return;
        long utf8 = Memory.getLong(str + PyCompactUnicodeObject.utf8);
        if (utf8 != NULL && utf8 != data) Allocation.free(utf8);
        Memory.putLong(str + PyCompactUnicodeObject.utf8, NULL);
        Memory.putLong(str + PyCompactUnicodeObject.utf8_length, 0);
        Memory.putLong(str + PyCompactUnicodeObject.wstr_length, 0);
    }

    /** Frees every block of a dying str but its own. */
    static void freeCaches(long str) {
        boolean compact = (Memory.getInt(str + PyASCIIObject.state) & PyASCIIObject.state$compact$MASK) != 0;
        long data = compact ? Strings.data(str) : Memory.getLong(str + PyUnicodeObject.data);
        long wide = Memory.getLong(str + PyASCIIObject.wstr);
        if (wide != NULL && wide != data) Allocation.free(wide);
        if (!StrType.isCompactAscii(str)) {
            long utf8 = Memory.getLong(str + PyCompactUnicodeObject.utf8);
            if (utf8 != NULL && utf8 != data) Allocation.free(utf8);
        }
        if (!compact && data != NULL) Allocation.free(data);
    }
}
