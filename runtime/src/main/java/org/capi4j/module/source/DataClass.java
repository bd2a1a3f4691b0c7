package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capi4j.module.Imports;
import org.capi4j.module.Iteration;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** A class on its way to be a data class: its fields are collected, checked, and what is made of them is entered. All references are the call's. */
final class DataClass {
    private static final List<String> OPTIONS = List.of("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot");
    private static final Pattern TYPE_NAME = Pattern.compile("^(?:\\s*(\\w+)\\s*\\.)?\\s*(\\w+)", Pattern.UNICODE_CHARACTER_CLASS);

    private final Activation call;
    private final long cls;
    private final long options;
    private final long fields;

    /** @param options a tuple of {@code dataclass}'s keyword arguments in its order, borrowed as the class is */
    DataClass(Activation call, long cls, long options) {
        this.call = call;
        this.cls = cls;
        this.options = options;
        fields = call.keep(DictType.make());
    }

    private boolean has(String option) {
        return Objects.isTrue(TupleType.get(options, OPTIONS.indexOf(option)));
    }

    private long part(String name) {
        return call.imported("dataclasses", name);
    }

    /** A new reference to the class, or with slots to another in its place. */
    long make() {
        String module = call.text(cls, "__module__");
        long globals = DictType.get(Imports.modules(), module);
        globals = globals == NULL ? call.keep(DictType.make()) : ModuleType.isInstance(globals) ? ModuleType.dict(globals) : call.get(globals, "__dict__");
        long[] parameters = new long[DataFields.PARAMETERS.length];
        for (int i = 0; i < parameters.length; i++) parameters[i] = TupleType.get(options, i);
        call.set(cls, "__dataclass_params__", call.invoke(part("_DataclassParams"), parameters));
        collect();
        call.set(cls, DataClasses.FIELDS, fields);
        long hash = DictType.get(TypeLookup.dict(cls), "__hash__");
        boolean explicitHash = hash != NULL && !(hash == Singletons.NONE && DictType.get(TypeLookup.dict(cls), "__eq__") != NULL);
        if (has("order") && !has("eq")) throw PyError.valueError("eq must be true if order is true");
        DataClassContents contents = new DataClassContents(call, cls, globals, fields());
        if (has("init")) contents.addInit(has("frozen"), has("slots"));
        if (has("repr")) contents.addRepr();
        if (has("eq")) contents.addComparisons("__eq__");
        if (has("order")) contents.addComparisons("__lt__", "__le__", "__gt__", "__ge__");
        if (has("frozen")) contents.freeze();
        setHash(contents, explicitHash);
        contents.describe();
        if (has("match_args")) contents.addMatchArguments();
        if (has("weakref_slot") && !has("slots")) throw PyError.typeError("weakref_slot is True but slots is False");
        long made = has("slots") ? new SlottedClass(call, cls).make(has("frozen"), has("weakref_slot")) : cls;
        call.invoke(call.imported("abc", "update_abstractmethods"), made);
        return References.newRef(made);
    }

    private long[] fields() {
        List<Long> all = new ArrayList<>();
        long[] pair = new long[2];
        for (long at = DictType.next(fields, 0, pair); at >= 0; at = DictType.next(fields, at, pair)) all.add(pair[1]);
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private void setHash(DataClassContents contents, boolean explicit) {
        if (has("unsafe_hash")) {
            if (explicit) throw PyError.typeError("Cannot overwrite attribute __hash__ in class " + call.text(cls, "__name__"));
            contents.addHash();
        } else if (has("eq") && !explicit) {
            if (has("frozen")) contents.addHash();
            else call.set(cls, "__hash__", Singletons.NONE);
        }
    }

    /** The fields of the bases, then those of the class's annotations. */
    private void collect() {
        boolean anyFrozen = false;
        boolean anyBase = false;
        long mro = TypeLookup.mro(cls);
        for (long i = TupleType.size(mro) - 1; i > 0; i--) {
            long base = TupleType.get(mro, i);
            long inherited = call.find(base, DataClasses.FIELDS);
            if (inherited == NULL || inherited == Singletons.NONE) continue;
            anyBase = true;
            Iteration.forEach(call.call(inherited, "values"), field -> DictType.set(fields, call.get(field, "name"), field));
            anyFrozen |= call.isTrue(call.get(base, "__dataclass_params__"), "frozen");
        }
        collectOwn();
        if (anyBase && anyFrozen && !has("frozen")) throw PyError.typeError("cannot inherit non-frozen dataclass from a frozen one");
        if (anyBase && !anyFrozen && has("frozen")) throw PyError.typeError("cannot inherit frozen dataclass from a non-frozen one");
    }

    private void collectOwn() {
        long given = DictType.get(TypeLookup.dict(cls), "__annotations__");
        long annotations = given == NULL ? call.keep(DictType.make()) : call.keep(References.newRef(given));
        List<Long> own = new ArrayList<>();
        boolean[] keywordOnly = {has("kw_only"), false};
        long marker = part("KW_ONLY");
        Iteration.forEach(call.call(annotations, "items"), pair -> {
            long name = call.keep(References.newRef(TupleType.get(pair, 0)));
            long type = call.keep(References.newRef(TupleType.get(pair, 1)));
            if (stands(type, "dataclasses", candidate -> candidate == marker)) {
                if (keywordOnly[1]) throw PyError.typeError(Objects.reprString(name) + " is KW_ONLY, but KW_ONLY has already been specified");
                keywordOnly[0] = keywordOnly[1] = true;
            } else {
                own.add(field(name, type, keywordOnly[0]));
            }
        });
        for (long field : own) enter(field);
        long contents = call.keep(DictType.copy(TypeLookup.dict(cls)));
        long[] pair = new long[2];
        for (long at = DictType.next(contents, 0, pair); at >= 0; at = DictType.next(contents, at, pair)) {
            if (Objects.isInstance(pair[1], part("Field")) && !Sequences.contains(annotations, pair[0])) {
                throw PyError.typeError(Objects.reprString(pair[0]) + " is a field but has no type annotation");
            }
        }
    }

    /** Enters a field, and leaves its default in the class. */
    private void enter(long field) {
        long name = call.get(field, "name");
        DictType.set(fields, name, field);
        long present = call.keep(Objects.lookupAttr(cls, name));
        if (present == NULL || !Objects.isInstance(present, part("Field"))) return;
        long value = call.get(field, "default");
        Objects.setAttr(cls, name, value == part("MISSING") ? NULL : value);
    }

    private long field(long name, long type, boolean keywordOnly) {
        long missing = part("MISSING");
        long present = call.keep(Objects.lookupAttr(cls, name));
        long field = present;
        if (present == NULL || !Objects.isInstance(present, part("Field"))) {
            boolean slot = present != NULL && Objects.isInstance(present, call.imported("types", "MemberDescriptorType"));
            field = call.keep(call(part("field"), present == NULL || slot ? missing : present));
        }
        call.set(field, "name", name);
        call.set(field, "type", type);
        boolean isClassVariable = DictType.get(Imports.modules(), "typing") != NULL && stands(type, "typing", this::isClassVariable);
        boolean isInitOnly = !isClassVariable && stands(type, "dataclasses", this::isInitOnly);
        call.set(field, "_field_type", part(isClassVariable ? "_FIELD_CLASSVAR" : isInitOnly ? "_FIELD_INITVAR" : "_FIELD"));
        String text = Objects.strString(name);
        if ((isClassVariable || isInitOnly) && call.get(field, "default_factory") != missing) throw PyError.typeError("field " + text + " cannot have a default factory");
        boolean says = call.get(field, "kw_only") != missing;
        if (isClassVariable && says) throw PyError.typeError("field " + text + " is a ClassVar but specifies kw_only");
        if (!isClassVariable && !says) call.set(field, "kw_only", keywordOnly);
        if (!isClassVariable && !isInitOnly && call.isNone(call.get(call.get(field, "default"), "__class__"), "__hash__")) {
            String kind = Objects.strString(References.type(call.get(field, "default")));
            throw PyError.valueError("mutable default " + kind + " for field " + text + " is not allowed: use default_factory");
        }
        return field;
    }

    /** {@code field(default=value)}. */
    private long call(long function, long value) {
        long keywords = call.keep(DictType.make());
        DictType.set(keywords, "default", value);
        return Calls.call(function, call.tuple(), keywords);
    }

    private boolean isClassVariable(long type) {
        long form = call.global("typing", "ClassVar");
        return type == form || !TypeLookup.isType(type) && call.find(type, "__origin__") == form;
    }

    private boolean isInitOnly(long type) {
        return type == part("InitVar") || References.type(type) == part("InitVar");
    }

    /** Whether an annotation is what a predicate accepts of a module, or is text that names it: with the module's name in the class's module, or without. */
    private boolean stands(long type, String module, LongPredicate predicate) {
        if (predicate.test(type)) return true;
        if (!TypeLookup.isInstance(type, BuiltinTypes.STR)) return false;
        Matcher match = TYPE_NAME.matcher(Strings.toJava(type));
        if (!match.find()) return false;
        long owner = DictType.get(Imports.modules(), call.text(cls, "__module__"));
        if (owner == NULL && match.group(1) != null) return false;
        if (owner == NULL) throw PyError.attributeError("'NoneType' object has no attribute '__dict__'");
        long namespace = call.get(owner, "__dict__");
        if (match.group(1) != null) {
            long wanted = DictType.get(Imports.modules(), module);
            if (DictType.get(namespace, match.group(1)) != wanted || wanted == NULL) return false;
            namespace = call.get(wanted, "__dict__");
        }
        long found = DictType.get(namespace, match.group(2));
        return found != NULL && predicate.test(found);
    }
}
