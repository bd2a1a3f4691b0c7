package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * hamt: a mapping that never changes, as CPython's tests of its contexts ask for it by {@code _PyContext_NewHamtForTests}. CPython keeps such
 * mappings in contexts; {@link ContextType} does without, so this is a dict behind the head, copied for each change.
 */
@BuiltinType(value = "c4j_HamtType", name = "hamt", basicsize = 40, weaklistoffset = 24, flags = 0x4100, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class HamtType {
    static final long TYPE = Shim.symbol("c4j_HamtType");

    private HamtType() {}

    /** An empty one. */
    public static long make() {
        return steal(DictType.make());
    }

    private static long steal(long dict) {
        try {
            long hamt = Allocation.genericAlloc(TYPE, 0);
            Memory.putLong(hamt + PyObject.SIZEOF, dict);
            return hamt;
        } catch (Throwable failure) {
            References.decref(dict);
            throw failure;
        }
    }

    private static long dict(long self) {
        return Memory.getLong(self + PyObject.SIZEOF);
    }

    /** Borrowed, or NULL; where there is nothing, no key is hashed. */
    private static long find(long self, long key) {
        return DictType.size(dict(self)) == 0 ? NULL : DictType.get(dict(self), key);
    }

    @Method(value = "set", call = Call.VARARGS)
    static long set(long self, long args, long nargs) {
        Arguments.checkPositional("set", nargs, 2, 2);
        long copy = DictType.copy(dict(self));
        try {
            DictType.set(copy, Memory.getLong(args), Memory.getLong(args + 8));
        } catch (Throwable failure) {
            References.decref(copy);
            throw failure;
        }
        return steal(copy);
    }

    @Method(value = "get", call = Call.VARARGS)
    static long get(long self, long args, long nargs) {
        Arguments.checkPositional("get", nargs, 1, 2);
        long value = find(self, Memory.getLong(args));
        if (value == NULL) value = Arguments.get(args, nargs, 1);
        return value == NULL ? Singletons.none() : References.newRef(value);
    }

    @Method("delete")
    static long delete(long self, long key) {
        if (find(self, key) == NULL) return References.newRef(self);
        long copy = DictType.copy(dict(self));
        try {
            DictType.delete(copy, key);
        } catch (Throwable failure) {
            References.decref(copy);
            throw failure;
        }
        return steal(copy);
    }

    @Slot("mp_subscript")
    static long getItem(long self, long key) {
        long value = find(self, key);
        if (value == NULL) throw PyError.keyError(key);
        return References.newRef(value);
    }

    @Slot("sq_contains")
    static int contains(long self, long key) {
        return find(self, key) == NULL ? 0 : 1;
    }

    @Slot("mp_length")
    static long length(long self) {
        return DictType.size(dict(self));
    }

    @Slot("tp_iter")
    static long iterator(long self) {
        return HamtIterator.make(HamtIterator.KEYS, Objects.iter(dict(self)));
    }

    @Method(value = "keys", call = Call.NOARGS)
    static long keys(long self) {
        return iterator(self);
    }

    @Method(value = "values", call = Call.NOARGS)
    static long values(long self) {
        return HamtIterator.make(HamtIterator.VALUES, iterate(DictType.values(dict(self))));
    }

    @Method(value = "items", call = Call.NOARGS)
    static long items(long self) {
        return HamtIterator.make(HamtIterator.ITEMS, iterate(DictType.items(dict(self))));
    }

    /** The view or list is consumed. */
    private static long iterate(long items) {
        try {
            return Objects.iter(items);
        } finally {
            References.decref(items);
        }
    }

    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        boolean comparable = References.type(other) == TYPE && (op == Constants.Py_EQ || op == Constants.Py_NE);
        return comparable ? Objects.richCompare(dict(self), dict(other), op) : Singletons.notImplemented();
    }
}
