package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.groupby}: runs of items with the same key. {@link GrouperType} is a run.
 *
 * <pre>
 * 16 iterator
 * 24 key function, or None
 * 32 key of the run that is given out, or NULL
 * 40 key of the current item, or NULL
 * 48 the current item until it is given out, or NULL
 * 56 the run that may go on, not a reference
 * </pre>
 */
@BuiltinType(value = "c4j_Groupby_Type", name = "itertools.groupby", basicsize = 64, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class GroupbyType {
    static final long TYPE = Shim.symbol("c4j_Groupby_Type");
    private static final int ITERATOR = 0;
    private static final int FUNCTION = 1;
    private static final int TARGET = 2;
    private static final int KEY = 3;
    private static final int VALUE = 4;
    private static final int GROUPER = 5;

    private GroupbyType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("groupby", args, kwargs, 1, 2, "iterable", "key");
        long iterator = Objects.iter(values[0]);
        return Fields.make(type, iterator, values[1] == NULL ? Singletons.none() : References.newRef(values[1]));
    }

    /** Goes on to the next item; false at the end. */
    private static boolean step(long self) {
        long item = Objects.next(Fields.get(self, ITERATOR));
        if (item == NULL) return false;
        long function = Fields.get(self, FUNCTION);
        long key;
        try {
            key = function == Singletons.NONE ? References.newRef(item) : Calls.callOneArg(function, item);
        } catch (PyError error) {
            References.decref(item);
            throw error;
        }
        Fields.set(self, VALUE, item);
        Fields.set(self, KEY, key);
        return true;
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        Fields.setNumber(self, GROUPER, NULL);
        while (Fields.get(self, KEY) == NULL || Fields.get(self, TARGET) != NULL && isSame(self, Fields.get(self, TARGET))) {
            if (!step(self)) return NULL;
        }
        long key = Fields.get(self, KEY);
        Fields.set(self, TARGET, References.newRef(key));
        long grouper = GrouperType.make(self, key);
        Fields.setNumber(self, GROUPER, grouper);
        return TupleType.steal(References.newRef(key), grouper);
    }

    private static boolean isSame(long self, long target) {
        long left = References.newRef(target);
        long right = References.newRef(Fields.get(self, KEY));
        try {
            return Objects.equal(left, right);
        } finally {
            References.decref(right);
            References.decref(left);
        }
    }

    /** The next item of a run, a new reference, or NULL. */
    static long nextOf(long self, long grouper, long target) {
        if (Fields.number(self, GROUPER) != grouper) return NULL;
        if (Fields.get(self, VALUE) == NULL && !step(self)) return NULL;
        if (!isSame(self, target)) return NULL;
        long item = References.newRef(Fields.get(self, VALUE));
        Fields.set(self, VALUE, NULL);
        return item;
    }

    /** A run that goes away may not be taken for a later one at its address. */
    static void forget(long self, long grouper) {
        if (Fields.number(self, GROUPER) == grouper) Fields.setNumber(self, GROUPER, NULL);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 5, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 5);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Fields.dealloc(self, TYPE, 5);
    }
}
