package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * The methods that bytes and bytearray share. {@code self} is either; results are of the same kind, and bytes that come out
 * unchanged are themselves.
 */
final class ByteMethods {
    private static final String[] SPLIT_NAMES = {"sep", "maxsplit"};
    private static final String[] LINES_NAMES = {"keepends"};
    private static final String[] TABS_NAMES = {"tabsize"};
    private static final String[] HEX_NAMES = {"sep", "bytes_per_sep"};
    private static final String[] DECODE_NAMES = {"encoding", "errors"};
    private static final String[] TRANSLATE_NAMES = {"", "delete"};

    private ByteMethods() {}

    static long data(long self) {
        return BytesType.isInstance(self) ? BytesType.data(self) : ByteArrayType.data(self);
    }

    static long size(long self) {
        return BytesType.size(self);
    }

    /** A new object of the kind of {@code self}, content not set. */
    static long make(long self, long size) {
        return BytesType.isInstance(self) ? BytesType.make(size) : ByteArrayType.make(size);
    }

    static long copy(long self, long start, long end) {
        long data = data(self) + start;
        return BytesType.isInstance(self) ? BytesType.ofData(data, end - start) : ByteArrayType.ofData(data, end - start);
    }

    /** {@code self[start:end]}; all of an exact bytes is itself. */
    static long part(long self, long start, long end) {
        boolean whole = start == 0 && end == size(self) && BytesType.isExact(self);
        return whole ? References.newRef(self) : copy(self, start, Math.max(start, end));
    }

    private static long whole(long self) {
        return part(self, 0, size(self));
    }

    // ---- comparing and searching

    static boolean compare(long left, long leftSize, long right, long rightSize, int op) {
        if (op == Constants.Py_EQ || op == Constants.Py_NE) {
            boolean equal = leftSize == rightSize && (leftSize == 0 || Memory.compare(left, right, leftSize) == 0);
            return equal == (op == Constants.Py_EQ);
        }
        int order = StrData.compare(1, left, leftSize, 1, right, rightSize);
        return switch (op) {
            case Constants.Py_LT -> order < 0;
            case Constants.Py_LE -> order <= 0;
            case Constants.Py_GT -> order > 0;
            case Constants.Py_GE -> order >= 0;
            default -> throw PyError.badInternalCall();
        };
    }

    static boolean contains(long self, long item) {
        if (Numbers.isIndex(item)) {
            int value = BytesSource.value(item);
            return StrData.findChar(1, data(self), value, 0, size(self)) >= 0;
        }
        try (ByteView sub = ByteView.of(item)) {
            return StrData.find(1, data(self), 0, size(self), 1, sub.data(), sub.size()) >= 0;
        }
    }

    /** Copies the items that a slice's {start, stop, step, count} says. */
    static void copyStrided(long data, long[] range, long target) {
        for (long i = 0, at = range[0]; i < range[3]; i++, at += range[2]) Memory.putByte(target + i, Memory.getByte(data + at));
    }

    /** A search in a range of content: {@code data, start, end, sub, subSize}. */
    private interface Search {
        long in(long data, long start, long end, long sub, long subSize);
    }

    private static long search(String method, long self, long args, long nargs, Search search) {
        StrSearch.SearchRange range = StrSearch.SearchRange.of(method, args, nargs);
        long wanted = range.wanted();
        if (!ByteView.isPossible(wanted)) {
            int value = wantedByte(wanted);
            long single = StaticObjects.bytes(value);
            try {
                range = range.within(size(self));
                return search.in(data(self), range.start(), range.end(), BytesType.data(single), 1);
            } finally {
                References.decref(single);
            }
        }
        try (ByteView sub = ByteView.of(wanted)) {
            range = range.within(size(self));
            return search.in(data(self), range.start(), range.end(), sub.data(), sub.size());
        }
    }

    private static int wantedByte(long object) {
        if (!Numbers.isIndex(object)) {
            throw PyError.typeError(
                    "argument should be integer or bytes-like object, not '" + TypeLookup.fullNameOf(object) + "'");
        }
        return BytesSource.value(object);
    }

    static long find(String method, long self, long args, long nargs) {
        return search(method, self, args, nargs, (data, start, end, sub, size) -> StrData.find(1, data, start, end, 1, sub, size));
    }

    static long findLast(String method, long self, long args, long nargs) {
        return search(
                method, self, args, nargs, (data, start, end, sub, size) -> StrData.findLast(1, data, start, end, 1, sub, size));
    }

    static long index(long found) {
        if (found < 0) throw PyError.valueError("subsection not found");
        return LongType.of(found);
    }

    static long count(long self, long args, long nargs) {
        return LongType.of(search("count", self, args, nargs,
                (data, start, end, sub, size) -> StrData.count(1, data, start, end, 1, sub, size, Long.MAX_VALUE)));
    }

    static long tailMatch(String method, long self, long args, long nargs, boolean atEnd) {
        StrSearch.SearchRange range = StrSearch.SearchRange.of(method, args, nargs).within(size(self));
        long wanted = range.wanted();
        if (TypeLookup.hasFlag(References.type(wanted), Constants.Py_TPFLAGS_TUPLE_SUBCLASS)) {
            for (long i = 0; i < TupleType.size(wanted); i++) {
                if (matches(self, TupleType.get(wanted, i), range.start(), range.end(), atEnd)) return BoolType.of(true);
            }
            return BoolType.of(false);
        }
        if (!ByteView.isPossible(wanted)) {
            throw PyError.typeError(
                    method + " first arg must be bytes or a tuple of bytes, not " + TypeLookup.fullName(References.type(wanted)));
        }
        return BoolType.of(matches(self, wanted, range.start(), range.end(), atEnd));
    }

    private static boolean matches(long self, long wanted, long start, long end, boolean atEnd) {
        try (ByteView sub = ByteView.of(wanted)) {
            if (end - start < sub.size()) return false;
            long at = atEnd ? end - sub.size() : start;
            return StrData.equal(1, data(self), at, 1, sub.data(), 0, sub.size());
        }
    }

    static long remove(long self, long affix, boolean atEnd) {
        if (!matches(self, affix, 0, size(self), atEnd)) return whole(self);
        try (ByteView sub = ByteView.of(affix)) {
            return atEnd ? part(self, 0, size(self) - sub.size()) : part(self, sub.size(), size(self));
        }
    }

    // ---- cutting

    static long partition(long self, long separator, boolean last) {
        try (ByteView sub = ByteView.of(separator)) {
            if (sub.size() == 0) throw PyError.valueError("empty separator");
            long size = size(self);
            long at = last
                    ? StrData.findLast(1, data(self), 0, size, 1, sub.data(), sub.size())
                    : StrData.find(1, data(self), 0, size, 1, sub.data(), sub.size());
            LongSupplier empty = () -> copy(self, 0, 0);
            if (at < 0 && last) return OwnedObjects.tuple(empty, empty, () -> unfound(self));
            if (at < 0) return OwnedObjects.tuple(() -> unfound(self), empty, empty);
            boolean bytes = BytesType.isInstance(self);
            return OwnedObjects.tuple(
                    () -> part(self, 0, at),
                    () -> bytes ? References.newRef(separator) : copy(self, at, at + sub.size()),
                    () -> part(self, at + sub.size(), size));
        }
    }

    /** What a separator that isn't there leaves: the object itself, also where its class is derived; a copy where it may change. */
    private static long unfound(long self) {
        return BytesType.isInstance(self) ? References.newRef(self) : whole(self);
    }

    private static Splitter splitter(long self) {
        return new Splitter(1, data(self), size(self), (start, end) -> part(self, start, end));
    }

    static long split(String method, long self, long args, long nargs, long kwnames, boolean last) {
        long[] given = Arguments.unpack(method, SPLIT_NAMES, 2, 0, args, nargs, kwnames);
        long max = given[1] == NULL ? -1 : Arguments.ssize(given[1]);
        if (given[0] == NULL || given[0] == Singletons.NONE) {
            Splitter splitter = splitter(self);
            return last ? splitter.atSpaceLast(ByteClass::isSpace, max) : splitter.atSpace(ByteClass::isSpace, max);
        }
        try (ByteView sub = ByteView.of(given[0])) {
            Splitter splitter = splitter(self);
            return last ? splitter.atLast(1, sub.data(), sub.size(), max) : splitter.at(1, sub.data(), sub.size(), max);
        }
    }

    static long splitLines(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("splitlines", LINES_NAMES, 1, 0, args, nargs, kwnames);
        boolean keepEnds = given[0] != NULL && Arguments.integer(given[0]) != 0;
        return splitter(self).lines(ByteClass::isLineBreak, keepEnds);
    }

    static long strip(String method, long self, long args, long nargs, boolean left, boolean right) {
        Arguments.checkPositional(method, nargs, 0, 1);
        long given = Arguments.get(args, nargs, 0);
        if (given == NULL || given == Singletons.NONE) return strip(self, ByteClass::isSpace, left, right);
        try (ByteView members = ByteView.of(given)) {
            return strip(self, c -> StrData.findChar(1, members.data(), c, 0, members.size()) >= 0, left, right);
        }
    }

    private static long strip(long self, IntPredicate gone, boolean left, boolean right) {
        long data = data(self);
        long start = 0;
        long end = size(self);
        while (left && start < end && gone.test(Memory.getUnsignedByte(data + start))) start++;
        while (right && end > start && gone.test(Memory.getUnsignedByte(data + end - 1))) end--;
        return part(self, start, end);
    }

    // ---- joining and replacing

    static long join(long self, long iterable) {
        long fast = Sequences.fast(iterable, "can only join an iterable");
        try {
            return joinItems(self, Sequences.fastItems(fast), Sequences.fastLength(fast));
        } finally {
            References.decref(fast);
        }
    }

    private static long joinItems(long self, long items, long count) {
        if (count == 0) return copy(self, 0, 0);
        long first = Memory.getLong(items);
        if (count == 1 && BytesType.isInstance(self) && BytesType.isExact(first)) return References.newRef(first);
        ByteView[] views = new ByteView[Math.toIntExact(count)];
        try (ByteView separator = ByteView.of(self)) {
            long total = 0;
            for (int i = 0; i < count; i++) {
                views[i] = joinItem(Memory.getLong(items + 8L * i), i);
                long more = views[i].size() + (i > 0 ? separator.size() : 0);
                if (total > Long.MAX_VALUE - more) throw PyError.overflowError("join() result is too long");
                total += more;
            }
            long result = make(self, total);
            long to = data(result);
            for (int i = 0; i < count; i++) {
                if (i > 0) to = append(to, separator);
                to = append(to, views[i]);
            }
            return result;
        } finally {
            for (ByteView view : views) if (view != null) view.close();
        }
    }

    private static ByteView joinItem(long item, int index) {
        ByteView view = ByteView.ofOrNull(item);
        if (view != null) return view;
        throw PyError.typeError("sequence item " + index + ": expected a bytes-like object, " + TypeLookup.fullNameOf(item, 80) + " found");
    }

    private static long append(long to, ByteView view) {
        Memory.copy(view.data(), to, view.size());
        return to + view.size();
    }

    static long replace(long self, long args, long nargs) {
        Arguments.checkPositional("replace", nargs, 2, 3);
        try (ByteView old = ByteView.of(Memory.getLong(args));
                ByteView replacement = ByteView.of(Memory.getLong(args + 8))) {
            long max = nargs < 3 ? -1 : Arguments.ssize(Memory.getLong(args + 16));
            long count = StrData.count(
                    1, data(self), 0, size(self), 1, old.data(), old.size(), max < 0 ? Long.MAX_VALUE : max);
            return count == 0 ? whole(self) : replaced(self, old, replacement, count);
        }
    }

    private static long replaced(long self, ByteView old, ByteView replacement, long count) {
        long size = size(self);
        long growth = replacement.size() - old.size();
        if (growth > 0 && count > (Long.MAX_VALUE - size) / growth) throw PyError.overflowError("replace bytes is too long");
        long result = make(self, size + count * growth);
        long source = data(self);
        long to = data(result);
        long from = 0;
        for (long done = 0; done < count; done++) {
            long at = old.size() == 0 ? done : StrData.find(1, source, from, size, 1, old.data(), old.size());
            Memory.copy(source + from, to, at - from);
            to = append(to + at - from, replacement);
            from = at + old.size();
        }
        Memory.copy(source + from, to, size - from);
        return result;
    }

    /** {@code translate(table, delete=b'')}. */
    static long translate(long self, long args, long nargs, long kwnames) {
        if (nargs < 1) throw PyError.typeError("translate() takes at least 1 positional argument (" + nargs + " given)");
        long[] given = Arguments.unpack("translate", TRANSLATE_NAMES, 2, 1, args, nargs, kwnames);
        int[] map = new int[256];
        for (int i = 0; i < 256; i++) map[i] = i;
        if (given[0] != Singletons.NONE) readTable(given[0], map);
        if (given[1] != NULL) {
            try (ByteView delete = ByteView.of(given[1])) {
                for (long i = 0; i < delete.size(); i++) map[Memory.getUnsignedByte(delete.data() + i)] = -1;
            }
        }
        return translated(self, map);
    }

    private static void readTable(long table, int[] map) {
        try (ByteView view = ByteView.of(table)) {
            if (view.size() != 256) throw PyError.valueError("translation table must be 256 characters long");
            for (int i = 0; i < 256; i++) map[i] = Memory.getUnsignedByte(view.data() + i);
        }
    }

    private static long translated(long self, int[] map) {
        byte[] content = Memory.getBytes(data(self), size(self));
        int kept = 0;
        boolean changed = false;
        for (byte value : content) {
            int mapped = map[value & 0xff];
            changed |= mapped != (value & 0xff);
            if (mapped >= 0) content[kept++] = (byte) mapped;
        }
        if (!changed) return whole(self);
        long result = make(self, kept);
        Memory.putBytes(data(result), content, 0, kept);
        return result;
    }

    static long makeTranslation(long args, long nargs) {
        Arguments.checkPositional("maketrans", nargs, 2, 2);
        try (ByteView from = ByteView.of(Memory.getLong(args));
                ByteView to = ByteView.of(Memory.getLong(args + 8))) {
            if (from.size() != to.size()) throw PyError.valueError("maketrans arguments must have same length");
            byte[] table = new byte[256];
            for (int i = 0; i < 256; i++) table[i] = (byte) i;
            for (long i = 0; i < from.size(); i++) table[Memory.getUnsignedByte(from.data() + i)] = Memory.getByte(to.data() + i);
            return BytesType.of(table);
        }
    }

    // ---- case and classes

    /** Each byte mapped; the result is always new. */
    static long map(long self, IntUnaryOperator mapping) {
        long size = size(self);
        long result = make(self, size);
        long from = data(self);
        long to = data(result);
        for (long i = 0; i < size; i++) Memory.putByte(to + i, (byte) mapping.applyAsInt(Memory.getUnsignedByte(from + i)));
        return result;
    }

    static int swapCase(int c) {
        return ByteClass.isAlpha(c) ? c ^ 0x20 : c;
    }

    static long capitalize(long self) {
        boolean[] started = {false};
        return map(self, c -> {
            int mapped = started[0] ? ByteClass.toLower(c) : ByteClass.toUpper(c);
            started[0] = true;
            return mapped;
        });
    }

    static long title(long self) {
        boolean[] inWord = {false};
        return map(self, c -> {
            int mapped = inWord[0] ? ByteClass.toLower(c) : ByteClass.toUpper(c);
            inWord[0] = ByteClass.isAlpha(c);
            return mapped;
        });
    }

    /** True when there is a byte and all pass. */
    static long all(long self, IntPredicate test) {
        long size = size(self);
        long data = data(self);
        boolean all = size > 0;
        for (long i = 0; all && i < size; i++) all = test.test(Memory.getUnsignedByte(data + i));
        return BoolType.of(all);
    }

    static long isAscii(long self) {
        return BoolType.of(StrData.isAscii(data(self), size(self)));
    }

    /** True when there is a letter of one case and none of the other. */
    static long isCased(long self, IntPredicate wanted, IntPredicate unwanted) {
        long data = data(self);
        boolean found = false;
        for (long i = 0; i < size(self); i++) {
            int c = Memory.getUnsignedByte(data + i);
            if (unwanted.test(c)) return BoolType.of(false);
            found |= wanted.test(c);
        }
        return BoolType.of(found);
    }

    static long isTitle(long self) {
        long data = data(self);
        boolean inWord = false;
        boolean found = false;
        for (long i = 0; i < size(self); i++) {
            int c = Memory.getUnsignedByte(data + i);
            if (inWord ? ByteClass.isUpper(c) : ByteClass.isLower(c)) return BoolType.of(false);
            inWord = ByteClass.isAlpha(c);
            found |= inWord;
        }
        return BoolType.of(found);
    }

    // ---- padding

    static long justify(String method, long self, long args, long nargs) {
        Arguments.checkPositional(method, nargs, 1, 2);
        long width = Arguments.ssize(Memory.getLong(args));
        byte fill = nargs < 2 ? (byte) ' ' : fillByte(method, Memory.getLong(args + 8));
        long missing = width - size(self);
        if (missing <= 0) return whole(self);
        long left = switch (method) {
            case "ljust" -> 0;
            case "rjust" -> missing;
            default -> missing / 2 + (missing & width & 1);
        };
        return pad(self, left, missing - left, fill);
    }

    private static byte fillByte(String method, long object) {
        boolean bytes = BytesType.isInstance(object) || ByteArrayType.isInstance(object);
        if (!bytes || size(object) != 1) {
            throw PyError.typeError(
                    method + "() argument 2 must be a byte string of length 1, not " + TypeLookup.fullNameOf(object));
        }
        return Memory.getByte(data(object));
    }

    private static long pad(long self, long left, long right, byte fill) {
        long size = size(self);
        long result = make(self, left + size + right);
        long to = data(result);
        Memory.fill(to, left, fill);
        Memory.copy(data(self), to + left, size);
        Memory.fill(to + left + size, right, fill);
        return result;
    }

    static long zfill(long self, long widthObject) {
        long width = Arguments.ssize(widthObject);
        long missing = width - size(self);
        if (missing <= 0) return whole(self);
        long result = pad(self, missing, 0, (byte) '0');
        long data = data(result);
        byte first = size(self) == 0 ? 0 : Memory.getByte(data + missing);
        if (first == '+' || first == '-') {
            Memory.putByte(data, first);
            Memory.putByte(data + missing, (byte) '0');
        }
        return result;
    }

    static long expandTabs(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("expandtabs", TABS_NAMES, 1, 0, args, nargs, kwnames);
        int tabSize = given[0] == NULL ? 8 : Arguments.integer(given[0]);
        long total = TabExpander.length(1, data(self), size(self), tabSize);
        if (total < 0) return copy(self, 0, size(self));
        long result = make(self, total);
        TabExpander.expand(1, data(self), size(self), tabSize, data(result));
        return result;
    }

    // ---- text

    static long hex(long self, long args, long nargs, long kwnames) {
        long[] given = hexArguments(args, nargs, kwnames);
        return HexText.of(data(self), size(self), given[0], (int) given[1], false);
    }

    /** What {@code hex} was given: the separator, or NULL, and how many bytes stand together. */
    static long[] hexArguments(long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("hex", HEX_NAMES, 2, 0, args, nargs, kwnames);
        return new long[] {given[0], given[1] == NULL ? 1 : Arguments.integer(given[1])};
    }

    static long decode(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("decode", DECODE_NAMES, 2, 0, args, nargs, kwnames);
        String encoding = StrCodecs.nameArgument("decode", "encoding", given[0]);
        String errors = StrCodecs.nameArgument("decode", "errors", given[1]);
        return StrCodecs.fromEncodedObject(self, encoding, errors);
    }
}
