package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;

/**
 * {@code functools.KeyWrapper}: what {@code cmp_to_key} returns, and what that makes of each object.
 *
 * <pre>
 * 16 cmp
 * 24 obj or NULL
 * </pre>
 */
@BuiltinType(value = "c4j_KeyWrapper_Type", name = "functools.KeyWrapper", basicsize = 32, flags = 0x4180, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
@Member(name = "obj", type = Constants.T_OBJECT, offset = 24)
public final class KeyWrapperType {
    static final long TYPE = Shim.symbol("c4j_KeyWrapper_Type");
    private static final int CMP = 0;
    private static final int OBJ = 1;

    private KeyWrapperType() {}

    static long make(long compare) {
        return Fields.make(TYPE, References.newRef(compare));
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        long object = Arguments.unpack("K", new String[] {"obj"}, 1, 1, args, kwargs)[0];
        return Fields.make(TYPE, References.newRef(Fields.get(self, CMP)), References.newRef(object));
    }

    @Slot("tp_richcompare")
    public static long richCompare(long self, long other, int op) {
        if (References.type(other) != TYPE) throw PyError.typeError("other argument must be K instance");
        long left = Fields.get(self, OBJ);
        long right = Fields.get(other, OBJ);
        if (left == NULL || right == NULL) throw PyError.attributeError("object");
        long result = Calls.callWith(Fields.get(self, CMP), left, right);
        long zero = LongType.of(0);
        try {
            return Objects.richCompare(result, zero, op);
        } finally {
            References.decref(zero);
            References.decref(result);
        }
    }
}
