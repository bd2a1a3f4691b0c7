package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.PyFunctionObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.FunctionType;
import org.capi4j.type.ListType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Sequences;
import org.capi4j.type.TupleType;

/** The methods of classes that {@code collections.namedtuple} makes: each class has functions of its own, which close over the tuple of its field names. */
@BuiltinModule("collections.namedtuple")
public final class NamedTupleFunctions {
    private NamedTupleFunctions() {}

    /** Adds the methods to a class's contents, which have {@code _fields}; {@code defaults} is a tuple, those of the last fields. */
    static void fill(long contents, String name, List<String> names, long defaults) {
        long fields = DictType.get(contents, "_fields");
        try (OwnedObjects own = new OwnedObjects()) {
            long globals = own.add(DictType.make());
            Namespace.put(globals, "__name__", "namedtuple_" + name);
            String parameters = String.join(", ", names);
            long create = own.add(new Definitions(globals, "NamedTupleFunctions")
                    .function(name + ".__new__(_cls" + (names.isEmpty() ? "" : ", ") + parameters + ")", "__new__", fields));
            if (TupleType.size(defaults) > 0) FunctionType.set(create, PyFunctionObject.func_defaults, defaults);
            DictType.set(contents, "__new__", create);
            Definitions methods = new Definitions(own.add(collections()), "NamedTupleFunctions");
            long make = own.add(methods.function(name + "._make(cls, iterable)", "_make", fields));
            Namespace.steal(contents, "_make", ClassMethodType.make(make));
            for (String method : new String[] {"_replace(self, /, **kwds)", "__repr__(self)", "_asdict(self)", "__getnewargs__(self)"}) {
                String body = method.substring(0, method.indexOf('('));
                Namespace.steal(contents, body, methods.function(name + "." + method, body, fields));
            }
        }
    }

    /** The module's dict, or one that has its name where it isn't imported: a new reference. */
    private static long collections() {
        long module = DictType.get(Imports.modules(), "collections");
        if (module != NULL && ModuleType.isInstance(module)) return References.newRef(ModuleType.dict(module));
        long dict = DictType.make();
        Namespace.put(dict, "__name__", "collections");
        return dict;
    }

    @Method("__new__")
    static long create(long fields, long args, long nargs) {
        long values = TupleType.fromItems(args + 8, nargs - 1);
        try {
            return Calls.callMethod(BuiltinTypes.TUPLE, "__new__", Memory.getLong(args), values);
        } finally {
            References.decref(values);
        }
    }

    @Method("_make")
    static long make(long fields, long args, long nargs) {
        long made = Calls.callMethod(BuiltinTypes.TUPLE, "__new__", Memory.getLong(args), Memory.getLong(args + 8));
        long size = Objects.length(made);
        if (size == TupleType.size(fields)) return made;
        References.decref(made);
        throw PyError.typeError("Expected " + TupleType.size(fields) + " arguments, got " + size);
    }

    @Method("_replace")
    static long replace(long fields, long args, long nargs) {
        long self = Memory.getLong(args);
        long given = Memory.getLong(args + 8);
        try (OwnedObjects own = new OwnedObjects()) {
            long items = own.add(Sequences.list(self));
            for (long i = 0; i < Math.min(TupleType.size(fields), ListType.size(items)); i++) {
                long value = DictType.pop(given, TupleType.get(fields, i));
                if (value != NULL) Sequences.setItem(items, i, own.add(value));
            }
            long made = own.add(Calls.callMethod(self, "_make", items));
            if (DictType.size(given) > 0) throw PyError.valueError("Got unexpected field names: " + Objects.reprString(own.add(DictType.keys(given))));
            return References.newRef(made);
        }
    }

    @Method("__repr__")
    static long repr(long fields, long self) {
        StringBuilder format = new StringBuilder("(");
        for (long i = 0; i < TupleType.size(fields); i++) {
            format.append(i == 0 ? "" : ", ").append(Strings.toJava(TupleType.get(fields, i))).append("=%r");
        }
        try (OwnedObjects own = new OwnedObjects()) {
            long name = own.add(Objects.getAttr(own.add(Objects.getAttr(self, "__class__")), "__name__"));
            return Numbers.add(name, own.add(Numbers.remainder(own.add(Strings.of(format.append(')').toString())), self)));
        }
    }

    @Method("_asdict")
    static long asDict(long fields, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            long dict = own.add(DictType.make());
            long names = own.add(Sequences.tuple(own.add(Objects.getAttr(self, "_fields"))));
            long values = own.add(Sequences.tuple(self));
            long size = Math.min(TupleType.size(names), TupleType.size(values));
            for (long i = 0; i < size; i++) DictType.set(dict, TupleType.get(names, i), TupleType.get(values, i));
            return References.newRef(dict);
        }
    }

    @Method("__getnewargs__")
    static long newArguments(long fields, long self) {
        return Sequences.tuple(self);
    }
}
