package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code importlib.machinery.ExtensionFileLoader}: what {@code __loader__} of an extension module is; {@code name} and {@code path} are attributes. */
@BuiltinType(
        value = "c4j_ExtensionFileLoader_Type",
        name = "_frozen_importlib_external.ExtensionFileLoader", source = true,
        basicsize = DictInstance.SIZEOF,
        dictoffset = DictInstance.DICT,
        flags = DictInstance.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
public final class ExtensionFileLoaderType {
    static final long TYPE = Shim.symbol("c4j_ExtensionFileLoader_Type");

    private ExtensionFileLoaderType() {}

    static long make(String name, String path) {
        long loader = DictInstance.make(TYPE);
        try {
            Namespace.put(DictInstance.dict(loader), "name", name);
            Namespace.put(DictInstance.dict(loader), "path", path);
            return loader;
        } catch (Throwable failure) {
            References.decref(loader);
            throw failure;
        }
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        return DictInstance.make(type);
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        long[] values = KeywordArguments.parse("ExtensionFileLoader.__init__", args, kwargs, 2, 2, "name", "path");
        DictType.set(DictInstance.dict(self), "name", values[0]);
        DictType.set(DictInstance.dict(self), "path", values[1]);
    }

    @Method("get_filename")
    public static long getFileName(long self, long args, long nargs) {
        return Objects.getAttr(self, "path");
    }

    @Method("is_package")
    public static long isPackage(long self, long name) {
        long path = Objects.getAttr(self, "path");
        try {
            return BoolType.of(Imports.isPackageFile(Strings.toJava(path)));
        } finally {
            References.decref(path);
        }
    }

    /** There is neither source nor code. */
    @Method({"get_code", "get_source"})
    public static long getCode(long self, long name) {
        return Singletons.none();
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long dict = DictInstance.dict(self);
        return Strings.of("<_frozen_importlib_external.ExtensionFileLoader object (" + Objects.reprString(DictType.get(dict, "path")) + ")>");
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        DictInstance.dealloc(self);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return DictInstance.traverse(self, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        DictInstance.clear(self);
    }
}
