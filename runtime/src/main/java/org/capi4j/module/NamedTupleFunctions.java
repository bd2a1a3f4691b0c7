package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CFunctionType;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.InstanceMethodType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.StaticMethodType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * The methods of classes that {@code collections.namedtuple} makes. Each class has functions of its own, whose {@code self} is what they
 * close over: a tuple of the field names, the defaults by name and the class's name. The class's instance is their first argument.
 */
@BuiltinModule("collections.namedtuple")
public final class NamedTupleFunctions {
    private static final long METHODS = Shim.symbol("c4j_methods_NamedTupleFunctions");

    private NamedTupleFunctions() {}

    /** Adds the methods to a class's contents, which have {@code _fields} and {@code _field_defaults}. */
    static void fill(long contents, String name) {
        long closure = TupleType.steal(
                References.newRef(DictType.get(contents, "_fields")), DictType.copy(DictType.get(contents, "_field_defaults")), Strings.of(name));
        try {
            for (String method : new String[] {"__new__", "_make", "_replace", "__repr__", "_asdict", "__getnewargs__"}) {
                Namespace.steal(contents, method, method(method, closure));
            }
        } finally {
            References.decref(closure);
        }
    }

    private static long method(String name, long closure) {
        long function = CFunctionType.make(definition(name), closure, NULL, NULL);
        try {
            return switch (name) {
                case "__new__" -> StaticMethodType.make(function);
                case "_make" -> ClassMethodType.make(function);
                default -> InstanceMethodType.make(function);
            };
        } finally {
            References.decref(function);
        }
    }

    private static long definition(String name) {
        long definition = METHODS;
        while (!name.equals(Memory.getString(Memory.getLong(definition + PyMethodDef.ml_name)))) definition += PyMethodDef.SIZEOF;
        return definition;
    }

    private static long fields(long closure) {
        return TupleType.get(closure, 0);
    }

    private static String function(long closure, String method) {
        return Strings.toJava(TupleType.get(closure, 2)) + "." + method + "()";
    }

    /** The one positional argument that Python gives a method: the instance, or the class. */
    private static long self(long closure, String method, String parameter, long nargs, long args, long expected) {
        if (nargs == 0) throw PyError.typeError(function(closure, method) + " missing 1 required positional argument: '" + parameter + "'");
        if (nargs > expected) throw tooMany(function(closure, method), expected, nargs);
        return Memory.getLong(args);
    }

    private static PyError tooMany(String function, long expected, long given) {
        String plural = expected == 1 ? "" : "s";
        return PyError.typeError(function + " takes " + expected + " positional argument" + plural + " but " + given + " were given");
    }

    @Method("__new__")
    static long create(long closure, long args, long nargs, long kwnames) {
        String function = function(closure, "__new__");
        if (nargs == 0) throw PyError.typeError(function + " missing 1 required positional argument: '_cls'");
        long type = Memory.getLong(args);
        long fields = fields(closure);
        long count = TupleType.size(fields);
        long[] values = new long[(int) count];
        for (int i = 0; i < Math.min(count, nargs - 1); i++) values[i] = Memory.getLong(args + 8 * (i + 1L));
        for (long i = 0; kwnames != NULL && i < TupleType.size(kwnames); i++) {
            put(function, fields, values, TupleType.get(kwnames, i), Memory.getLong(args + 8 * (nargs + i)));
        }
        if (nargs - 1 > count) throw tooManyItems(function, closure, nargs);
        fillDefaults(function, closure, values);
        return instance(type, values);
    }

    private static void put(String function, long fields, long[] values, long name, long value) {
        long index = indexOf(fields, name);
        String text = Strings.toJava(name);
        if (index < 0) throw PyError.typeError(function + " got an unexpected keyword argument '" + text + "'");
        if (values[(int) index] != NULL) throw PyError.typeError(function + " got multiple values for argument '" + text + "'");
        values[(int) index] = value;
    }

    /** Python says what is allowed as a range when there are defaults. */
    private static PyError tooManyItems(String function, long closure, long nargs) {
        long most = TupleType.size(fields(closure)) + 1;
        long defaults = DictType.size(TupleType.get(closure, 1));
        if (defaults == 0) return tooMany(function, most, nargs);
        return PyError.typeError(
                function + " takes from " + (most - defaults) + " to " + most + " positional arguments but " + nargs + " were given");
    }

    private static void fillDefaults(String function, long closure, long[] values) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            long name = TupleType.get(fields(closure), i);
            if (values[i] == NULL) values[i] = DictType.get(TupleType.get(closure, 1), name);
            if (values[i] == NULL) missing.add("'" + Strings.toJava(name) + "'");
        }
        if (missing.isEmpty()) return;
        String plural = missing.size() == 1 ? "" : "s";
        throw PyError.typeError(function + " missing " + missing.size() + " required positional argument" + plural + ": " + enumeration(missing));
    }

    private static String enumeration(List<String> names) {
        int last = names.size() - 1;
        if (last <= 1) return String.join(" and ", names);
        return String.join(", ", names.subList(0, last)) + ", and " + names.get(last);
    }

    private static long instance(long type, long[] values) {
        long instance = Allocation.instance(type, values.length);
        for (int i = 0; i < values.length; i++) TupleType.init(instance, i, References.newRef(values[i]));
        return instance;
    }

    private static long indexOf(long fields, long name) {
        for (long i = 0; i < TupleType.size(fields); i++) if (Objects.equal(TupleType.get(fields, i), name)) return i;
        return -1;
    }

    @Method("_make")
    static long makeFrom(long closure, long args, long nargs) {
        long type = self(closure, "_make", "cls", nargs, args, 2);
        if (nargs < 2) throw PyError.typeError(function(closure, "_make") + " missing 1 required positional argument: 'iterable'");
        long items = Sequences.tuple(Memory.getLong(args + 8));
        try {
            long size = TupleType.size(items);
            long expected = TupleType.size(fields(closure));
            if (size != expected) throw PyError.typeError("Expected " + expected + " arguments, got " + size);
            long[] values = new long[(int) size];
            for (int i = 0; i < size; i++) values[i] = TupleType.get(items, i);
            return instance(type, values);
        } finally {
            References.decref(items);
        }
    }

    @Method("_replace")
    static long replace(long closure, long args, long nargs, long kwnames) {
        long self = self(closure, "_replace", "self", nargs, args, 1);
        long items = Sequences.list(self);
        try {
            replaceItems(closure, items, args + 8 * nargs, kwnames);
            return Calls.callMethod(self, "_make", items);
        } finally {
            References.decref(items);
        }
    }

    private static void replaceItems(long closure, long items, long values, long kwnames) {
        long unknown = ListType.make(0);
        try {
            for (long i = 0; kwnames != NULL && i < TupleType.size(kwnames); i++) {
                long index = indexOf(fields(closure), TupleType.get(kwnames, i));
                if (index < 0) ListType.append(unknown, TupleType.get(kwnames, i));
                else Sequences.setItem(items, index, Memory.getLong(values + 8 * i));
            }
            if (ListType.size(unknown) > 0) throw PyError.valueError("Got unexpected field names: " + Objects.reprString(unknown));
        } finally {
            References.decref(unknown);
        }
    }

    @Method("__repr__")
    static long repr(long closure, long args, long nargs) {
        long self = self(closure, "__repr__", "self", nargs, args, 1);
        StringBuilder text = new StringBuilder(TypeLookup.nameOf(self)).append('(');
        long fields = fields(closure);
        for (long i = 0; i < TupleType.size(fields); i++) {
            text.append(i == 0 ? "" : ", ").append(Strings.toJava(TupleType.get(fields, i))).append('=');
            text.append(Objects.reprString(TupleType.get(self, i)));
        }
        return Strings.of(text.append(')').toString());
    }

    @Method("_asdict")
    static long asDict(long closure, long args, long nargs) {
        long self = self(closure, "_asdict", "self", nargs, args, 1);
        long fields = fields(closure);
        long size = Math.min(TupleType.size(fields), TupleType.size(self));
        long dict = DictType.make();
        for (long i = 0; i < size; i++) DictType.set(dict, TupleType.get(fields, i), TupleType.get(self, i));
        return dict;
    }

    @Method("__getnewargs__")
    static long newArguments(long closure, long args, long nargs) {
        return Texts.tail(self(closure, "__getnewargs__", "self", nargs, args, 1), 0);
    }
}
