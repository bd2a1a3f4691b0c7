package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * {@code typing._SpecialForm}: a name of module {@code typing} that can be subscripted, but not called.
 *
 * <pre>
 * 16 the name
 * </pre>
 */
@BuiltinType(value = "c4j_TypingForm_Type", name = "typing._SpecialForm", source = true, basicsize = 24, flags = Constants.Py_TPFLAGS_HAVE_GC, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "_name", type = Constants.T_OBJECT, offset = 16, flags = Constants.READONLY)
@Member(name = "__name__", type = Constants.T_OBJECT, offset = 16, flags = Constants.READONLY)
public final class SpecialFormType {
    private static final long TYPE = Shim.symbol("c4j_TypingForm_Type");

    private SpecialFormType() {}

    static long make(String name) {
        return Fields.make(TYPE, Strings.of(name));
    }

    private static String name(long self) {
        return "typing." + Objects.strString(Fields.get(self, 0));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(name(self));
    }

    @Slot("mp_subscript")
    public static long getItem(long self, long item) {
        return GenericAliasType.make(self, item);
    }

    /** {@code left | right} of what {@code typing} has: {@code Union[left, right]}. */
    static long union(long left, long right) {
        long typing = Imports.importModule("typing");
        long pair = TupleType.of(left, right);
        try {
            return Objects.getItem(DictType.get(ModuleType.dict(typing), "Union"), pair);
        } finally {
            References.decref(pair);
            References.decref(typing);
        }
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        return union(left, right);
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        throw PyError.typeError("Cannot instantiate " + name(self));
    }
}
