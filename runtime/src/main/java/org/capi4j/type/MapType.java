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
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * map.
 *
 * <pre>
 * | PyObject (16) | iterators, a tuple | function |
 * </pre>
 */
@BuiltinType(value = "PyMap_Type", references = 2, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
public final class MapType {
    private static final long ITERATORS = PyObject.SIZEOF;
    private static final long FUNCTION = ITERATORS + 8;

    private MapType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("map", type, BuiltinTypes.MAP, kwargs);
        return make(type, TupleType.items(args), TupleType.size(args));
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        Arguments.noKeywordNames("map", kwnames);
        return make(type, args, Arguments.count(nargsf));
    }

    private static long make(long type, long args, long nargs) {
        if (nargs < 2) throw PyError.typeError("map() must have at least two arguments.");
        long iterators = TupleType.make(nargs - 1);
        try {
            for (long i = 1; i < nargs; i++) TupleType.init(iterators, i - 1, Objects.iter(Items.get(args, i)));
            long map = Allocation.instance(type, 0);
            Memory.putLong(map + ITERATORS, References.newRef(iterators));
            Memory.putLong(map + FUNCTION, References.newRef(Items.get(args, 0)));
            return map;
        } finally {
            References.decref(iterators);
        }
    }

    /** Ends with the shortest iterator. */
    @Slot("tp_iternext")
    static long next(long self) {
        long iterators = Memory.getLong(self + ITERATORS);
        int count = (int) TupleType.size(iterators);
        long[] arguments = new long[count];
        try {
            for (int i = 0; i < count; i++) {
                arguments[i] = Objects.next(TupleType.get(iterators, i));
                if (arguments[i] == NULL) return NULL;
            }
            return Calls.callWith(Memory.getLong(self + FUNCTION), arguments);
        } finally {
            for (long argument : arguments) References.xdecref(argument);
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long iterators = Memory.getLong(self + ITERATORS);
        long count = TupleType.size(iterators);
        long arguments = TupleType.make(count + 1);
        TupleType.init(arguments, 0, References.newRef(Memory.getLong(self + FUNCTION)));
        Items.copy(TupleType.items(iterators), TupleType.items(arguments) + 8, count);
        return TupleType.steal(References.newRef(References.type(self)), arguments);
    }
}
