package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.cycle}: an iterable again and again.
 *
 * <pre>
 * 16 iterator, NULL after the first round
 * 24 list of the items
 * 32 index of the next item of the list
 * </pre>
 */
@BuiltinType(value = "c4j_Cycle_Type", name = "itertools.cycle", basicsize = 40, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CycleType {
    static final long TYPE = Shim.symbol("c4j_Cycle_Type");
    private static final int ITERATOR = 0;
    private static final int SAVED = 1;
    private static final int INDEX = 2;

    private CycleType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        if (type == TYPE) Arguments.noKeywords("cycle", kwargs);
        Arguments.checkPositional("cycle", TupleType.size(args), 1, 1);
        long iterator = Objects.iter(TupleType.get(args, 0));
        return Fields.make(type, iterator, ListType.make(0));
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long iterator = Fields.get(self, ITERATOR);
        long saved = Fields.get(self, SAVED);
        if (iterator != NULL) {
            long item = Objects.next(iterator);
            if (item != NULL) {
                ListType.append(saved, item);
                return item;
            }
            Fields.set(self, ITERATOR, NULL);
        }
        if (saved == NULL || ListType.size(saved) == 0) return NULL;
        long index = Fields.number(self, INDEX) % ListType.size(saved);
        Fields.setNumber(self, INDEX, index + 1);
        return References.newRef(ListType.get(saved, index));
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 2, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 2);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Fields.dealloc(self, TYPE, 2);
    }
}
