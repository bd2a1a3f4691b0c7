package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyNameErrorObject;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;

/** NameError, with the name that wasn't found. */
@BuiltinType("PyExc_NameError")
@Member(name = "name", type = Constants.T_OBJECT, offset = PyNameErrorObject.name)
public final class NameErrorType {
    private static final long FIELDS = PyNameErrorObject.name;
    private static final int COUNT = 1;
    private static final long NO_ARGUMENTS = TupleType.empty();

    private NameErrorType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        BaseExceptionType.init(self, args, NULL);
        long[] values = Arguments.unpack("NameError", new String[] {"name"}, 0, 0, NO_ARGUMENTS, kwargs);
        References.setRef(self + PyNameErrorObject.name, References.xnewRef(values[0]));
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        BaseExceptionType.deallocWith(self, Exceptions.NameError, FIELDS, COUNT);
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
