package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The methods of str that look for a part of it. */
@BuiltinType(value = "PyUnicode_Type", part = true)
public final class StrSearch {
    private StrSearch() {}

    /** The first index of {@code sub} in {@code str[start:end]}, or -1; the range is within the str. */
    public static long find(long str, long sub, long start, long end) {
        return StrData.find(
                Strings.kind(str), Strings.data(str), start, end,
                Strings.kind(sub), Strings.data(sub), Strings.length(sub));
    }

    /** The last index of {@code sub} in {@code str[start:end]}, or -1. */
    public static long findLast(long str, long sub, long start, long end) {
        return StrData.findLast(
                Strings.kind(str), Strings.data(str), start, end,
                Strings.kind(sub), Strings.data(sub), Strings.length(sub));
    }

    /** How often {@code sub} occurs in {@code str[start:end]}. */
    public static long count(long str, long sub, long start, long end) {
        return StrData.count(
                Strings.kind(str), Strings.data(str), start, end,
                Strings.kind(sub), Strings.data(sub), Strings.length(sub), Long.MAX_VALUE);
    }

    /** Whether {@code str[start:end]} starts ({@code atEnd}: ends) with {@code sub}. */
    public static boolean matches(long str, long sub, long start, long end, boolean atEnd) {
        long length = Strings.length(sub);
        if (end - start < length) return false;
        if (Strings.kind(sub) > Strings.kind(str)) return false;
        long at = atEnd ? end - length : start;
        return StrData.equal(Strings.kind(str), Strings.data(str), at, Strings.kind(sub), Strings.data(sub), 0, length);
    }

    @Method(value = "find", call = Call.VARARGS)
    static long find(long self, long args, long nargs) {
        return LongType.of(search("find", self, args, nargs, false));
    }

    @Method(value = "rfind", call = Call.VARARGS)
    static long findLast(long self, long args, long nargs) {
        return LongType.of(search("rfind", self, args, nargs, true));
    }

    @Method(value = "index", call = Call.VARARGS)
    static long index(long self, long args, long nargs) {
        return LongType.of(found(search("index", self, args, nargs, false)));
    }

    @Method(value = "rindex", call = Call.VARARGS)
    static long indexLast(long self, long args, long nargs) {
        return LongType.of(found(search("rindex", self, args, nargs, true)));
    }

    private static long search(String method, long self, long args, long nargs, boolean last) {
        SearchRange range = SearchRange.of(method, args, nargs);
        long sub = StrType.require(range.wanted());
        range = range.within(StrType.length(self));
        return last ? findLast(self, sub, range.start(), range.end()) : find(self, sub, range.start(), range.end());
    }

    private static long found(long index) {
        if (index < 0) throw PyError.valueError("substring not found");
        return index;
    }

    @Method(value = "count", call = Call.VARARGS)
    static long count(long self, long args, long nargs) {
        SearchRange range = SearchRange.of("count", args, nargs);
        long sub = StrType.require(range.wanted());
        range = range.within(StrType.length(self));
        return LongType.of(count(self, sub, range.start(), range.end()));
    }

    @Method(value = "startswith", call = Call.VARARGS)
    static long startsWith(long self, long args, long nargs) {
        return tailMatch("startswith", self, args, nargs, false);
    }

    @Method(value = "endswith", call = Call.VARARGS)
    static long endsWith(long self, long args, long nargs) {
        return tailMatch("endswith", self, args, nargs, true);
    }

    private static long tailMatch(String method, long self, long args, long nargs, boolean atEnd) {
        SearchRange range = SearchRange.of(method, args, nargs).within(StrType.length(self));
        long wanted = range.wanted();
        if (TypeLookup.hasFlag(References.type(wanted), Constants.Py_TPFLAGS_TUPLE_SUBCLASS)) {
            for (long i = 0; i < TupleType.size(wanted); i++) {
                long sub = TupleType.get(wanted, i);
                if (!StrType.isInstance(sub)) {
                    throw PyError.typeError(
                            "tuple for " + method + " must only contain str, not " + TypeLookup.fullNameOf(sub));
                }
                if (matches(self, StrType.ready(sub), range.start(), range.end(), atEnd)) return BoolType.of(true);
            }
            return BoolType.of(false);
        }
        if (!StrType.isInstance(wanted)) {
            throw PyError.typeError(
                    method + " first arg must be str or a tuple of str, not " + TypeLookup.fullNameOf(wanted, 100));
        }
        return BoolType.of(matches(self, StrType.ready(wanted), range.start(), range.end(), atEnd));
    }

    @Method("removeprefix")
    static long removePrefix(long self, long prefix) {
        return remove("removeprefix", self, prefix, false);
    }

    @Method("removesuffix")
    static long removeSuffix(long self, long suffix) {
        return remove("removesuffix", self, suffix, true);
    }

    private static long remove(String method, long self, long affix, boolean atEnd) {
        StrMethods.requireArgument(method, "", affix);
        long length = StrType.length(self);
        if (!matches(self, affix, 0, length, atEnd)) return StrType.exact(self);
        long cut = Strings.length(affix);
        return atEnd ? StrType.substring(self, 0, length - cut) : StrType.substring(self, cut, length);
    }

    @Method("partition")
    static long partitionMethod(long self, long separator) {
        return partition(self, separator);
    }

    @Method("rpartition")
    static long partitionLastMethod(long self, long separator) {
        return partitionLast(self, separator);
    }

    /** {@code PyUnicode_Partition}. */
    public static long partition(long str, long separator) {
        long at = separatorIn(str, separator, false);
        if (at < 0) return OwnedObjects.tuple(() -> StrType.exact(str), StrType::empty, StrType::empty);
        return parts(str, separator, at);
    }

    /** {@code PyUnicode_RPartition}. */
    public static long partitionLast(long str, long separator) {
        long at = separatorIn(str, separator, true);
        if (at < 0) return OwnedObjects.tuple(StrType::empty, StrType::empty, () -> StrType.exact(str));
        return parts(str, separator, at);
    }

    private static long separatorIn(long str, long separator, boolean last) {
        StrType.require(str);
        StrType.require(separator);
        if (Strings.length(separator) == 0) throw PyError.valueError("empty separator");
        long length = Strings.length(str);
        return last ? findLast(str, separator, 0, length) : find(str, separator, 0, length);
    }

    private static long parts(long str, long separator, long at) {
        return OwnedObjects.tuple(
                () -> StrType.substring(str, 0, at),
                () -> References.newRef(separator),
                () -> StrType.substring(str, at + Strings.length(separator), Strings.length(str)));
    }

    /** What {@code find(sub[, start[, end]])} and its sisters were given: {@code wanted} is borrowed. */
    record SearchRange(long wanted, long start, long end) {
        static SearchRange of(String method, long args, long nargs) {
            if (nargs < 1) throw PyError.typeError(method + "() takes at least 1 argument (0 given)");
            if (nargs > 3) throw PyError.typeError(method + "() takes at most 3 arguments (" + nargs + " given)");
            long start = sliceIndex(Arguments.get(args, nargs, 1), 0);
            long end = sliceIndex(Arguments.get(args, nargs, 2), Long.MAX_VALUE);
            return new SearchRange(Memory.getLong(args), start, end);
        }

        /** {@code _PyEval_SliceIndex}: None is the default, too great a number is clipped. */
        private static long sliceIndex(long object, long defaultValue) {
            if (object == NULL || object == Singletons.NONE) return defaultValue;
            if (!Numbers.isIndex(object)) {
                throw PyError.typeError("slice indices must be integers or None or have an __index__ method");
            }
            return Numbers.asSsize(object, NULL);
        }

        /** The range as indices from the start, cut at the end; start may lie beyond it. */
        SearchRange within(long length) {
            long low = start < 0 ? Math.max(0, start + length) : start;
            long high = end > length ? length : end < 0 ? Math.max(0, end + length) : end;
            return new SearchRange(wanted, low, high);
        }
    }

    /** {@code PyUnicode_FindChar}. */
    public static long findChar(long str, int point, long start, long end, boolean last) {
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        return last
                ? StrData.findLastChar(kind, data, point, start, end)
                : StrData.findChar(kind, data, point, start, end);
    }

    static PyError badIndex() {
        return PyError.of(Exceptions.IndexError, "string index out of range");
    }
}
