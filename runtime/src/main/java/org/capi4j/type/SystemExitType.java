package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PySystemExitObject;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;

/** SystemExit: {@code code} is the argument, the tuple of several, or None. */
@BuiltinType("PyExc_SystemExit")
@Member(name = "code", type = Constants.T_OBJECT, offset = PySystemExitObject.code)
public final class SystemExitType {
    private static final long FIELDS = PySystemExitObject.code;
    private static final int COUNT = 1;

    private SystemExitType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        BaseExceptionType.init(self, args, kwargs);
        long size = TupleType.size(args);
        if (size == 0) return 0;
        References.setRef(self + PySystemExitObject.code, References.newRef(size == 1 ? TupleType.get(args, 0) : args));
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        BaseExceptionType.deallocWith(self, Exceptions.SystemExit, FIELDS, COUNT);
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
