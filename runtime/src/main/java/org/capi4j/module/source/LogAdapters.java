package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Shim;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.Warnings;

/** {@code logging.LoggerAdapter}: a logger that gives every record more to tell. */
@BuiltinModule("logging.adapters")
public final class LogAdapters {
    private LogAdapters() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "LogAdapters");
        ClassContents adapter = new ClassContents(definitions, "LoggerAdapter").define("__init__(self, logger, extra=None)", "process(self, msg, kwargs)");
        atLevel(adapter, "debug", 10);
        atLevel(adapter, "info", 20);
        atLevel(adapter, "warning", 30);
        adapter.define("warn(self, msg, *args, **kwargs)");
        atLevel(adapter, "error", 40);
        adapter.define("exception(self, msg, *args, exc_info=True, **kwargs)");
        atLevel(adapter, "critical", 50);
        adapter.define("log(self, level, msg, *args, **kwargs)");
        adapter.delegating("logger", "isEnabledFor(self, level)", "setLevel(self, level)", "getEffectiveLevel(self)", "hasHandlers(self)");
        adapter.define("_log(self, level, msg, args, exc_info=None, extra=None, stack_info=False)");
        adapter.put("manager", managerProperty(definitions));
        adapter.defineProperties("name(self)").define("__repr__(self)");
        adapter.put("__class_getitem__", Calls.callOneArg(BuiltinTypes.CLASS_METHOD, Shim.symbol("Py_GenericAliasType")));
        Namespace.steal(dict, "LoggerAdapter", adapter.make(BuiltinTypes.TYPE));
    }

    private static void atLevel(ClassContents adapter, String name, int level) {
        adapter.closing("atLevel", LongType.of(level), name + "(self, msg, *args, **kwargs)");
    }

    private static long managerProperty(Definitions definitions) {
        try (Activation call = new Activation(NULL)) {
            long getter = call.keep(definitions.function("LoggerAdapter.manager(self)"));
            long setter = call.keep(definitions.function("LoggerAdapter.manager(self, value)", "LoggerAdapter.setManager", Singletons.NONE));
            return Activation.own(call.invoke(BuiltinTypes.PROPERTY, getter, setter));
        }
    }

    @Method("LoggerAdapter.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "logger", call.arg(1));
            call.set(call.arg(0), "extra", call.arg(2));
            return Activation.none();
        }
    }

    @Method("LoggerAdapter.process")
    static long process(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            Objects.setItem(call.arg(2), call.text("extra"), call.get(call.arg(0), "extra"));
            return TupleType.of(call.arg(1), call.arg(2));
        }
    }

    private static long log(Activation call, long level, long message, long given, long keywords) {
        long values = call.keep(Sequences.concat(call.tuple(level, message), given));
        return Activation.own(call.apply(call.get(call.arg(0), "log"), values, keywords));
    }

    /** {@code debug} and so on; the closure is the level. */
    @Method("atLevel")
    static long atLevel(long level, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            References.decref(log(call, level, call.arg(1), call.arg(2), call.arg(3)));
            return Activation.none();
        }
    }

    @Method("LoggerAdapter.warn")
    static long warn(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            Warnings.warn(Exceptions.DeprecationWarning, "The 'warn' method is deprecated, use 'warning' instead", 2);
            call.apply(call.get(call.arg(0), "warning"), call.prepended(call.arg(1), call.arg(2)), call.arg(3));
            return Activation.none();
        }
    }

    @Method("LoggerAdapter.exception")
    static long exception(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            DictType.set(call.arg(4), "exc_info", call.arg(2));
            References.decref(log(call, call.number(40), call.arg(1), call.arg(3), call.arg(4)));
            return Activation.none();
        }
    }

    /** The logger gets what {@code process} makes of a message that is wanted. */
    @Method("LoggerAdapter.log")
    static long log(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (!call.asks(self, "isEnabledFor", call.arg(1))) return Activation.none();
            long pair = pair(call, call.call(self, "process", call.arg(2), call.arg(4)));
            long values = call.keep(Sequences.concat(call.tuple(call.arg(1), TupleType.get(pair, 0)), call.arg(3)));
            call.apply(call.get(call.get(self, "logger"), "log"), values, TupleType.get(pair, 1));
            return Activation.none();
        }
    }

    private static long pair(Activation call, long made) {
        long pair = call.keep(Sequences.tuple(made));
        if (TupleType.size(pair) > 2) throw PyError.valueError("too many values to unpack (expected 2)");
        if (TupleType.size(pair) < 2) throw PyError.valueError("not enough values to unpack (expected 2, got " + TupleType.size(pair) + ")");
        return pair;
    }

    @Method("LoggerAdapter._log")
    static long make(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long named = call.keep(DictType.make());
            String[] names = {"exc_info", "extra", "stack_info"};
            for (int i = 0; i < names.length; i++) DictType.set(named, names[i], call.arg(4 + i));
            return Activation.own(call.apply(call.get(call.get(call.arg(0), "logger"), "_log"), call.tuple(call.arg(1), call.arg(2), call.arg(3)), named));
        }
    }

    @Method("LoggerAdapter.manager")
    static long manager(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.get(call.get(call.arg(0), "logger"), "manager"));
        }
    }

    @Method("LoggerAdapter.setManager")
    static long setManager(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.get(call.arg(0), "logger"), "manager", call.arg(1));
            return Activation.none();
        }
    }

    @Method("LoggerAdapter.name")
    static long name(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.get(call.get(call.arg(0), "logger"), "name"));
        }
    }

    @Method("LoggerAdapter.__repr__")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long logger = call.get(call.arg(0), "logger");
            long level = call.invoke(call.global("logging", "getLevelName"), call.call(logger, "getEffectiveLevel"));
            return Strings.of("<" + TypeLookup.nameOf(call.arg(0)) + " " + call.text(logger, "name") + " (" + Objects.strString(level) + ")>");
        }
    }
}
