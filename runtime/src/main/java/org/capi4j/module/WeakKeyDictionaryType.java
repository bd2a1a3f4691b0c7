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
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code weakref.WeakKeyDictionary}, as far as compiled code uses it: weak references to keys, and values. */
@BuiltinType(
        value = "c4j_WeakKeyDictionary_Type",
        name = "weakref.WeakKeyDictionary", source = true,
        basicsize = WeakTable.SIZEOF,
        weaklistoffset = WeakTable.WEAK_LIST,
        flags = Fields.FLAGS)
final class WeakKeyDictionaryType {
    static final long TYPE = Shim.symbol("c4j_WeakKeyDictionary_Type");

    private WeakKeyDictionaryType() {}

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        Arguments.noKeywords("WeakKeyDictionary", kwargs);
        Arguments.checkPositional("WeakKeyDictionary", TupleType.size(args), 0, 1);
        if (TupleType.size(args) == 1 && TupleType.get(args, 0) != Singletons.NONE) WeakDictionaries.update(self, TupleType.get(args, 0));
    }

    /** A new reference, or NULL. */
    static long find(long self, long key) {
        return WeakTable.withReference(key, weak -> References.xnewRef(DictType.get(WeakTable.data(self), weak)));
    }

    /** What CPython's says of a missing key: the weak reference to it. */
    private static PyError missing(long key) {
        return WeakTable.withReference(key, PyError::keyError);
    }

    @Slot("mp_subscript")
    static long getItem(long self, long key) {
        long value = find(self, key);
        if (value == NULL) throw missing(key);
        return value;
    }

    @Slot("mp_ass_subscript")
    static void setItem(long self, long key, long value) {
        boolean found = WeakTable.withReference(key, weak -> {
            if (value == NULL) return DictType.delete(WeakTable.data(self), weak);
            WeakTable.set(self, weak, value);
            return true;
        });
        if (!found) throw missing(key);
    }

    /** What no weak reference can be made to is no key. */
    @Slot("sq_contains")
    static int contains(long self, long key) {
        return WeakTable.hasWeakKey(self, key) ? 1 : 0;
    }

    @Method("pop")
    static long pop(long self, long args, long nargs) {
        Arguments.checkPositional("pop", nargs, 1, 2);
        long key = Memory.getLong(args);
        long value = find(self, key);
        if (value == NULL && nargs == 1) throw missing(key);
        if (value == NULL) return References.newRef(Memory.getLong(args + 8));
        setItem(self, key, NULL);
        return value;
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return WeakTable.iterator(self, entry -> References.newRef(WeakTable.object(entry.key())));
    }

    @Method(value = "keys", call = Call.NOARGS)
    static long keys(long self) {
        return iter(self);
    }

    @Method(value = "values", call = Call.NOARGS)
    static long values(long self) {
        return WeakTable.iterator(self, entry -> References.newRef(entry.value()));
    }

    @Method(value = "items", call = Call.NOARGS)
    static long items(long self) {
        return WeakTable.iterator(self, entry -> TupleType.of(WeakTable.object(entry.key()), entry.value()));
    }

    @Method(value = "keyrefs", call = Call.NOARGS)
    static long keyReferences(long self) {
        return WeakTable.list(self, entry -> References.newRef(entry.key()));
    }
}
