package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;

/**
 * {@code itertools.compress}: items whose selectors are true.
 *
 * <pre>
 * 16 iterator of the items
 * 24 iterator of the selectors
 * </pre>
 */
@BuiltinType(value = "c4j_Compress_Type", name = "itertools.compress", basicsize = 32, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CompressType {
    static final long TYPE = Shim.symbol("c4j_Compress_Type");
    private static final int DATA = 0;
    private static final int SELECTORS = 1;

    private CompressType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("compress", args, kwargs, 2, 2, "data", "selectors");
        long data = Objects.iter(values[0]);
        try {
            return Fields.make(type, References.newRef(data), Objects.iter(values[1]));
        } finally {
            References.decref(data);
        }
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        while (true) {
            long item = Objects.next(Fields.get(self, DATA));
            if (item == NULL) return NULL;
            boolean chosen;
            try {
                long selector = Objects.next(Fields.get(self, SELECTORS));
                if (selector == NULL) {
                    References.decref(item);
                    return NULL;
                }
                chosen = truth(selector);
            } catch (PyError error) {
                References.decref(item);
                throw error;
            }
            if (chosen) return item;
            References.decref(item);
        }
    }

    /** The reference is consumed. */
    private static boolean truth(long selector) {
        try {
            return Objects.isTrue(selector);
        } finally {
            References.decref(selector);
        }
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
