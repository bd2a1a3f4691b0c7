package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.accumulate}.
 *
 * <pre>
 * 16 total so far, NULL before the first item
 * 24 iterator
 * 32 function, NULL for addition
 * 40 initial value, NULL once it is given out
 * </pre>
 */
@BuiltinType(value = "c4j_Accumulate_Type", name = "itertools.accumulate", basicsize = 48, flags = Fields.FLAGS, references = 4)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class AccumulateType {
    static final long TYPE = Shim.symbol("c4j_Accumulate_Type");
    private static final int TOTAL = 0;
    private static final int ITERATOR = 1;
    private static final int FUNCTION = 2;
    private static final int INITIAL = 3;

    private AccumulateType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long[] values = Arguments.unpack("accumulate", new String[] {"iterable", "func", "initial"}, 2, 1, args, kwargs);
        long iterator = Objects.iter(values[0]);
        return Fields.make(type, NULL, iterator, References.xnewRef(given(values[1])), References.xnewRef(given(values[2])));
    }

    private static long given(long value) {
        return value == Singletons.NONE ? NULL : value;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long initial = Fields.get(self, INITIAL);
        if (initial != NULL) {
            References.incref(initial);
            Fields.set(self, INITIAL, NULL);
            Fields.set(self, TOTAL, References.newRef(initial));
            return initial;
        }
        long item = Objects.next(Fields.get(self, ITERATOR));
        if (item == NULL) return NULL;
        long total = Fields.get(self, TOTAL);
        if (total == NULL) {
            Fields.set(self, TOTAL, References.newRef(item));
            return item;
        }
        long sum;
        try {
            long function = Fields.get(self, FUNCTION);
            sum = function == NULL ? Numbers.add(total, item) : Calls.callWith(function, total, item);
        } finally {
            References.decref(item);
        }
        Fields.set(self, TOTAL, References.newRef(sum));
        return sum;
    }

    /** A total of None can't be told from none, an initial value is no argument of the class: both become chains. */
    @Method("__reduce__")
    static long reduce(long self) {
        long function = Fields.get(self, FUNCTION) == NULL ? Singletons.NONE : Fields.get(self, FUNCTION);
        long total = Fields.get(self, TOTAL);
        long iterator = Fields.get(self, ITERATOR);
        if (Fields.get(self, INITIAL) != NULL) {
            long chain = chain(Fields.get(self, INITIAL), iterator);
            return IteratorArguments.reduced(self, TupleType.steal(chain, References.newRef(function)), Singletons.none());
        }
        if (total != Singletons.NONE) {
            return IteratorArguments.reduced(self, TupleType.of(iterator, function), total == NULL ? Singletons.none() : References.newRef(total));
        }
        long chain = chain(total, iterator);
        long inner = TupleType.steal(Calls.callWith(TYPE, chain, function), LongType.of(1), Singletons.none());
        References.decref(chain);
        return TupleType.steal(References.newRef(IsliceType.TYPE), inner);
    }

    /** {@code chain((first,), iterator)}. */
    private static long chain(long first, long iterator) {
        long tuple = TupleType.of(first);
        try {
            return Calls.callWith(ChainType.TYPE, tuple, iterator);
        } finally {
            References.decref(tuple);
        }
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        Fields.set(self, TOTAL, References.newRef(state));
        return Singletons.none();
    }
}
