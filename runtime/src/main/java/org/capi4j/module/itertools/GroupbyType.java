package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.groupby}. {@link GrouperType} are the groups that it gives out.
 *
 * <pre>
 * 16 iterator
 * 24 key function, None for the items themselves
 * 32 key of the group that was given out last, or NULL
 * 40 key of the item that was read last, or NULL
 * 48 the item that was read last, or NULL when it is given out
 * 56 the group that may go on, borrowed: only the last one does
 * </pre>
 */
@BuiltinType(value = "c4j_Groupby_Type", name = "itertools.groupby", basicsize = 64, flags = Fields.FLAGS, references = 5)
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
    static long create(long type, long args, long kwargs) {
        long[] values = Arguments.unpack("groupby", new String[] {"iterable", "key"}, 2, 1, args, kwargs);
        long iterator = Objects.iter(values[0]);
        return Fields.make(type, iterator, values[1] == NULL ? Singletons.none() : References.newRef(values[1]), NULL, NULL, NULL);
    }

    /** Reads one item and its key; false at the end. */
    static boolean step(long self) {
        long value = Objects.next(Fields.get(self, ITERATOR));
        if (value == NULL) return false;
        long function = Fields.get(self, FUNCTION);
        long key;
        try {
            key = function == Singletons.NONE ? References.newRef(value) : Calls.callOneArg(function, value);
        } catch (Throwable failure) {
            References.decref(value);
            throw failure;
        }
        Fields.set(self, VALUE, value);
        Fields.set(self, KEY, key);
        return true;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        Fields.setNumber(self, GROUPER, NULL);
        while (Fields.get(self, KEY) == NULL || (Fields.get(self, TARGET) != NULL && isIn(self, Fields.get(self, TARGET)))) {
            if (!step(self)) return NULL;
        }
        long key = References.newRef(Fields.get(self, KEY));
        Fields.set(self, TARGET, References.newRef(key));
        long group;
        try {
            group = GrouperType.make(self, key);
        } catch (Throwable failure) {
            References.decref(key);
            throw failure;
        }
        return TupleType.steal(key, group);
    }

    /** Whether the last item belongs to the group of the key. */
    static boolean isIn(long self, long target) {
        long left = References.newRef(target);
        long right = References.newRef(Fields.get(self, KEY));
        try {
            return Objects.richCompareBool(left, right, Constants.Py_EQ);
        } finally {
            References.decref(right);
            References.decref(left);
        }
    }

    static boolean hasValue(long self) {
        return Fields.get(self, VALUE) != NULL;
    }

    /** The last item, which is given out: a new reference. */
    static long take(long self) {
        long value = References.newRef(Fields.get(self, VALUE));
        Fields.set(self, VALUE, NULL);
        return value;
    }

    static long grouper(long self) {
        return Fields.number(self, GROUPER);
    }

    static void setGrouper(long self, long grouper) {
        Fields.setNumber(self, GROUPER, grouper);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long arguments = TupleType.of(Fields.get(self, ITERATOR), Fields.get(self, FUNCTION));
        if (Fields.get(self, VALUE) == NULL || Fields.get(self, KEY) == NULL || Fields.get(self, TARGET) == NULL) {
            return IteratorArguments.reduced(self, arguments);
        }
        long state = TupleType.of(Fields.get(self, VALUE), Fields.get(self, TARGET), Fields.get(self, KEY));
        return IteratorArguments.reduced(self, arguments, state);
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        if (!TupleType.isInstance(state)) throw PyError.typeError("state is not a tuple");
        IteratorArguments.checkState(state, 3, 3);
        Fields.set(self, VALUE, References.newRef(TupleType.get(state, 0)));
        Fields.set(self, TARGET, References.newRef(TupleType.get(state, 1)));
        Fields.set(self, KEY, References.newRef(TupleType.get(state, 2)));
        return Singletons.none();
    }
}
