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
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code typing.TypeVar}: a name that stands for a type.
 *
 * <pre>
 * 16 __name__, 24 __constraints__, 32 __bound__, 40 __covariant__, 48 __contravariant__
 * </pre>
 */
@BuiltinType(value = "c4j_TypingVar_Type", name = "typing.TypeVar", source = true, basicsize = 56, flags = Fields.FLAGS, references = 5)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "__name__", type = Constants.T_OBJECT, offset = 16)
@Member(name = "__constraints__", type = Constants.T_OBJECT, offset = 24)
@Member(name = "__bound__", type = Constants.T_OBJECT, offset = 32)
@Member(name = "__covariant__", type = Constants.T_OBJECT, offset = 40)
@Member(name = "__contravariant__", type = Constants.T_OBJECT, offset = 48)
public final class TypeVariableType {
    static final long TYPE = Shim.symbol("c4j_TypingVar_Type");
    private static final int NAME = 0;
    private static final int COVARIANT = 3;
    private static final int CONTRAVARIANT = 4;

    private TypeVariableType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        if (TupleType.size(args) == 0) throw PyError.typeError("TypeVar.__init__() missing 1 required positional argument: 'name'");
        boolean covariant = isGiven(kwargs, "covariant");
        boolean contravariant = isGiven(kwargs, "contravariant");
        if (covariant && contravariant) throw PyError.valueError("Bivariant types are not supported.");
        if (TupleType.size(args) == 2) throw PyError.typeError("A single constraint is not allowed");
        long bound = kwargs == NULL ? NULL : DictType.get(kwargs, "bound");
        return Fields.make(
                type,
                References.newRef(TupleType.get(args, 0)),
                Texts.tail(args, 1),
                bound == NULL ? Singletons.none() : References.newRef(bound),
                org.capi4j.type.BoolType.of(covariant),
                org.capi4j.type.BoolType.of(contravariant));
    }

    private static boolean isGiven(long kwargs, String name) {
        long value = kwargs == NULL ? NULL : DictType.get(kwargs, name);
        return value != NULL && Objects.isTrue(value);
    }

    /** {@code ~T}, {@code +T_co}, {@code -T_contra}. */
    @Slot("tp_repr")
    public static long repr(long self) {
        boolean covariant = Fields.get(self, COVARIANT) == Singletons.TRUE;
        String sign = covariant ? "+" : Fields.get(self, CONTRAVARIANT) == Singletons.TRUE ? "-" : "~";
        return Strings.of(sign + Objects.strString(Fields.get(self, NAME)));
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        return SpecialFormType.union(left, right);
    }
}
