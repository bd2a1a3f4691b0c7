package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.AbcMetaType;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code collections.ChainMap}: the first of several mappings that has a key answers for it, and the very first takes what is set. */
@BuiltinModule("collections.ChainMap")
public final class ChainMaps {
    private ChainMaps() {}

    static long make(long globals) {
        ClassContents map = new ClassContents(new Definitions(globals, "ChainMaps"), "ChainMap").define(
                "__init__(self, *maps)", "__missing__(self, key)", "__getitem__(self, key)", "get(self, key, default=None)", "__len__(self)", "__iter__(self)",
                "__contains__(self, key)", "__bool__(self)", "__repr__(self)", "copy(self)", "new_child(self, m=None, **kwargs)", "__setitem__(self, key, value)",
                "__delitem__(self, key)", "popitem(self)", "pop(self, key, *args)", "clear(self)", "__ior__(self, other)", "__or__(self, other)", "__ror__(self, other)");
        map.alias("__copy__", "copy").defineClassMethods("fromkeys(cls, iterable, *args)").defineProperties("parents(self)");
        try (Activation call = new Activation(NULL)) {
            return map.make(AbcMetaType.TYPE, call.imported("collections.abc", "MutableMapping"));
        }
    }

    @Method("ChainMap.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean isEmpty = TupleType.size(call.arg(1)) == 0;
            call.set(call.arg(0), "maps", call.keep(isEmpty ? ListType.of(call.keep(DictType.make())) : Sequences.list(call.arg(1))));
            return Activation.none();
        }
    }

    @Method("ChainMap.__missing__")
    static long missing(long closure, long args, long nargs) {
        throw PyError.keyError(Memory.getLong(args + 8));
    }

    private static List<Long> maps(Activation call) {
        List<Long> maps = new ArrayList<>();
        long all = call.keep(Sequences.tuple(call.get(call.arg(0), "maps")));
        for (long i = 0; i < TupleType.size(all); i++) maps.add(TupleType.get(all, i));
        return maps;
    }

    private static long first(Activation call) {
        return call.keep(Objects.getItem(call.get(call.arg(0), "maps"), call.number(0)));
    }

    @Method("ChainMap.__getitem__")
    static long getItem(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            for (long map : maps(call)) {
                try {
                    return Objects.getItem(map, call.arg(1));
                } catch (PyError error) {
                    if (!ExceptionType.matches(error, Exceptions.KeyError)) throw error;
                    error.release();
                }
            }
            return Activation.own(call.call(call.arg(0), "__missing__", call.arg(1)));
        }
    }

    @Method("ChainMap.get")
    static long get(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Sequences.contains(call.arg(0), call.arg(1)) ? Objects.getItem(call.arg(0), call.arg(1)) : References.newRef(call.arg(2));
        }
    }

    @Method("ChainMap.__len__")
    static long length(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long maps = call.keep(Sequences.tuple(call.get(call.arg(0), "maps")));
            return LongType.of(Objects.length(call.apply(call.get(call.invoke(BuiltinTypes.SET), "union"), maps, NULL)));
        }
    }

    @Method("ChainMap.__iter__")
    static long iter(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long keys = call.keep(DictType.make());
            for (long map : maps(call).reversed()) call.call(keys, "update", call.call(BuiltinTypes.DICT, "fromkeys", map));
            return Objects.iter(keys);
        }
    }

    @Method("ChainMap.__contains__")
    static long contains(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            for (long map : maps(call)) if (Sequences.contains(map, call.arg(1))) return Activation.own(true);
            return Activation.own(false);
        }
    }

    @Method("ChainMap.__bool__")
    static long isTrue(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            for (long map : maps(call)) if (Objects.isTrue(map)) return Activation.own(true);
            return Activation.own(false);
        }
    }

    @Method("ChainMap.__repr__")
    static long repr(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        if (ReprGuard.enter(self)) return Strings.of("...");
        try (Activation call = new Activation(args)) {
            List<String> texts = new ArrayList<>();
            for (long map : maps(call)) texts.add(Objects.reprString(map));
            return Strings.of(TypeLookup.name(References.type(self)) + "(" + String.join(", ", texts) + ")");
        } finally {
            ReprGuard.leave(self);
        }
    }

    @Method("ChainMap.fromkeys")
    static long fromKeys(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long given = call.prepended(call.arg(1), call.arg(2));
            return Activation.own(call.invoke(call.arg(0), call.apply(call.get(BuiltinTypes.DICT, "fromkeys"), given, NULL)));
        }
    }

    /** One of the same class: of a first mapping and ours from a number on. */
    private static long chained(Activation call, long first, long from) {
        long maps = call.keep(Sequences.tuple(call.get(call.arg(0), "maps")));
        long rest = call.keep(TupleType.slice(maps, from, TupleType.size(maps)));
        return Activation.own(call.apply(References.type(call.arg(0)), first == NULL ? rest : call.prepended(first, rest), NULL));
    }

    @Method("ChainMap.copy")
    static long copy(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return chained(call, call.call(first(call), "copy"), 1);
        }
    }

    @Method("ChainMap.new_child")
    static long newChild(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!call.isGiven(1)) return chained(call, call.arg(2), 0);
            if (Objects.isTrue(call.arg(2))) call.call(call.arg(1), "update", call.arg(2));
            return chained(call, call.arg(1), 0);
        }
    }

    @Method("ChainMap.parents")
    static long parents(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return chained(call, NULL, 1);
        }
    }

    @Method("ChainMap.__setitem__")
    static long setItem(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            Objects.setItem(first(call), call.arg(1), call.arg(2));
            return Activation.none();
        }
    }

    /** The message for a key that the first mapping hasn't. */
    private static PyError instead(PyError error, String message) {
        if (!ExceptionType.matches(error, Exceptions.KeyError)) return error;
        error.release();
        return PyError.of(Exceptions.KeyError, message);
    }

    private static String notFound(Activation call) {
        return "Key not found in the first mapping: " + Objects.reprString(call.arg(1));
    }

    @Method("ChainMap.__delitem__")
    static long delItem(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long first = first(call);
            try {
                Objects.delItem(first, call.arg(1));
            } catch (PyError error) {
                throw instead(error, notFound(call));
            }
            return Activation.none();
        }
    }

    @Method("ChainMap.popitem")
    static long popItem(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long first = first(call);
            try {
                return Activation.own(call.call(first, "popitem"));
            } catch (PyError error) {
                throw instead(error, "No keys found in the first mapping.");
            }
        }
    }

    @Method("ChainMap.pop")
    static long pop(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long method = call.get(first(call), "pop");
            try {
                return Activation.own(call.apply(method, call.prepended(call.arg(1), call.arg(2)), NULL));
            } catch (PyError error) {
                throw instead(error, notFound(call));
            }
        }
    }

    @Method("ChainMap.clear")
    static long clear(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(first(call), "clear");
            return Activation.none();
        }
    }

    @Method("ChainMap.__ior__")
    static long update(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(first(call), "update", call.arg(1));
            return References.newRef(call.arg(0));
        }
    }

    private static boolean isMapping(Activation call) {
        return Objects.isInstance(call.arg(1), call.imported("collections.abc", "Mapping"));
    }

    @Method("ChainMap.__or__")
    static long or(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!isMapping(call)) return Singletons.notImplemented();
            long copy = call.call(call.arg(0), "copy");
            call.call(call.keep(Objects.getItem(call.get(copy, "maps"), call.number(0))), "update", call.arg(1));
            return References.newRef(copy);
        }
    }

    @Method("ChainMap.__ror__")
    static long reverseOr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!isMapping(call)) return Singletons.notImplemented();
            long union = call.invoke(BuiltinTypes.DICT, call.arg(1));
            for (long map : maps(call).reversed()) call.call(union, "update", map);
            return Activation.own(call.invoke(References.type(call.arg(0)), union));
        }
    }
}
