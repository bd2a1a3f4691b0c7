package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyAttributeErrorObject;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;

/** AttributeError, with the object and the name that it doesn't have. */
@BuiltinType("PyExc_AttributeError")
@Member(name = "name", type = Constants.T_OBJECT, offset = PyAttributeErrorObject.name)
@Member(name = "obj", type = Constants.T_OBJECT, offset = PyAttributeErrorObject.obj)
public final class AttributeErrorType {
    private static final long FIELDS = PyAttributeErrorObject.obj;
    private static final int COUNT = 2;
    private static final long NO_ARGUMENTS = TupleType.empty();

    private AttributeErrorType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        BaseExceptionType.init(self, args, NULL);
        long[] values = Arguments.unpack("AttributeError", new String[] {"name", "obj"}, 0, 0, NO_ARGUMENTS, kwargs);
        References.setRef(self + PyAttributeErrorObject.name, References.xnewRef(values[0]));
        References.setRef(self + PyAttributeErrorObject.obj, References.xnewRef(values[1]));
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        BaseExceptionType.deallocWith(self, Exceptions.AttributeError, FIELDS, COUNT);
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
