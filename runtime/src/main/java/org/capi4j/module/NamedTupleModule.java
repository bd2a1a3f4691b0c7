package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.StringCase;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeType;

/** {@code collections.namedtuple}. */
@BuiltinModule("collections")
public final class NamedTupleModule {
    private static final List<String> KEYWORDS = List.of(
            "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
            "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
            "return", "try", "while", "with", "yield");

    private static final List<String> SOFT_KEYWORDS = List.of("_", "case", "match");

    private NamedTupleModule() {}

    static void fill(long dict) {
        new Definitions(dict, "NamedTupleModule").enter("namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)");
    }

    /** Module {@code keyword}. */
    static void fillKeywords(long dict) {
        keywords(dict, "", KEYWORDS);
        keywords(dict, "soft", SOFT_KEYWORDS);
    }

    private static void keywords(long dict, String kind, List<String> words) {
        long list = Namespace.list(words);
        Namespace.steal(dict, kind + "kwlist", list);
        long set = org.capi4j.type.Calls.callOneArg(BuiltinTypes.FROZEN_SET, list);
        try {
            Namespace.steal(dict, "is" + kind + "keyword", Objects.getAttr(set, "__contains__"));
        } finally {
            References.decref(set);
        }
    }

    @Method("namedtuple")
    static long namedtuple(long closure, long args, long nargs) {
        List<String> fields = names(Memory.getLong(args + 8));
        String name = Objects.strString(Memory.getLong(args));
        if (Objects.isTrue(Memory.getLong(args + 16))) rename(fields);
        check(name, fields);
        long given = Memory.getLong(args + 24);
        long module = Memory.getLong(args + 32);
        long defaults = given == Singletons.NONE ? TupleType.empty() : Sequences.tuple(given);
        try {
            if (TupleType.size(defaults) > fields.size()) throw PyError.typeError("Got more default values than field names");
            return make(name, fields, defaults, module == Singletons.NONE ? NULL : module);
        } finally {
            References.decref(defaults);
        }
    }

    private static List<String> names(long fieldNames) {
        List<String> names = new ArrayList<>();
        if (Namespace.isStr(fieldNames)) {
            for (String name : Strings.toJava(fieldNames).replace(',', ' ').strip().split("\\s+")) if (!name.isEmpty()) names.add(name);
        } else {
            Iteration.forEach(fieldNames, name -> names.add(Objects.strString(name)));
        }
        return names;
    }

    private static void rename(List<String> fields) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            boolean good = isIdentifier(field) && !KEYWORDS.contains(field) && !field.startsWith("_") && !seen.contains(field);
            if (!good) fields.set(i, "_" + i);
            seen.add(field);
        }
    }

    private static boolean isIdentifier(String name) {
        return StringCase.isIdentifier(name.codePoints().toArray());
    }

    private static void check(String typeName, List<String> fields) {
        List<String> all = new ArrayList<>(List.of(typeName));
        all.addAll(fields);
        for (String name : all) {
            if (!isIdentifier(name)) throw PyError.valueError("Type names and field names must be valid identifiers: '" + name + "'");
            if (KEYWORDS.contains(name)) throw PyError.valueError("Type names and field names cannot be a keyword: '" + name + "'");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            if (field.startsWith("_") && !field.equals("_" + i)) throw PyError.valueError("Field names cannot start with an underscore: '" + field + "'");
            if (!seen.add(field)) throw PyError.valueError("Encountered duplicate field name: '" + field + "'");
        }
    }

    /** A new class made in Java. */
    static long make(String name, String module, String... fields) {
        long moduleName = Strings.of(module);
        try {
            return make(name, List.of(fields), TupleType.empty(), moduleName);
        } finally {
            References.decref(moduleName);
        }
    }

    private static long make(String name, List<String> fields, long defaults, long module) {
        long contents = DictType.make();
        long bases = TupleType.of(BuiltinTypes.TUPLE);
        try {
            Namespace.put(contents, "__doc__", name + "(" + String.join(", ", fields) + ")");
            Namespace.steal(contents, "__slots__", TupleType.empty());
            Namespace.steal(contents, "_fields", Namespace.tuple(fields.toArray(String[]::new)));
            Namespace.steal(contents, "_field_defaults", defaults(fields, defaults));
            NamedTupleFunctions.fill(contents, name, fields, defaults);
            DictType.set(contents, "__match_args__", DictType.get(contents, "_fields"));
            for (int i = 0; i < fields.size(); i++) {
                Namespace.steal(contents, fields.get(i), TupleGetterType.make(i, Strings.of("Alias for field number " + i)));
            }
            if (module != NULL) DictType.set(contents, "__module__", module);
            return TypeType.newType(name, bases, contents);
        } finally {
            References.decref(bases);
            References.decref(contents);
        }
    }

    /** The defaults are those of the last fields. */
    private static long defaults(List<String> fields, long values) {
        long dict = DictType.make();
        int first = fields.size() - (int) TupleType.size(values);
        for (int i = first; i < fields.size(); i++) DictType.set(dict, fields.get(i), TupleType.get(values, i - first));
        return dict;
    }
}
