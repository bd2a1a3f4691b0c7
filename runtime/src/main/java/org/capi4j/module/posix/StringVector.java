package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BytesType;
import org.capi4j.type.ListType;
import org.capi4j.type.Mappings;
import org.capi4j.type.Sequences;
import org.capi4j.type.TupleType;

/** C's {@code char *argv[]}: strings and a NULL at the end, alive until {@link #close}. */
final class StringVector implements AutoCloseable {
    private final List<Long> strings = new ArrayList<>();
    private long array = NULL;

    private StringVector() {}

    /** The arguments of a program; {@code what} begins the messages: {@code execv() arg 2}. */
    static StringVector arguments(long argv, String what) {
        boolean list = ListType.isInstance(argv);
        if (!list && !TupleType.isInstance(argv)) throw PyError.typeError(what + " must be a tuple or list");
        if ((list ? ListType.size(argv) : TupleType.size(argv)) < 1) throw PyError.valueError(what + " must not be empty");
        StringVector vector = new StringVector();
        try {
            long items = TupleType.isInstance(argv) ? References.newRef(argv) : Sequences.tuple(argv);
            try {
                for (long i = 0; i < TupleType.size(items); i++) vector.strings.add(FileSystem.bytes(TupleType.get(items, i)));
            } finally {
                References.decref(items);
            }
            if (BytesType.size(vector.strings.getFirst()) == 0) throw PyError.valueError(what + " first element cannot be empty");
            return vector.finished();
        } catch (Throwable failure) {
            vector.close();
            throw failure;
        }
    }

    /** {@code NAME=value} for each item of a mapping. */
    static StringVector environment(long mapping, String function) {
        if (!Mappings.check(mapping)) throw PyError.typeError(function + ": environment must be a mapping object");
        StringVector vector = new StringVector();
        long keys = NULL;
        long values = NULL;
        try {
            keys = Mappings.keys(mapping);
            values = Mappings.values(mapping);
            long count = Math.min(ListType.size(keys), ListType.size(values));
            for (long i = 0; i < count; i++) vector.addPair(ListType.get(keys, i), ListType.get(values, i));
            return vector.finished();
        } catch (Throwable failure) {
            vector.close();
            throw failure;
        } finally {
            References.xdecref(values);
            References.xdecref(keys);
        }
    }

    private void addPair(long key, long value) {
        long name = FileSystem.bytes(key);
        long content = NULL;
        try {
            content = FileSystem.bytes(value);
            byte[] left = BytesType.toJava(name);
            if (left.length == 0 || indexOf(left, (byte) '=') >= 0) throw PyError.valueError("illegal environment variable name");
            byte[] right = BytesType.toJava(content);
            byte[] both = Arrays.copyOf(left, left.length + 1 + right.length);
            both[left.length] = '=';
            System.arraycopy(right, 0, both, left.length + 1, right.length);
            strings.add(BytesType.of(both));
        } finally {
            References.xdecref(content);
            References.decref(name);
        }
    }

    /** The first letter may be the sign itself, as in names that a shell leaves behind. */
    private static int indexOf(byte[] name, byte sign) {
        for (int i = 1; i < name.length; i++) if (name[i] == sign) return i;
        return -1;
    }

    private StringVector finished() {
        array = Allocation.allocate(8L * (strings.size() + 1));
        for (int i = 0; i < strings.size(); i++) Memory.putLong(array + 8L * i, BytesType.data(strings.get(i)));
        Memory.putLong(array + 8L * strings.size(), NULL);
        return this;
    }

    long address() {
        return array;
    }

    @Override
    public void close() {
        strings.forEach(References::decref);
        strings.clear();
        Allocation.free(array);
        array = NULL;
    }
}
