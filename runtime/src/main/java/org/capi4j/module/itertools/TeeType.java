package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code itertools._tee}: one reader of an iterator that several read. What one has read is kept in {@link TeeDataobjectType}s.
 *
 * <pre>
 * 16 data
 * 24 index in {@code data}
 * 32 weak references
 * </pre>
 */
@BuiltinType(value = "c4j_Tee_Type", name = "itertools._tee", basicsize = 40, weaklistoffset = 32, flags = 0x4100, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class TeeType {
    static final long TYPE = Shim.symbol("c4j_Tee_Type");
    private static final int DATA = 0;
    private static final int INDEX = 1;

    private TeeType() {}

    /** Of an iterable; another {@code _tee} is copied. */
    static long make(long type, long iterable) {
        long iterator = Objects.iter(iterable);
        try {
            if (TypeLookup.isInstance(iterator, TYPE)) return copy(iterator);
            return Fields.make(type, TeeDataobjectType.make(iterator));
        } finally {
            References.decref(iterator);
        }
    }

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        if (kwargs != NULL && DictType.size(kwargs) > 0) Arguments.noKeywords("_tee", kwargs);
        Arguments.checkPositional("_tee", TupleType.size(args), 1, 1);
        return make(type, TupleType.get(args, 0));
    }

    @Method("__copy__")
    static long copy(long self) {
        long copy = Fields.make(TYPE, References.newRef(Fields.get(self, DATA)));
        Fields.setNumber(copy, INDEX, Fields.number(self, INDEX));
        return copy;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        if (Fields.number(self, INDEX) >= TeeDataobjectType.CELLS) {
            Fields.set(self, DATA, TeeDataobjectType.following(Fields.get(self, DATA)));
            Fields.setNumber(self, INDEX, 0);
        }
        long item = TeeDataobjectType.item(Fields.get(self, DATA), Fields.number(self, INDEX));
        if (item != NULL) Fields.setNumber(self, INDEX, Fields.number(self, INDEX) + 1);
        return item;
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long nothing = TupleType.empty();
        long state = TupleType.steal(References.newRef(Fields.get(self, DATA)), LongType.of(Fields.number(self, INDEX)));
        return IteratorArguments.reduced(self, TupleType.steal(nothing), state);
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        if (!TupleType.isInstance(state)) throw PyError.typeError("state is not a tuple");
        IteratorArguments.checkState(state, 2, 2);
        long data = TupleType.get(state, 0);
        IteratorArguments.checkType(data, TeeDataobjectType.TYPE, "itertools._tee_dataobject");
        long index = Arguments.ssize(TupleType.get(state, 1));
        if (index < 0 || index > TeeDataobjectType.CELLS) throw PyError.valueError("Index out of range");
        Fields.set(self, DATA, References.newRef(data));
        Fields.setNumber(self, INDEX, index);
        return Singletons.none();
    }
}
