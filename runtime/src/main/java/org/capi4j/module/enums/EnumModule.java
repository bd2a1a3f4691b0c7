package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Shim;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BuiltinFunctions;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/** {@code enum}, as far as code asks for it that isn't Python source: the classes, {@code auto}, {@code unique}. */
@BuiltinModule("enum")
public final class EnumModule {
    private EnumModule() {}

    /** Adds the classes. */
    public static void fill(long dict) {
        EnumMetaType.enter(dict);
        EnumClasses classes = EnumClasses.current();
        classes.enumClass = enter(dict, "Enum", base());
        classes.repr = enter(dict, "ReprEnum", derived("EnumFunctions", "ReprEnum", classes.enumClass));
        enter(dict, "IntEnum", derived("EnumFunctions", "IntEnum", BuiltinTypes.INT, classes.repr));
        long text = enter(dict, "StrEnum", strEnum(classes));
        boundaries(dict, classes, text);
        classes.flag = enter(dict, "Flag", flag(classes));
        long intFlag = enter(dict, "IntFlag", intFlag(classes));
        Objects.setAttr(intFlag, "_boundary_", classes.keep);
    }

    /** The class, whose reference goes to the module, borrowed. */
    private static long enter(long dict, String name, long cls) {
        Namespace.steal(dict, name, cls);
        return cls;
    }

    /** What the body of a class is collected in: entered without being taken for members. */
    private static long body(ClassContents contents) {
        long body = org.capi4j.type.Calls.callNoArgs(EnumDictType.TYPE);
        DictType.merge(body, contents.dict(), true);
        References.decref(contents.dict());
        return body;
    }

    private static long make(String name, ClassContents contents, long... bases) {
        long body = body(contents);
        long args = TupleType.steal(Strings.of(name), TupleType.of(bases), body);
        try {
            return EnumMetaType.create(EnumMetaType.TYPE, args, NULL);
        } finally {
            References.decref(args);
        }
    }

    private static long base() {
        ClassContents contents = new ClassContents("EnumFunctions", "enum");
        contents.staticMethod("__new__", "__new__").staticMethod("_generate_next_value_", "_generate_next_value_").classMethods("_missing_");
        contents.methods("__init__", "__repr__", "__str__", "__format__", "__hash__", "__reduce_ex__", "__copy__", "__deepcopy__");
        for (String name : new String[] {"name", "value"}) {
            contents.put(name, EnumPropertyType.make(ClassContents.function(Shim.symbol("c4j_methods_EnumFunctions"), name)));
        }
        return make("Enum", contents);
    }

    private static long derived(String holder, String name, long... bases) {
        return make(name, new ClassContents(holder, "enum"), bases);
    }

    private static long strEnum(EnumClasses classes) {
        ClassContents contents = new ClassContents("EnumFunctions", "enum");
        contents.staticMethod("__new__", "StrEnum.__new__").staticMethod("_generate_next_value_", "StrEnum._generate_next_value_");
        return make("StrEnum", contents, BuiltinTypes.STR, classes.repr);
    }

    private static void boundaries(long dict, EnumClasses classes, long strEnum) {
        long names = Namespace.list(java.util.List.of("STRICT", "CONFORM", "EJECT", "KEEP"));
        long[] arguments = {Strings.of("FlagBoundary"), names, Strings.of("enum"), NULL, NULL, NULL, NULL};
        long boundary = enter(dict, "FlagBoundary", new FunctionalEnum(strEnum, arguments).make());
        References.decref(arguments[0]);
        References.decref(arguments[2]);
        References.decref(names);
        classes.strict = enter(dict, "STRICT", Objects.getAttr(boundary, "STRICT"));
        classes.conform = enter(dict, "CONFORM", Objects.getAttr(boundary, "CONFORM"));
        classes.eject = enter(dict, "EJECT", Objects.getAttr(boundary, "EJECT"));
        classes.keep = enter(dict, "KEEP", Objects.getAttr(boundary, "KEEP"));
    }

    private static long flag(EnumClasses classes) {
        ClassContents contents = new ClassContents("FlagFunctions", "enum");
        contents.staticMethod("_generate_next_value_", "_generate_next_value_").classMethods("_missing_");
        contents.methods("__or__", "__ror__", "__and__", "__rand__", "__xor__", "__rxor__", "__invert__", "__contains__");
        contents.methods("__iter__", "__len__", "__bool__", "__repr__", "__str__");
        contents.put("_numeric_repr_", BuiltinFunctions.get("repr"));
        long cls = make("Flag", contents, classes.enumClass);
        Objects.setAttr(cls, "_boundary_", classes.strict);
        return cls;
    }

    private static long intFlag(EnumClasses classes) {
        ClassContents contents = new ClassContents("FlagFunctions", "enum");
        return make("IntFlag", contents, BuiltinTypes.INT, classes.repr, classes.flag);
    }

    /** {@code unique}: refuses a class with two names for one member. */
    @Method("unique")
    static long unique(long module, long cls) {
        long map = EnumMetaType.map(cls);
        try {
            StringBuilder twice = new StringBuilder();
            long[] pair = new long[2];
            for (long at = DictType.next(map, 0, pair); at >= 0; at = DictType.next(map, at, pair)) {
                String name = EnumFunctions.text(pair[1], "_name_");
                if (name.equals(Objects.strString(pair[0]))) continue;
                twice.append(twice.isEmpty() ? "" : ", ").append(Objects.strString(pair[0])).append(" -> ").append(name);
            }
            if (!twice.isEmpty()) throw PyError.valueError("duplicate values found in " + Objects.reprString(cls) + ": " + twice);
            return References.newRef(cls);
        } finally {
            References.decref(map);
        }
    }
}
