package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.MappingProxyType;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** {@code dataclasses}: what a field is described by, and the objects that stand for a kind of field or for nothing. */
@BuiltinModule("dataclasses.fields")
final class DataFields {
    static final String[] FIELD = {"name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only", "_field_type"};
    static final String[] PARAMETERS = {"init", "repr", "eq", "order", "unsafe_hash", "frozen"};

    private DataFields() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "DataFields");
        Namespace.steal(dict, "FrozenInstanceError", new ClassContents(definitions, "FrozenInstanceError").make(BuiltinTypes.TYPE, Exceptions.AttributeError));
        ClassContents factory = new ClassContents(definitions, "_HAS_DEFAULT_FACTORY_CLASS").answering(Strings.of("<factory>"), "__repr__(self)");
        sentinel(dict, "_HAS_DEFAULT_FACTORY", factory.make(BuiltinTypes.TYPE), "_HAS_DEFAULT_FACTORY_CLASS");
        for (String name : new String[] {"MISSING", "KW_ONLY"}) {
            String cls = "_" + name + "_TYPE";
            sentinel(dict, name, new ClassContents(definitions, cls).make(BuiltinTypes.TYPE), cls);
        }
        Namespace.steal(dict, "_EMPTY_METADATA", emptyMetadata());
        ClassContents base = new ClassContents(definitions, "_FIELD_BASE").put("__slots__", Namespace.tuple("name")).keeping("name", "__init__(self, name)");
        Namespace.steal(dict, "_FIELD_BASE", base.returning("name", "__repr__(self)").make(BuiltinTypes.TYPE));
        long alias;
        try (Activation call = new Activation(NULL)) {
            alias = Activation.own(call.imported("types", "GenericAlias"));
            for (String kind : new String[] {"_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"}) DictType.set(dict, kind, call.invoke(DictType.get(dict, "_FIELD_BASE"), call.text(kind)));
        }
        Namespace.put(dict, "_FIELDS", "__dataclass_fields__");
        Namespace.put(dict, "_PARAMS", "__dataclass_params__");
        Namespace.put(dict, "_POST_INIT_NAME", "__post_init__");
        ClassContents initOnly = new ClassContents(definitions, "InitVar").put("__slots__", Namespace.tuple("type")).keeping("type", "__init__(self, type)");
        Namespace.steal(dict, "InitVar", initOnly.define("__repr__(self)").defineClassMethods("__class_getitem__(cls, type)").make(BuiltinTypes.TYPE));
        ClassContents field = new ClassContents(definitions, "Field");
        field.put("__slots__", Namespace.tuple("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_field_type"));
        field.define("__init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only)", "__repr__(self)", "__set_name__(self, owner, name)");
        Namespace.steal(dict, "Field", field.put("__class_getitem__", ClassMethodType.make(alias)).make(BuiltinTypes.TYPE));
        ClassContents parameters = new ClassContents(definitions, "_DataclassParams").put("__slots__", Namespace.tuple(PARAMETERS));
        Namespace.steal(dict, "_DataclassParams", parameters.define("__init__(self, init, repr, eq, order, unsafe_hash, frozen)", "__repr__(self)").make(BuiltinTypes.TYPE));
        References.decref(alias);
        String function = "field(*, default=closure, default_factory=closure, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=closure)";
        Namespace.steal(dict, "field", definitions.function(function, "field", DictType.get(dict, "MISSING")));
    }

    /** Takes over a class, and makes its one instance. */
    private static void sentinel(long dict, String name, long type, String typeName) {
        Namespace.steal(dict, typeName, type);
        Namespace.steal(dict, name, Calls.callNoArgs(type));
    }

    private static long emptyMetadata() {
        long empty = DictType.make();
        long proxy = MappingProxyType.make(empty);
        References.decref(empty);
        return proxy;
    }

    @Method("field")
    static long field(long missing, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (call.arg(0) != missing && call.arg(1) != missing) throw PyError.valueError("cannot specify both default and default_factory");
            long[] given = new long[8];
            for (int i = 0; i < given.length; i++) given[i] = call.arg(i);
            return Calls.callWith(call.imported("dataclasses", "Field"), given);
        }
    }

    @Method("Field.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String[] names = {"default", "default_factory", "init", "repr", "hash", "compare"};
            call.set(call.arg(0), "name", Singletons.NONE);
            call.set(call.arg(0), "type", Singletons.NONE);
            for (int i = 0; i < names.length; i++) call.set(call.arg(0), names[i], call.arg(i + 1));
            long metadata = call.isGiven(7) ? call.keep(MappingProxyType.make(call.arg(7))) : call.imported("dataclasses", "_EMPTY_METADATA");
            call.set(call.arg(0), "metadata", metadata);
            call.set(call.arg(0), "kw_only", call.arg(8));
            call.set(call.arg(0), "_field_type", Singletons.NONE);
            return Activation.none();
        }
    }

    @Method("Field.__repr__")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (ReprGuard.enter(call.arg(0))) return Strings.of("...");
            try {
                return Strings.of(described(call, "Field", FIELD));
            } finally {
                ReprGuard.leave(call.arg(0));
            }
        }
    }

    private static String described(Activation call, String cls, String[] names) {
        StringBuilder text = new StringBuilder(cls).append('(');
        for (int i = 0; i < names.length; i++) {
            boolean plain = names[i].equals("_field_type");
            long value = call.get(call.arg(0), names[i]);
            text.append(i == 0 ? "" : ",").append(names[i]).append('=').append(plain ? Objects.strString(value) : Objects.reprString(value));
        }
        return text.append(')').toString();
    }

    @Method("Field.__set_name__")
    static long setName(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long value = call.get(call.arg(0), "default");
            long method = call.find(References.type(value), "__set_name__");
            if (method != NULL && Objects.isTrue(method)) call.invoke(method, value, call.arg(1), call.arg(2));
            return Activation.none();
        }
    }

    @Method("_DataclassParams.__init__")
    static long initParameters(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            for (int i = 0; i < PARAMETERS.length; i++) call.set(call.arg(0), PARAMETERS[i], call.arg(i + 1));
            return Activation.none();
        }
    }

    @Method("_DataclassParams.__repr__")
    static long reprOfParameters(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Strings.of(described(call, "_DataclassParams", PARAMETERS));
        }
    }

    @Method("InitVar.__repr__")
    static long reprOfInitOnly(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long type = call.get(call.arg(0), "type");
            boolean named = TypeLookup.isType(type) && !GenericAliasType.isInstance(type);
            return Strings.of("dataclasses.InitVar[" + (named ? call.text(type, "__name__") : Objects.reprString(type)) + "]");
        }
    }

    @Method("InitVar.__class_getitem__")
    static long initOnly(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Calls.callOneArg(call.imported("dataclasses", "InitVar"), call.arg(1));
        }
    }
}
