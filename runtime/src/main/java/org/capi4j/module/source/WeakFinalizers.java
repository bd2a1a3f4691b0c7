package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code weakref.finalize}: a function that is called when an object dies, or at exit. What a living one stands for is an {@code _Info} in the class's registry. */
@BuiltinModule("weakref.finalize")
public final class WeakFinalizers {
    private static final String[] FIELDS = {"weakref", "func", "args", "kwargs", "atexit", "index"};

    private WeakFinalizers() {}

    static long make(long dict) {
        Definitions definitions = new Definitions(dict, "WeakFinalizers");
        ClassContents info = new ClassContents(definitions, "finalize._Info").put("__slots__", Namespace.tuple(FIELDS)).put("__qualname__", Strings.of("finalize._Info"));
        ClassContents contents = new ClassContents(definitions, "finalize").put("__slots__", TupleType.empty()).put("_registry", DictType.make());
        for (String name : new String[] {"_shutdown", "_dirty", "_registered_with_atexit"}) contents.put(name, References.newRef(Singletons.FALSE));
        contents.put("_Info", info.make(BuiltinTypes.TYPE, "_Info"));
        try (Activation call = new Activation(NULL)) {
            contents.put("_index_iter", Activation.own(call.invoke(call.imported("itertools", "count"))));
            contents.define("__init__(self, obj, func, /, *args, **kwargs)", "__call__(self, _=None)", "detach(self)", "peek(self)", "__repr__(self)");
            long getter = call.keep(definitions.function("finalize.atexit(self)"));
            long setter = call.keep(definitions.function("finalize.atexit(self, value)", "set atexit", Singletons.NONE));
            contents.defineProperties("alive(self)").put("atexit", Calls.callWith(BuiltinTypes.PROPERTY, getter, setter));
        }
        return contents.defineClassMethods("_select_for_exit(cls)", "_exitfunc(cls)").make(BuiltinTypes.TYPE);
    }

    private static long cls(Activation call) {
        return call.global("weakref", "finalize");
    }

    private static long registry(Activation call) {
        return call.get(cls(call), "_registry");
    }

    /** The info of a living one, kept by {@code call}; NULL: it is dead. */
    private static long info(Activation call) {
        return call.keep(References.xnewRef(DictType.get(registry(call), call.arg(0))));
    }

    @Method("finalize.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long cls = cls(call);
            if (!call.isTrue(call.arg(0), "_registered_with_atexit")) {
                call.call(call.imported("atexit", "register"), "__call__", call.get(call.arg(0), "_exitfunc"));
                call.set(cls, "_registered_with_atexit", true);
            }
            long info = call.invoke(call.get(call.arg(0), "_Info"));
            call.set(info, "weakref", call.invoke(BuiltinTypes.WEAKREF, call.arg(1), call.arg(0)));
            call.set(info, "func", call.arg(2));
            call.set(info, "args", call.arg(3));
            call.set(info, "kwargs", DictType.size(call.arg(4)) == 0 ? Singletons.NONE : call.arg(4));
            call.set(info, "atexit", true);
            call.set(info, "index", call.keep(Objects.next(call.get(call.arg(0), "_index_iter"))));
            DictType.set(registry(call), call.arg(0), info);
            call.set(cls, "_dirty", true);
            return Activation.none();
        }
    }

    /** Takes the entry out: the info, or NULL where there was none. */
    private static long taken(Activation call) {
        long info = info(call);
        if (info != NULL) DictType.delete(registry(call), call.arg(0));
        return info;
    }

    private static long keywords(Activation call, long info) {
        long keywords = call.get(info, "kwargs");
        return keywords == Singletons.NONE ? call.keep(DictType.make()) : keywords;
    }

    @Method("finalize.__call__")
    static long run(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long info = taken(call);
            if (info == NULL || call.isTrue(call.arg(0), "_shutdown")) return Activation.none();
            return Calls.call(call.get(info, "func"), call.keep(Sequences.tuple(call.get(info, "args"))), keywords(call, info));
        }
    }

    private static long object(Activation call, long info) {
        return info == NULL ? Singletons.NONE : call.call(info, "weakref");
    }

    private static long described(Activation call, boolean takes) {
        long info = info(call);
        long object = object(call, info);
        if (object == Singletons.NONE || takes && taken(call) == NULL) return Activation.none();
        return TupleType.of(object, call.get(info, "func"), call.get(info, "args"), keywords(call, info));
    }

    @Method("finalize.detach")
    static long detach(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return described(call, true);
        }
    }

    @Method("finalize.peek")
    static long peek(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return described(call, false);
        }
    }

    @Method("finalize.alive")
    static long isAlive(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(info(call) != NULL);
        }
    }

    @Method("finalize.atexit")
    static long runsAtExit(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long info = info(call);
            return info == NULL ? Activation.own(false) : Activation.own(call.get(info, "atexit"));
        }
    }

    @Method("set atexit")
    static long setAtExit(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long info = info(call);
            if (info != NULL) call.set(info, "atexit", Objects.isTrue(call.arg(1)));
            return Activation.none();
        }
    }

    @Method("finalize.__repr__")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long object = object(call, info(call));
            String self = TypeLookup.name(References.type(call.arg(0))) + " object at 0x" + Long.toHexString(call.arg(0));
            if (object == Singletons.NONE) return Strings.of("<" + self + "; dead>");
            String name = Objects.reprString(call.get(References.type(object), "__name__"));
            return Strings.of("<" + self + "; for " + name + " at 0x" + Long.toHexString(object) + ">");
        }
    }

    private record Pending(long finalizer, long index) {}

    /** Those that run at exit, the oldest first. */
    private static List<Pending> pending(Activation call) {
        List<Pending> pending = new ArrayList<>();
        long registry = registry(call);
        long[] pair = new long[2];
        for (long at = DictType.next(registry, 0, pair); at >= 0; at = DictType.next(registry, at, pair)) {
            if (call.isTrue(pair[1], "atexit")) pending.add(new Pending(call.keep(References.newRef(pair[0])), call.number(pair[1], "index")));
        }
        pending.sort(Comparator.comparingLong(Pending::index));
        return pending;
    }

    @Method("finalize._select_for_exit")
    static long select(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long list = ListType.make(0);
            for (Pending one : pending(call)) ListType.append(list, one.finalizer);
            return list;
        }
    }

    /** Runs them, the newest first; those that are made meanwhile, too. An error goes to the hook of uncaught ones. */
    @Method("finalize._exitfunc")
    static long exit(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            for (List<Pending> left = pending(call); !left.isEmpty(); left = pending(call)) {
                long last = left.getLast().finalizer;
                call.set(cls(call), "_dirty", false);
                try {
                    call.invoke(last);
                } catch (PyError error) {
                    long exception = call.keep(ExceptionType.instance(error));
                    call.invoke(call.imported("sys", "excepthook"), References.type(exception), exception, call.get(exception, "__traceback__"));
                }
                DictType.delete(registry(call), last);
            }
            call.set(cls(call), "_shutdown", true);
            return Activation.none();
        }
    }
}
