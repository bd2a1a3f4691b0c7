package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.cycle}.
 *
 * <pre>
 * 16 iterator, NULL once it is at its end
 * 24 saved, a list of its items
 * 32 index in {@code saved}
 * 40 whether the items are saved already: the first pass is over
 * </pre>
 */
@BuiltinType(value = "c4j_Cycle_Type", name = "itertools.cycle", basicsize = 48, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CycleType {
    static final long TYPE = Shim.symbol("c4j_Cycle_Type");
    private static final int ITERATOR = 0;
    private static final int SAVED = 1;
    private static final int INDEX = 2;
    private static final int REPEATING = 3;

    private CycleType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("cycle", type, TYPE, args, kwargs, 1, 1);
        long iterator = Objects.iter(TupleType.get(args, 0));
        long saved;
        try {
            saved = ListType.make(0);
        } catch (Throwable failure) {
            References.decref(iterator);
            throw failure;
        }
        return Fields.make(type, iterator, saved);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long iterator = Fields.get(self, ITERATOR);
        if (iterator != NULL) {
            long item = Objects.next(iterator);
            if (item != NULL) return Fields.number(self, REPEATING) != 0 ? item : saved(self, item);
            Fields.set(self, ITERATOR, NULL);
        }
        long saved = Fields.get(self, SAVED);
        if (ListType.size(saved) == 0) return NULL;
        long index = Fields.number(self, INDEX);
        long item = References.newRef(ListType.get(saved, index));
        Fields.setNumber(self, INDEX, index + 1 >= ListType.size(saved) ? 0 : index + 1);
        return item;
    }

    private static long saved(long self, long item) {
        try {
            ListType.append(Fields.get(self, SAVED), item);
            return item;
        } catch (Throwable failure) {
            References.decref(item);
            throw failure;
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long saved = References.newRef(Fields.get(self, SAVED));
        if (Fields.get(self, ITERATOR) != NULL) {
            long state = TupleType.steal(saved, BoolType.of(Fields.number(self, REPEATING) != 0));
            return IteratorArguments.reduced(self, TupleType.of(Fields.get(self, ITERATOR)), state);
        }
        long iterator = advanced(saved, Fields.number(self, INDEX));
        return IteratorArguments.reduced(self, TupleType.steal(iterator), TupleType.steal(saved, BoolType.of(true)));
    }

    /** An iterator of the list that has passed {@code index} items. */
    private static long advanced(long list, long index) {
        long iterator = Objects.iter(list);
        if (index == 0) return iterator;
        long position = LongType.of(index);
        try {
            References.decref(Calls.callMethod(iterator, "__setstate__", position));
            return iterator;
        } finally {
            References.decref(position);
        }
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        if (!TupleType.isInstance(state)) throw PyError.typeError("state is not a tuple");
        IteratorArguments.checkState(state, 2, 2);
        IteratorArguments.checkType(TupleType.get(state, 0), BuiltinTypes.LIST, "list");
        Fields.setNumber(self, REPEATING, Arguments.integer(TupleType.get(state, 1)));
        Fields.set(self, SAVED, References.newRef(TupleType.get(state, 0)));
        Fields.setNumber(self, INDEX, 0);
        return Singletons.none();
    }
}
