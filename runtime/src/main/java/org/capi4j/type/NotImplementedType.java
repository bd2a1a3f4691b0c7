package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The type of NotImplemented. */
@BuiltinType("_PyNotImplemented_Type")
public final class NotImplementedType {
    private NotImplementedType() {}

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        if (TupleType.size(args) > 0 || kwargs != 0 && DictType.size(kwargs) > 0) {
            throw PyError.typeError("NotImplementedType takes no arguments");
        }
        return References.newRef(Singletons.NOT_IMPLEMENTED);
    }

    /** The object is immortal: a reference too few must not end it. */
    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        References.incref(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("NotImplemented");
    }

    @Slot("nb_bool")
    public static int isTrue(long self) {
        Warnings.warn(Exceptions.DeprecationWarning, "NotImplemented should not be used in a boolean context", 1);
        return 1;
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        return Strings.of("NotImplemented");
    }
}
