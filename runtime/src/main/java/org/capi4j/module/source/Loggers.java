package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.Warnings;

/** {@code logging}: loggers and their tree. What calls them is no Python source here, so records tell of no place in a file. */
@BuiltinModule("logging.loggers")
public final class Loggers {
    private Loggers() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "Loggers");
        ClassContents logger = new ClassContents(definitions, "Logger").define("__init__(self, name, level=0)", "setLevel(self, level)");
        String[] names = {"debug", "info", "warning", "error", "critical"};
        for (int i = 0; i < names.length; i++) atLevel(definitions, logger, "Logger." + names[i] + "(self, msg, *args, **kwargs)", names[i], 10 * (i + 1));
        logger.define(
                "warn(self, msg, *args, **kwargs)", "exception(self, msg, *args, exc_info=True, **kwargs)", "fatal(self, msg, *args, **kwargs)",
                "log(self, level, msg, *args, **kwargs)", "findCaller(self, stack_info=False, stacklevel=1)",
                "makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None)",
                "_log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1)", "handle(self, record)", "addHandler(self, hdlr)",
                "removeHandler(self, hdlr)", "hasHandlers(self)", "callHandlers(self, record)", "getEffectiveLevel(self)", "isEnabledFor(self, level)", "getChild(self, suffix)",
                "__repr__(self)", "__reduce__(self)");
        Namespace.steal(dict, "Logger", logger.make(BuiltinTypes.TYPE, DictType.get(dict, "Filterer")));
        DictType.set(dict, "_loggerClass", DictType.get(dict, "Logger"));
        ClassContents root = new ClassContents(definitions, "RootLogger").define("__init__(self, level)", "__reduce__(self)");
        Namespace.steal(dict, "RootLogger", root.make(BuiltinTypes.TYPE, DictType.get(dict, "Logger")));
        LoggerTree.fill(dict);
        Namespace.steal(dict, "root", Calls.callOneArg(DictType.get(dict, "RootLogger"), DictType.get(dict, "WARNING")));
        Objects.setAttr(DictType.get(dict, "Logger"), "root", DictType.get(dict, "root"));
        long manager = Calls.callOneArg(DictType.get(dict, "Manager"), DictType.get(dict, "root"));
        Objects.setAttr(DictType.get(dict, "Logger"), "manager", manager);
        References.decref(manager);
    }

    private static void atLevel(Definitions definitions, ClassContents logger, String definition, String name, int level) {
        long number = LongType.of(level);
        logger.put(name, definitions.function(definition, "atLevel", number));
        References.decref(number);
    }

    @Method("Logger.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            initialise(call, call.arg(1), call.arg(2));
            return Activation.none();
        }
    }

    private static void initialise(Activation call, long name, long level) {
        long self = call.arg(0);
        call.set(self, "filters", call.keep(ListType.make(0)));
        call.set(self, "name", name);
        call.set(self, "level", call.keep(LoggingModule.level(level)));
        call.set(self, "parent", Singletons.NONE);
        call.set(self, "propagate", true);
        call.set(self, "handlers", call.keep(ListType.make(0)));
        call.set(self, "disabled", false);
        call.set(self, "_cache", call.keep(DictType.make()));
    }

    @Method("RootLogger.__init__")
    static long initRoot(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            initialise(call, call.text("root"), call.arg(1));
            return Activation.none();
        }
    }

    @Method("RootLogger.__reduce__")
    static long reduceRoot(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return TupleType.of(call.global("logging", "getLogger"), call.tuple());
        }
    }

    @Method("Logger.__reduce__")
    static long reduce(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long name = call.get(call.arg(0), "name");
            if (call.invoke(call.global("logging", "getLogger"), name) != call.arg(0)) {
                throw PyError.of(call.imported("pickle", "PicklingError"), "logger cannot be pickled");
            }
            return TupleType.of(call.global("logging", "getLogger"), call.tuple(name));
        }
    }

    @Method("Logger.setLevel")
    static long setLevel(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "level", call.keep(LoggingModule.level(call.arg(1))));
            call.call(call.get(call.arg(0), "manager"), "_clear_cache");
            return Activation.none();
        }
    }

    /** {@code debug} and so on; the closure is the level. */
    @Method("atLevel")
    static long atLevel(long level, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            logAt(call, level, call.arg(1), call.arg(2), call.arg(3));
            return Activation.none();
        }
    }

    private static void logAt(Activation call, long level, long message, long given, long keywords) {
        if (!call.asks(call.arg(0), "isEnabledFor", level)) return;
        call.apply(call.get(call.arg(0), "_log"), call.tuple(level, message, given), keywords);
    }

    @Method("Logger.log")
    static long log(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (LongType.isInstance(call.arg(1))) logAt(call, call.arg(1), call.arg(2), call.arg(3), call.arg(4));
            else if (Objects.isTrue(call.global("logging", "raiseExceptions"))) throw PyError.typeError("level must be an integer");
            return Activation.none();
        }
    }

    private static long again(Activation call, String method, long given, long keywords) {
        long values = call.prepended(call.arg(1), given);
        return Activation.own(call.apply(call.get(call.arg(0), method), values, keywords));
    }

    @Method("Logger.warn")
    static long warn(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            Warnings.warn(Exceptions.DeprecationWarning, "The 'warn' method is deprecated, use 'warning' instead", 2);
            return again(call, "warning", call.arg(2), call.arg(3));
        }
    }

    @Method("Logger.fatal")
    static long fatal(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return again(call, "critical", call.arg(2), call.arg(3));
        }
    }

    @Method("Logger.exception")
    static long exception(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            DictType.set(call.arg(4), "exc_info", call.arg(2));
            return again(call, "error", call.arg(3), call.arg(4));
        }
    }

    @Method("Logger.findCaller")
    static long caller(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return TupleType.of(call.text("(unknown file)"), call.number(0), call.text("(unknown function)"), Singletons.NONE);
        }
    }

    @Method("Logger.makeRecord")
    static long makeRecord(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long record = call.invoke(call.global("logging", "_logRecordFactory"), call.arg(1), call.arg(2), call.arg(3), call.arg(4), call.arg(5), call.arg(6), call.arg(7),
                    call.arg(8), call.arg(10));
            long values = call.get(record, "__dict__");
            if (call.isGiven(9)) {
                Iteration.forEach(call.arg(9), name -> {
                    String text = Objects.strString(name);
                    boolean taken = text.equals("message") || text.equals("asctime") || DictType.contains(values, name);
                    if (taken) throw PyError.of(Exceptions.KeyError, "Attempt to overwrite " + Objects.reprString(name) + " in LogRecord");
                    DictType.set(values, name, call.keep(Objects.getItem(call.arg(9), name)));
                });
            }
            return Activation.own(record);
        }
    }

    @Method("Logger._log")
    static long make(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long place = call.keep(Sequences.tuple(call.call(self, "findCaller", call.arg(6), call.arg(7))));
            long exception = call.arg(4);
            if (Objects.isTrue(exception)) exception = info(call, exception);
            long record = call.call(self, "makeRecord", call.get(self, "name"), call.arg(1), TupleType.get(place, 0), TupleType.get(place, 1), call.arg(2), call.arg(3), exception,
                    TupleType.get(place, 2), call.arg(5), TupleType.get(place, 3));
            call.call(self, "handle", record);
            return Activation.none();
        }
    }

    /** An exception, or whatever is true and no tuple, is made a tuple of three. */
    private static long info(Activation call, long exception) {
        if (ExceptionType.isInstance(exception)) return call.tuple(References.type(exception), exception, call.get(exception, "__traceback__"));
        return TupleType.isInstance(exception) ? exception : call.invoke(call.imported("sys", "exc_info"));
    }

    @Method("Logger.handle")
    static long handle(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!call.isTrue(call.arg(0), "disabled") && call.asks(call.arg(0), "filter", call.arg(1))) call.call(call.arg(0), "callHandlers", call.arg(1));
            return Activation.none();
        }
    }

    @Method("Logger.addHandler")
    static long addHandler(long closure, long args, long nargs) {
        return LogRecords.change(args, "handlers", true);
    }

    @Method("Logger.removeHandler")
    static long removeHandler(long closure, long args, long nargs) {
        return LogRecords.change(args, "handlers", false);
    }

    /** The next logger up that gets a record, too; NULL behind the last. */
    private static long above(Activation call, long logger) {
        if (!call.isTrue(logger, "propagate")) return NULL;
        long parent = call.get(logger, "parent");
        return Objects.isTrue(parent) ? parent : NULL;
    }

    @Method("Logger.hasHandlers")
    static long hasHandlers(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            for (long logger = call.arg(0); logger != NULL; logger = above(call, logger)) {
                if (call.isTrue(logger, "handlers")) return Activation.own(true);
            }
            return Activation.own(false);
        }
    }

    @Method("Logger.callHandlers")
    static long callHandlers(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long[] found = new long[1];
            for (long logger = call.arg(0); logger != NULL; logger = above(call, logger)) {
                Iteration.forEach(call.get(logger, "handlers"), handler -> {
                    found[0]++;
                    offer(call, handler);
                });
            }
            if (found[0] == 0) offerToLast(call);
            return Activation.none();
        }
    }

    private static void offer(Activation call, long handler) {
        boolean wanted = Objects.richCompareBool(call.get(call.arg(1), "levelno"), call.get(handler, "level"), Constants.Py_GE);
        if (wanted) call.call(handler, "handle", call.arg(1));
    }

    private static void offerToLast(Activation call) {
        long last = call.global("logging", "lastResort");
        if (last != Singletons.NONE) {
            offer(call, last);
            return;
        }
        long manager = call.get(call.arg(0), "manager");
        if (!Objects.isTrue(call.global("logging", "raiseExceptions")) || call.isTrue(manager, "emittedNoHandlerWarning")) return;
        call.call(call.imported("sys", "stderr"), "write", call.text("No handlers could be found for logger \"" + call.text(call.arg(0), "name") + "\"\n"));
        call.set(manager, "emittedNoHandlerWarning", true);
    }

    @Method("Logger.getEffectiveLevel")
    static long effectiveLevel(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            for (long logger = call.arg(0); Objects.isTrue(logger); logger = call.get(logger, "parent")) {
                long level = call.get(logger, "level");
                if (Objects.isTrue(level)) return Activation.own(level);
            }
            return LongType.of(0);
        }
    }

    @Method("Logger.isEnabledFor")
    static long isEnabledFor(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (call.isTrue(self, "disabled")) return Activation.own(false);
            long known = call.get(self, "_cache");
            long answer = DictType.get(known, call.arg(1));
            if (answer != NULL) return References.newRef(answer);
            boolean disabled = Objects.richCompareBool(call.get(call.get(self, "manager"), "disable"), call.arg(1), Constants.Py_GE);
            boolean enabled = !disabled && Objects.richCompareBool(call.arg(1), call.call(self, "getEffectiveLevel"), Constants.Py_GE);
            DictType.set(known, call.arg(1), enabled ? Singletons.TRUE : Singletons.FALSE);
            return Activation.own(enabled);
        }
    }

    @Method("Logger.getChild")
    static long child(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            boolean isRoot = call.get(self, "root") == self;
            long name = isRoot ? call.arg(1) : call.call(call.text("."), "join", call.tuple(call.get(self, "name"), call.arg(1)));
            return Activation.own(call.call(call.get(self, "manager"), "getLogger", name));
        }
    }

    @Method("Logger.__repr__")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long level = call.invoke(call.global("logging", "getLevelName"), call.call(call.arg(0), "getEffectiveLevel"));
            return Strings.of("<" + TypeLookup.name(References.type(call.arg(0))) + " " + call.text(call.arg(0), "name") + " (" + Objects.strString(level) + ")>");
        }
    }
}
