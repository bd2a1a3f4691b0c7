package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.islice}: a slice of an iterable.
 *
 * <pre>
 * 16 iterator, NULL at the end
 * 24 index of the next item that is wanted
 * 32 where to stop, -1 nowhere
 * 40 step
 * 48 index of the next item that comes
 * </pre>
 */
@BuiltinType(value = "c4j_Islice_Type", name = "itertools.islice", basicsize = 56, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class IsliceType {
    static final long TYPE = Shim.symbol("c4j_Islice_Type");
    private static final int ITERATOR = 0;
    private static final int NEXT = 1;
    private static final int STOP = 2;
    private static final int STEP = 3;
    private static final int COUNT = 4;

    private IsliceType() {}

    private static final String RANGE = " must be None or an integer: 0 <= x <= sys.maxsize.";

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        if (type == TYPE) Arguments.noKeywords("islice", kwargs);
        long nargs = TupleType.size(args);
        Arguments.checkPositional("islice", nargs, 2, 4);
        String stopMessage = "Stop argument for islice()" + RANGE;
        long stop = bound(TupleType.get(args, nargs == 2 ? 1 : 2), -1, stopMessage);
        long start = nargs == 2 ? 0 : bound(TupleType.get(args, 1), 0, "Indices for islice()" + RANGE);
        if (nargs > 2 && stop < -1 || start < 0) throw PyError.valueError("Indices for islice()" + RANGE);
        if (stop < -1) throw PyError.valueError(stopMessage);
        String stepMessage = "Step for islice() must be a positive integer or None.";
        long step = nargs < 4 ? 1 : bound(TupleType.get(args, 3), 1, stepMessage);
        if (step < 1) throw PyError.valueError(stepMessage);
        return make(type, Objects.iter(TupleType.get(args, 0)), start, stop, step);
    }

    private static long make(long type, long iterator, long start, long stop, long step) {
        long slice = Fields.make(type, iterator);
        Fields.setNumber(slice, NEXT, start);
        Fields.setNumber(slice, STOP, stop);
        Fields.setNumber(slice, STEP, step);
        return slice;
    }

    /** An index, -2 for one below 0. */
    private static long bound(long object, long none, String message) {
        if (object == Singletons.NONE) return none;
        try {
            long index = Arguments.ssize(object);
            return index < 0 ? -2 : index;
        } catch (PyError wrong) {
            wrong.release();
            throw PyError.valueError(message);
        }
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long iterator = Fields.get(self, ITERATOR);
        if (iterator == NULL) return NULL;
        long stop = Fields.number(self, STOP);
        long wanted = Fields.number(self, NEXT);
        while (Fields.number(self, COUNT) < wanted) {
            long skipped = Objects.next(iterator);
            if (skipped == NULL) return end(self);
            References.decref(skipped);
            Fields.setNumber(self, COUNT, Fields.number(self, COUNT) + 1);
        }
        if (stop >= 0 && Fields.number(self, COUNT) >= stop) return end(self);
        long item = Objects.next(iterator);
        if (item == NULL) return end(self);
        Fields.setNumber(self, COUNT, Fields.number(self, COUNT) + 1);
        long following = wanted + Fields.number(self, STEP);
        Fields.setNumber(self, NEXT, following < 0 || stop >= 0 && following > stop ? stop : following);
        return item;
    }

    private static long end(long self) {
        Fields.set(self, ITERATOR, NULL);
        return NULL;
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
