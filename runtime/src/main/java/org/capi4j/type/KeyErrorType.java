package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;

/** KeyError: its text is the key's repr, so that an empty key shows. */
@BuiltinType("PyExc_KeyError")
public final class KeyErrorType {
    private KeyErrorType() {}

    @Slot("tp_str")
    public static long str(long self) {
        long args = BaseExceptionType.args(self);
        return TupleType.size(args) == 1 ? Objects.repr(TupleType.get(args, 0)) : BaseExceptionType.str(self);
    }
}
