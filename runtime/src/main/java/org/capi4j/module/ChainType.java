package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.Objects;

/**
 * {@code itertools.chain}: several iterables, one after the other.
 *
 * <pre>
 * 16 iterator of the iterables, NULL at the end
 * 24 iterator of the one that is in turn, or NULL
 * </pre>
 */
@BuiltinType(value = "c4j_Chain_Type", name = "itertools.chain", basicsize = 32, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ChainType {
    static final long TYPE = Shim.symbol("c4j_Chain_Type");
    private static final int SOURCE = 0;
    private static final int ACTIVE = 1;

    private ChainType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        if (type == TYPE) Arguments.noKeywords("chain", kwargs);
        return Fields.make(type, Objects.iter(args));
    }

    @Method(value = "from_iterable", kind = Kind.CLASS)
    public static long fromIterable(long type, long iterable) {
        return Fields.make(type, Objects.iter(iterable));
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    public static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        while (Fields.get(self, SOURCE) != NULL) {
            if (Fields.get(self, ACTIVE) == NULL && !begin(self)) break;
            long active = References.newRef(Fields.get(self, ACTIVE));
            try {
                long item = Objects.next(active);
                if (item != NULL) return item;
            } finally {
                References.decref(active);
            }
            Fields.set(self, ACTIVE, NULL);
        }
        return NULL;
    }

    /** False when there is no iterable left; an error is the end too. */
    private static boolean begin(long self) {
        long iterable = NULL;
        try {
            iterable = Objects.next(Fields.get(self, SOURCE));
            if (iterable != NULL) Fields.set(self, ACTIVE, Objects.iter(iterable));
        } catch (PyError error) {
            Fields.set(self, SOURCE, NULL);
            throw error;
        } finally {
            References.xdecref(iterable);
        }
        if (iterable == NULL) Fields.set(self, SOURCE, NULL);
        return iterable != NULL;
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
