package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.layout.PyASCIIObject;
import org.capi4j.layout.PyCompactUnicodeObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyUnicodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.StringCase;
import org.capi4j.text.UnicodeText;

/** The methods of str about case, classes of characters, padding and stripping. */
@BuiltinType(value = "PyUnicode_Type", part = true)
public final class StrMethods {
    private static final String[] TABS_NAMES = {"tabsize"};

    private StrMethods() {}

    /** The check of an argument that must be a str: "replace() argument 1 must be str, not int"; returns it, ready. */
    static long requireArgument(String method, String argument, long object) {
        if (!StrType.isInstance(object)) {
            throw PyError.typeError(method + "() argument" + argument + " must be str, not " + Arguments.typeName(object));
        }
        return StrType.ready(object);
    }

    // ---- case

    private static long mapped(long self, UnaryOperator<int[]> mapping) {
        return StrType.of(mapping.apply(StrType.points(StrType.ready(self))));
    }

    private static long mappedAscii(long self, char low, char high) {
        long length = Strings.length(self);
        if (length == 0) return StrType.empty();
        long result = Strings.allocate(length, 0x7f);
        long from = Strings.data(self);
        long to = Strings.data(result);
        for (long i = 0; i < length; i++) {
            byte c = Memory.getByte(from + i);
            Memory.putByte(to + i, c >= low && c <= high ? (byte) (c ^ 0x20) : c);
        }
        return result;
    }

    @Method("upper")
    static long upper(long self) {
        return Strings.isAscii(StrType.ready(self)) ? mappedAscii(self, 'a', 'z') : mapped(self, StringCase::upper);
    }

    @Method("lower")
    static long lower(long self) {
        return Strings.isAscii(StrType.ready(self)) ? mappedAscii(self, 'A', 'Z') : mapped(self, StringCase::lower);
    }

    @Method("casefold")
    static long casefold(long self) {
        return Strings.isAscii(StrType.ready(self)) ? mappedAscii(self, 'A', 'Z') : mapped(self, StringCase::casefold);
    }

    @Method("title")
    static long title(long self) {
        return mapped(self, StringCase::title);
    }

    @Method("capitalize")
    static long capitalize(long self) {
        return mapped(self, StringCase::capitalize);
    }

    @Method("swapcase")
    static long swapcase(long self) {
        return mapped(self, StringCase::swapcase);
    }

    // ---- classes of characters

    private static long test(long self, Predicate<int[]> test) {
        return BoolType.of(test.test(StrType.points(StrType.ready(self))));
    }

    /** True when there is a character and all pass. */
    private static long all(long self, IntPredicate test) {
        long length = StrType.length(self);
        int kind = Strings.kind(self);
        long data = Strings.data(self);
        boolean all = length > 0;
        for (long i = 0; all && i < length; i++) all = test.test(Strings.get(kind, data, i));
        return BoolType.of(all);
    }

    @Method("isascii")
    static long isAscii(long self) {
        return BoolType.of(Strings.isAscii(StrType.ready(self)));
    }

    @Method("islower")
    static long isLower(long self) {
        return test(self, StringCase::isLower);
    }

    @Method("isupper")
    static long isUpper(long self) {
        return test(self, StringCase::isUpper);
    }

    @Method("istitle")
    static long isTitle(long self) {
        return test(self, StringCase::isTitle);
    }

    @Method("isspace")
    static long isSpace(long self) {
        return all(self, UnicodeText::isSpace);
    }

    @Method("isdecimal")
    static long isDecimal(long self) {
        return all(self, UnicodeText::isDecimal);
    }

    @Method("isdigit")
    static long isDigit(long self) {
        return all(self, UnicodeText::isDigit);
    }

    @Method("isnumeric")
    static long isNumeric(long self) {
        return all(self, UnicodeText::isNumeric);
    }

    @Method("isalpha")
    static long isAlpha(long self) {
        return all(self, UnicodeText::isAlpha);
    }

    @Method("isalnum")
    static long isAlnum(long self) {
        return all(self, UnicodeText::isAlnum);
    }

    @Method("isidentifier")
    static long isIdentifier(long self) {
        return test(self, StringCase::isIdentifier);
    }

    @Method("isprintable")
    static long isPrintable(long self) {
        return test(self, StringCase::isPrintable);
    }

    // ---- padding

    @Method("center")
    static long center(long self, long args, long nargs) {
        return justify("center", self, args, nargs);
    }

    @Method("ljust")
    static long justifyLeft(long self, long args, long nargs) {
        return justify("ljust", self, args, nargs);
    }

    @Method("rjust")
    static long justifyRight(long self, long args, long nargs) {
        return justify("rjust", self, args, nargs);
    }

    private static long justify(String method, long self, long args, long nargs) {
        Arguments.checkPositional(method, nargs, 1, 2);
        long width = Arguments.ssize(Memory.getLong(args));
        int fill = nargs < 2 ? ' ' : fillCharacter(Memory.getLong(args + 8));
        long missing = width - StrType.length(self);
        if (missing <= 0) return StrType.exact(self);
        long left = switch (method) {
            case "ljust" -> 0;
            case "rjust" -> missing;
            default -> missing / 2 + (missing & width & 1);
        };
        return pad(self, left, missing - left, fill);
    }

    private static int fillCharacter(long object) {
        if (!StrType.isInstance(object)) {
            throw PyError.typeError("The fill character must be a unicode character, not " + TypeLookup.fullNameOf(object, 100));
        }
        if (StrType.length(object) != 1) throw PyError.typeError("The fill character must be exactly one character long");
        return Strings.get(Strings.kind(object), Strings.data(object), 0);
    }

    static long pad(long str, long left, long right, int fill) {
        long length = Strings.length(str);
        if (left > Long.MAX_VALUE - length || right > Long.MAX_VALUE - length - left) {
            throw PyError.overflowError("padded string is too long");
        }
        long result = Strings.allocate(left + length + right, Math.max(fill, StrType.bound(str)));
        int kind = Strings.kind(result);
        long data = Strings.data(result);
        StrData.fill(kind, data, 0, left, fill);
        StrData.copy(Strings.kind(str), Strings.data(str), 0, kind, data, left, length);
        StrData.fill(kind, data, left + length, right, fill);
        return result;
    }

    @Method("zfill")
    static long zfill(long self, long widthObject) {
        long width = Arguments.ssize(widthObject);
        long length = StrType.length(self);
        if (length >= width) return StrType.exact(self);
        long result = pad(self, width - length, 0, '0');
        int kind = Strings.kind(result);
        long data = Strings.data(result);
        int first = Strings.get(kind, data, width - length);
        if (length > 0 && (first == '+' || first == '-')) {
            Strings.put(kind, data, 0, first);
            Strings.put(kind, data, width - length, '0');
        }
        return result;
    }

    @Method("expandtabs")
    static long expandTabs(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("expandtabs", TABS_NAMES, 1, 0, args, nargs, kwnames);
        int tabSize = given[0] == NULL ? 8 : Arguments.integer(given[0]);
        long length = StrType.length(self);
        int kind = Strings.kind(self);
        long data = Strings.data(self);
        long total = TabExpander.length(kind, data, length, tabSize);
        if (total < 0) return StrType.exact(self);
        if (total == 0) return StrType.empty();
        long result = Strings.allocate(total, StrType.bound(self));
        TabExpander.expand(kind, data, length, tabSize, Strings.data(result));
        return result;
    }

    // ---- stripping

    @Method("strip")
    static long strip(long self, long args, long nargs) {
        return strip("strip", self, args, nargs, true, true);
    }

    @Method("lstrip")
    static long stripLeft(long self, long args, long nargs) {
        return strip("lstrip", self, args, nargs, true, false);
    }

    @Method("rstrip")
    static long stripRight(long self, long args, long nargs) {
        return strip("rstrip", self, args, nargs, false, true);
    }

    private static long strip(String method, long self, long args, long nargs, boolean left, boolean right) {
        Arguments.checkPositional(method, nargs, 0, 1);
        long characters = Arguments.get(args, nargs, 0);
        if (characters == NULL || characters == Singletons.NONE) return strip(self, NULL, left, right);
        if (!StrType.isInstance(characters)) throw PyError.typeError(method + " arg must be None or str");
        return strip(self, StrType.ready(characters), left, right);
    }

    /** Strips the characters of a str, whitespace for NULL. */
    public static long strip(long str, long characters, boolean left, boolean right) {
        long length = StrType.length(str);
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        IntPredicate gone = characters == NULL ? UnicodeText::isSpace : memberOf(characters);
        long start = 0;
        while (left && start < length && gone.test(Strings.get(kind, data, start))) start++;
        long end = length;
        while (right && end > start && gone.test(Strings.get(kind, data, end - 1))) end--;
        return StrType.substring(str, start, end);
    }

    private static IntPredicate memberOf(long characters) {
        int kind = Strings.kind(characters);
        long data = Strings.data(characters);
        long length = Strings.length(characters);
        return c -> StrData.findChar(kind, data, c, 0, length) >= 0;
    }

    // ---- the rest

    @Method("__getnewargs__")
    static long getNewArgs(long self) {
        return OwnedObjects.tuple(() -> StrType.copy(StrType.ready(self)));
    }

    /** The object's own block, and those that only it uses. */
    @Method("__sizeof__")
    static long sizeof(long self) {
        long length = StrType.length(self);
        int kind = Strings.kind(self);
        long size;
        if (StrType.isCompactAscii(self)) {
            size = PyASCIIObject.SIZEOF + length + 1;
        } else {
            boolean compact = (Memory.getInt(self + PyASCIIObject.state) & PyASCIIObject.state$compact$MASK) != 0;
            size = (compact ? PyCompactUnicodeObject.SIZEOF : PyUnicodeObject.SIZEOF) + (length + 1) * kind;
            long utf8 = Memory.getLong(self + PyCompactUnicodeObject.utf8);
            if (utf8 != NULL && utf8 != Strings.data(self) && !Strings.isShared(self)) size += Memory.getLong(self + PyCompactUnicodeObject.utf8_length) + 1;
        }
        long wide = Memory.getLong(self + PyASCIIObject.wstr);
        if (wide != NULL && wide != Strings.data(self)) size += (LegacyStr.wideLength(self) + 1) * 4;
        return LongType.of(size);
    }

}
