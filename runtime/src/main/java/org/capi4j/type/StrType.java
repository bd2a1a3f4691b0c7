package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyASCIIObject;
import org.capi4j.layout.PyCompactUnicodeObject;
import org.capi4j.layout.PyUnicodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.CodePoints;
import org.capi4j.text.TextRepr;

/**
 * str: making, comparing, slicing. See {@link Strings} for the layout; the methods are in {@link StrMethods} and its sisters.
 *
 * <p>A str that a caller passes may be of a subclass (its characters are then a block of their own) or a legacy one that isn't
 * ready; {@link #ready} turns the latter into a normal one and is called where C code may have made the str.
 */
@BuiltinType("PyUnicode_Type")
public final class StrType {
    private static final String[] NEW_NAMES = {"object", "encoding", "errors"};

    private StrType() {}

    /** A str or an instance of a subclass. */
    public static boolean isInstance(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_UNICODE_SUBCLASS);
    }

    public static boolean isExact(long object) {
        return References.type(object) == BuiltinTypes.STR;
    }

    /** Returns {@code str} (borrowed), in canonical form: {@code PyUnicode_READY}. */
    public static long ready(long str) {
        if ((Memory.getInt(str + PyASCIIObject.state) & PyASCIIObject.state$ready$MASK) == 0) LegacyStr.ready(str);
        return str;
    }

    /** Checks that {@code object} is a str and returns it, ready; the error says "must be str, not int". */
    public static long require(long object) {
        if (!isInstance(object)) throw PyError.typeError("must be str, not " + TypeLookup.fullNameOf(object, 100));
        return ready(object);
    }

    /** As {@link #require}, for functions that take another type for a bad internal call. */
    public static long requireInternal(long object) {
        if (!isInstance(object)) throw PyError.badInternalCall();
        return ready(object);
    }

    // ---- making

    /** {@code PyUnicode_New}: content not set but for the final 0; the shared empty str for length 0. */
    public static long make(long length, int maxChar) {
        return length == 0 ? empty() : Strings.allocate(length, maxChar);
    }

    /** A new reference to the empty str. */
    public static long empty() {
        return StaticObjects.emptyStr();
    }

    /** A str of one code point, shared below 0x100. */
    public static long character(int point) {
        requireMaximum(point);
        if (point < 0x100) return StaticObjects.character(point);
        long str = Strings.allocate(1, point);
        Strings.put(Strings.kind(str), Strings.data(str), 0, point);
        return str;
    }

    private static void requireMaximum(int point) {
        if (point != CodePoints.bound(point)) throw PyError.systemError("invalid maximum character passed to PyUnicode_New");
    }

    /** A str of these code points. */
    public static long of(int[] points) {
        if (points.length == 0) return empty();
        if (points.length == 1) return character(points[0]);
        int max = CodePoints.max(points);
        requireMaximum(max);
        long str = Strings.allocate(points.length, max);
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        for (int i = 0; i < points.length; i++) Strings.put(kind, data, i, points[i]);
        return str;
    }

    /** A str of {@code length} code points at {@code data}, in the smallest kind that holds them: {@code PyUnicode_FromKindAndData}. */
    public static long ofData(int kind, long data, long length) {
        if (length == 0) return empty();
        if (length == 1) return character(Strings.get(kind, data, 0));
        long str = Strings.allocate(length, StrData.maxChar(kind, data, 0, length));
        StrData.copy(kind, data, 0, Strings.kind(str), Strings.data(str), 0, length);
        return str;
    }

    /** The code points of a ready str. */
    public static int[] points(long str) {
        int[] points = new int[Strings.javaLength(str)];
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        if (kind == 4) Memory.getInts(data, points);
        else for (int i = 0; i < points.length; i++) points[i] = Strings.get(kind, data, i);
        return points;
    }

    /** An exact str equal to {@code str}: itself, or a copy of a subclass's instance. */
    public static long exact(long str) {
        return isExact(str) ? References.newRef(str) : ofData(Strings.kind(str), Strings.data(str), Strings.length(str));
    }

    /** An exact, unshared copy: {@code _PyUnicode_Copy}. */
    public static long copy(long str) {
        long length = Strings.length(str);
        if (length == 0) return empty();
        int kind = Strings.kind(str);
        long copy = Strings.allocate(length, bound(str));
        Memory.copy(Strings.data(str), Strings.data(copy), length * kind);
        return copy;
    }

    /** {@code PyUnicode_MAX_CHAR_VALUE}: a maximum that makes another str of the same kind. */
    public static int bound(long str) {
        if (Strings.isAscii(str)) return 0x7f;
        return switch (Strings.kind(str)) {
            case 1 -> 0xff;
            case 2 -> 0xffff;
            default -> 0x10ffff;
        };
    }

    // ---- interning

    /** A new reference to the interned str. */
    public static long intern(String text) {
        return InternedStrings.current().named(text);
    }

    /** The interned str equal to {@code str}, whose reference is stolen: {@code PyUnicode_InternInPlace}. */
    public static long internSteal(long str) {
        return InternedStrings.intern(ready(str));
    }

    /** Makes an interned str immortal: {@code PyUnicode_InternImmortal}. */
    public static void makeImmortal(long str) {
        InternedStrings.makeImmortal(str);
    }

    /** The str of a {@code _Py_Identifier}, borrowed and kept for good; {@code string} is its C string. */
    public static long ofIdentifier(long identifier, long string) {
        return InternedStrings.current().ofIdentifier(identifier, string);
    }

    public static boolean isInterned(long str) {
        return InternedStrings.isInterned(str);
    }

    // ---- comparing

    public static boolean equalsJava(long str, String text) {
        int length = text.length();
        if (Strings.length(str) > length) return false;
        int kind = Strings.kind(str);
        if (kind == 4) return Strings.toJava(str).equals(text);
        if (Strings.length(str) != length) return false;
        long data = Strings.data(str);
        for (int i = 0; i < length; i++) if (Strings.get(kind, data, i) != text.charAt(i)) return false;
        return true;
    }

    /** Two strs, ready. */
    public static boolean equal(long left, long right) {
        if (left == right) return true;
        long length = Strings.length(left);
        int kind = Strings.kind(left);
        if (length != Strings.length(right) || kind != Strings.kind(right)) return false;
        return length == 0 || Memory.compare(Strings.data(left), Strings.data(right), length * kind) == 0;
    }

    /** -1, 0 or 1 by code points. */
    public static int compare(long left, long right) {
        if (left == right) return 0;
        return StrData.compare(
                Strings.kind(left), Strings.data(left), Strings.length(left),
                Strings.kind(right), Strings.data(right), Strings.length(right));
    }

    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        if (!isInstance(left) || !isInstance(right)) return Singletons.notImplemented();
        ready(left);
        ready(right);
        return BoolType.of(
                switch (op) {
                    case Constants.Py_EQ -> equal(left, right);
                    case Constants.Py_NE -> !equal(left, right);
                    case Constants.Py_LT -> compare(left, right) < 0;
                    case Constants.Py_LE -> compare(left, right) <= 0;
                    case Constants.Py_GT -> compare(left, right) > 0;
                    case Constants.Py_GE -> compare(left, right) >= 0;
                    default -> throw PyError.badInternalCall();
                });
    }

    /** The hash, kept in the struct. */
    @Slot("tp_hash")
    public static long hash(long str) {
        long hash = Memory.getLong(str + PyASCIIObject.hash);
        if (hash != -1) return hash;
        ready(str);
        hash = BytesHash.of(Strings.data(str), Strings.length(str) * Strings.kind(str));
        Memory.putLong(str + PyASCIIObject.hash, hash);
        return hash;
    }

    // ---- sequence

    @Slot({"sq_length", "mp_length"})
    public static long length(long str) {
        return Strings.length(ready(str));
    }

    /** {@code PyUnicode_Concat}: the operands are any objects. */
    public static long concat(long left, long right) {
        require(left);
        if (!isInstance(right)) throw notConcatenable(right);
        ready(right);
        long leftLength = Strings.length(left);
        long rightLength = Strings.length(right);
        if (leftLength == 0) return exact(right);
        if (rightLength == 0) return exact(left);
        if (leftLength > Long.MAX_VALUE - rightLength) throw PyError.overflowError("strings are too large to concat");
        long str = Strings.allocate(leftLength + rightLength, Math.max(bound(left), bound(right)));
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        StrData.copy(Strings.kind(left), Strings.data(left), 0, kind, data, 0, leftLength);
        StrData.copy(Strings.kind(right), Strings.data(right), 0, kind, data, leftLength, rightLength);
        return str;
    }

    @Slot("sq_concat")
    static long concatSlot(long left, long right) {
        return concat(left, right);
    }

    private static PyError notConcatenable(long right) {
        return PyError.typeError("can only concatenate str (not \"" + TypeLookup.fullNameOf(right) + "\") to str");
    }

    @Slot("sq_repeat")
    public static long repeat(long str, long count) {
        long length = Strings.length(ready(str));
        if (count < 1 || length == 0) return empty();
        if (count == 1) return exact(str);
        if (length > Long.MAX_VALUE / count) throw PyError.overflowError("repeated string is too long");
        long result = Strings.allocate(length * count, bound(str));
        int kind = Strings.kind(str);
        BytesType.fillRepeated(Strings.data(result), length * count * kind, Strings.data(str), length * kind);
        return result;
    }

    @Slot("sq_item")
    public static long item(long str, long index) {
        ready(str);
        if (index < 0 || index >= Strings.length(str)) throw PyError.indexError("string index out of range");
        return character(Strings.get(Strings.kind(str), Strings.data(str), index));
    }

    @Slot("mp_subscript")
    public static long subscript(long str, long key) {
        ready(str);
        if (Numbers.isIndex(key)) {
            long index = Numbers.asSsize(key, Exceptions.IndexError);
            return item(str, index < 0 ? index + Strings.length(str) : index);
        }
        if (References.type(key) != BuiltinTypes.SLICE) {
            throw PyError.typeError("string indices must be integers, not '" + TypeLookup.fullNameOf(key) + "'");
        }
        long[] range = SliceType.indices(key, Strings.length(str));
        return slice(str, range[0], range[2], range[3]);
    }

    private static long slice(long str, long start, long step, long count) {
        if (count <= 0) return empty();
        if (step == 1) return substring(str, start, start + count);
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        int max = 0;
        for (long i = 0; i < count; i++) max = Math.max(max, Strings.get(kind, data, start + i * step));
        long result = Strings.allocate(count, max);
        int resultKind = Strings.kind(result);
        long resultData = Strings.data(result);
        for (long i = 0; i < count; i++) {
            Strings.put(resultKind, resultData, i, Strings.get(kind, data, start + i * step));
        }
        return result;
    }

    /** {@code str[start:end]} for {@code 0 <= start}; end is cut to the length. All of an exact str is the str itself. */
    public static long substring(long str, long start, long end) {
        long length = Strings.length(ready(str));
        end = Math.min(end, length);
        if (start == 0 && end == length) return exact(str);
        if (start >= end) return empty();
        int kind = Strings.kind(str);
        return ofData(kind, Strings.data(str) + start * kind, end - start);
    }

    @Slot("sq_contains")
    static int containsSlot(long str, long element) {
        return contains(str, element) ? 1 : 0;
    }

    /** {@code PyUnicode_Contains}. */
    public static boolean contains(long str, long element) {
        if (!isInstance(element)) {
            throw PyError.typeError("'in <string>' requires string as left operand, not " + TypeLookup.fullNameOf(element));
        }
        require(str);
        ready(element);
        return StrSearch.find(str, element, 0, Strings.length(str)) >= 0;
    }

    @Slot("tp_iter")
    public static long iter(long str) {
        // compact: not a subclass's
        boolean ascii = Strings.isAscii(ready(str)) && isExact(str);
        return IndexIterator.make(ascii ? StrAsciiIteratorType.TYPE : BuiltinTypes.UNICODE_ITER, str, 0);
    }

    /** {@code PyUnicode_Join}. */
    public static long join(long separator, long sequence) {
        return StrJoin.join(separator, sequence);
    }

    /** {@code PyUnicode_Format}: the % operator. */
    public static long format(long format, long args) {
        return StrFormatting.percent(require(format), args);
    }

    @Slot("nb_remainder")
    static long remainder(long left, long right) {
        return isInstance(left) ? format(left, right) : Singletons.notImplemented();
    }

    // ---- texts of a str

    @Slot("tp_repr")
    public static long repr(long str) {
        return of(TextRepr.repr(points(ready(str))));
    }

    @Slot("tp_str")
    static long str(long str) {
        return exact(ready(str));
    }

    // ---- UTF-8 and codecs

    /** The address of the cached NUL-terminated UTF-8 form, the same every time: {@code PyUnicode_AsUTF8}. */
    public static long utf8(long str) {
        ready(str);
        if (isCompactAscii(str)) return Strings.data(str);
        if (Memory.getLong(str + PyCompactUnicodeObject.utf8) == NULL) StrCodecs.cacheUtf8(str);
        return Memory.getLong(str + PyCompactUnicodeObject.utf8);
    }

    /** The bytes of {@link #utf8}, its NUL not counted. */
    public static long utf8Size(long str) {
        utf8(str);
        return isCompactAscii(str) ? Strings.length(str) : Memory.getLong(str + PyCompactUnicodeObject.utf8_length);
    }

    static boolean isCompactAscii(long str) {
        int both = PyASCIIObject.state$ascii$MASK | PyASCIIObject.state$compact$MASK;
        return (Memory.getInt(str + PyASCIIObject.state) & both) == both;
    }

    /** {@code PyUnicode_DecodeUTF8}; errors null is strict. */
    public static long decodeUtf8(long data, long size, String errors) {
        return StrCodecs.decodeUtf8(data, size, errors);
    }

    /** {@code PyUnicode_AsEncodedString}: bytes. */
    public static long encode(long str, String encoding, String errors) {
        return StrCodecs.encode(str, encoding, errors);
    }

    /** str(object, encoding, errors). */
    public static long fromObject(long object, String encoding, String errors) {
        if (encoding == null && errors == null) return Objects.str(object);
        return StrCodecs.fromEncodedObject(object, encoding, errors);
    }

    // ---- life

    @Slot("tp_new")
    static long make(long type, long args, long kwargs) {
        long[] given = Arguments.unpack("str", NEW_NAMES, 3, 0, args, kwargs);
        String encoding = StrCodecs.nameArgument("str", "encoding", given[1]);
        String errors = StrCodecs.nameArgument("str", "errors", given[2]);
        long str = given[0] == NULL ? empty() : fromObject(given[0], encoding, errors);
        if (type == BuiltinTypes.STR) return str;
        try {
            return makeDerived(type, ready(str));
        } finally {
            References.decref(str);
        }
    }

    /** An instance of a subclass has its characters in a block of its own, because its size must be the type's. */
    private static long makeDerived(long type, long str) {
        long self = Allocation.instance(type, 0);
        long size = (Strings.length(str) + 1) * Strings.kind(str);
        int state = Memory.getInt(str + PyASCIIObject.state);
        state &= ~(PyASCIIObject.state$interned$MASK | PyASCIIObject.state$compact$MASK);
        Memory.putInt(self + PyASCIIObject.state, state);
        Memory.putLong(self + PyASCIIObject.length, Strings.length(str));
        Memory.putLong(self + PyASCIIObject.hash, Memory.getLong(str + PyASCIIObject.hash));
        long data = Allocation.allocate(size);
        Memory.copy(Strings.data(str), data, size);
        Memory.putLong(self + PyUnicodeObject.data, data);
        if (Strings.isAscii(str)) {
            Memory.putLong(self + PyCompactUnicodeObject.utf8, data);
            Memory.putLong(self + PyCompactUnicodeObject.utf8_length, Strings.length(str));
        }
        return self;
    }

    @Slot("tp_dealloc")
    static void dealloc(long str) {
        if (InternedStrings.state(str) == Constants.SSTATE_INTERNED_MORTAL) InternedStrings.forget(str);
        LegacyStr.freeCaches(str);
        Allocation.freeInstance(str);
    }
}
