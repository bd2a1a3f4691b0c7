package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.module.Fields;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.compress}.
 *
 * <pre>
 * 16 data, an iterator
 * 24 selectors, an iterator
 * </pre>
 */
@BuiltinType(value = "c4j_Compress_Type", name = "itertools.compress", basicsize = 32, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CompressType {
    private static final int DATA = 0;
    private static final int SELECTORS = 1;

    private CompressType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long[] values = Arguments.unpack("compress", new String[] {"data", "selectors"}, 2, 2, args, kwargs);
        long data = Objects.iter(values[0]);
        long selectors;
        try {
            selectors = Objects.iter(values[1]);
        } catch (Throwable failure) {
            References.decref(data);
            throw failure;
        }
        return Fields.make(type, data, selectors);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        while (true) {
            long item = Objects.next(Fields.get(self, DATA));
            if (item == NULL) return NULL;
            boolean taken = false;
            try {
                long selector = Objects.next(Fields.get(self, SELECTORS));
                if (selector == NULL) return NULL;
                taken = truth(selector);
                if (taken) return item;
            } finally {
                if (!taken) References.decref(item);
            }
        }
    }

    private static boolean truth(long selector) {
        try {
            return Objects.isTrue(selector);
        } finally {
            References.decref(selector);
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return IteratorArguments.reduced(self, TupleType.of(Fields.get(self, DATA), Fields.get(self, SELECTORS)));
    }
}
