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
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * {@code itertools._tee}: one of several iterators over what one iterator gives. They share {@link TeeLinkType} objects.
 *
 * <pre>
 * 16 link with the next item
 * </pre>
 */
@BuiltinType(value = "c4j_Tee_Type", name = "itertools._tee", basicsize = 24, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class TeeType {
    static final long TYPE = Shim.symbol("c4j_Tee_Type");
    private static final int LINK = 0;

    private TeeType() {}

    /** {@code itertools.tee}: a tuple of {@code count} iterators. */
    static long tuple(long iterable, long count) {
        if (count < 0) throw PyError.valueError("n must be >= 0");
        if (count == 0) return TupleType.empty();
        long first = first(iterable);
        long all = TupleType.make(count);
        TupleType.init(all, 0, first);
        for (long i = 1; i < count; i++) TupleType.init(all, i, copy(first));
        return all;
    }

    /** An iterator that can be copied already is one of those given out. */
    private static long first(long iterable) {
        long iterator = Objects.iter(iterable);
        if (References.type(iterator) != TYPE) return Fields.make(TYPE, TeeLinkType.make(iterator));
        try {
            return copy(iterator);
        } finally {
            References.decref(iterator);
        }
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("_tee", kwargs);
        Arguments.checkPositional("_tee", TupleType.size(args), 1, 1);
        return first(TupleType.get(args, 0));
    }

    @Method("__copy__")
    public static long copy(long self) {
        return Fields.make(TYPE, References.newRef(Fields.get(self, LINK)));
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long link = References.newRef(Fields.get(self, LINK));
        try {
            long item = TeeLinkType.item(link);
            if (item != NULL) Fields.set(self, LINK, References.newRef(TeeLinkType.following(link)));
            return item;
        } finally {
            References.decref(link);
        }
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 1, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 1);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Fields.dealloc(self, TYPE, 1);
    }
}
