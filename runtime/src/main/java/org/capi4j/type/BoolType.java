package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** bool: True and False. */
@BuiltinType("PyBool_Type")
public final class BoolType {
    private BoolType() {}

    /** A new reference to True or False. */
    public static long of(boolean value) {
        return References.newRef(value ? Singletons.TRUE : Singletons.FALSE);
    }

    private static boolean areBools(long left, long right) {
        return References.type(left) == BuiltinTypes.BOOL && References.type(right) == BuiltinTypes.BOOL;
    }

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        Arguments.noKeywords("bool", kwargs);
        Arguments.checkPositional("bool", TupleType.size(args), 0, 1);
        return of(TupleType.size(args) > 0 && Objects.isTrue(TupleType.get(args, 0)));
    }

    @Slot("tp_vectorcall")
    public static long vectorcall(long type, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        Arguments.noKeywordNames("bool", kwnames);
        Arguments.checkPositional("bool", nargs, 0, 1);
        long value = Arguments.get(args, nargs, 0);
        return of(value != NULL && Objects.isTrue(value));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(self == Singletons.TRUE ? "True" : "False");
    }

    @Slot("nb_and")
    public static long and(long left, long right) {
        return areBools(left, right) ? of(left == Singletons.TRUE && right == Singletons.TRUE) : LongArithmetic.and(left, right);
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        return areBools(left, right) ? of(left == Singletons.TRUE || right == Singletons.TRUE) : LongArithmetic.or(left, right);
    }

    @Slot("nb_xor")
    public static long xor(long left, long right) {
        return areBools(left, right) ? of(left != right) : LongArithmetic.xor(left, right);
    }
}
