package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.Constants;
import org.capi4j.layout._Py_Identifier;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.CText;
import org.capi4j.type.LegacyStr;
import org.capi4j.type.StrContent;
import org.capi4j.type.StrFormatting;
import org.capi4j.type.StrJoin;
import org.capi4j.type.StrMethods;
import org.capi4j.type.StrSearch;
import org.capi4j.type.StrSplit;
import org.capi4j.type.StrStorage;
import org.capi4j.type.StrTranslate;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code unicodeobject.h}: making, changing, comparing and searching str. Encodings are in {@link PyUnicodeCodec}. */
@CApi
public final class PyUnicode {
    private PyUnicode() {}

    // ---- making

    public static long PyUnicode_New(long size, int maxchar) {
        if (size == 0) return StrType.empty();
        if (Integer.compareUnsigned(maxchar, 0x10ffff) > 0) {
            throw PyError.systemError("invalid maximum character passed to PyUnicode_New");
        }
        if (size < 0) throw PyError.systemError("Negative size passed to PyUnicode_New");
        return StrType.make(size, maxchar);
    }

    public static long PyUnicode_FromKindAndData(int kind, long buffer, long size) {
        if (size < 0) throw PyError.valueError("size must be positive");
        if (kind != 1 && kind != 2 && kind != 4) throw PyError.systemError("invalid kind");
        return StrType.ofData(kind, buffer, size);
    }

    public static long PyUnicode_FromStringAndSize(long u, long size) {
        if (size < 0) throw PyError.systemError("Negative size passed to PyUnicode_FromStringAndSize");
        return u != NULL ? StrType.decodeUtf8(u, size, null) : LegacyStr.makeDeprecated("PyUnicode_FromStringAndSize", size);
    }

    public static long PyUnicode_FromString(long u) {
        return StrType.decodeUtf8(u, Memory.stringLength(u), null);
    }

    public static long _PyUnicode_FromASCII(long buffer, long size) {
        return StrType.ofData(1, buffer, size);
    }

    public static long PyUnicode_FromUnicode(long u, long size) {
        if (u == NULL) return LegacyStr.makeDeprecated("PyUnicode_FromUnicode", size);
        if (size < 0) throw PyError.badInternalCall();
        return LegacyStr.fromWide(u, size);
    }

    public static long PyUnicode_FromWideChar(long w, long size) {
        if (w == NULL && size != 0 || size < -1) throw PyError.badInternalCall();
        if (w == NULL) return StrType.empty();
        return LegacyStr.fromWide(w, size == -1 ? LegacyStr.wideStringLength(w) : size);
    }

    public static long PyUnicode_FromOrdinal(int ordinal) {
        if (ordinal < 0 || ordinal > 0x10ffff) throw PyError.valueError("chr() arg not in range(0x110000)");
        return StrType.character(ordinal);
    }

    public static long PyUnicode_FromObject(long obj) {
        if (StrType.isInstance(obj)) return StrType.exact(StrType.ready(obj));
        throw PyError.typeError("Can't convert '" + TypeLookup.fullNameOf(obj) + "' object to str implicitly");
    }

    public static long _PyUnicode_Copy(long unicode) {
        if (!StrType.isInstance(unicode)) throw PyError.badInternalCall();
        return StrType.copy(StrType.ready(unicode));
    }

    public static long PyUnicode_FromFormatV(long format, long vargs) {
        return UnicodeFormat.format(format, new VaList(vargs));
    }

    public static int _PyUnicode_Ready(long unicode) {
        StrType.ready(unicode);
        return 0;
    }

    // ---- interning

    public static long PyUnicode_InternFromString(long u) {
        return StrType.internSteal(PyUnicode_FromString(u));
    }

    public static void PyUnicode_InternInPlace(long field) {
        long str = Memory.getLong(field);
        if (str != NULL && StrType.isInstance(str)) Memory.putLong(field, StrType.internSteal(str));
    }

    public static void PyUnicode_InternImmortal(long field) {
        PyUnicode_InternInPlace(field);
        StrType.makeImmortal(Memory.getLong(field));
    }

    public static long _PyUnicode_FromId(long id) {
        return StrType.ofIdentifier(id, Memory.getLong(id + _Py_Identifier.string));
    }

    // ---- content

    private static long checked(long unicode) {
        if (!StrType.isInstance(unicode)) throw PyError.typeError("bad argument type for built-in operation");
        return StrType.ready(unicode);
    }

    public static long PyUnicode_GetLength(long unicode) {
        return Strings.length(checked(unicode));
    }

    public static long PyUnicode_GetSize(long unicode) {
        if (!StrType.isInstance(unicode)) throw PyError.typeError("bad argument type for built-in operation");
        LegacyStr.wide(unicode);
        return LegacyStr.wideLength(unicode);
    }

    public static int PyUnicode_ReadChar(long unicode, long index) {
        return StrStorage.readCharacter(unicode, index);
    }

    public static int PyUnicode_WriteChar(long unicode, long index, int character) {
        StrStorage.writeCharacter(unicode, index, character);
        return 0;
    }

    public static long PyUnicode_Fill(long unicode, long start, long length, int fill) {
        return StrStorage.fill(unicode, start, length, fill);
    }

    public static void _PyUnicode_FastFill(long unicode, long start, long length, int fill) {
        StrContent.fill(unicode, start, length, fill);
    }

    public static long PyUnicode_CopyCharacters(long to, long toStart, long from, long fromStart, long howMany) {
        return StrStorage.copyCharacters(to, toStart, from, fromStart, howMany);
    }

    public static void _PyUnicode_FastCopyCharacters(long to, long toStart, long from, long fromStart, long howMany) {
        StrContent.copy(StrType.require(to), toStart, StrType.require(from), fromStart, howMany);
    }

    public static int PyUnicode_Resize(long unicode, long length) {
        StrStorage.resize(unicode, length);
        return 0;
    }

    public static int _PyUnicode_FindMaxChar(long unicode, long start, long end) {
        return StrContent.maxChar(unicode, start, end);
    }

    public static long PyUnicode_Substring(long str, long start, long end) {
        if (start < 0 || end < 0) throw PyError.indexError("string index out of range");
        return StrType.substring(StrType.require(str), start, end);
    }

    public static long PyUnicode_AsUCS4(long unicode, long buffer, long buflen, int copyNull) {
        if (buffer == NULL || buflen < 0) throw PyError.badInternalCall();
        StrContent.toUcs4(StrType.require(unicode), buffer, buflen, copyNull != 0);
        return buffer;
    }

    public static long PyUnicode_AsUCS4Copy(long unicode) {
        return StrContent.ucs4Copy(StrType.require(unicode));
    }

    public static long PyUnicode_AsUnicode(long unicode) {
        return PyUnicode_AsUnicodeAndSize(unicode, NULL);
    }

    public static long PyUnicode_AsUnicodeAndSize(long unicode, long size) {
        if (!StrType.isInstance(unicode)) throw PyError.typeError("bad argument type for built-in operation");
        long wide = LegacyStr.wide(unicode);
        if (size != NULL) Memory.putLong(size, LegacyStr.wideLength(unicode));
        return wide;
    }

    public static long _PyUnicode_AsUnicode(long unicode) {
        long wide = PyUnicode_AsUnicodeAndSize(unicode, NULL);
        if (LegacyStr.wideStringLength(wide) != LegacyStr.wideLength(unicode)) {
            throw PyError.valueError("embedded null character");
        }
        return wide;
    }

    public static long PyUnicode_AsWideChar(@Nullable long unicode, long w, long size) {
        if (unicode == NULL) throw PyError.badInternalCall();
        return LegacyStr.copyWide(checked(unicode), w, size);
    }

    public static long PyUnicode_AsWideCharString(@Nullable long unicode, long size) {
        if (unicode == NULL) throw PyError.badInternalCall();
        return LegacyStr.wideCopy(checked(unicode), size);
    }

    public static int _PyUnicode_CheckConsistency(long op, int checkContent) {
        return 1;
    }

    // ---- comparing

    public static int PyUnicode_Compare(long left, long right) {
        if (!StrType.isInstance(left) || !StrType.isInstance(right)) {
            throw PyError.typeError("Can't compare " + TypeLookup.fullNameOf(left) + " and " + TypeLookup.fullNameOf(right));
        }
        return StrType.compare(StrType.ready(left), StrType.ready(right));
    }

    /** What isn't a str is equal to none: there is no error to raise. */
    public static int PyUnicode_CompareWithASCIIString(long left, long right) {
        if (!StrType.isInstance(left)) return 1;
        return StrContent.compareLatin1(StrType.ready(left), right);
    }

    public static int _PyUnicode_EqualToASCIIString(long left, long right) {
        return StrType.isInstance(left) && StrContent.compareLatin1(StrType.ready(left), right) == 0 ? 1 : 0;
    }

    public static int _PyUnicode_EqualToASCIIId(long left, long right) {
        return _PyUnicode_EqualToASCIIString(left, Memory.getLong(right + _Py_Identifier.string));
    }

    public static int _PyUnicode_EQ(long left, long right) {
        return StrType.equal(StrType.ready(left), StrType.ready(right)) ? 1 : 0;
    }

    public static int _PyUnicode_Equal(long left, long right) {
        return _PyUnicode_EQ(left, right);
    }

    public static long PyUnicode_RichCompare(long left, long right, int op) {
        if (left == right && StrType.isInstance(left) && (op == Constants.Py_EQ || op == Constants.Py_NE)) {
            return BoolType.of(op == Constants.Py_EQ);
        }
        return StrType.richCompare(left, right, op);
    }

    public static int PyUnicode_Contains(long container, long element) {
        return StrType.contains(container, element) ? 1 : 0;
    }

    public static int PyUnicode_IsIdentifier(long self) {
        return StrContent.isIdentifier(StrType.require(self)) ? 1 : 0;
    }

    public static long _PyUnicode_ScanIdentifier(long self) {
        return StrContent.identifierLength(StrType.require(self));
    }

    // ---- searching

    public static long PyUnicode_Find(long str, long substr, long start, long end, int direction) {
        return StrContent.find(StrType.require(str), StrType.require(substr), start, end, direction < 0);
    }

    public static long PyUnicode_FindChar(long str, int ch, long start, long end, int direction) {
        long length = Strings.length(StrType.require(str));
        long first = fromEnd(start, length);
        long last = Math.min(fromEnd(end, length), length);
        return first >= last ? -1 : StrSearch.findChar(str, ch, first, last, direction < 0);
    }

    /** An index that counts from the end when it is negative. */
    private static long fromEnd(long index, long length) {
        return index < 0 ? Math.max(index + length, 0) : index;
    }

    public static long PyUnicode_Count(long str, long substr, long start, long end) {
        return StrContent.count(StrType.require(str), StrType.require(substr), start, end);
    }

    public static long PyUnicode_Tailmatch(long str, long substr, long start, long end, int direction) {
        return StrContent.matches(StrType.require(str), StrType.require(substr), start, end, direction > 0) ? 1 : 0;
    }

    // ---- putting together and taking apart

    public static long PyUnicode_Concat(long left, long right) {
        return StrType.concat(left, right);
    }

    public static void PyUnicode_Append(@Nullable long pleft, @Nullable long right) {
        try {
            if (pleft == NULL) throw PyError.badInternalCall();
            StrStorage.append(pleft, right);
        } catch (PyError error) {
            if (ErrorIndicator.isSet()) error.release();
            else org.capi4j.object.Guard.failed(error, "PyUnicode_Append");
        }
    }

    public static void PyUnicode_AppendAndDel(@Nullable long pleft, @Nullable long right) {
        PyUnicode_Append(pleft, right);
        References.xdecref(right);
    }

    public static long PyUnicode_Join(@Nullable long separator, long seq) {
        return StrType.join(separator, seq);
    }

    public static long _PyUnicode_JoinArray(@Nullable long separator, long items, long seqlen) {
        return StrJoin.join(separator, items, seqlen);
    }

    public static long PyUnicode_Split(long s, @Nullable long sep, long maxsplit) {
        return StrSplit.split(StrType.require(s), sep == NULL ? NULL : StrType.require(sep), maxsplit);
    }

    public static long PyUnicode_RSplit(long s, @Nullable long sep, long maxsplit) {
        return StrSplit.splitLast(StrType.require(s), sep == NULL ? NULL : StrType.require(sep), maxsplit);
    }

    public static long PyUnicode_Splitlines(long s, int keepends) {
        return StrSplit.splitLines(StrType.require(s), keepends != 0);
    }

    public static long PyUnicode_Partition(long s, long sep) {
        return StrSearch.partition(s, sep);
    }

    public static long PyUnicode_RPartition(long s, long sep) {
        return StrSearch.partitionLast(s, sep);
    }

    public static long PyUnicode_Replace(long str, long substr, long replstr, long maxcount) {
        return StrJoin.replace(StrType.require(str), StrType.require(substr), StrType.require(replstr), maxcount);
    }

    public static long PyUnicode_Translate(long str, @Nullable long table, @Nullable long errors) {
        if (table == NULL) throw PyError.badArgument();
        return StrTranslate.translate(StrType.require(str), table, errors == NULL ? "strict" : CText.lazily(errors));
    }

    public static long _PyUnicode_XStrip(long self, int striptype, long sepobj) {
        return StrMethods.strip(StrType.requireInternal(self), StrType.requireInternal(sepobj), striptype != 1, striptype != 0);
    }

    // ---- formatting

    public static long PyUnicode_Format(long format, long args) {
        return StrType.format(format, args);
    }

    public static long _PyUnicode_FormatLong(long value, int alt, int precision, int type) {
        return StrFormatting.percentLong(value, alt != 0, precision, (char) type);
    }

    public static long _PyUnicode_TransformDecimalAndSpaceToASCII(long unicode) {
        if (!StrType.isInstance(unicode)) throw PyError.badInternalCall();
        return StrContent.decimalAndSpaceToAscii(StrType.ready(unicode));
    }
}
