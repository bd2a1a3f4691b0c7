package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongPredicate;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Sequences;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;

/** What {@code collections.abc.Set} and {@code MutableSet} give to classes derived from them. */
@BuiltinModule("collections.abc")
public final class SetMixins {
    private SetMixins() {}

    /** Whether an object is of one of the module's abstract classes. */
    static boolean isA(long object, String name) {
        return Objects.isInstance(object, AbstractClasses.get(name));
    }

    private static long other(long args) {
        return Memory.getLong(args + 8);
    }

    /** Whether {@code test} holds of all items. */
    private static boolean all(long iterable, LongPredicate test) {
        long iterator = Objects.iter(iterable);
        try {
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                boolean holds;
                try {
                    holds = test.test(item);
                } finally {
                    References.decref(item);
                }
                if (!holds) return false;
            }
            return true;
        } finally {
            References.decref(iterator);
        }
    }

    private static boolean has(long set, long item) {
        return Sequences.contains(set, item);
    }

    @Method("Set.__le__")
    static long lessOrEqual(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        if (!isA(other(args), "Set")) return Singletons.notImplemented();
        return BoolType.of(Objects.length(self) <= Objects.length(other(args)) && all(self, item -> has(other(args), item)));
    }

    @Method("Set.__ge__")
    static long greaterOrEqual(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        if (!isA(other(args), "Set")) return Singletons.notImplemented();
        return BoolType.of(Objects.length(self) >= Objects.length(other(args)) && all(other(args), item -> has(self, item)));
    }

    /** As a bound method of {@code self} would be asked, so that a class's own {@code __le__} counts. */
    private static long compare(long args, boolean lengthsFit, String method) {
        return lengthsFit ? Calls.callMethod(Memory.getLong(args), method, other(args)) : BoolType.of(false);
    }

    @Method("Set.__lt__")
    static long less(long closure, long args, long nargs) {
        if (!isA(other(args), "Set")) return Singletons.notImplemented();
        return compare(args, Objects.length(Memory.getLong(args)) < Objects.length(other(args)), "__le__");
    }

    @Method("Set.__gt__")
    static long greater(long closure, long args, long nargs) {
        if (!isA(other(args), "Set")) return Singletons.notImplemented();
        return compare(args, Objects.length(Memory.getLong(args)) > Objects.length(other(args)), "__ge__");
    }

    @Method("Set.__eq__")
    static long equal(long closure, long args, long nargs) {
        if (!isA(other(args), "Set")) return Singletons.notImplemented();
        return compare(args, Objects.length(Memory.getLong(args)) == Objects.length(other(args)), "__le__");
    }

    @Method("Set._from_iterable")
    static long fromIterable(long closure, long args, long nargs) {
        return Calls.callOneArg(Memory.getLong(args), Memory.getLong(args + 8));
    }

    /** The set class's {@code _from_iterable} of those items of each source that its test lets through. */
    private static long collected(long self, Object... sourcesAndTests) {
        long items = ListType.make(0);
        try {
            for (int i = 0; i < sourcesAndTests.length; i += 2) {
                LongPredicate test = (LongPredicate) sourcesAndTests[i + 1];
                Iteration.forEach((Long) sourcesAndTests[i], item -> {
                    if (test.test(item)) ListType.append(items, item);
                });
            }
            return Calls.callMethod(self, "_from_iterable", items);
        } finally {
            References.decref(items);
        }
    }

    private static final LongPredicate ANY = item -> true;

    @Method("Set.__and__")
    static long and(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        if (!isA(other(args), "Iterable")) return Singletons.notImplemented();
        return collected(self, other(args), (LongPredicate) item -> has(self, item));
    }

    @Method("Set.isdisjoint")
    static long isDisjoint(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        return BoolType.of(all(other(args), item -> !has(self, item)));
    }

    @Method("Set.__or__")
    static long or(long closure, long args, long nargs) {
        if (!isA(other(args), "Iterable")) return Singletons.notImplemented();
        return collected(Memory.getLong(args), Memory.getLong(args), ANY, other(args), ANY);
    }

    /** {@code other} as a set of the class of {@code self}: a new reference, or NULL where it isn't iterable. */
    private static long asSet(long self, long other) {
        if (isA(other, "Set")) return References.newRef(other);
        return isA(other, "Iterable") ? Calls.callMethod(self, "_from_iterable", other) : NULL;
    }

    @Method("Set.__sub__")
    static long subtract(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long other = asSet(self, other(args));
        if (other == NULL) return Singletons.notImplemented();
        try {
            return collected(self, self, (LongPredicate) item -> !has(other, item));
        } finally {
            References.decref(other);
        }
    }

    @Method("Set.__rsub__")
    static long subtractFrom(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long other = asSet(self, other(args));
        if (other == NULL) return Singletons.notImplemented();
        try {
            return collected(self, other, (LongPredicate) item -> !has(self, item));
        } finally {
            References.decref(other);
        }
    }

    @Method("Set.__xor__")
    static long xor(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long other = asSet(self, other(args));
        if (other == NULL) return Singletons.notImplemented();
        try (OwnedObjects own = new OwnedObjects()) {
            return Numbers.or(own.add(Numbers.subtract(self, other)), own.add(Numbers.subtract(other, self)));
        } finally {
            References.decref(other);
        }
    }

    /** The hash that a frozenset of the same items has. */
    @Method("Set._hash")
    static long hash(long closure, long self) {
        Objects.length(self);
        long items = SetType.makeFrozen(self);
        try {
            return LongType.of(Objects.hash(items));
        } finally {
            References.decref(items);
        }
    }

    @Method({"MutableSet.add", "MutableSet.discard"})
    static long refuse(long closure, long args, long nargs) {
        throw SequenceMixins.nothing(Exceptions.NotImplementedError);
    }

    private static void call(long self, String method, long... args) {
        References.decref(Calls.callMethod(self, method, args));
    }

    @Method("MutableSet.remove")
    static long remove(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        if (!has(self, other(args))) throw PyError.keyError(other(args));
        call(self, "discard", other(args));
        return Singletons.none();
    }

    @Method("MutableSet.pop")
    static long pop(long closure, long self) {
        long iterator = Objects.iter(self);
        long item = NULL;
        try {
            item = Objects.next(iterator);
            if (item == NULL) throw SequenceMixins.nothing(Exceptions.KeyError);
            call(self, "discard", item);
            return item;
        } catch (Throwable failure) {
            References.xdecref(item);
            throw failure;
        } finally {
            References.decref(iterator);
        }
    }

    @Method("MutableSet.clear")
    static long clear(long closure, long self) {
        while (true) {
            try {
                call(self, "pop");
            } catch (PyError error) {
                if (!org.capi4j.type.ExceptionType.matches(error, Exceptions.KeyError)) throw error;
                error.release();
                return Singletons.none();
            }
        }
    }

    @Method("MutableSet.__ior__")
    static long orInPlace(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        Iteration.forEach(other(args), item -> call(self, "add", item));
        return References.newRef(self);
    }

    @Method("MutableSet.__iand__")
    static long andInPlace(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long gone = Numbers.subtract(self, other(args));
        try {
            Iteration.forEach(gone, item -> call(self, "discard", item));
            return References.newRef(self);
        } finally {
            References.decref(gone);
        }
    }

    @Method("MutableSet.__ixor__")
    static long xorInPlace(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        if (self == other(args)) {
            call(self, "clear");
            return References.newRef(self);
        }
        long other = isA(other(args), "Set") ? References.newRef(other(args)) : Calls.callMethod(self, "_from_iterable", other(args));
        try {
            Iteration.forEach(other, item -> call(self, has(self, item) ? "discard" : "add", item));
            return References.newRef(self);
        } finally {
            References.decref(other);
        }
    }

    @Method("MutableSet.__isub__")
    static long subtractInPlace(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        if (self == other(args)) call(self, "clear");
        else Iteration.forEach(other(args), item -> call(self, "discard", item));
        return References.newRef(self);
    }
}
