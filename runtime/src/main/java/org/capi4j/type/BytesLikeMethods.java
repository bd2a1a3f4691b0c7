package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;

/** The methods that bytes and bytearray share: see {@link ByteMethods}. */
@BuiltinType(value = "PyBytes_Type", part = true)
@BuiltinType(value = "PyByteArray_Type", part = true)
final class BytesLikeMethods {
    private BytesLikeMethods() {}

    @Method("capitalize")
    static long capitalize(long self) {
        return ByteMethods.capitalize(self);
    }

    @Method("center")
    static long center(long self, long args, long nargs) {
        return ByteMethods.justify("center", self, args, nargs);
    }

    @Method(value = "count", call = Call.VARARGS)
    static long count(long self, long args, long nargs) {
        return ByteMethods.count(self, args, nargs);
    }

    @Method("decode")
    static long decode(long self, long args, long nargs, long kwnames) {
        return ByteMethods.decode(self, args, nargs, kwnames);
    }

    @Method(value = "endswith", call = Call.VARARGS)
    static long endswith(long self, long args, long nargs) {
        return ByteMethods.tailMatch("endswith", self, args, nargs, true);
    }

    @Method("expandtabs")
    static long expandtabs(long self, long args, long nargs, long kwnames) {
        return ByteMethods.expandTabs(self, args, nargs, kwnames);
    }

    @Method(value = "find", call = Call.VARARGS)
    static long find(long self, long args, long nargs) {
        return LongType.of(ByteMethods.find("find", self, args, nargs));
    }

    @Method("hex")
    static long hex(long self, long args, long nargs, long kwnames) {
        return ByteMethods.hex(self, args, nargs, kwnames);
    }

    @Method(value = "index", call = Call.VARARGS)
    static long index(long self, long args, long nargs) {
        return ByteMethods.index(ByteMethods.find("index", self, args, nargs));
    }

    @Method("isalnum")
    static long isalnum(long self) {
        return ByteMethods.all(self, ByteClass::isAlnum);
    }

    @Method("isalpha")
    static long isalpha(long self) {
        return ByteMethods.all(self, ByteClass::isAlpha);
    }

    @Method("isascii")
    static long isascii(long self) {
        return ByteMethods.isAscii(self);
    }

    @Method("isdigit")
    static long isdigit(long self) {
        return ByteMethods.all(self, ByteClass::isDigit);
    }

    @Method("islower")
    static long islower(long self) {
        return ByteMethods.isCased(self, ByteClass::isLower, ByteClass::isUpper);
    }

    @Method("isspace")
    static long isspace(long self) {
        return ByteMethods.all(self, ByteClass::isSpace);
    }

    @Method("istitle")
    static long istitle(long self) {
        return ByteMethods.isTitle(self);
    }

    @Method("isupper")
    static long isupper(long self) {
        return ByteMethods.isCased(self, ByteClass::isUpper, ByteClass::isLower);
    }

    @Method("join")
    static long join(long self, long iterable) {
        return ByteMethods.join(self, iterable);
    }

    @Method("ljust")
    static long ljust(long self, long args, long nargs) {
        return ByteMethods.justify("ljust", self, args, nargs);
    }

    @Method("lower")
    static long lower(long self) {
        return ByteMethods.map(self, ByteClass::toLower);
    }

    @Method("lstrip")
    static long lstrip(long self, long args, long nargs) {
        return ByteMethods.strip("lstrip", self, args, nargs, true, false);
    }

    @Method("partition")
    static long partition(long self, long separator) {
        return ByteMethods.partition(self, separator, false);
    }

    @Method("removeprefix")
    static long removeprefix(long self, long prefix) {
        return ByteMethods.remove(self, prefix, false);
    }

    @Method("removesuffix")
    static long removesuffix(long self, long suffix) {
        return ByteMethods.remove(self, suffix, true);
    }

    @Method("replace")
    static long replace(long self, long args, long nargs) {
        return ByteMethods.replace(self, args, nargs);
    }

    @Method(value = "rfind", call = Call.VARARGS)
    static long rfind(long self, long args, long nargs) {
        return LongType.of(ByteMethods.findLast("rfind", self, args, nargs));
    }

    @Method(value = "rindex", call = Call.VARARGS)
    static long rindex(long self, long args, long nargs) {
        return ByteMethods.index(ByteMethods.findLast("rindex", self, args, nargs));
    }

    @Method("rjust")
    static long rjust(long self, long args, long nargs) {
        return ByteMethods.justify("rjust", self, args, nargs);
    }

    @Method("rpartition")
    static long rpartition(long self, long separator) {
        return ByteMethods.partition(self, separator, true);
    }

    @Method("rsplit")
    static long rsplit(long self, long args, long nargs, long kwnames) {
        return ByteMethods.split("rsplit", self, args, nargs, kwnames, true);
    }

    @Method("rstrip")
    static long rstrip(long self, long args, long nargs) {
        return ByteMethods.strip("rstrip", self, args, nargs, false, true);
    }

    @Method("split")
    static long split(long self, long args, long nargs, long kwnames) {
        return ByteMethods.split("split", self, args, nargs, kwnames, false);
    }

    @Method("splitlines")
    static long splitlines(long self, long args, long nargs, long kwnames) {
        return ByteMethods.splitLines(self, args, nargs, kwnames);
    }

    @Method(value = "startswith", call = Call.VARARGS)
    static long startswith(long self, long args, long nargs) {
        return ByteMethods.tailMatch("startswith", self, args, nargs, false);
    }

    @Method("strip")
    static long strip(long self, long args, long nargs) {
        return ByteMethods.strip("strip", self, args, nargs, true, true);
    }

    @Method("swapcase")
    static long swapcase(long self) {
        return ByteMethods.map(self, ByteMethods::swapCase);
    }

    @Method("title")
    static long title(long self) {
        return ByteMethods.title(self);
    }

    @Method("translate")
    static long translate(long self, long args, long nargs, long kwnames) {
        return ByteMethods.translate(self, args, nargs, kwnames);
    }

    @Method("upper")
    static long upper(long self) {
        return ByteMethods.map(self, ByteClass::toUpper);
    }

    @Method("zfill")
    static long zfill(long self, long width) {
        return ByteMethods.zfill(self, width);
    }

    @Method(value = "maketrans", kind = Kind.STATIC)
    static long maketrans(long self, long args, long nargs) {
        return ByteMethods.makeTranslation(args, nargs);
    }
}
