package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMappingMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.IntText;
import org.capi4j.text.PercentFormat;

/** The right operand of {@code str % args} and {@code bytes % args}, as package text asks for it. */
final class PercentArguments implements PercentFormat.Arguments, AutoCloseable {
    private final long args;
    private final boolean tuple;
    private final boolean mapping;
    private final boolean bytes;
    private final OwnedObjects owned = new OwnedObjects();

    PercentArguments(long args, boolean bytes) {
        this.args = args;
        this.bytes = bytes;
        this.tuple = TypeLookup.hasFlag(References.type(args), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
        this.mapping = hasSubscript(args) && !tuple && !isText(args) && !StrType.isInstance(args);
    }

    private boolean isText(long object) {
        return bytes ? BytesType.isInstance(object) || ByteArrayType.isInstance(object) : StrType.isInstance(object);
    }

    /** {@code PyMapping_Check}. */
    private static boolean hasSubscript(long object) {
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_mapping);
        return methods != NULL && Memory.getLong(methods + PyMappingMethods.mp_subscript) != NULL;
    }

    @Override
    public int size() {
        return tuple ? Math.toIntExact(TupleType.size(args)) : -1;
    }

    @Override
    public long item(int index) {
        return TupleType.get(args, index);
    }

    @Override
    public long single() {
        return args;
    }

    @Override
    public boolean isMapping() {
        return mapping;
    }

    @Override
    public long lookup(int[] key) {
        long name = StrType.of(key);
        if (bytes) {
            long text = name;
            name = BytesType.ofData(Strings.data(text), Strings.length(text));
            References.decref(text);
        }
        try {
            return owned.add(Objects.getItem(args, name));
        } finally {
            References.decref(name);
        }
    }

    @Override
    public int[] text(long object, char conversion) {
        long text = owned.add(
                switch (conversion) {
                    case 's' -> Objects.str(object);
                    case 'r' -> Objects.repr(object);
                    default -> Objects.ascii(object);
                });
        return StrType.points(StrType.ready(text));
    }

    @Override
    public Number integer(long object, boolean truncate) {
        if (LongType.isInstance(object)) return value(object);
        if (!Numbers.isNumber(object)) return null;
        long integer;
        try {
            integer = truncate ? Numbers.toLong(object) : Numbers.index(object);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            return null;
        }
        return value(owned.add(integer));
    }

    private static Number value(long integer) {
        return LongType.fitsLong(integer) ? (Number) LongType.asLong(integer) : IntText.narrow(LongType.asBigInteger(integer));
    }

    @Override
    public Number width(long object) {
        return LongType.isInstance(object) ? value(object) : null;
    }

    @Override
    public Double real(long object) {
        try {
            return FloatType.asDouble(object);
        } catch (PyError error) {
            if (!bytes) throw error;
            error.release();
            return null;
        }
    }

    @Override
    public int[] characters(long object) {
        if (!isText(object)) return null;
        if (!bytes) return StrType.points(StrType.ready(object));
        return widened(ByteMethods.data(object), ByteMethods.size(object));
    }

    private static int[] widened(long data, long size) {
        int[] content = new int[Math.toIntExact(size)];
        for (int i = 0; i < content.length; i++) content[i] = Memory.getUnsignedByte(data + i);
        return content;
    }

    @Override
    public int[] bytesLike(long object) {
        if (isText(object)) return widened(ByteMethods.data(object), ByteMethods.size(object));
        long method = Calls.lookupSpecial(object, "__bytes__");
        if (method != NULL) {
            long result = owned.add(Calls.callNoArgs(owned.add(method)));
            if (BytesType.isInstance(result)) return widened(BytesType.data(result), BytesType.size(result));
            throw PyError.typeError("__bytes__ returned non-bytes (type " + TypeLookup.fullNameOf(result) + ")");
        }
        if (!ByteView.isPossible(object)) return null;
        try (ByteView view = ByteView.of(object)) {
            return widened(view.data(), view.size());
        }
    }

    @Override
    public String typeName(long object) {
        return TypeLookup.fullNameOf(object);
    }

    @Override
    public void close() {
        owned.close();
    }
}
