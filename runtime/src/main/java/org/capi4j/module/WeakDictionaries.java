package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** What the dictionaries of module weakref share, whichever half of an entry is weak. */
@BuiltinType(value = "c4j_WeakKeyDictionary_Type", part = true)
@BuiltinType(value = "c4j_WeakValueDictionary_Type", part = true)
final class WeakDictionaries {
    private WeakDictionaries() {}

    private static boolean isOne(long object) {
        return TypeLookup.isInstance(object, WeakKeyDictionaryType.TYPE) || TypeLookup.isInstance(object, WeakValueDictionaryType.TYPE);
    }

    /** The value of a key, or NULL: a new reference. */
    private static long find(long self, long key) {
        return WeakTable.holdsKeys(self) ? WeakValueDictionaryType.find(self, key) : WeakKeyDictionaryType.find(self, key);
    }

    @Method("get")
    static long get(long self, long args, long nargs) {
        Arguments.checkPositional("get", nargs, 1, 2);
        long value = find(self, Memory.getLong(args));
        return value != NULL ? value : References.newRef(nargs == 2 ? Memory.getLong(args + 8) : Singletons.NONE);
    }

    @Method("setdefault")
    static long setDefault(long self, long args, long nargs) {
        Arguments.checkPositional("setdefault", nargs, 1, 2);
        long found = find(self, Memory.getLong(args));
        if (found != NULL) return found;
        long value = nargs == 2 ? Memory.getLong(args + 8) : Singletons.NONE;
        Objects.setItem(self, Memory.getLong(args), value);
        return References.newRef(value);
    }

    @Method("update")
    static long update(long self, long source) {
        WeakTable.eachPair(source, (key, value) -> Objects.setItem(self, key, value));
        return Singletons.none();
    }

    /** The last living entry. */
    @Method(value = "popitem", call = Call.NOARGS)
    static long popItem(long self) {
        WeakTable.sweep(self);
        long pair = Calls.callMethod(WeakTable.data(self), "popitem");
        try {
            long key = TupleType.get(pair, 0);
            long value = TupleType.get(pair, 1);
            return WeakTable.holdsKeys(self) ? TupleType.of(key, WeakTable.object(value)) : TupleType.of(WeakTable.object(key), value);
        } finally {
            References.decref(pair);
        }
    }

    @Slot("tp_repr")
    static long repr(long self) {
        return Strings.of("<" + TypeLookup.nameOf(self) + " at 0x" + Long.toHexString(self) + ">");
    }

    @Method(value = "__copy__", call = Call.NOARGS)
    static long copyAgain(long self) {
        return copy(self);
    }

    /** Of the class itself, not of a subclass. */
    @Method(value = "copy", call = Call.NOARGS)
    static long copy(long self) {
        return filled(WeakTable.holdsKeys(self) ? WeakValueDictionaryType.TYPE : WeakKeyDictionaryType.TYPE, self);
    }

    /** A new one with what some mappings have. */
    private static long filled(long type, long... mappings) {
        long made = Calls.callNoArgs(type);
        try {
            for (long mapping : mappings) update(made, mapping);
            return made;
        } catch (Throwable failure) {
            References.decref(made);
            throw failure;
        }
    }

    private static boolean isMapping(long object) {
        if (isOne(object) || DictType.isInstance(object)) return true;
        References.decref(Imports.importModule("collections.abc")); // which may not have been yet
        return SetMixins.isA(object, "Mapping");
    }

    @Slot("nb_or")
    static long or(long left, long right) {
        if (!isMapping(left) || !isMapping(right)) return Singletons.notImplemented();
        if (!isOne(left)) return filled(References.type(right), left, right);
        return filled(WeakTable.holdsKeys(left) ? WeakValueDictionaryType.TYPE : WeakKeyDictionaryType.TYPE, left, right);
    }

    @Slot("nb_inplace_or")
    static long inPlaceOr(long self, long other) {
        update(self, other);
        return References.newRef(self);
    }

    /** As dicts of what is alive; other mappings have their own say. */
    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        boolean comparable = isOne(other) || DictType.isInstance(other);
        if (!comparable || op != Constants.Py_EQ && op != Constants.Py_NE) return Singletons.notImplemented();
        try (OwnedObjects own = new OwnedObjects()) {
            return BoolType.of(Objects.equal(living(own, self), living(own, other)) == (op == Constants.Py_EQ));
        }
    }

    private static long living(OwnedObjects own, long mapping) {
        long dict = own.add(DictType.make());
        long items = own.add(Calls.callMethod(mapping, "items"));
        WeakTable.eachPair(items, (key, value) -> DictType.set(dict, key, value));
        return dict;
    }
}
