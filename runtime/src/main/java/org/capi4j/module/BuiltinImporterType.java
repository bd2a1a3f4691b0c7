package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.type.BoolType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Singletons;

/** {@code importlib.machinery.BuiltinImporter}: what {@code __loader__} of a module in Java is (the class itself, as in CPython). */
@BuiltinType(value = "c4j_BuiltinImporter_Type", name = "_frozen_importlib.BuiltinImporter", source = true, flags = 0x500)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class BuiltinImporterType {
    static final long TYPE = Shim.symbol("c4j_BuiltinImporter_Type");

    private BuiltinImporterType() {}

    /** {@code find_spec(fullname, path=None, target=None)}. */
    @Method(value = "find_spec", kind = Kind.CLASS)
    public static long findSpec(long type, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("find_spec", args, nargs, kwnames, 1, 3, "fullname", "path", "target");
        String name = Namespace.text("find_spec", values[0]);
        return Imports.isBuiltin(name) ? Imports.builtinSpec(name) : Singletons.none();
    }

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
