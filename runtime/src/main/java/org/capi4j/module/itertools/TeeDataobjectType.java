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
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools._tee_dataobject}: a stretch of what the readers of a {@code tee} have read; the next one hangs on it.
 *
 * <pre>
 * 16 iterator
 * 24 values, a list
 * 32 the next stretch, or NULL
 * 40 whether the iterator is being read just now
 * </pre>
 */
@BuiltinType(value = "c4j_TeeDataobject_Type", name = "itertools._tee_dataobject", basicsize = 496, flags = 0x4100, references = 3)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class TeeDataobjectType {
    static final long TYPE = Shim.symbol("c4j_TeeDataobject_Type");
    private static final int ITERATOR = 0;
    private static final int VALUES = 1;
    private static final int NEXT = 2;
    private static final int RUNNING = 3;

    private TeeDataobjectType() {}

    /** Items of one stretch. */
    static final long CELLS = 57;

    static long make(long iterator) {
        return Fields.make(TYPE, References.newRef(iterator), ListType.make(0), NULL);
    }

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("_tee_dataobject", type, TYPE, args, kwargs, 3, 3);
        long values = TupleType.get(args, 1);
        if (!ListType.isInstance(values)) {
            throw PyError.typeError("teedataobject() argument 2 must be list, not " + Arguments.typeName(values));
        }
        long next = TupleType.get(args, 2);
        if (ListType.size(values) > CELLS) throw PyError.valueError("Invalid arguments");
        boolean full = ListType.size(values) == CELLS;
        if (next != Singletons.NONE && (!full || References.type(next) != TYPE)) throw PyError.valueError("_tee_dataobject shouldn't have a next");
        long copy = Sequences.list(values);
        return Fields.make(TYPE, References.newRef(TupleType.get(args, 0)), copy, next == Singletons.NONE ? NULL : References.newRef(next));
    }

    /** A new reference to the stretch after this one. */
    static long following(long self) {
        if (Fields.get(self, NEXT) == NULL) Fields.set(self, NEXT, make(Fields.get(self, ITERATOR)));
        return References.newRef(Fields.get(self, NEXT));
    }

    /** A new reference, or NULL at the iterator's end. */
    static long item(long self, long index) {
        long values = Fields.get(self, VALUES);
        if (index < ListType.size(values)) return References.newRef(ListType.get(values, index));
        if (Fields.number(self, RUNNING) != 0) throw PyError.runtimeError("cannot re-enter the tee iterator");
        Fields.setNumber(self, RUNNING, 1);
        long item;
        try {
            item = Objects.next(Fields.get(self, ITERATOR));
        } finally {
            Fields.setNumber(self, RUNNING, 0);
        }
        if (item != NULL) keep(values, item);
        return item;
    }

    private static void keep(long values, long item) {
        try {
            ListType.append(values, item);
        } catch (Throwable failure) {
            References.decref(item);
            throw failure;
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long next = Fields.get(self, NEXT) == NULL ? Singletons.NONE : Fields.get(self, NEXT);
        long values = Sequences.list(Fields.get(self, VALUES));
        return IteratorArguments.reduced(self, TupleType.steal(References.newRef(Fields.get(self, ITERATOR)), values, References.newRef(next)));
    }
}
