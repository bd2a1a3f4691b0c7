package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The type of None. */
@BuiltinType("_PyNone_Type")
public final class NoneType {
    private NoneType() {}

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        if (TupleType.size(args) > 0 || kwargs != 0 && DictType.size(kwargs) > 0) {
            throw PyError.typeError("NoneType takes no arguments");
        }
        return References.newRef(Singletons.NONE);
    }

    /** The object is immortal: a reference too few must not end it. */
    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        References.incref(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("None");
    }

    @Slot("nb_bool")
    public static int isTrue(long self) {
        return 0;
    }
}
