package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Iterators;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;

/** What {@code collections.abc.Sequence} and {@code MutableSequence} give to classes derived from them. */
@BuiltinModule("collections.abc")
public final class SequenceMixins {
    private SequenceMixins() {}

    static PyError nothing(long exception) {
        return PyError.ofValue(exception, Singletons.NONE);
    }

    @Method({"Sequence.__getitem__", "MutableSequence.__setitem__", "MutableSequence.__delitem__", "MutableSequence.insert"})
    static long refuse(long closure, long args, long nargs) {
        throw nothing(Exceptions.IndexError);
    }

    @Method("Sequence.__iter__")
    static long iterate(long closure, long self) {
        return Iterators.sequence(self);
    }

    @Method("Sequence.__contains__")
    static long contains(long closure, long args, long nargs) {
        long value = Memory.getLong(args + 8);
        long iterator = Objects.iter(Memory.getLong(args));
        try {
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                boolean found = isSame(item, value);
                References.decref(item);
                if (found) return References.newRef(Singletons.TRUE);
            }
            return References.newRef(Singletons.FALSE);
        } finally {
            References.decref(iterator);
        }
    }

    /** Identity implies equality. */
    static boolean isSame(long one, long other) {
        return one == other || Objects.equal(one, other);
    }

    @Method("Sequence.__reversed__")
    static long reversed(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            long last = own.add(LongType.of(Objects.length(self) - 1));
            long end = own.add(LongType.of(-1));
            return mapped("SequenceMixins", "item", self, own.add(Calls.callWith(BuiltinTypes.RANGE, last, end, end)));
        }
    }

    /** An iterator over what the body, which closes over an object, returns for each item. */
    static long mapped(String holder, String body, long closure, long items) {
        long function = Definitions.builtin(holder, body, closure);
        try {
            return Calls.callWith(BuiltinTypes.MAP, function, items);
        } finally {
            References.decref(function);
        }
    }

    @Method("item")
    static long item(long sequence, long index) {
        return Objects.getItem(sequence, index);
    }

    /** {@code index(self, value, start=0, stop=None)}. */
    @Method("Sequence.index")
    static long index(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            long self = Memory.getLong(args);
            long start = bound(own, self, Memory.getLong(args + 16), true);
            long stop = bound(own, self, Memory.getLong(args + 24), false);
            long one = own.add(LongType.of(1));
            for (long i = start; stop == Singletons.NONE || Objects.richCompareBool(i, stop, org.capi4j.layout.Constants.Py_LT); i = own.add(Numbers.add(i, one))) {
                long item = itemOrNull(self, i);
                if (item == NULL) break;
                boolean found = isSame(item, Memory.getLong(args + 8));
                References.decref(item);
                if (found) return References.newRef(i);
            }
        }
        throw nothing(Exceptions.ValueError);
    }

    /** A bound that counts from the end is made one that counts from the start; the first is then at least 0. */
    private static long bound(OwnedObjects own, long self, long bound, boolean first) {
        if (bound == Singletons.NONE) return bound;
        long zero = own.add(LongType.of(0));
        if (!Objects.richCompareBool(bound, zero, org.capi4j.layout.Constants.Py_LT)) return bound;
        long absolute = own.add(Numbers.add(own.add(LongType.of(Objects.length(self))), bound));
        return first && Objects.richCompareBool(absolute, zero, org.capi4j.layout.Constants.Py_LT) ? zero : absolute;
    }

    /** NULL behind the end. */
    private static long itemOrNull(long self, long index) {
        try {
            return Objects.getItem(self, index);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.IndexError)) throw error;
            error.release();
            return NULL;
        }
    }

    @Method("Sequence.count")
    static long count(long closure, long args, long nargs) {
        long[] count = new long[1];
        long value = Memory.getLong(args + 8);
        Iteration.forEach(Memory.getLong(args), item -> count[0] += isSame(item, value) ? 1 : 0);
        return LongType.of(count[0]);
    }

    private static void call(long self, String method, long... args) {
        References.decref(Calls.callMethod(self, method, args));
    }

    @Method("MutableSequence.append")
    static long append(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long size = LongType.of(Objects.length(self));
        try {
            call(self, "insert", size, Memory.getLong(args + 8));
            return Singletons.none();
        } finally {
            References.decref(size);
        }
    }

    @Method("MutableSequence.clear")
    static long clear(long closure, long self) {
        while (true) {
            try {
                call(self, "pop");
            } catch (PyError error) {
                if (!ExceptionType.matches(error, Exceptions.IndexError)) throw error;
                error.release();
                return Singletons.none();
            }
        }
    }

    @Method("MutableSequence.reverse")
    static long reverse(long closure, long self) {
        long size = Objects.length(self);
        for (long i = 0; i < size / 2; i++) {
            try (OwnedObjects own = new OwnedObjects()) {
                long low = own.add(LongType.of(i));
                long high = own.add(LongType.of(size - i - 1));
                long last = own.add(Objects.getItem(self, high));
                long first = own.add(Objects.getItem(self, low));
                Objects.setItem(self, low, last);
                Objects.setItem(self, high, first);
            }
        }
        return Singletons.none();
    }

    @Method("MutableSequence.extend")
    static long extend(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long values = Memory.getLong(args + 8);
        long copy = values == self ? Sequences.list(values) : References.newRef(values);
        try {
            Iteration.forEach(copy, value -> call(self, "append", value));
            return Singletons.none();
        } finally {
            References.decref(copy);
        }
    }

    @Method("MutableSequence.pop")
    static long pop(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long item = Objects.getItem(self, Memory.getLong(args + 8));
        try {
            Objects.delItem(self, Memory.getLong(args + 8));
            return item;
        } catch (Throwable failure) {
            References.decref(item);
            throw failure;
        }
    }

    @Method("MutableSequence.remove")
    static long remove(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long index = Calls.callMethod(self, "index", Memory.getLong(args + 8));
        try {
            Objects.delItem(self, index);
            return Singletons.none();
        } finally {
            References.decref(index);
        }
    }

    @Method("MutableSequence.__iadd__")
    static long addInPlace(long closure, long args, long nargs) {
        call(Memory.getLong(args), "extend", Memory.getLong(args + 8));
        return References.newRef(Memory.getLong(args));
    }
}
