package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.JavaModules;
import org.capi4j.module.Namespace;
import org.capi4j.module.source.EnumChecks;
import org.capi4j.module.source.GlobalEnums;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BuiltinFunctions;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/** {@code enum}, its classes. */
public final class EnumModule {
    private EnumModule() {}

    /** Adds the classes. */
    public static void fill(long dict) {
        EnumMetaType.enter(dict);
        EnumClasses classes = EnumClasses.current();
        classes.enumClass = enter(dict, "Enum", base(dict));
        classes.repr = enter(dict, "ReprEnum", derived(dict, "ReprEnum", classes.enumClass));
        enter(dict, "IntEnum", derived(dict, "IntEnum", BuiltinTypes.INT, classes.repr));
        long text = enter(dict, "StrEnum", strEnum(dict, classes));
        boundaries(dict, classes, text);
        classes.flag = enter(dict, "Flag", flag(dict, classes));
        long intFlag = enter(dict, "IntFlag", derived(dict, "IntFlag", BuiltinTypes.INT, classes.repr, classes.flag));
        Objects.setAttr(intFlag, "_boundary_", classes.keep);
        EnumChecks.fill(dict);
        GlobalEnums.fill(dict);
        DictType.set(dict, "MappingProxyType", BuiltinTypes.MAPPING_PROXY);
        JavaModules.copy("types", dict, name -> name.equals("DynamicClassAttribute"));
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

    private static long base(long dict) {
        Definitions definitions = new Definitions(dict, "EnumFunctions");
        ClassContents contents = new ClassContents(definitions, "Enum");
        contents.defineStaticMethods("__new__(cls, value)").define("__init__(self, *args, **kwds)");
        contents.defineStaticMethods("_generate_next_value_(name, start, count, last_values)").defineClassMethods("_missing_(cls, value)");
        contents.define("__repr__(self)", "__str__(self)", "__dir__(self)", "__format__(self, format_spec)", "__hash__(self)", "__reduce_ex__(self, proto)");
        contents.define("__deepcopy__(self, memo)", "__copy__(self)");
        for (String name : new String[] {"name", "value"}) {
            contents.put(name, EnumPropertyType.make(definitions.function("Enum." + name + "(self)")));
        }
        return make("Enum", contents);
    }

    private static ClassContents contents(long dict, String holder, String name) {
        return new ClassContents(new Definitions(dict, holder), name);
    }

    private static long derived(long dict, String name, long... bases) {
        return make(name, contents(dict, "EnumFunctions", name), bases);
    }

    private static long strEnum(long dict, EnumClasses classes) {
        ClassContents contents = contents(dict, "EnumFunctions", "StrEnum");
        contents.defineStaticMethods("__new__(cls, *values)", "_generate_next_value_(name, start, count, last_values)");
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

    private static long flag(long dict, EnumClasses classes) {
        ClassContents contents = contents(dict, "FlagFunctions", "Flag");
        contents.defineStaticMethods("_generate_next_value_(name, start, count, last_values)").defineClassMethods("_missing_(cls, value)");
        contents.define("__contains__(self, other)", "yield __iter__(self)", "__len__(self)", "__repr__(self)", "__str__(self)", "__bool__(self)");
        contents.define("__or__(self, other)", "__and__(self, other)", "__xor__(self, other)", "__invert__(self)");
        contents.alias("__rand__", "__and__").alias("__ror__", "__or__").alias("__rxor__", "__xor__");
        contents.put("_numeric_repr_", BuiltinFunctions.get("repr"));
        long cls = make("Flag", contents, classes.enumClass);
        Objects.setAttr(cls, "_boundary_", classes.strict);
        return cls;
    }
}
