package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.FloatParser;
import org.capi4j.type.BoolType;
import org.capi4j.type.BytesType;
import org.capi4j.type.CodeType;
import org.capi4j.type.ComplexType;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Recursion;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;

/** {@code marshal.loads}: see {@link MarshalWriter} for the format. */
final class MarshalReader {
    /** The counts of a code object, in their order. */
    static final long[] CODE_COUNTS = {
        PyCodeObject.co_argcount, PyCodeObject.co_posonlyargcount, PyCodeObject.co_kwonlyargcount, PyCodeObject.co_stacksize, PyCodeObject.co_flags
    };

    /** The objects between the bytecode and the first line. */
    static final long[] CODE_OBJECTS = {
        PyCodeObject.co_consts, PyCodeObject.co_names, PyCodeObject.co_localsplusnames, PyCodeObject.co_localspluskinds,
        PyCodeObject.co_filename, PyCodeObject.co_name, PyCodeObject.co_qualname
    };

    private static final int DEEPEST = 2000;
    private static final int REFERABLE = 0x80;

    /** Where bytes come from. */
    @FunctionalInterface
    interface Source {
        /** The next {@code count} bytes, fewer at the end. */
        byte[] take(int count);
    }

    private final Source source;

    /** What the source says when it ends inside a value. */
    private final String tooShort;

    /** What may be referred to, borrowed but for {@link #owned}; NULL while it is being made. */
    private final List<Long> references = new ArrayList<>();

    private final List<Long> owned = new ArrayList<>();
    private int depth;

    private MarshalReader(Source source, String tooShort) {
        this.source = source;
        this.tooShort = tooShort;
    }

    static long read(Source source, String tooShort) {
        MarshalReader reader = new MarshalReader(source, tooShort);
        try {
            long object = reader.object();
            if (object == NULL) throw PyError.typeError("NULL object in marshal data for object");
            return object;
        } finally {
            reader.owned.forEach(References::decref);
        }
    }

    private static PyError bad(String what) {
        return PyError.valueError("bad marshal data (" + what + ")");
    }

    private byte[] take(int count) {
        if (count == 0) return new byte[0];
        byte[] bytes = source.take(count);
        if (bytes.length < count) throw PyError.of(Exceptions.EOFError, tooShort);
        return bytes;
    }

    private int unsignedByte() {
        byte[] bytes = source.take(1);
        if (bytes.length == 0) throw PyError.of(Exceptions.EOFError, "EOF read where not expected");
        return bytes[0] & 0xff;
    }

    private long number(int size) {
        byte[] bytes = take(size);
        long value = 0;
        for (int i = 0; i < size; i++) value |= (bytes[i] & 0xffL) << (8 * i);
        return value;
    }

    private int integer() {
        return (int) number(4);
    }

    private int size(String what) {
        int size = integer();
        if (size < 0) throw bad(what + " size out of range");
        return size;
    }

    /** Keeps {@code object} for later references; gives it back. */
    private long refer(boolean flag, long object) {
        if (flag) {
            references.add(object);
            owned.add(References.newRef(object));
        }
        return object;
    }

    /** The place of an object that isn't made yet, or -1. */
    private int reserve(boolean flag) {
        if (!flag) return -1;
        references.add(NULL);
        return references.size() - 1;
    }

    private long fill(int place, long object) {
        if (place >= 0) {
            references.set(place, object);
            owned.add(References.newRef(object));
        }
        return object;
    }

    /** One level deeper: {@code ValueError} beyond the limit, or where this thread has no stack for more. */
    static void enter(int depth, String message) {
        if (depth > DEEPEST) throw PyError.valueError(message);
        try {
            Recursion.enter("");
        } catch (PyError tooDeep) {
            tooDeep.release();
            throw PyError.valueError(message);
        }
    }

    /** A new reference, or NULL for the mark that ends a dict. */
    private long object() {
        byte[] head = source.take(1);
        if (head.length == 0) throw PyError.of(Exceptions.EOFError, "EOF read where object expected");
        enter(++depth, "recursion limit exceeded");
        try {
            return object(head[0] & ~REFERABLE & 0xff, (head[0] & REFERABLE) != 0);
        } finally {
            Recursion.leave();
            depth--;
        }
    }

    private long object(int type, boolean flag) {
        return switch (type) {
            case '0' -> NULL;
            case 'N' -> Singletons.none();
            case 'S' -> References.newRef(Exceptions.StopIteration);
            case '.' -> References.newRef(Singletons.ELLIPSIS);
            case 'F' -> BoolType.of(false);
            case 'T' -> BoolType.of(true);
            case 'i' -> refer(flag, LongType.of(integer()));
            case 'I' -> refer(flag, LongType.of(number(8)));
            case 'l' -> refer(flag, longNumber());
            case 'f' -> refer(flag, FloatType.of(decimal()));
            case 'g' -> refer(flag, FloatType.of(Double.longBitsToDouble(number(8))));
            case 'x' -> refer(flag, ComplexType.of(decimal(), decimal()));
            case 'y' -> refer(flag, ComplexType.of(Double.longBitsToDouble(number(8)), Double.longBitsToDouble(number(8))));
            case 's' -> refer(flag, BytesType.of(take(size("bytes object"))));
            case 'a', 'A', 'z', 'Z' -> refer(flag, ascii(type));
            case 't', 'u' -> refer(flag, text(type == 't'));
            case ')' -> tuple(flag, unsignedByte());
            case '(' -> tuple(flag, size("tuple"));
            case '[' -> list(flag);
            case '{' -> dict(flag);
            case '<', '>' -> set(flag, type == '>');
            case 'c' -> code(flag);
            case 'r' -> reference();
            default -> throw bad("unknown type code");
        };
    }

    private long reference() {
        int index = integer();
        if (index < 0 || index >= references.size() || references.get(index) == NULL) throw bad("invalid reference");
        return References.newRef(references.get(index));
    }

    private long longNumber() {
        int count = integer();
        if (count == Integer.MIN_VALUE) throw bad("long size out of range");
        BigInteger value = BigInteger.ZERO;
        int digits = Math.abs(count);
        for (int i = 0; i < digits; i++) {
            int digit = (int) number(2);
            if (digit >= 1 << 15) throw bad("digit out of range in long");
            if (i == digits - 1 && digit == 0) throw bad("unnormalized long data");
            value = value.or(BigInteger.valueOf(digit).shiftLeft(15 * i));
        }
        return LongType.of(count < 0 ? value.negate() : value);
    }

    private double decimal() {
        String text = new String(take(unsignedByte()), StandardCharsets.ISO_8859_1);
        FloatParser.Parsed parsed = FloatParser.parsePrefix(text, 0);
        if (parsed.end() == 0 || parsed.end() != text.length()) throw PyError.valueError("could not convert string to float: '" + text + "'");
        return parsed.value();
    }

    private long ascii(int type) {
        boolean isShort = type == 'z' || type == 'Z';
        byte[] bytes = take(isShort ? unsignedByte() : size("string"));
        long str = Strings.of(new String(bytes, StandardCharsets.ISO_8859_1));
        return type == 'A' || type == 'Z' ? StrType.internSteal(str) : str;
    }

    private long text(boolean interned) {
        long bytes = BytesType.of(take(size("string")));
        try {
            long str = StrType.decodeUtf8(BytesType.data(bytes), BytesType.size(bytes), "surrogatepass");
            return interned ? StrType.internSteal(str) : str;
        } finally {
            References.decref(bytes);
        }
    }

    private long item(String container) {
        long item = object();
        if (item == NULL) throw PyError.typeError("NULL object in marshal data for " + container);
        return item;
    }

    private long tuple(boolean flag, int size) {
        long tuple = refer(flag, TupleType.make(size));
        try {
            for (int i = 0; i < size; i++) TupleType.init(tuple, i, item("tuple"));
            return tuple;
        } catch (Throwable failure) {
            References.decref(tuple);
            throw failure;
        }
    }

    private long list(boolean flag) {
        int size = size("list");
        long list = refer(flag, ListType.make(0));
        try {
            for (int i = 0; i < size; i++) Namespace.append(list, item("list"));
            return list;
        } catch (Throwable failure) {
            References.decref(list);
            throw failure;
        }
    }

    private long dict(boolean flag) {
        long dict = refer(flag, DictType.make());
        try {
            for (long key = object(); key != NULL; key = object()) {
                long value = NULL;
                try {
                    value = object();
                    if (value == NULL) return dict;
                    DictType.set(dict, key, value);
                } finally {
                    References.decref(key);
                    References.xdecref(value);
                }
            }
            return dict;
        } catch (Throwable failure) {
            References.decref(dict);
            throw failure;
        }
    }

    /** A frozenset can't be referred to before it is complete. */
    private long set(boolean flag, boolean frozen) {
        int size = size("set");
        if (frozen) return frozenset(flag, size);
        long set = refer(flag, SetType.make(NULL));
        try {
            for (int i = 0; i < size; i++) add(set, item("set"));
            return set;
        } catch (Throwable failure) {
            References.decref(set);
            throw failure;
        }
    }

    private long frozenset(boolean flag, int size) {
        int place = reserve(flag);
        long items = ListType.make(0);
        try {
            for (int i = 0; i < size; i++) Namespace.append(items, item("set"));
            return fill(place, SetType.makeFrozen(items));
        } finally {
            References.decref(items);
        }
    }

    private static void add(long set, long item) {
        try {
            SetType.add(set, item);
        } finally {
            References.decref(item);
        }
    }

    private long code(boolean flag) {
        int place = reserve(flag);
        int[] counts = new int[CODE_COUNTS.length];
        for (int i = 0; i < counts.length; i++) counts[i] = integer();
        List<Long> parts = new ArrayList<>();
        try {
            parts.add(item("code"));
            for (int i = 0; i < CODE_OBJECTS.length; i++) parts.add(item("code"));
            int line = integer();
            parts.add(item("code"));
            parts.add(item("code"));
            return fill(place, CodeType.ofLocalsPlus(counts, parts.stream().mapToLong(Long::longValue).toArray(), line));
        } finally {
            parts.forEach(References::decref);
        }
    }
}
