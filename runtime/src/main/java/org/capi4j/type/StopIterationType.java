package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyStopIterationObject;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;

/** StopIteration: {@code value} is the first argument, or None. */
@BuiltinType("PyExc_StopIteration")
@Member(name = "value", type = Constants.T_OBJECT, offset = PyStopIterationObject.value)
public final class StopIterationType {
    private static final long FIELDS = PyStopIterationObject.value;
    private static final int COUNT = 1;

    private StopIterationType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        BaseExceptionType.init(self, args, kwargs);
        long value = TupleType.size(args) > 0 ? TupleType.get(args, 0) : Singletons.NONE;
        References.setRef(self + PyStopIterationObject.value, References.newRef(value));
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        BaseExceptionType.deallocWith(self, Exceptions.StopIteration, FIELDS, COUNT);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        return BaseExceptionType.clearWith(self, FIELDS, COUNT);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return BaseExceptionType.traverseWith(self, FIELDS, COUNT, visit, argument);
    }
}
