package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.type.BoolType;
import org.capi4j.type.Singletons;

/** {@code importlib.machinery.BuiltinImporter}: what {@code __loader__} of a module in Java is (the class itself, as in CPython). */
@BuiltinType(value = "c4j_BuiltinImporter_Type", name = "_frozen_importlib.BuiltinImporter", source = true, flags = 0x500)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class BuiltinImporterType {
    static final long TYPE = Shim.symbol("c4j_BuiltinImporter_Type");

    private BuiltinImporterType() {}

    @Method(value = "is_package", kind = Kind.CLASS)
    public static long isPackage(long type, long name) {
        return BoolType.of(false);
    }

    /** There is neither source nor code. */
    @Method(value = {"get_code", "get_source"}, kind = Kind.CLASS)
    public static long getCode(long type, long name) {
        return Singletons.none();
    }
}
