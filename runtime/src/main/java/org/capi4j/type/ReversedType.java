package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** reversed: over a sequence from its end; {@code __reversed__} where there is one. The layout is {@link IndexIterator}'s. */
@BuiltinType("PyReversed_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
public final class ReversedType {
    private ReversedType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("reversed", type, BuiltinTypes.REVERSED, kwargs);
        Arguments.checkPositional("reversed", TupleType.size(args), 1, 1);
        return make(type, TupleType.get(args, 0));
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        Arguments.noKeywordNames("reversed", kwnames);
        Arguments.checkPositional("reversed", Arguments.count(nargsf), 1, 1);
        return make(type, Memory.getLong(args));
    }

    private static long make(long type, long sequence) {
        long method = Calls.lookupSpecial(sequence, "__reversed__");
        if (method == Singletons.NONE) {
            References.decref(method);
            throw notReversible(sequence);
        }
        if (method != NULL) {
            try {
                return Calls.callNoArgs(method);
            } finally {
                References.decref(method);
            }
        }
        if (!Sequences.check(sequence)) throw notReversible(sequence);
        long length = Sequences.length(sequence);
        long reversed = Allocation.instance(type, 0);
        IndexIterator.setIndex(reversed, length - 1);
        Memory.putLong(reversed + IndexIterator.SEQUENCE, References.newRef(sequence));
        return reversed;
    }

    private static PyError notReversible(long object) {
        return PyError.typeError("'" + TypeLookup.fullNameOf(object) + "' object is not reversible");
    }

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
        long index = IndexIterator.index(self);
        if (index < 0) return IndexIterator.exhaust(self);
        try {
            long item = Sequences.getItem(IndexIterator.sequence(self), index);
            IndexIterator.setIndex(self, index - 1);
            return item;
        } catch (PyError error) {
            boolean end = ExceptionType.matches(error, Exceptions.IndexError)
                    || ExceptionType.matches(error, Exceptions.StopIteration);
            IndexIterator.setIndex(self, -1);
            IndexIterator.exhaust(self);
            if (!end) throw error;
            error.release();
            return NULL;
        }
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        long sequence = IndexIterator.sequence(self);
        if (sequence == NULL) return LongType.of(0);
        long left = IndexIterator.index(self) + 1;
        return LongType.of(Sequences.length(sequence) < left ? 0 : left);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long type = References.newRef(References.type(self));
        long sequence = IndexIterator.sequence(self);
        if (sequence == NULL) return TupleType.steal(type, TupleType.steal(TupleType.empty()));
        return TupleType.steal(type, TupleType.of(sequence), LongType.of(IndexIterator.index(self)));
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long index = LongType.asSsize(state);
        long sequence = IndexIterator.sequence(self);
        if (sequence != NULL) {
            IndexIterator.setIndex(self, Math.max(-1, Math.min(index, Sequences.length(sequence) - 1)));
        }
        return Singletons.none();
    }
}
