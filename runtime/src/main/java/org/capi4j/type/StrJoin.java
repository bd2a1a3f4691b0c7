package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** {@code join} and {@code replace} of str. */
@BuiltinType(value = "PyUnicode_Type", part = true)
public final class StrJoin {
    private StrJoin() {}

    @Method("join")
    static long joinMethod(long self, long iterable) {
        return join(self, iterable);
    }

    /** {@code PyUnicode_Join}; separator NULL is a space, as in CPython. */
    static long join(long separator, long iterable) {
        long fast = Sequences.fast(iterable, "can only join an iterable");
        try {
            return join(separator, Sequences.fastItems(fast), Sequences.fastLength(fast));
        } finally {
            References.decref(fast);
        }
    }

    /** {@code _PyUnicode_JoinArray}: {@code items} is a C array of borrowed references. */
    public static long join(long separator, long items, long count) {
        if (count == 0) return StrType.empty();
        if (count == 1 && StrType.isExact(Memory.getLong(items))) return References.newRef(Memory.getLong(items));
        long ownSeparator = separator == NULL ? StrType.character(' ') : References.newRef(requireSeparator(separator));
        try {
            return joinReady(ownSeparator, items, count);
        } finally {
            References.decref(ownSeparator);
        }
    }

    private static long requireSeparator(long separator) {
        if (!StrType.isInstance(separator)) {
            throw PyError.typeError("separator: expected str instance, " + TypeLookup.fullNameOf(separator) + " found");
        }
        return StrType.ready(separator);
    }

    private static long joinReady(long separator, long items, long count) {
        long width = Strings.length(separator);
        long length = 0;
        int max = count > 1 && width > 0 ? StrType.bound(separator) : 0;
        for (long i = 0; i < count; i++) {
            long item = Memory.getLong(items + 8 * i);
            if (!StrType.isInstance(item)) {
                throw PyError.typeError("sequence item " + i + ": expected str instance, " + TypeLookup.fullNameOf(item, 80) + " found");
            }
            max = Math.max(max, StrType.bound(StrType.ready(item)));
            long more = Strings.length(item) + (i > 0 ? width : 0);
            if (length > Long.MAX_VALUE - more) throw PyError.overflowError("join() result is too long for a Python string");
            length += more;
        }
        if (length == 0) return StrType.empty();
        long str = Strings.allocate(length, max);
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        long at = 0;
        for (long i = 0; i < count; i++) {
            if (i > 0) at = append(kind, data, at, separator);
            at = append(kind, data, at, Memory.getLong(items + 8 * i));
        }
        return str;
    }

    private static long append(int kind, long data, long at, long str) {
        long length = Strings.length(str);
        StrData.copy(Strings.kind(str), Strings.data(str), 0, kind, data, at, length);
        return at + length;
    }

    @Method("replace")
    static long replaceMethod(long self, long args, long nargs) {
        Arguments.checkPositional("replace", nargs, 2, 3);
        long old = StrMethods.requireArgument("replace", " 1", Memory.getLong(args));
        long replacement = StrMethods.requireArgument("replace", " 2", Memory.getLong(args + 8));
        long max = nargs < 3 ? -1 : Arguments.ssize(Memory.getLong(args + 16));
        return replace(StrType.ready(self), old, replacement, max);
    }

    /** {@code PyUnicode_Replace}: three ready strs; a negative maximum is none. */
    public static long replace(long str, long old, long replacement, long maxCount) {
        long limit = maxCount < 0 ? Long.MAX_VALUE : maxCount;
        long length = Strings.length(str);
        long oldLength = Strings.length(old);
        if (oldLength > length || limit == 0) return StrType.exact(str);
        long count = StrData.count(
                Strings.kind(str), Strings.data(str), 0, length,
                Strings.kind(old), Strings.data(old), oldLength, limit);
        if (count == 0 || StrType.equal(old, replacement)) return StrType.exact(str);
        long growth = Strings.length(replacement) - oldLength;
        if (growth > 0 && count > (Long.MAX_VALUE - length) / growth) throw PyError.overflowError("replace string is too long");
        long total = length + count * growth;
        if (total == 0) return StrType.empty();
        long result = Strings.allocate(total, Math.max(StrType.bound(str), StrType.bound(replacement)));
        fillReplaced(result, str, old, replacement, count);
        return narrowed(result);
    }

    private static void fillReplaced(long result, long str, long old, long replacement, long count) {
        int kind = Strings.kind(str);
        long source = Strings.data(str);
        int resultKind = Strings.kind(result);
        long data = Strings.data(result);
        long oldLength = Strings.length(old);
        long length = Strings.length(str);
        long from = 0;
        long to = 0;
        for (long done = 0; done < count; done++) {
            long at = oldLength == 0 ? done : StrSearch.find(str, old, from, length);
            StrData.copy(kind, source, from, resultKind, data, to, at - from);
            to = append(resultKind, data, to + at - from, replacement);
            from = at + oldLength;
        }
        StrData.copy(kind, source, from, resultKind, data, to, length - from);
    }

    /** {@code str} (stolen), or an equal one of a smaller kind where its characters allow that. */
    static long narrowed(long str) {
        int kind = Strings.kind(str);
        if (Strings.isAscii(str)) return Strings.length(str) == 1 ? shared(str) : str;
        int max = StrData.maxChar(kind, Strings.data(str), 0, Strings.length(str));
        boolean fits = max >= 0x80 && (kind == 1 || max >= 0x100 && (kind == 2 || max >= 0x10000));
        return fits && Strings.length(str) > 1 ? str : shared(str);
    }

    private static long shared(long str) {
        try {
            return StrType.ofData(Strings.kind(str), Strings.data(str), Strings.length(str));
        } finally {
            References.decref(str);
        }
    }
}
