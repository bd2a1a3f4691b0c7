package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.islice}: a slice of an iterator.
 *
 * <pre>
 * 16 iterator, NULL at the end
 * 24 index of the next item that is given out
 * 32 stop, -1 for none
 * 40 step
 * 48 count of items that have been read
 * </pre>
 */
@BuiltinType(value = "c4j_Islice_Type", name = "itertools.islice", basicsize = 56, flags = Fields.FLAGS, references = 1)
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

    private static final String INDICES = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    private static final String STOPS = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    private static final String STEPS = "Step for islice() must be a positive integer or None.";

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("islice", type, TYPE, args, kwargs, 2, 4);
        long nargs = TupleType.size(args);
        long stop = stop(TupleType.get(args, nargs == 2 ? 1 : 2));
        long start = nargs == 2 ? 0 : bound(TupleType.get(args, 1), 0, INDICES);
        long step = nargs < 4 ? 1 : bound(TupleType.get(args, 3), 1, STEPS);
        if (step < 1) throw PyError.valueError(STEPS);
        long islice = Fields.make(type, Objects.iter(TupleType.get(args, 0)));
        Fields.setNumber(islice, NEXT, start);
        Fields.setNumber(islice, STOP, stop);
        Fields.setNumber(islice, STEP, step);
        return islice;
    }

    /** -1 for None. As a number it is told from other negative ones: CPython takes it for what can't be converted. */
    private static long stop(long object) {
        if (object == Singletons.NONE) return -1;
        long stop = converted(object, STOPS);
        if (stop < 0) throw PyError.valueError(stop == -1 ? STOPS : INDICES);
        return stop;
    }

    /** An argument of at least 0; {@code fallback} for None. */
    private static long bound(long object, long fallback, String message) {
        if (object == Singletons.NONE) return fallback;
        long bound = converted(object, message);
        if (bound < 0) throw PyError.valueError(message);
        return bound;
    }

    private static long converted(long object, String message) {
        try {
            return Numbers.asSsize(object, Exceptions.OverflowError);
        } catch (PyError error) {
            error.release();
            throw PyError.valueError(message);
        }
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long iterator = Fields.get(self, ITERATOR);
        if (iterator == NULL) return NULL;
        long stop = Fields.number(self, STOP);
        References.incref(iterator);
        try {
            long item = due(self, iterator, stop);
            if (item == NULL) Fields.set(self, ITERATOR, NULL);
            return item;
        } catch (Throwable failure) {
            Fields.set(self, ITERATOR, NULL);
            throw failure;
        } finally {
            References.decref(iterator);
        }
    }

    /** Passes items over until one is due; NULL at the slice's or the iterator's end. */
    private static long due(long self, long iterator, long stop) {
        while (Fields.number(self, COUNT) < Fields.number(self, NEXT)) {
            long passed = Objects.next(iterator);
            if (passed == NULL) return NULL;
            References.decref(passed);
            Fields.setNumber(self, COUNT, Fields.number(self, COUNT) + 1);
        }
        if (stop >= 0 && Fields.number(self, COUNT) >= stop) return NULL;
        long item = Objects.next(iterator);
        if (item == NULL) return NULL;
        Fields.setNumber(self, COUNT, Fields.number(self, COUNT) + 1);
        long next = Fields.number(self, NEXT) + Fields.number(self, STEP);
        boolean beyond = next < 0 || (stop >= 0 && next > stop);
        Fields.setNumber(self, NEXT, !beyond ? next : stop >= 0 ? stop : Long.MAX_VALUE);
        return item;
    }

    @Method("__reduce__")
    static long reduce(long self) {
        if (Fields.get(self, ITERATOR) == NULL) {
            long nothing = ListType.make(0);
            long empty;
            try {
                empty = Objects.iter(nothing);
            } finally {
                References.decref(nothing);
            }
            return IteratorArguments.reduced(self, TupleType.steal(empty, LongType.of(0)), LongType.of(0));
        }
        long stop = Fields.number(self, STOP);
        long arguments = TupleType.steal(
                References.newRef(Fields.get(self, ITERATOR)),
                LongType.of(Fields.number(self, NEXT)),
                stop < 0 ? Singletons.none() : LongType.of(stop),
                LongType.of(Fields.number(self, STEP)));
        return IteratorArguments.reduced(self, arguments, LongType.of(Fields.number(self, COUNT)));
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        Fields.setNumber(self, COUNT, IteratorArguments.index(state));
        return Singletons.none();
    }
}
