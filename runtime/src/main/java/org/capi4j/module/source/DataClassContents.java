package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.capi4j.layout.PyFunctionObject;
import org.capi4j.module.Definitions;
import org.capi4j.module.Imports;
import org.capi4j.object.PyError;
import org.capi4j.type.DictType;
import org.capi4j.type.FunctionType;
import org.capi4j.type.ListType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;

/** The functions and attributes that a data class gets for its fields; what the class itself defines stays, where that isn't an error. */
final class DataClassContents {
    private static final String CREATED = "__create_fn__.<locals>.";

    private final Activation call;
    private final long cls;
    private final Definitions definitions;
    private final long missing;
    private final List<Long> initFields = new ArrayList<>();
    private final List<Long> proper = new ArrayList<>();

    /** @param fields all fields, borrowed as everything else is */
    DataClassContents(Activation call, long cls, long globals, long[] fields) {
        this.call = call;
        this.cls = cls;
        definitions = new Definitions(globals, "DataClassMethods");
        missing = call.imported("dataclasses", "MISSING");
        for (long field : fields) {
            if (isKind(field, "_FIELD")) proper.add(field);
            if (isKind(field, "_FIELD") || isKind(field, "_FIELD_INITVAR")) initFields.add(field);
        }
    }

    private boolean isKind(long field, String kind) {
        return call.get(field, "_field_type") == call.imported("dataclasses", kind);
    }

    private String name(long field) {
        return call.text(field, "name");
    }

    private boolean isParameter(long field, boolean keywordOnly) {
        return call.isTrue(field, "init") && call.isTrue(field, "kw_only") == keywordOnly;
    }

    private List<Long> parameters(boolean keywordOnly) {
        return initFields.stream().filter(field -> isParameter(field, keywordOnly)).toList();
    }

    /** The default of a field's parameter, NULL where it has none. */
    private long parameterDefault(long field) {
        long value = call.get(field, "default");
        if (value != missing) return value;
        return call.get(field, "default_factory") == missing ? NULL : call.imported("dataclasses", "_HAS_DEFAULT_FACTORY");
    }

    void addInit(boolean frozen, boolean slots) {
        List<Long> positional = parameters(false);
        List<Long> keywordOnly = parameters(true);
        List<String> names = new ArrayList<>();
        names.add(initFields.stream().anyMatch(field -> name(field).equals("self")) ? "__dataclass_self__" : "self");
        long defaults = call.keep(ListType.make(0));
        for (long field : positional) {
            names.add(name(field));
            long value = parameterDefault(field);
            if (value != NULL) ListType.append(defaults, value);
            else if (ListType.size(defaults) > 0) throw PyError.typeError("non-default argument " + Objects.reprString(call.get(field, "name")) + " follows default argument");
        }
        long keywordDefaults = call.keep(DictType.make());
        for (long field : keywordOnly) {
            names.add(name(field));
            if (parameterDefault(field) != NULL) DictType.set(keywordDefaults, call.get(field, "name"), parameterDefault(field));
        }
        List<String> written = new ArrayList<>(names);
        if (!keywordOnly.isEmpty()) written.add(1 + positional.size(), "*");
        long function = function("__init__(" + String.join(", ", written) + ")", "__init__", plan(names, frozen, slots));
        if (ListType.size(defaults) > 0) FunctionType.set(function, PyFunctionObject.func_defaults, call.keep(Sequences.tuple(defaults)));
        if (DictType.size(keywordDefaults) > 0) FunctionType.set(function, PyFunctionObject.func_kwdefaults, keywordDefaults);
        long annotations = call.keep(DictType.make());
        for (List<Long> group : List.of(positional, keywordOnly)) for (long field : group) DictType.set(annotations, call.get(field, "name"), call.get(field, "type"));
        DictType.set(annotations, "return", Singletons.NONE);
        FunctionType.set(function, PyFunctionObject.func_annotations, annotations);
        setNew("__init__", function);
    }

    /** What {@link DataClassMethods} has the body of {@code __init__} close over. */
    private long plan(List<String> names, boolean frozen, boolean slots) {
        List<Long> plan = new ArrayList<>();
        plan.add(frozen ? Singletons.TRUE : Singletons.FALSE);
        long[] given = initFields.stream().filter(field -> isKind(field, "_FIELD_INITVAR")).mapToLong(field -> call.number(names.indexOf(name(field)))).toArray();
        plan.add(Objects.hasAttr(cls, "__post_init__") ? call.tuple(given) : Singletons.NONE);
        for (long field : proper) {
            boolean isParameter = call.isTrue(field, "init");
            long factory = call.get(field, "default_factory");
            long value = call.get(field, "default");
            if (!isParameter && factory == missing && !(slots && value != missing)) continue;
            int source = DataClassMethods.DEFAULT;
            if (factory != missing) source = isParameter ? DataClassMethods.PARAMETER_OR_FACTORY : DataClassMethods.FACTORY;
            else if (isParameter) source = DataClassMethods.PARAMETER;
            long made = factory != missing ? factory : source == DataClassMethods.DEFAULT ? value : Singletons.NONE;
            plan.add(call.tuple(call.get(field, "name"), call.number(source), call.number(names.indexOf(name(field))), made));
        }
        return tuple(plan);
    }

    private long tuple(List<Long> items) {
        return call.tuple(items.stream().mapToLong(Long::longValue).toArray());
    }

    private long names(LongPredicate chosen) {
        return tuple(proper.stream().filter(chosen::test).map(field -> call.get(field, "name")).toList());
    }

    private long function(String definition, String body, long closure) {
        return call.keep(definitions.function(CREATED + definition, body, closure));
    }

    /** Enters a function unless the class has the name itself; whether it has. */
    private boolean setNew(String name, long function) {
        if (DictType.get(TypeLookup.dict(cls), name) != NULL) return true;
        rename(function);
        call.set(cls, name, function);
        return false;
    }

    private void rename(long function) {
        call.set(function, "__qualname__", call.text(cls, "__qualname__") + "." + call.text(function, "__name__"));
    }

    void addRepr() {
        long names = names(field -> call.isTrue(field, "repr"));
        long plain = function("__repr__(self)", "__repr__", names);
        long globals = ModuleType.dict(call.keep(Imports.importModule("dataclasses")));
        long wrapper = call.keep(new Definitions(globals, "DataClassMethods").function("_recursive_repr.<locals>.wrapper(self)", "guarded __repr__", names));
        for (String attribute : new String[] {"__module__", "__name__", "__qualname__"}) call.set(wrapper, attribute, call.get(plain, attribute));
        call.set(wrapper, "__wrapped__", plain);
        setNew("__repr__", wrapper);
    }

    void addComparisons(String... operators) {
        long names = names(field -> call.isTrue(field, "compare"));
        for (String name : operators) {
            boolean isDefined = setNew(name, function(name + "(self, other)", "comparison", call.tuple(call.number(DataClassMethods.operator(name)), names)));
            if (isDefined && !name.equals("__eq__")) {
                throw PyError.typeError("Cannot overwrite attribute " + name + " in class " + call.text(cls, "__name__") + ". Consider using functools.total_ordering");
            }
        }
    }

    void freeze() {
        long closure = call.tuple(call.keep(WeakrefType.make(cls, NULL)), names(field -> true));
        for (String definition : new String[] {"__setattr__(self, name, value)", "__delattr__(self, name)"}) {
            String name = definition.substring(0, definition.indexOf('('));
            if (setNew(name, function(definition, name, closure))) {
                throw PyError.typeError("Cannot overwrite attribute " + name + " in class " + call.text(cls, "__name__"));
            }
        }
    }

    void addHash() {
        long names = names(field -> call.isTrue(field, call.isNone(field, "hash") ? "compare" : "hash"));
        long function = function("__hash__(self)", "__hash__", names);
        rename(function);
        call.set(cls, "__hash__", function);
    }

    void addMatchArguments() {
        if (DictType.get(TypeLookup.dict(cls), "__match_args__") != NULL) return;
        call.set(cls, "__match_args__", tuple(parameters(false).stream().map(field -> call.get(field, "name")).toList()));
    }

    /** A class without a text gets how it is called. */
    void describe() {
        if (call.isTrue(cls, "__doc__")) return;
        call.set(cls, "__doc__", call.text(cls, "__name__") + CallText.of(call, cls));
    }
}
