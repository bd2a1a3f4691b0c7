package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.type.Objects;

/**
 * {@code itertools._tee_dataobject}: an item that {@link TeeType} objects share, and the way to the next one.
 *
 * <pre>
 * 16 iterator
 * 24 item, NULL until it is asked for
 * 32 the next link, or NULL
 * </pre>
 */
@BuiltinType(value = "c4j_TeeLink_Type", name = "itertools._tee_dataobject", basicsize = 40, flags = 0x4180)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class TeeLinkType {
    static final long TYPE = Shim.symbol("c4j_TeeLink_Type");
    private static final int ITERATOR = 0;
    private static final int ITEM = 1;
    private static final int NEXT = 2;

    private TeeLinkType() {}

    /** The iterator's reference is stolen. */
    static long make(long iterator) {
        return Fields.make(TYPE, iterator);
    }

    /** A new reference, or NULL at the end. */
    static long item(long self) {
        if (Fields.get(self, ITEM) == NULL) {
            long item = Objects.next(Fields.get(self, ITERATOR));
            if (item == NULL) return NULL;
            Fields.set(self, ITEM, item);
            Fields.set(self, NEXT, make(References.newRef(Fields.get(self, ITERATOR))));
        }
        return References.newRef(Fields.get(self, ITEM));
    }

    /** Borrowed. */
    static long following(long self) {
        return Fields.get(self, NEXT);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 3, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 3);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Fields.dealloc(self, TYPE, 3);
    }
}
