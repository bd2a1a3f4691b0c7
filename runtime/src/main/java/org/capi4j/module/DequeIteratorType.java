package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.TupleType;

/**
 * Forward iterators of deques. {@link DequeReverseIteratorType} goes the other way.
 *
 * <pre>
 * 16 deque
 * 24 index of the next item, from the iterator's own end
 * 32 the deque's changes at the start
 * </pre>
 */
@BuiltinType(value = "c4j_DequeIterator_Type", name = "_collections._deque_iterator", basicsize = 56, flags = 0x4100, references = 1, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class DequeIteratorType {
    static final long TYPE = Shim.symbol("c4j_DequeIterator_Type");
    static final int DEQUE = 0;
    static final int INDEX = 1;
    static final int CHANGES = 2;

    private DequeIteratorType() {}

    static long make(long deque) {
        return make(TYPE, deque);
    }

    static long make(long type, long deque) {
        long iterator = Fields.make(type, References.newRef(deque));
        Fields.setNumber(iterator, CHANGES, DequeType.changes(deque));
        return iterator;
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        return create(type, args);
    }

    /** Made by {@code __reduce__}: the deque and how many items have been passed. */
    static long create(long type, long args) {
        long nargs = TupleType.size(args);
        Arguments.checkPositional("_deque_iterator", nargs, 1, 2);
        long deque = TupleType.get(args, 0);
        if (!DequeType.isInstance(deque)) throw PyError.typeError("a deque is required");
        long iterator = make(type, deque);
        if (nargs == 2) Fields.setNumber(iterator, INDEX, Arguments.ssize(TupleType.get(args, 1)));
        return iterator;
    }

    /** The index of the item that is due, counted from the iterator's end; -1 at the end. */
    static long step(long self) {
        long deque = Fields.get(self, DEQUE);
        if (DequeType.changes(deque) != Fields.number(self, CHANGES)) throw PyError.runtimeError("deque mutated during iteration");
        long index = Fields.number(self, INDEX);
        if (index >= DequeType.size(deque)) return -1;
        Fields.setNumber(self, INDEX, index + 1);
        return index;
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long index = step(self);
        return index < 0 ? NULL : References.newRef(DequeType.get(Fields.get(self, DEQUE), index));
    }

    @Method("__length_hint__")
    public static long lengthHint(long self) {
        return LongType.of(Math.max(DequeType.size(Fields.get(self, DEQUE)) - Fields.number(self, INDEX), 0));
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long arguments = TupleType.steal(References.newRef(Fields.get(self, DEQUE)), LongType.of(Fields.number(self, INDEX)));
        return TupleType.steal(References.newRef(References.type(self)), arguments);
    }
}
