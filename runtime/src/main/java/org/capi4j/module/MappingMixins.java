package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** What {@code collections.abc.Mapping}, {@code MutableMapping} and the views give to classes derived from them. */
@BuiltinModule("collections.abc")
public final class MappingMixins {
    private MappingMixins() {}

    private static long key(long args) {
        return Memory.getLong(args + 8);
    }

    @Method({"Mapping.__getitem__", "MutableMapping.__setitem__", "MutableMapping.__delitem__"})
    static long refuse(long closure, long args, long nargs) {
        throw SequenceMixins.nothing(Exceptions.KeyError);
    }

    /** NULL where the mapping raises KeyError. */
    private static long find(long mapping, long key) {
        try {
            return Objects.getItem(mapping, key);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.KeyError)) throw error;
            error.release();
            return NULL;
        }
    }

    @Method("Mapping.get")
    static long get(long closure, long args, long nargs) {
        long value = find(Memory.getLong(args), key(args));
        return value != NULL ? value : References.newRef(Memory.getLong(args + 16));
    }

    @Method("Mapping.__contains__")
    static long contains(long closure, long args, long nargs) {
        long value = find(Memory.getLong(args), key(args));
        References.xdecref(value);
        return BoolType.of(value != NULL);
    }

    private static long view(String name, long mapping) {
        return Calls.callOneArg(AbstractClasses.get(name), mapping);
    }

    @Method("Mapping.keys")
    static long keys(long closure, long self) {
        return view("KeysView", self);
    }

    @Method("Mapping.items")
    static long items(long closure, long self) {
        return view("ItemsView", self);
    }

    @Method("Mapping.values")
    static long values(long closure, long self) {
        return view("ValuesView", self);
    }

    private static long asDict(OwnedObjects own, long mapping) {
        return own.add(Calls.callOneArg(BuiltinTypes.DICT, own.add(Calls.callMethod(mapping, "items"))));
    }

    @Method("Mapping.__eq__")
    static long equal(long closure, long args, long nargs) {
        if (!SetMixins.isA(key(args), "Mapping")) return Singletons.notImplemented();
        try (OwnedObjects own = new OwnedObjects()) {
            return Objects.richCompare(asDict(own, Memory.getLong(args)), asDict(own, key(args)), org.capi4j.layout.Constants.Py_EQ);
        }
    }

    /** {@code pop(self, key, default=marker)}: it closes over the marker. */
    @Method("MutableMapping.pop")
    static long pop(long marker, long args, long nargs) {
        long self = Memory.getLong(args);
        long fallback = Memory.getLong(args + 16);
        long value;
        try {
            value = Objects.getItem(self, key(args));
        } catch (PyError error) {
            if (fallback == marker || !ExceptionType.matches(error, Exceptions.KeyError)) throw error;
            error.release();
            return References.newRef(fallback);
        }
        try {
            Objects.delItem(self, key(args));
            return value;
        } catch (Throwable failure) {
            References.decref(value);
            throw failure;
        }
    }

    @Method("MutableMapping.popitem")
    static long popItem(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            long iterator = own.add(Objects.iter(self));
            long key = Objects.next(iterator);
            if (key == NULL) throw SequenceMixins.nothing(Exceptions.KeyError);
            own.add(key);
            long value = own.add(Objects.getItem(self, key));
            Objects.delItem(self, key);
            return TupleType.of(key, value);
        }
    }

    @Method("MutableMapping.clear")
    static long clear(long closure, long self) {
        while (true) {
            try {
                References.decref(Calls.callMethod(self, "popitem"));
            } catch (PyError error) {
                if (!ExceptionType.matches(error, Exceptions.KeyError)) throw error;
                error.release();
                return Singletons.none();
            }
        }
    }

    /** {@code update(self, other=(), /, **kwds)}: from a mapping, from what has {@code keys()}, or from pairs. */
    @Method("MutableMapping.update")
    static long update(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long other = Memory.getLong(args + 8);
        if (SetMixins.isA(other, "Mapping")) {
            Iteration.forEach(other, key -> copy(self, other, key));
        } else if (Objects.hasAttr(other, "keys")) {
            long keys = Calls.callMethod(other, "keys");
            try {
                Iteration.forEach(keys, key -> copy(self, other, key));
            } finally {
                References.decref(keys);
            }
        } else {
            Iteration.forEach(other, pair -> setPair(self, pair));
        }
        long keywords = Memory.getLong(args + 16);
        long[] entry = new long[2];
        for (long at = DictType.next(keywords, 0, entry); at >= 0; at = DictType.next(keywords, at, entry)) Objects.setItem(self, entry[0], entry[1]);
        return Singletons.none();
    }

    private static void copy(long self, long other, long key) {
        long value = Objects.getItem(other, key);
        try {
            Objects.setItem(self, key, value);
        } finally {
            References.decref(value);
        }
    }

    private static void setPair(long self, long pair) {
        long items = pair(pair);
        try {
            Objects.setItem(self, TupleType.get(items, 0), TupleType.get(items, 1));
        } finally {
            References.decref(items);
        }
    }

    /** A new tuple of the two items, as an assignment to two names takes them. */
    private static long pair(long object) {
        long iterator;
        try {
            iterator = Objects.iter(object);
        } catch (PyError error) {
            if (Objects.hasAttr(object, "__iter__") || Sequences.check(object)) throw error;
            error.release();
            throw PyError.typeError("cannot unpack non-iterable " + TypeLookup.fullNameOf(object) + " object");
        }
        try (OwnedObjects own = new OwnedObjects()) {
            long[] items = new long[2];
            for (int i = 0; i < 2; i++) {
                items[i] = Objects.next(iterator);
                if (items[i] == NULL) throw PyError.valueError("not enough values to unpack (expected 2, got " + i + ")");
                own.add(items[i]);
            }
            long more = Objects.next(iterator);
            References.xdecref(more);
            if (more != NULL) throw PyError.valueError("too many values to unpack (expected 2)");
            return TupleType.of(items);
        } finally {
            References.decref(iterator);
        }
    }

    @Method("MutableMapping.setdefault")
    static long setDefault(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long value = find(self, key(args));
        if (value != NULL) return value;
        Objects.setItem(self, key(args), Memory.getLong(args + 16));
        return References.newRef(Memory.getLong(args + 16));
    }

    // ---- the views

    private static long mapping(OwnedObjects own, long view) {
        return own.add(Objects.getAttr(view, "_mapping"));
    }

    @Method("MappingView.__init__")
    static long init(long closure, long args, long nargs) {
        Objects.setAttr(Memory.getLong(args), "_mapping", Memory.getLong(args + 8));
        return Singletons.none();
    }

    @Method("MappingView.__len__")
    static long length(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            return LongType.of(Objects.length(mapping(own, self)));
        }
    }

    @Method("MappingView.__repr__")
    static long repr(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            return Strings.of(TypeLookup.nameOf(self) + "(" + Objects.reprString(mapping(own, self)) + ")");
        }
    }

    /** Sets made of views are plain ones. */
    @Method({"KeysView._from_iterable", "ItemsView._from_iterable"})
    static long fromIterable(long closure, long args, long nargs) {
        return Calls.callOneArg(BuiltinTypes.SET, Memory.getLong(args + 8));
    }

    @Method("KeysView.__contains__")
    static long hasKey(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            return BoolType.of(Sequences.contains(mapping(own, Memory.getLong(args)), key(args)));
        }
    }

    @Method("KeysView.__iter__")
    static long iterateKeys(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            return Objects.iter(mapping(own, self));
        }
    }

    @Method("ItemsView.__contains__")
    static long hasItem(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            long item = own.add(pair(key(args)));
            long value = find(mapping(own, Memory.getLong(args)), TupleType.get(item, 0));
            if (value == NULL) return BoolType.of(false);
            return BoolType.of(SequenceMixins.isSame(own.add(value), TupleType.get(item, 1)));
        }
    }

    @Method("ItemsView.__iter__")
    static long iterateItems(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            long mapping = mapping(own, self);
            return SequenceMixins.mapped("MappingMixins", "entry", mapping, mapping);
        }
    }

    @Method("entry")
    static long entry(long mapping, long key) {
        return TupleType.steal(References.newRef(key), Objects.getItem(mapping, key));
    }

    @Method("ValuesView.__iter__")
    static long iterateValues(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            long mapping = mapping(own, self);
            return SequenceMixins.mapped("SequenceMixins", "item", mapping, mapping);
        }
    }

    @Method("ValuesView.__contains__")
    static long hasValue(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            long mapping = mapping(own, Memory.getLong(args));
            long keys = own.add(Objects.iter(mapping));
            for (long key = Objects.next(keys); key != NULL; key = Objects.next(keys)) {
                own.add(key);
                if (SequenceMixins.isSame(own.add(Objects.getItem(mapping, key)), key(args))) return BoolType.of(true);
            }
            return BoolType.of(false);
        }
    }
}
