package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.Definitions;
import org.capi4j.module.Imports;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.ListType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code dataclasses}: its functions. {@link DataClass} makes a class one, {@link DataFields} has the classes. */
@BuiltinModule("dataclasses")
public final class DataClasses {
    static final String FIELDS = "__dataclass_fields__";

    private static final String OPTIONS = "init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False)";
    private static final int COUNT = 10;

    private DataClasses() {}

    public static void fill(long dict) {
        DataFields.fill(dict);
        new Definitions(dict, "DataClasses").enter(
                "dataclass(cls=None, /, *, " + OPTIONS, "fields(class_or_instance)", "is_dataclass(obj)", "_is_dataclass_instance(obj)", "replace(obj, /, **changes)",
                "make_dataclass(cls_name, fields, *, bases=(), namespace=None, " + OPTIONS, "_dataclass_getstate(self)", "_dataclass_setstate(self, state)");
        Definitions definitions = new Definitions(dict, "DataClasses");
        Namespace.steal(dict, "asdict", definitions.function("asdict(obj, *, dict_factory=closure)", "asdict", BuiltinTypes.DICT));
        Namespace.steal(dict, "astuple", definitions.function("astuple(obj, *, tuple_factory=closure)", "astuple", BuiltinTypes.TUPLE));
    }

    @Method("dataclass")
    static long dataclass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long options = options(call, 1);
            if (call.isGiven(0)) return new DataClass(call, call.arg(0), options).make();
            long globals = ModuleType.dict(call.keep(Imports.importModule("dataclasses")));
            return new Definitions(globals, "DataClasses").function("dataclass.<locals>.wrap(cls)", "wrap", options);
        }
    }

    @Method("wrap")
    static long wrap(long options, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return new DataClass(call, call.arg(0), options).make();
        }
    }

    private static long options(Activation call, int first) {
        long[] options = new long[COUNT];
        for (int i = 0; i < COUNT; i++) options[i] = call.arg(first + i);
        return call.tuple(options);
    }

    static boolean isInstance(long object) {
        return Objects.hasAttr(References.type(object), FIELDS);
    }

    @Method("_is_dataclass_instance")
    static long isDataclassInstance(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(isInstance(call.arg(0)));
        }
    }

    @Method("is_dataclass")
    static long isDataclass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean isClass = Objects.isInstance(call.arg(0), BuiltinTypes.TYPE) && !GenericAliasType.isInstance(call.arg(0));
            return Activation.own(Objects.hasAttr(isClass ? call.arg(0) : References.type(call.arg(0)), FIELDS));
        }
    }

    @Method("fields")
    static long fields(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.tuple(fields(call, call.arg(0))));
        }
    }

    /** The fields proper of a class or instance. */
    static long[] fields(Activation call, long object) {
        long all = call.find(object, FIELDS);
        if (all == NULL) throw PyError.typeError("must be called with a dataclass type or instance");
        long proper = call.imported("dataclasses", "_FIELD");
        List<Long> fields = new ArrayList<>();
        Iteration.forEach(call.call(all, "values"), field -> {
            if (call.get(field, "_field_type") == proper) fields.add(call.keep(References.newRef(field)));
        });
        return fields.stream().mapToLong(Long::longValue).toArray();
    }

    /** Closes over {@code dict}, which is its default. */
    @Method("asdict")
    static long asDict(long closure, long args, long nargs) {
        return copied(args, "asdict", true);
    }

    /** Closes over {@code tuple}, which is its default. */
    @Method("astuple")
    static long asTuple(long closure, long args, long nargs) {
        return copied(args, "astuple", false);
    }

    private static long copied(long args, String name, boolean named) {
        try (Activation call = new Activation(args)) {
            if (!isInstance(call.arg(0))) throw PyError.typeError(name + "() should be called on dataclass instances");
            return copy(call.arg(0), call.arg(1), named);
        }
    }

    /** A new reference to the copy of a value: data classes' instances by {@code factory}, with the fields' names or without, tuples, lists and dicts item by item, anything else deeply. */
    private static long copy(long object, long factory, boolean named) {
        try (Activation call = new Activation(NULL)) {
            long type = References.type(object);
            if (isInstance(object)) {
                long items = call.keep(ListType.make(0));
                for (long field : fields(call, object)) {
                    long name = call.get(field, "name");
                    long value = call.keep(copy(call.keep(Objects.getAttr(object, name)), factory, named));
                    ListType.append(items, named ? call.tuple(name, value) : value);
                }
                return Calls.callOneArg(factory, items);
            }
            boolean isTuple = TypeLookup.isInstance(object, BuiltinTypes.TUPLE);
            if (isTuple || TypeLookup.isInstance(object, BuiltinTypes.LIST)) {
                long items = call.keep(ListType.make(0));
                Iteration.forEach(object, item -> Namespace.append(items, copy(item, factory, named)));
                boolean isNamed = isTuple && Objects.hasAttr(object, "_fields");
                return isNamed ? Calls.call(type, call.keep(Sequences.tuple(items)), NULL) : Calls.callOneArg(type, call.keep(Objects.iter(items)));
            }
            if (TypeLookup.isInstance(object, BuiltinTypes.DICT)) {
                long items = call.keep(ListType.make(0));
                Iteration.forEach(call.call(object, "items"), pair -> {
                    long key = call.keep(copy(TupleType.get(pair, 0), factory, named));
                    ListType.append(items, call.tuple(key, call.keep(copy(TupleType.get(pair, 1), factory, named))));
                });
                return Calls.callOneArg(type, call.keep(Objects.iter(items)));
            }
            return Calls.callOneArg(call.imported("copy", "deepcopy"), object);
        }
    }

    @Method("replace")
    static long replace(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long object = call.arg(0);
            long changes = call.arg(1);
            if (!isInstance(object)) throw PyError.typeError("replace() should be called on dataclass instances");
            LongConsumer enter = field -> replaceField(call, field, object, changes);
            Iteration.forEach(call.call(call.get(object, FIELDS), "values"), enter);
            return Calls.call(call.get(object, "__class__"), call.tuple(), changes);
        }
    }

    private static void replaceField(Activation call, long field, long object, long changes) {
        long kind = call.get(field, "_field_type");
        if (kind == call.imported("dataclasses", "_FIELD_CLASSVAR")) return;
        long name = call.get(field, "name");
        boolean given = DictType.contains(changes, name);
        if (!call.isTrue(field, "init")) {
            if (given) throw PyError.valueError("field " + Objects.strString(name) + " is declared with init=False, it cannot be specified with replace()");
            return;
        }
        if (given) return;
        boolean initOnly = kind == call.imported("dataclasses", "_FIELD_INITVAR");
        if (initOnly && call.get(field, "default") == call.imported("dataclasses", "MISSING")) {
            throw PyError.valueError("InitVar " + Objects.reprString(name) + " must be specified with replace()");
        }
        DictType.set(changes, name, call.keep(Objects.getAttr(object, name)));
    }

    @Method("make_dataclass")
    static long makeDataclass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long annotations = call.keep(DictType.make());
            long defaults = call.keep(DictType.make());
            Iteration.forEach(call.arg(1), item -> addField(call, item, annotations, defaults));
            long namespace = call.keep(DictType.make());
            if (call.isGiven(3)) call.call(namespace, "update", call.arg(3));
            DictType.merge(namespace, defaults, true);
            DictType.set(namespace, "__annotations__", annotations);
            long filling = call.keep(Definitions.builtin("DataClasses", "exec_body_callback", namespace));
            long cls = call.invoke(call.imported("types", "new_class"), call.arg(0), call.arg(2), call.keep(DictType.make()), filling);
            return new DataClass(call, cls, options(call, 4)).make();
        }
    }

    /** Closes over what comes into the class's namespace. */
    @Method("exec_body_callback")
    static long fillNamespace(long contents, long namespace) {
        return Calls.callMethod(namespace, "update", contents);
    }

    private static void addField(Activation call, long item, long annotations, long defaults) {
        long size = Namespace.isStr(item) ? 1 : Sequences.length(item);
        if (size > 3 || size < 1 || size == 1 && !Namespace.isStr(item)) throw PyError.typeError("Invalid field: " + Objects.reprString(item));
        long name = call.keep(size == 1 ? References.newRef(item) : Sequences.getItem(item, 0));
        long type = call.keep(size == 1 ? Strings.of("typing.Any") : Sequences.getItem(item, 1));
        if (size == 3) DictType.set(defaults, name, call.keep(Sequences.getItem(item, 2)));
        if (!Namespace.isStr(name) || !call.asks(name, "isidentifier")) throw PyError.typeError("Field names must be valid identifiers: " + Objects.reprString(name));
        if (Objects.isTrue(call.invoke(call.imported("keyword", "iskeyword"), name))) throw PyError.typeError("Field names must not be keywords: " + Objects.reprString(name));
        if (DictType.contains(annotations, name)) throw PyError.typeError("Field name duplicated: " + Objects.reprString(name));
        DictType.set(annotations, name, type);
    }

    @Method("_dataclass_getstate")
    static long getState(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long values = call.keep(ListType.make(0));
            for (long field : fields(call, call.arg(0))) ListType.append(values, call.keep(Objects.getAttr(call.arg(0), call.get(field, "name"))));
            return References.newRef(values);
        }
    }

    @Method("_dataclass_setstate")
    static long setState(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long values = call.keep(Objects.iter(call.arg(1)));
            for (long field : fields(call, call.arg(0))) {
                long value = call.keep(Objects.next(values));
                if (value == NULL) break;
                call.call(BuiltinTypes.OBJECT, "__setattr__", call.arg(0), call.get(field, "name"), value);
            }
            return Activation.none();
        }
    }
}
