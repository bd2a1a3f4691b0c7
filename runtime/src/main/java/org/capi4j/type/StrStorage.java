package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyASCIIObject;
import org.capi4j.layout.PyCompactUnicodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** Changing a str in place, which only its maker may do before anybody else sees it: {@code PyUnicode_Resize} and its like. */
public final class StrStorage {
    private static final String[] KIND_NAMES = {"", "latin1", "UCS2", "", "UCS4"};

    private StrStorage() {}

    /** Whether nobody else can see a change: one reference, exact, not interned, never hashed. */
    public static boolean isModifiable(long str) {
        return References.count(str) == 1
                && Memory.getLong(str + PyASCIIObject.hash) == -1
                && !InternedStrings.isInterned(str)
                && StrType.isExact(str);
    }

    static void requireModifiable(long str) {
        if (!isModifiable(str)) throw PyError.systemError("Cannot modify a string currently used");
    }

    /** {@code PyUnicode_Resize} of the str at {@code field}; the field keeps its str when that fails. */
    public static void resize(long field, long length) {
        long str = Memory.getLong(field);
        if (str == NULL || !StrType.isInstance(str) || length < 0) throw PyError.badInternalCall();
        if (!isReady(str)) {
            LegacyStr.resize(str, length);
            return;
        }
        if (Strings.length(str) == length) return;
        if (length == 0) {
            References.setRef(field, StrType.empty());
        } else if (isModifiable(str) && isCompact(str)) {
            Memory.putLong(field, resizeCompact(str, length));
        } else {
            References.setRef(field, resizedCopy(str, length));
        }
    }

    private static boolean isReady(long str) {
        return (Memory.getInt(str + PyASCIIObject.state) & PyASCIIObject.state$ready$MASK) != 0;
    }

    private static boolean isCompact(long str) {
        return (Memory.getInt(str + PyASCIIObject.state) & PyASCIIObject.state$compact$MASK) != 0;
    }

    private static long resizeCompact(long str, long length) {
        LegacyStr.forgetCaches(str);
        int kind = Strings.kind(str);
        long header = Strings.isAscii(str) ? PyASCIIObject.SIZEOF : PyCompactUnicodeObject.SIZEOF;
        if (length > (Long.MAX_VALUE - header) / kind - 1) throw PyError.memoryError();
        long moved = Allocation.reallocate(str, header + (length + 1) * kind);
        Memory.putLong(moved + PyASCIIObject.length, length);
        Strings.put(kind, moved + header, length, 0);
        return moved;
    }

    private static long resizedCopy(long str, long length) {
        long copy = Strings.allocate(length, StrType.bound(str));
        int kind = Strings.kind(str);
        Memory.copy(Strings.data(str), Strings.data(copy), Math.min(length, Strings.length(str)) * kind);
        return copy;
    }

    /** {@code PyUnicode_Append}: {@code field}'s str becomes the concatenation, in place where that can be; NULL on an error. */
    public static void append(long field, long right) {
        long left = Memory.getLong(field);
        try {
            if (left == NULL || right == NULL || !StrType.isInstance(left) || !StrType.isInstance(right)) {
                throw PyError.badInternalCall();
            }
            StrType.ready(left);
            StrType.ready(right);
            if (canGrow(left, right)) {
                long length = Strings.length(left);
                long grown = resizeCompact(left, length + Strings.length(right));
                Memory.putLong(field, grown);
                StrData.copy(
                        Strings.kind(right), Strings.data(right), 0,
                        Strings.kind(grown), Strings.data(grown), length, Strings.length(right));
            } else {
                References.setRef(field, StrType.concat(left, right));
            }
        } catch (PyError failure) {
            References.clear(field);
            throw failure;
        }
    }

    private static boolean canGrow(long left, long right) {
        return left != right
                && Strings.length(left) > 0
                && Strings.length(right) > 0
                && isModifiable(left)
                && isCompact(left)
                && StrType.bound(right) <= StrType.bound(left)
                && Strings.length(left) <= Long.MAX_VALUE - Strings.length(right);
    }

    /** {@code PyUnicode_WriteChar}. */
    public static void writeCharacter(long str, long index, int point) {
        if (!StrType.isInstance(str) || !isCompact(str)) throw badArgument();
        if (index < 0 || index >= Strings.length(str)) throw StrSearch.badIndex();
        requireModifiable(str);
        if (Integer.compareUnsigned(point, StrType.bound(str)) > 0) throw PyError.valueError("character out of range");
        Strings.put(Strings.kind(str), Strings.data(str), index, point);
    }

    /** {@code PyUnicode_ReadChar}. */
    public static int readCharacter(long str, long index) {
        if (!StrType.isInstance(str)) throw badArgument();
        StrType.ready(str);
        if (index < 0 || index >= Strings.length(str)) throw StrSearch.badIndex();
        return Strings.get(Strings.kind(str), Strings.data(str), index);
    }

    /** What {@code PyErr_BadArgument} raises. */
    static PyError badArgument() {
        return PyError.typeError("bad argument type for built-in operation");
    }

    /** {@code PyUnicode_Fill}: how many characters were written. */
    public static long fill(long str, long start, long length, int point) {
        if (!StrType.isInstance(str)) throw PyError.badInternalCall();
        StrType.ready(str);
        requireModifiable(str);
        if (Integer.compareUnsigned(point, StrType.bound(str)) > 0) {
            throw PyError.valueError("fill character is bigger than the string maximum character");
        }
        if (start < 0) throw StrSearch.badIndex();
        long count = Math.min(length, Strings.length(str) - start);
        if (count <= 0) return 0;
        StrData.fill(Strings.kind(str), Strings.data(str), start, count, point);
        return count;
    }

    /** {@code PyUnicode_CopyCharacters}: how many characters were copied. */
    public static long copyCharacters(long to, long toStart, long from, long fromStart, long howMany) {
        if (!StrType.isInstance(from) || !StrType.isInstance(to)) throw PyError.badInternalCall();
        StrType.ready(from);
        StrType.ready(to);
        if (fromStart < 0 || fromStart > Strings.length(from)) throw StrSearch.badIndex();
        if (toStart < 0 || toStart > Strings.length(to)) throw StrSearch.badIndex();
        if (howMany < 0) throw PyError.systemError("how_many cannot be negative");
        long count = Math.min(howMany, Strings.length(from) - fromStart);
        if (count > Strings.length(to) - toStart) {
            throw PyError.systemError("Cannot write " + count + " characters at " + toStart + " in a string of "
                    + Strings.length(to) + " characters");
        }
        if (count == 0) return 0;
        requireModifiable(to);
        requireFits(from, fromStart, count, to);
        StrData.copy(Strings.kind(from), Strings.data(from), fromStart, Strings.kind(to), Strings.data(to), toStart, count);
        return count;
    }

    private static void requireFits(long from, long start, long count, long to) {
        int bound = StrType.bound(to);
        if (StrType.bound(from) <= bound) return;
        int max = StrData.maxChar(Strings.kind(from), Strings.data(from), start, start + count);
        if (max <= bound) return;
        throw PyError.systemError(
                "Cannot copy " + kindName(from) + " characters into a string of " + kindName(to) + " characters");
    }

    private static String kindName(long str) {
        return Strings.isAscii(str) ? "ascii" : KIND_NAMES[Strings.kind(str)];
    }
}
