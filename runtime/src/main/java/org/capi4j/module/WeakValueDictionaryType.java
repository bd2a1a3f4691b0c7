package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.WeakrefType;

/** {@code weakref.WeakValueDictionary}, as far as compiled code uses it: keys, and weak references to values. */
@BuiltinType(
        value = "c4j_WeakValueDictionary_Type",
        name = "weakref.WeakValueDictionary", source = true,
        basicsize = WeakTable.SIZEOF,
        weaklistoffset = WeakTable.WEAK_LIST,
        flags = Fields.FLAGS)
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
final class WeakValueDictionaryType {
    static final long TYPE = Shim.symbol("c4j_WeakValueDictionary_Type");

    private WeakValueDictionaryType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return WeakTable.make(type);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        Arguments.checkPositional("WeakValueDictionary", TupleType.size(args), 0, 1);
        if (TupleType.size(args) == 1) update(self, TupleType.get(args, 0));
        if (kwargs != NULL) update(self, kwargs);
    }

    /** Borrowed, or NULL. */
    private static long find(long self, long key) {
        return WeakTable.object(DictType.get(WeakTable.data(self), key));
    }

    @Slot("mp_subscript")
    static long getItem(long self, long key) {
        long value = find(self, key);
        if (value == NULL) throw PyError.keyError(key);
        return References.newRef(value);
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
        } else if (find(self, key) == NULL || !DictType.delete(WeakTable.data(self), key)) {
            throw PyError.keyError(key);
        }
    }

    @Slot("mp_length")
    static long length(long self) {
        return WeakTable.size(self);
    }

    @Slot("sq_contains")
    static int contains(long self, long key) {
        return find(self, key) != NULL ? 1 : 0;
    }

    @Method("get")
    static long get(long self, long args, long nargs) {
        Arguments.checkPositional("get", nargs, 1, 2);
        long value = find(self, Memory.getLong(args));
        return References.newRef(value != NULL ? value : nargs == 2 ? Memory.getLong(args + 8) : Singletons.NONE);
    }

    @Method("setdefault")
    static long setDefault(long self, long args, long nargs) {
        Arguments.checkPositional("setdefault", nargs, 1, 2);
        long found = find(self, Memory.getLong(args));
        if (found != NULL) return References.newRef(found);
        long value = nargs == 2 ? Memory.getLong(args + 8) : Singletons.NONE;
        setItem(self, Memory.getLong(args), value);
        return References.newRef(value);
    }

    @Method("pop")
    static long pop(long self, long args, long nargs) {
        Arguments.checkPositional("pop", nargs, 1, 2);
        long key = Memory.getLong(args);
        long value = References.xnewRef(find(self, key));
        DictType.delete(WeakTable.data(self), key);
        if (value != NULL) return value;
        if (nargs == 2) return References.newRef(Memory.getLong(args + 8));
        throw PyError.keyError(key);
    }

    @Method("update")
    static long update(long self, long source) {
        WeakTable.eachPair(source, (key, value) -> setItem(self, key, value));
        return Singletons.none();
    }

    @Method(value = "clear", call = Call.NOARGS)
    static long clear(long self) {
        DictType.clear(WeakTable.data(self));
        return Singletons.none();
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

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return WeakTable.traverse(self, visit, argument);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        WeakTable.dealloc(self);
    }
}
