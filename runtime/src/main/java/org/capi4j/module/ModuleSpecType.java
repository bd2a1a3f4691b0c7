package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code importlib.machinery.ModuleSpec}: where a module came from. All attributes are in the instance's dict. */
@BuiltinType(
        value = "c4j_ModuleSpec_Type",
        name = "_frozen_importlib.ModuleSpec", source = true,
        basicsize = DictInstance.SIZEOF,
        dictoffset = DictInstance.DICT,
        flags = DictInstance.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
public final class ModuleSpecType {
    static final long TYPE = Shim.symbol("c4j_ModuleSpec_Type");

    private ModuleSpecType() {}

    /** A new spec; {@code loader} is borrowed, {@code origin} may be null, {@code locations} (a list, borrowed) is NULL for what is no package. */
    static long make(String name, long loader, String origin, boolean hasLocation, long locations) {
        long spec = DictInstance.make(TYPE);
        try {
            long dict = DictInstance.dict(spec);
            Namespace.put(dict, "name", name);
            fill(dict, loader, locations);
            if (origin != null) Namespace.put(dict, "origin", origin);
            if (hasLocation) Namespace.put(dict, "_set_fileattr", true);
            return spec;
        } catch (Throwable failure) {
            References.decref(spec);
            throw failure;
        }
    }

    private static void fill(long dict, long loader, long locations) {
        DictType.set(dict, "loader", loader);
        DictType.set(dict, "origin", Singletons.NONE);
        DictType.set(dict, "loader_state", Singletons.NONE);
        DictType.set(dict, "submodule_search_locations", locations == NULL ? Singletons.NONE : locations);
        DictType.set(dict, "_uninitialized_submodules", Singletons.NONE);
        Namespace.put(dict, "_set_fileattr", false);
        DictType.set(dict, "_cached", Singletons.NONE);
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        return DictInstance.make(type);
    }

    /** {@code ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)}. */
    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        long[] values = KeywordArguments.parse("ModuleSpec.__init__", args, kwargs, 2, 2, "name", "loader", "origin", "loader_state", "is_package");
        long dict = DictInstance.dict(self);
        DictType.set(dict, "name", values[0]);
        fill(dict, values[1], NULL);
        if (values[2] != NULL) DictType.set(dict, "origin", values[2]);
        if (values[3] != NULL) DictType.set(dict, "loader_state", values[3]);
        if (values[4] != NULL && Objects.isTrue(values[4])) Namespace.steal(dict, "submodule_search_locations", ListType.make(0));
    }

    private static long get(long self, String name) {
        long value = DictType.get(DictInstance.dict(self), name);
        return value == NULL ? Singletons.NONE : value;
    }

    /** The name of the package: the module's own where it is one, else what stands before the last dot. */
    @Getter("parent")
    public static long parent(long self) {
        long name = get(self, "name");
        if (!Namespace.isStr(name)) throw PyError.typeError("the name of a module spec must be a str");
        if (get(self, "submodule_search_locations") != Singletons.NONE) return References.newRef(name);
        String text = Strings.toJava(name);
        return Strings.of(text.substring(0, Math.max(text.lastIndexOf('.'), 0)));
    }

    @Getter("has_location")
    public static long hasLocation(long self) {
        return BoolType.of(Objects.isTrue(get(self, "_set_fileattr")));
    }

    @Setter("has_location")
    public static void setHasLocation(long self, long value) {
        if (value == NULL) throw PyError.attributeError("can't delete attribute 'has_location'");
        Namespace.put(DictInstance.dict(self), "_set_fileattr", Objects.isTrue(value));
    }

    /** Where the compiled file would be kept: None, as nothing here is compiled. */
    @Getter("cached")
    public static long cached(long self) {
        return References.newRef(get(self, "_cached"));
    }

    @Setter("cached")
    public static void setCached(long self, long value) {
        if (value == NULL) throw PyError.attributeError("can't delete attribute 'cached'");
        DictType.set(DictInstance.dict(self), "_cached", value);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        StringBuilder text = new StringBuilder("ModuleSpec(name=" + Objects.reprString(get(self, "name")));
        text.append(", loader=").append(Objects.reprString(get(self, "loader")));
        append(text, self, "origin");
        append(text, self, "submodule_search_locations");
        return Strings.of(text.append(")").toString());
    }

    private static void append(StringBuilder text, long self, String name) {
        long value = get(self, name);
        if (value != Singletons.NONE) text.append(", ").append(name).append("=").append(Objects.reprString(value));
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
