package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code weakref.WeakSet}, as far as compiled code uses it: a dict from weak references to None. */
@BuiltinType(
        value = "c4j_WeakSet_Type",
        name = "_weakrefset.WeakSet", source = true,
        basicsize = WeakTable.SIZEOF,
        weaklistoffset = WeakTable.WEAK_LIST,
        flags = Fields.FLAGS)
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
final class WeakSetType {
    static final long TYPE = Shim.symbol("c4j_WeakSet_Type");

    private WeakSetType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return WeakTable.make(type);
    }

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

    @Method(value = "clear", call = Call.NOARGS)
    static long clear(long self) {
        DictType.clear(WeakTable.data(self));
        return Singletons.none();
    }

    @Slot("sq_length")
    static long length(long self) {
        return WeakTable.size(self);
    }

    /** What no weak reference can be made to is in none. */
    @Slot("sq_contains")
    static int contains(long self, long object) {
        return WeakTable.hasWeakKey(self, object) ? 1 : 0;
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return WeakTable.iterator(self, entry -> References.newRef(WeakTable.object(entry.key())));
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return WeakTable.traverse(self, visit, argument);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        WeakTable.dealloc(self);
    }
}
