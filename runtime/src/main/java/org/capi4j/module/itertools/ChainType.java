package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.Iteration;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.chain}: the items of one iterable after the other.
 *
 * <pre>
 * 16 source, an iterator of iterables; NULL at the end
 * 24 active, the iterator that is being read, or NULL
 * </pre>
 */
@BuiltinType(value = "c4j_Chain_Type", name = "itertools.chain", basicsize = 32, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ChainType {
    static final long TYPE = Shim.symbol("c4j_Chain_Type");
    private static final int SOURCE = 0;
    private static final int ACTIVE = 1;

    private ChainType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.noKeywords("chain", type, TYPE, kwargs);
        return Fields.make(type, Objects.iter(args), NULL);
    }

    @Method(value = "from_iterable", kind = Kind.CLASS)
    static long fromIterable(long type, long iterables) {
        return Fields.make(type, Objects.iter(iterables), NULL);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        while (Fields.get(self, SOURCE) != NULL) {
            if (Fields.get(self, ACTIVE) == NULL && !open(self)) return NULL;
            long item = Objects.next(Fields.get(self, ACTIVE));
            if (item != NULL) return item;
            Fields.set(self, ACTIVE, NULL);
        }
        return NULL;
    }

    /** Opens the next iterable; what can't be iterated over ends the chain. */
    private static boolean open(long self) {
        boolean opened = false;
        long iterable = NULL;
        try {
            iterable = Objects.next(Fields.get(self, SOURCE));
            if (iterable != NULL) Fields.set(self, ACTIVE, Objects.iter(iterable));
            opened = iterable != NULL;
        } finally {
            References.xdecref(iterable);
            if (!opened) Fields.set(self, SOURCE, NULL);
        }
        return opened;
    }

    @Method("__reduce__")
    static long reduce(long self) {
        if (Fields.get(self, SOURCE) == NULL) return IteratorArguments.reduced(self, TupleType.empty());
        long state = Fields.get(self, ACTIVE) == NULL
                ? TupleType.of(Fields.get(self, SOURCE))
                : TupleType.of(Fields.get(self, SOURCE), Fields.get(self, ACTIVE));
        return IteratorArguments.reduced(self, TupleType.empty(), state);
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        if (!TupleType.isInstance(state)) throw PyError.typeError("state is not a tuple");
        IteratorArguments.checkState(state, 1, 2);
        long source = TupleType.get(state, 0);
        long active = TupleType.size(state) > 1 ? TupleType.get(state, 1) : NULL;
        if (!Iteration.isIterator(source) || (active != NULL && !Iteration.isIterator(active))) {
            throw PyError.typeError("Arguments must be iterators.");
        }
        Fields.set(self, SOURCE, References.newRef(source));
        Fields.set(self, ACTIVE, References.xnewRef(active));
        return Singletons.none();
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }
}
