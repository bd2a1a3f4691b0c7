package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyMappingMethods;
import org.capi4j.layout.PySequenceMethods;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;

/** iterator: over anything with {@code __getitem__}, from 0 until IndexError. */
@BuiltinType("PySeqIter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class SeqIterType {
    private SeqIterType() {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        IndexIterator.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return IndexIterator.traverse(self, visit, argument);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long sequence = IndexIterator.sequence(self);
        if (sequence == NULL) return NULL;
        long index = IndexIterator.index(self);
        if (index == Long.MAX_VALUE) throw PyError.overflowError("iter index too large");
        long item;
        try {
            item = Sequences.getItem(sequence, index);
        } catch (PyError error) {
            boolean end = ExceptionType.matches(error, Exceptions.IndexError)
                    || ExceptionType.matches(error, Exceptions.StopIteration);
            if (!end) throw error;
            error.release();
            return IndexIterator.exhaust(self);
        }
        IndexIterator.setIndex(self, index + 1);
        return item;
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        long sequence = IndexIterator.sequence(self);
        if (sequence == NULL) return LongType.of(0);
        boolean sized = Sequences.slot(sequence, PySequenceMethods.sq_length) != NULL
                || Mappings.slot(sequence, PyMappingMethods.mp_length) != NULL;
        if (!sized) return Singletons.notImplemented();
        return LongType.of(Math.max(0, Sequences.length(sequence) - IndexIterator.index(self)));
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return IndexIterator.reduce(self, "iter", TupleType.empty());
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long index = LongType.asSsize(state);
        if (IndexIterator.sequence(self) != NULL) IndexIterator.setIndex(self, Math.max(0, index));
        return Singletons.none();
    }
}
