package org.capi4j.bridge;

import static org.capi4j.memory.Memory.NULL;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.ByteArrayType;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.MemoryViewType;
import org.capi4j.type.Objects;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;

/**
 * Values between Java and Python, both ways. The GIL is held.
 *
 * <p>To Python: null and empty {@link Optional} are None; Boolean bool; integers of any size int; Float and Double float; Character and
 * String str; byte[] bytes; List, other collections and arrays list; Map dict; Set set; a direct {@link ByteBuffer} or
 * native {@link MemorySegment} a memoryview over the same memory; a handle its object; a {@link JavaCallableType.Target} a callable;
 * anything else an opaque {@code capi4j.JavaObject}. To Java: the same backwards for exact built-in types (int is Long, or BigInteger where
 * it doesn't fit; tuple is List), a handle for everything else.
 */
public final class Conversion {
    private final LongFunction<Object> handles;
    private final ToLongFunction<Object> addressOf;

    /**
     * {@code handles} makes a handle of an object for which there is no Java value; it takes a reference of its own. {@code addressOf} gives
     * the Python object (borrowed) of a Java object that is a handle, NULL for any other.
     */
    public Conversion(LongFunction<Object> handles, ToLongFunction<Object> addressOf) {
        this.handles = handles;
        this.addressOf = addressOf;
    }

    /** A new reference to the Python value of {@code value}. */
    public long toPython(Object value) {
        // what calls pass most often; also, the switch below takes 10 ms to get going
        if (value instanceof Integer number) return LongType.of(number);
        if (value instanceof Long number) return LongType.of(number);
        if (value instanceof String text) return WholeValues.str(text);
        if (value instanceof Double number) return FloatType.of(number);
        return toPythonRare(value);
    }

    private long toPythonRare(Object value) {
        return switch (value) {
            case null -> Singletons.none();
            case Boolean bool -> BoolType.of(bool);
            case BigInteger number -> LongType.of(number);
            case Float number -> FloatType.of(number);
            case Short number -> LongType.of(number);
            case Byte number -> LongType.of(number);
            case Character c -> StrType.character(c);
            case byte[] bytes -> BytesType.of(bytes);
            case Optional<?> optional -> toPython(optional.orElse(null));
            case Map<?, ?> map -> dict(map);
            case Set<?> set -> set(set);
            case Collection<?> items -> list(items.toArray()); // others may change it meanwhile
            case JavaCallableType.Target target -> JavaCallableType.of(target.toString(), target, this);
            case MemorySegment segment -> memory(segment, segment.isReadOnly());
            case ByteBuffer buffer -> memory(MemorySegment.ofBuffer(buffer), buffer.isReadOnly());
            default -> value.getClass().isArray() ? array(value) : other(value);
        };
    }

    private long other(Object value) {
        long object = addressOf.applyAsLong(value);
        return object != NULL ? References.newRef(object) : JavaObjectType.of(value);
    }

    /** Simple values that follow each other are made together. */
    private long list(Object[] items) {
        long list = ListType.make(items.length);
        try {
            int index = 0;
            while (index < items.length) {
                long place = ListType.items(list) + 8L * index;
                int made = SimpleValues.make(items, index, place);
                if (made == 0) Memory.putLong(place, toPython(items[index]));
                index += Math.max(made, 1);
            }
            return list;
        } catch (Throwable failure) {
            References.decref(list);
            throw failure;
        }
    }

    private long array(Object array) {
        return switch (array) {
            case Object[] objects -> list(objects);
            case int[] ints -> WholeValues.list(ints);
            case long[] longs -> WholeValues.list(longs);
            case double[] doubles -> WholeValues.list(doubles);
            case float[] floats -> fill(floats.length, i -> FloatType.of(floats[i]));
            case short[] shorts -> fill(shorts.length, i -> LongType.of(shorts[i]));
            case char[] chars -> Strings.of(new String(chars));
            case boolean[] bools -> fill(bools.length, i -> BoolType.of(bools[i]));
            default -> throw new IllegalArgumentException(array.getClass().getTypeName());
        };
    }

    private static long fill(int length, java.util.function.IntToLongFunction item) {
        long list = ListType.make(length);
        long items = ListType.items(list);
        try {
            for (int i = 0; i < length; i++) Memory.putLong(items + 8L * i, item.applyAsLong(i));
            return list;
        } catch (Throwable failure) {
            References.decref(list);
            throw failure;
        }
    }

    private long dict(Map<?, ?> map) {
        DictFiller filler = new DictFiller(map.size(), this::toPython);
        try {
            for (Map.Entry<?, ?> entry : map.entrySet()) filler.put(entry.getKey(), entry.getValue());
            return filler.dict();
        } catch (Throwable failure) {
            filler.drop();
            throw failure;
        }
    }

    private long set(Set<?> items) {
        long set = SetType.make(NULL);
        try {
            for (Object item : items) {
                long converted = toPython(item);
                try {
                    SetType.add(set, converted);
                } finally {
                    References.decref(converted);
                }
            }
            return set;
        } catch (Throwable failure) {
            References.decref(set);
            throw failure;
        }
    }

    private static long memory(MemorySegment segment, boolean readOnly) {
        if (!segment.isNative()) {
            throw PyError.typeError("a heap " + segment.getClass().getSimpleName() + " has no address: use a native segment or direct buffer");
        }
        return MemoryViewType.ofMemory(segment.address(), segment.byteSize(), readOnly ? Constants.PyBUF_READ : Constants.PyBUF_WRITE);
    }

    /** The Java value of {@code object}, which is borrowed. */
    public Object toJava(long object) {
        long type = References.type(object);
        if (type == BuiltinTypes.INT) return integer(object);
        if (type == BuiltinTypes.STR) return Strings.toJava(object);
        if (type == BuiltinTypes.FLOAT) return FloatType.value(object);
        if (type == BuiltinTypes.NONE) return null;
        if (type == BuiltinTypes.BOOL) return object == Singletons.TRUE;
        if (type == BuiltinTypes.BYTES) return BytesType.toJava(object);
        if (type == BuiltinTypes.BYTE_ARRAY) return Memory.getBytes(ByteArrayType.data(object), ByteArrayType.size(object));
        if (isContainer(type)) return container(object, type);
        if (type == JavaObjectType.TYPE) return JavaObjectType.get(object);
        return handles.apply(object);
    }

    private static boolean isContainer(long type) {
        return type == BuiltinTypes.LIST || type == BuiltinTypes.TUPLE || type == BuiltinTypes.DICT || type == BuiltinTypes.SET || type == BuiltinTypes.FROZEN_SET;
    }

    /** Hashes and comparisons of handles in maps and sets run Python code, which may let go of what the object is in. */
    private Object container(long object, long type) {
        References.newRef(object);
        try {
            if (type == BuiltinTypes.DICT) return map(object);
            return type == BuiltinTypes.LIST || type == BuiltinTypes.TUPLE ? sequence(object) : javaSet(object);
        } finally {
            References.decref(object);
        }
    }

    private static Object integer(long object) {
        BigInteger big;
        long size = Memory.getLong(object + org.capi4j.layout.PyVarObject.ob_size);
        if (size >= -2 && size <= 2) return LongType.asLong(object);
        big = LongType.asBigInteger(object);
        return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
    }

    /** The list may change meanwhile, too. */
    private List<Object> sequence(long sequence) {
        List<Object> list = new ArrayList<>((int) size(sequence));
        for (long i = 0; i < size(sequence); ) {
            long place = items(sequence) + 8 * i;
            long item = Memory.getLong(place);
            int read = SimpleValues.isSimple(References.type(item)) ? SimpleValues.read(place, size(sequence) - i, list) : 0;
            if (read == 0) list.add(toJava(item));
            i += Math.max(read, 1);
        }
        return list;
    }

    /** The items of an exact list or tuple of nothing but floats; null for anything else. */
    public double[] doubles(long object) {
        return isSequence(object) ? WholeValues.doubles(items(object), (int) size(object)) : null;
    }

    /** The items of an exact list or tuple of nothing but ints of up to 60 bits; null for anything else. */
    public long[] longs(long object) {
        return isSequence(object) ? WholeValues.longs(items(object), (int) size(object)) : null;
    }

    private static boolean isSequence(long object) {
        long type = References.type(object);
        return type == BuiltinTypes.LIST || type == BuiltinTypes.TUPLE;
    }

    private static long items(long sequence) {
        return References.type(sequence) == BuiltinTypes.LIST ? ListType.items(sequence) : TupleType.items(sequence);
    }

    private static long size(long sequence) {
        return References.type(sequence) == BuiltinTypes.LIST ? ListType.size(sequence) : TupleType.size(sequence);
    }

    private Map<Object, Object> map(long dict) {
        Map<Object, Object> map = LinkedHashMap.newLinkedHashMap((int) DictType.size(dict));
        long[] pair = new long[2];
        for (long at = 0; at >= 0; ) {
            at = DictType.next(dict, SimpleValues.readEntries(dict, at, map), pair);
            if (at >= 0) putOther(map, pair[0], References.newRef(pair[1]));
        }
        return map;
    }

    /** Consumes the reference to {@code value}. */
    private void putOther(Map<Object, Object> map, long key, long value) {
        try {
            map.put(toJava(key), toJava(value));
        } finally {
            References.decref(value);
        }
    }

    private Set<Object> javaSet(long set) {
        Set<Object> result = new LinkedHashSet<>();
        long iterator = Objects.iter(set);
        try {
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                try {
                    result.add(toJava(item));
                } finally {
                    References.decref(item);
                }
            }
            return result;
        } finally {
            References.decref(iterator);
        }
    }
}
