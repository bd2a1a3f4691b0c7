package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.IntFunction;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.Charmap;

/** Encoding and decoding by a Python mapping, or for decoding a str: {@code codecs.charmap_decode}. */
public final class CharmapCodec {
    private static final int UNDEFINED = 0xfffe;

    private CharmapCodec() {}

    /** {@code PyUnicode_DecodeCharmap}: NULL is Latin-1. */
    public static long decode(long data, long size, long mapping, String errors) {
        if (mapping == NULL) return StrType.ofData(1, data, size);
        byte[] input = Memory.getBytes(data, size);
        IntFunction<int[]> lookup = StrType.isExact(mapping) ? inStr(StrType.ready(mapping)) : b -> characters(mapping, b);
        return StrType.of(StrCodecs.run(errors, handler -> Charmap.decode(input, handler, lookup)));
    }

    private static IntFunction<int[]> inStr(long mapping) {
        int[] table = StrType.points(mapping);
        return b -> b < table.length && table[b] != UNDEFINED ? new int[] {table[b]} : null;
    }

    private static int[] characters(long mapping, int value) {
        long found = lookup(mapping, value);
        if (found == NULL) return null;
        try {
            if (found == Singletons.NONE) return null;
            if (StrType.isInstance(found)) return defined(StrType.points(StrType.ready(found)));
            if (!LongType.isInstance(found)) throw PyError.typeError("character mapping must return integer, None or str");
            long point = LongType.asLong(found);
            if (point < 0 || point > 0x10ffff) throw PyError.typeError("character mapping must be in range(0x110000)");
            return defined(new int[] {(int) point});
        } finally {
            References.decref(found);
        }
    }

    private static int[] defined(int[] characters) {
        return characters.length == 1 && characters[0] == UNDEFINED ? null : characters;
    }

    /** The mapping's value of a number, NULL for a LookupError. */
    private static long lookup(long mapping, int value) {
        long key = LongType.of(value);
        try {
            return Objects.getItem(mapping, key);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.LookupError)) throw error;
            error.release();
            return NULL;
        } finally {
            References.decref(key);
        }
    }

    /** {@code _PyUnicode_EncodeCharmap}: NULL is Latin-1. */
    public static long encode(long str, long mapping, String errors) {
        if (mapping == NULL) return StrCodecs.encode(str, "latin-1", errors);
        return StrCodecs.encodeWith(str, errors, (text, handler) -> Charmap.encode(text, handler, c -> bytes(mapping, c)));
    }

    private static byte[] bytes(long mapping, int point) {
        long found = lookup(mapping, point);
        if (found == NULL) return null;
        try {
            if (found == Singletons.NONE) return null;
            if (BytesType.isInstance(found)) return BytesType.toJava(found);
            if (!LongType.isInstance(found)) {
                throw PyError.typeError(
                        "character mapping must return integer, bytes or None, not " + TypeLookup.fullNameOf(found));
            }
            long value = LongType.asLong(found);
            if (value < 0 || value > 0xff) throw PyError.typeError("character mapping must be in range(256)");
            return new byte[] {(byte) value};
        } finally {
            References.decref(found);
        }
    }

    /**
     * {@code PyUnicode_BuildEncodingMap}: from a str that decodes, a dict that encodes. CPython has a type of its own for dense
     * maps, which works alike.
     */
    public static long encodingMap(long decoding) {
        if (!StrType.isInstance(decoding) || StrType.length(decoding) == 0) throw PyError.typeError(
                "bad argument type for built-in operation");
        long map = DictType.make();
        int kind = Strings.kind(decoding);
        long data = Strings.data(decoding);
        for (long i = 0; i < Math.min(Strings.length(decoding), 256); i++) {
            long key = LongType.of(Strings.get(kind, data, i));
            long value = LongType.of(i);
            DictType.set(map, key, value);
            References.decref(key);
            References.decref(value);
        }
        return map;
    }
}
