package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.TypeLookup;

/** {@code dataclasses}: what tells a data class and its fields. Making such a class compiles Python source. */
@BuiltinModule("dataclasses")
public final class DataclassesModule {
    private DataclassesModule() {}

    static void fill(long dict) {
        long base = new ClassContents("DataclassesModule", "dataclasses").method("__repr__", "_FIELD_BASE.__repr__").make(BuiltinTypes.TYPE, "_FIELD_BASE");
        Namespace.steal(dict, "_FIELD_BASE", base);
        for (String name : new String[] {"_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"}) {
            long kind = org.capi4j.type.Calls.callNoArgs(base);
            long text = Strings.of(name);
            Objects.setAttr(kind, "name", text);
            References.decref(text);
            Namespace.steal(dict, name, kind);
        }
        for (String name : new String[] {"MISSING", "KW_ONLY", "HAS_DEFAULT_FACTORY"}) sentinel(dict, name);
        Namespace.steal(dict, "FrozenInstanceError",
                new ClassContents("DataclassesModule", "dataclasses").make(BuiltinTypes.TYPE, "FrozenInstanceError", Exceptions.AttributeError));
    }

    /** A class of its own and its one instance. */
    private static void sentinel(long dict, String name) {
        String cls = "_" + name + "_TYPE";
        long type = new ClassContents("DataclassesModule", "dataclasses").make(BuiltinTypes.TYPE, cls);
        Namespace.steal(dict, cls, type);
        Namespace.steal(dict, name.startsWith("HAS") ? "_" + name : name, org.capi4j.type.Calls.callNoArgs(type));
    }

    @Method("_FIELD_BASE.__repr__")
    static long repr(long closure, long args, long nargs) {
        Arguments.checkPositional("_FIELD_BASE.__repr__", nargs, 1, 1);
        return Objects.getAttr(Memory.getLong(args), "name");
    }

    /** Whether an object, or its class, has fields. */
    @Method("is_dataclass")
    static long isDataclass(long module, long object) {
        return BoolType.of(hasFields(object));
    }

    private static boolean hasFields(long object) {
        return Objects.hasAttr(TypeLookup.isType(object) ? object : References.type(object), "__dataclass_fields__");
    }

    /** {@code fields(class_or_instance)}: those that aren't class variables or only for {@code __init__}. */
    @Method("fields")
    static long fields(long module, long object) {
        long all = Objects.lookupAttr(object, "__dataclass_fields__");
        if (all == NULL) throw PyError.typeError("must be called with a dataclass type or instance");
        long real = DictType.get(ModuleType.dict(module), "_FIELD");
        long values = org.capi4j.type.Calls.callMethod(all, "values");
        long list = ListType.make(0);
        try {
            Iteration.forEach(values, field -> {
                long kind = Objects.getAttr(field, "_field_type");
                if (kind == real) ListType.append(list, field);
                References.decref(kind);
            });
            return Sequences.tuple(list);
        } finally {
            References.decref(all);
            References.decref(values);
            References.decref(list);
        }
    }

    @Method("dataclass")
    static long dataclass(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("dataclasses.dataclass");
    }

    @Method("make_dataclass")
    static long makeDataclass(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("dataclasses.make_dataclass");
    }

    @Method("field")
    static long field(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("dataclasses.field");
    }

    /** {@code asdict(obj)} of what has fields; it copies deeply. */
    @Method("asdict")
    static long asDict(long module, long args, long nargs, long kwnames) {
        long object = SourceArguments.function("asdict", args, nargs, kwnames, 1, "obj", "dict_factory")[0];
        if (TypeLookup.isType(object) || !hasFields(object)) {
            throw PyError.typeError("asdict() should be called on dataclass instances");
        }
        throw PythonSource.notImplemented("dataclasses.asdict");
    }
}
