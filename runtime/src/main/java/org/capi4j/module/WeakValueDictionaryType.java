package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.TupleType;
import org.capi4j.type.WeakrefType;

/** {@code weakref.WeakValueDictionary}, as far as compiled code uses it: keys, and weak references to values. */
@BuiltinType(
        value = "c4j_WeakValueDictionary_Type",
        name = "weakref.WeakValueDictionary", source = true,
        basicsize = WeakTable.SIZEOF,
        weaklistoffset = WeakTable.WEAK_LIST,
        flags = Fields.FLAGS)
final class WeakValueDictionaryType {
    static final long TYPE = Shim.symbol("c4j_WeakValueDictionary_Type");

    private WeakValueDictionaryType() {}

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        Arguments.checkPositional("WeakValueDictionary", TupleType.size(args), 0, 1);
        if (TupleType.size(args) == 1) WeakDictionaries.update(self, TupleType.get(args, 0));
        if (kwargs != NULL) WeakDictionaries.update(self, kwargs);
    }

    /** A new reference, or NULL. */
    static long find(long self, long key) {
        return References.xnewRef(WeakTable.object(DictType.get(WeakTable.data(self), key)));
    }

    private static boolean has(long self, long key) {
        return WeakTable.object(DictType.get(WeakTable.data(self), key)) != NULL;
    }

    @Slot("mp_subscript")
    static long getItem(long self, long key) {
        long value = find(self, key);
        if (value == NULL) throw PyError.keyError(key);
        return value;
    }

    @Slot("mp_ass_subscript")
    static void setItem(long self, long key, long value) {
        if (value != NULL) {
            long weak = WeakrefType.make(value, NULL);
            try {
                WeakTable.set(self, key, weak);
            } finally {
                References.decref(weak);
            }
        } else if (!has(self, key) || !DictType.delete(WeakTable.data(self), key)) {
            throw PyError.keyError(key);
        }
    }

    @Slot("sq_contains")
    static int contains(long self, long key) {
        return has(self, key) ? 1 : 0;
    }

    @Method("pop")
    static long pop(long self, long args, long nargs) {
        Arguments.checkPositional("pop", nargs, 1, 2);
        long key = Memory.getLong(args);
        long value = find(self, key);
        DictType.delete(WeakTable.data(self), key);
        if (value != NULL) return value;
        if (nargs == 2) return References.newRef(Memory.getLong(args + 8));
        throw PyError.keyError(key);
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return WeakTable.iterator(self, entry -> References.newRef(entry.key()));
    }

    @Method(value = "keys", call = Call.NOARGS)
    static long keys(long self) {
        return iter(self);
    }

    @Method(value = "values", call = Call.NOARGS)
    static long values(long self) {
        return WeakTable.iterator(self, entry -> References.newRef(WeakTable.object(entry.value())));
    }

    @Method(value = "items", call = Call.NOARGS)
    static long items(long self) {
        return WeakTable.iterator(self, entry -> TupleType.of(entry.key(), WeakTable.object(entry.value())));
    }

    @Method(value = "valuerefs", call = Call.NOARGS)
    static long valueReferences(long self) {
        return WeakTable.list(self, entry -> References.newRef(entry.value()));
    }
}
