package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The type of Ellipsis. */
@BuiltinType("PyEllipsis_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class EllipsisType {
    private EllipsisType() {}

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        if (TupleType.size(args) > 0 || kwargs != 0 && DictType.size(kwargs) > 0) {
            throw PyError.typeError("EllipsisType takes no arguments");
        }
        return References.newRef(Singletons.ELLIPSIS);
    }

    /** The object is immortal: a reference too few must not end it. */
    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        References.incref(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("Ellipsis");
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        return Strings.of("Ellipsis");
    }
}
