package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code weakref.WeakSet}: a dict from weak references to None. */
@BuiltinType(
        value = "c4j_WeakSet_Type",
        name = "_weakrefset.WeakSet", source = true,
        basicsize = WeakTable.SIZEOF,
        weaklistoffset = WeakTable.WEAK_LIST,
        flags = Fields.FLAGS)
final class WeakSetType {
    static final long TYPE = Shim.symbol("c4j_WeakSet_Type");

    private WeakSetType() {}

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        Arguments.noKeywords("WeakSet", kwargs);
        Arguments.checkPositional("WeakSet", TupleType.size(args), 0, 1);
        if (TupleType.size(args) == 1 && TupleType.get(args, 0) != Singletons.NONE) update(self, TupleType.get(args, 0));
    }

    @Method("add")
    static long add(long self, long object) {
        WeakTable.withReference(object, weak -> {
            WeakTable.set(self, weak, Singletons.NONE);
            return null;
        });
        return Singletons.none();
    }

    private static boolean delete(long self, long object) {
        return WeakTable.withReference(object, weak -> DictType.delete(WeakTable.data(self), weak));
    }

    @Method("discard")
    static long discard(long self, long object) {
        delete(self, object);
        return Singletons.none();
    }

    @Method("remove")
    static long remove(long self, long object) {
        if (!delete(self, object)) WeakTable.withReference(object, weak -> {
            throw PyError.keyError(weak);
        });
        return Singletons.none();
    }

    @Method("update")
    static long update(long self, long items) {
        Iteration.forEach(items, item -> References.decref(add(self, item)));
        return Singletons.none();
    }

    /** What no weak reference can be made to is in none. */
    @Slot("sq_contains")
    static int contains(long self, long object) {
        return WeakTable.hasWeakKey(self, object) ? 1 : 0;
    }

    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        boolean isEquality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (isEquality && !TypeLookup.isInstance(other, References.type(self))) return Singletons.notImplemented();
        return BoolType.of(op == Constants.Py_GE ? WeakSetOperations.hasAll(self, other) : WeakSetOperations.compare(self, other, op));
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return WeakTable.iterator(self, entry -> References.newRef(WeakTable.object(entry.key())));
    }
}
