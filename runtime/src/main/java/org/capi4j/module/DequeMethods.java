package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** The methods of {@code collections.deque}. */
@BuiltinType(value = "c4j_Deque_Type", part = true)
public final class DequeMethods {
    private DequeMethods() {}

    @Method("append")
    static long append(long self, long item) {
        DequeType.append(self, References.newRef(item));
        return Singletons.none();
    }

    @Method("appendleft")
    static long appendLeft(long self, long item) {
        DequeType.appendLeft(self, References.newRef(item));
        return Singletons.none();
    }

    @Method("pop")
    static long pop(long self) {
        return DequeType.pop(self);
    }

    @Method("popleft")
    static long popLeft(long self) {
        return DequeType.popLeft(self);
    }

    @Method("clear")
    static long clear(long self) {
        DequeType.clear(self);
        return Singletons.none();
    }

    @Method("extend")
    static long extend(long self, long iterable) {
        DequeType.extend(self, iterable);
        return Singletons.none();
    }

    @Method("extendleft")
    static long extendLeft(long self, long iterable) {
        long items = iterable == self ? org.capi4j.type.Sequences.list(iterable) : References.newRef(iterable);
        try {
            Iteration.forEach(items, item -> DequeType.appendLeft(self, References.newRef(item)));
        } finally {
            References.decref(items);
        }
        return Singletons.none();
    }

    @Method({"copy", "__copy__"})
    static long copy(long self) {
        long copy = DequeType.emptyLike(self);
        try {
            DequeType.extend(copy, self);
            return copy;
        } catch (Throwable failure) {
            References.decref(copy);
            throw failure;
        }
    }

    @Method("rotate")
    static long rotate(long self, long args, long nargs) {
        Arguments.checkPositional("rotate", nargs, 0, 1);
        DequeType.rotate(self, nargs == 0 ? 1 : Arguments.ssize(Memory.getLong(args)));
        return Singletons.none();
    }

    @Method("reverse")
    static long reverse(long self) {
        for (long low = 0, high = DequeType.size(self) - 1; low < high; low++, high--) {
            long left = References.newRef(DequeType.get(self, low));
            long right = References.newRef(DequeType.get(self, high));
            DequeType.replace(self, low, right);
            DequeType.replace(self, high, left);
        }
        return Singletons.none();
    }

    @Method("count")
    static long count(long self, long item) {
        long count = 0;
        for (long at = DequeType.indexOf(self, item, 0, Long.MAX_VALUE); at >= 0; at = DequeType.indexOf(self, item, at + 1, Long.MAX_VALUE)) count++;
        return LongType.of(count);
    }

    @Method("index")
    static long index(long self, long args, long nargs) {
        Arguments.checkPositional("index", nargs, 1, 3);
        long size = DequeType.size(self);
        long start = nargs > 1 ? DequeType.bound(Memory.getLong(args + 8), size) : 0;
        long end = nargs > 2 ? Math.min(DequeType.bound(Memory.getLong(args + 16), size), size) : size;
        long at = DequeType.indexOf(self, Memory.getLong(args), start, end);
        if (at < 0) throw missing(Memory.getLong(args));
        return LongType.of(at);
    }

    private static PyError missing(long item) {
        return PyError.valueError(Objects.reprString(item) + " is not in deque");
    }

    @Method("remove")
    static long remove(long self, long item) {
        long at = DequeType.indexOf(self, item, 0, Long.MAX_VALUE);
        if (at < 0) throw missing(item);
        DequeType.deleteItem(self, at);
        return Singletons.none();
    }

    @Method("insert")
    static long insert(long self, long args, long nargs) {
        Arguments.checkPositional("insert", nargs, 2, 2);
        long index = Arguments.ssize(Memory.getLong(args));
        long size = DequeType.size(self);
        if (DequeType.maxlen(self) == size) throw PyError.indexError("deque already at its maximum size");
        long at = Math.min(index < 0 ? Math.max(index + size, 0) : index, size);
        DequeType.rotate(self, -at);
        long item = References.newRef(Memory.getLong(args + 8));
        if (at == size) DequeType.append(self, item);
        else DequeType.appendLeft(self, item);
        if (at != size) DequeType.rotate(self, at);
        return Singletons.none();
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return DequeIteratorType.make(DequeReverseIteratorType.TYPE, self);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long state = org.capi4j.type.Calls.callMethod(self, "__getstate__");
        long limit = DequeType.maxlen(self);
        long arguments = limit < 0 ? TupleType.empty() : TupleType.steal(TupleType.empty(), LongType.of(limit));
        return TupleType.steal(References.newRef(References.type(self)), arguments, state, Objects.iter(self));
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }

    @Slot("sq_concat")
    static long concat(long self, long other) {
        if (!DequeType.isInstance(other)) {
            throw PyError.typeError("can only concatenate deque (not \"" + TypeLookup.fullNameOf(other) + "\") to deque");
        }
        long copy = copy(self);
        try {
            DequeType.extend(copy, other);
            return copy;
        } catch (Throwable failure) {
            References.decref(copy);
            throw failure;
        }
    }

    @Slot("sq_inplace_concat")
    static long inPlaceConcat(long self, long iterable) {
        DequeType.extend(self, iterable);
        return References.newRef(self);
    }

    @Slot("sq_repeat")
    static long repeat(long self, long count) {
        long copy = copy(self);
        try {
            References.decref(inPlaceRepeat(copy, count));
            return copy;
        } catch (Throwable failure) {
            References.decref(copy);
            throw failure;
        }
    }

    @Slot("sq_inplace_repeat")
    static long inPlaceRepeat(long self, long count) {
        long size = DequeType.size(self);
        if (count <= 0) DequeType.clear(self);
        else if (size > 0 && count > Long.MAX_VALUE / 8 / size) throw PyError.memoryError();
        else {
            long once = org.capi4j.type.Sequences.list(self);
            try {
                for (long i = 1; i < count; i++) DequeType.extend(self, once);
            } finally {
                References.decref(once);
            }
        }
        return References.newRef(self);
    }
}
