package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/**
 * filter.
 *
 * <pre>
 * | PyObject (16) | function | iterator |
 * </pre>
 */
@BuiltinType(value = "PyFilter_Type", references = 2, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
public final class FilterType {
    private static final long FUNCTION = PyObject.SIZEOF;
    private static final long ITERATOR = FUNCTION + 8;

    private FilterType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("filter", type, BuiltinTypes.FILTER, kwargs);
        return make(type, TupleType.items(args), TupleType.size(args));
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        Arguments.noKeywordNames("filter", kwnames);
        return make(type, args, Arguments.count(nargsf));
    }

    private static long make(long type, long args, long nargs) {
        Arguments.checkPositional("filter", nargs, 2, 2);
        long iterator = Objects.iter(Items.get(args, 1));
        try {
            long filter = Allocation.instance(type, 0);
            Memory.putLong(filter + FUNCTION, References.newRef(Items.get(args, 0)));
            Memory.putLong(filter + ITERATOR, References.newRef(iterator));
            return filter;
        } finally {
            References.decref(iterator);
        }
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long function = Memory.getLong(self + FUNCTION);
        long item;
        while ((item = Objects.next(Memory.getLong(self + ITERATOR))) != NULL) {
            boolean wanted;
            try {
                wanted = accepts(function, item);
            } catch (Throwable error) {
                References.decref(item);
                throw error;
            }
            if (wanted) return item;
            References.decref(item);
        }
        return NULL;
    }

    /** None and bool stand for the item's own truth. */
    private static boolean accepts(long function, long item) {
        if (function == Singletons.NONE || function == BuiltinTypes.BOOL) return Objects.isTrue(item);
        long answer = Calls.callOneArg(function, item);
        try {
            return Objects.isTrue(answer);
        } finally {
            References.decref(answer);
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return TupleType.steal(
                References.newRef(References.type(self)),
                TupleType.of(Memory.getLong(self + FUNCTION), Memory.getLong(self + ITERATOR)));
    }
}
