package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;

/**
 * {@code enum.auto}: a member's value that is left to the class.
 *
 * <pre>
 * 16 value, NULL until it is known
 * </pre>
 */
@BuiltinType(value = "c4j_EnumAuto_Type", name = "enum.auto", source = true, basicsize = 24, flags = Fields.FLAGS, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class AutoType {
    static final long TYPE = Shim.symbol("c4j_EnumAuto_Type");
    private static final int VALUE = 0;

    private AutoType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long value = KeywordArguments.parse("auto", args, kwargs, 0, 1, "value")[0];
        return Fields.make(type, value == NULL ? NULL : References.newRef(value));
    }

    /** Borrowed; NULL when it is still open. */
    static long value(long self) {
        return Fields.get(self, VALUE);
    }

    /** The value's reference is stolen. */
    static void set(long self, long value) {
        Fields.set(self, VALUE, value);
    }

    @Getter("value")
    public static long get(long self) {
        return value(self) == NULL ? Strings.of("<auto>") : References.newRef(value(self));
    }

    @Setter("value")
    public static void replace(long self, long value) {
        if (value == NULL) throw PyError.attributeError("value");
        set(self, References.newRef(value));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("auto(" + (value(self) == NULL ? "_auto_null" : Objects.reprString(value(self))) + ")");
    }
}
