package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Strings;

/** Token.MISSING: the old value of a variable that had none. One for all interpreters. */
@BuiltinType(value = "c4j_MissingToken_Type", name = "Token.MISSING", flags = Constants.Py_TPFLAGS_DEFAULT)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class MissingTokenType {
    private static final long IMMORTAL = 1L << 40;

    private static final class Missing {
        static final long OBJECT = make();

        private static long make() {
            long missing = Memory.allocateForever(PyObject.SIZEOF);
            Memory.putLong(missing + PyObject.ob_refcnt, IMMORTAL);
            Memory.putLong(missing + PyObject.ob_type, Shim.symbol("c4j_MissingToken_Type"));
            return missing;
        }
    }

    private MissingTokenType() {}

    /** Borrowed. */
    static long missing() {
        return Missing.OBJECT;
    }

    /** Makes it {@code contextvars.Token.MISSING}. */
    static void publish() {
        long dict = TypeLookup.dict(BuiltinTypes.CONTEXT_TOKEN);
        if (DictType.get(dict, "MISSING") == Memory.NULL) DictType.set(dict, "MISSING", missing());
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<Token.MISSING>");
    }
}
