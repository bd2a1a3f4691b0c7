package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
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
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** {@code logging}: levels, and the functions that use the root logger. Not here: {@code BufferingFormatter}, {@code captureWarnings}, the classes of styles. */
@BuiltinModule("logging")
public final class LoggingModule {
    static final int WARNING = 30;

    private static final Object[][] LEVELS = {{"CRITICAL", 50}, {"FATAL", 50}, {"ERROR", 40}, {"WARN", WARNING}, {"WARNING", WARNING}, {"INFO", 20}, {"DEBUG", 10}, {"NOTSET", 0}};

    /** The default format of each style. */
    static final Map<String, String> FORMATS = Map.of(
            "%", "%(levelname)s:%(name)s:%(message)s", "{", "{levelname}:{name}:{message}", "$", "${levelname}:${name}:${message}");

    private LoggingModule() {}

    public static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "LoggingModule");
        levels(dict);
        for (String name : new String[] {"raiseExceptions", "logThreads", "logMultiprocessing", "logProcesses"}) Namespace.put(dict, name, true);
        Namespace.put(dict, "BASIC_FORMAT", FORMATS.get("%"));
        Namespace.steal(dict, "_handlerList", ListType.make(0));
        definitions.enter("getLevelName(level)", "getLevelNamesMapping()", "addLevelName(level, levelName)", "_checkLevel(level)");
        definitions.enter("getLogger(name=None)", "getLoggerClass()", "setLoggerClass(klass)", "basicConfig(**kwargs)", "disable(level=50)", "shutdown(handlerList=[])");
        definitions.enter("makeLogRecord(dict)", "getLogRecordFactory()", "setLogRecordFactory(factory)");
        for (String name : new String[] {"critical", "error", "warning", "info", "debug"}) atRoot(definitions, name, "(msg, *args, **kwargs)");
        for (String name : new String[] {"fatal", "warn"}) atRoot(definitions, name, "(msg, *args, **kwargs)");
        atRoot(definitions, "exception", "(msg, *args, exc_info=True, **kwargs)");
        definitions.enter("log(level, msg, *args, **kwargs)");
        LogRecords.fill(dict);
        LogHandlers.fill(dict);
        Loggers.fill(dict);
        LogAdapters.fill(dict);
        LogHandlers.fillLast(dict);
        flushAtExit(dict);
    }

    private static void levels(long dict) {
        long names = DictType.make();
        long levels = DictType.make();
        for (Object[] level : LEVELS) {
            String name = (String) level[0];
            long number = LongType.of((int) level[1]);
            Namespace.steal(levels, name, References.newRef(number));
            long text = Strings.of(name);
            boolean isShown = !name.equals("FATAL") && !name.equals("WARN");
            if (isShown) DictType.set(names, number, text);
            References.decref(text);
            Namespace.steal(dict, name, number);
        }
        Namespace.steal(dict, "_levelToName", names);
        Namespace.steal(dict, "_nameToLevel", levels);
    }

    private static void atRoot(Definitions definitions, String name, String parameters) {
        long closure = Strings.of(name);
        Namespace.steal(definitions.globals(), name, definitions.function(name + parameters, "atRoot", closure));
        References.decref(closure);
    }

    private static void flushAtExit(long dict) {
        long atexit = Imports.importModule("atexit");
        try {
            References.decref(Calls.callMethod(atexit, "register", DictType.get(dict, "shutdown")));
        } finally {
            References.decref(atexit);
        }
    }

    /** The number of a level that may be given by name: a new reference. */
    static long level(long level) {
        if (TypeLookup.isInstance(level, BuiltinTypes.INT)) return References.newRef(level);
        if (!Namespace.isStr(level)) throw PyError.typeError("Level not an integer or a valid string: " + Objects.reprString(level));
        try (Activation call = new Activation(NULL)) {
            long number = DictType.get(call.global("logging", "_nameToLevel"), level);
            if (number == NULL) throw PyError.valueError("Unknown level: " + Objects.reprString(level));
            return References.newRef(number);
        }
    }

    @Method("_checkLevel")
    static long checkLevel(long closure, long args, long nargs) {
        return level(Memory.getLong(args));
    }

    @Method("getLevelName")
    static long levelName(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long name = DictType.get(call.global("logging", "_levelToName"), call.arg(0));
            if (name == NULL) name = DictType.get(call.global("logging", "_nameToLevel"), call.arg(0));
            return name != NULL ? References.newRef(name) : Strings.of("Level " + Objects.strString(call.arg(0)));
        }
    }

    @Method("getLevelNamesMapping")
    static long levelNames(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return DictType.copy(call.global("logging", "_nameToLevel"));
        }
    }

    @Method("addLevelName")
    static long addLevelName(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            DictType.set(call.global("logging", "_levelToName"), call.arg(0), call.arg(1));
            DictType.set(call.global("logging", "_nameToLevel"), call.arg(1), call.arg(0));
            return Activation.none();
        }
    }

    /** Without a name, or with the root's, the root logger. */
    @Method("getLogger")
    static long getLogger(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long root = call.global("logging", "root");
            boolean isRoot = !Objects.isTrue(call.arg(0)) || Namespace.isStr(call.arg(0)) && Objects.equal(call.arg(0), call.get(root, "name"));
            if (isRoot) return References.newRef(root);
            return Activation.own(call.call(call.get(call.global("logging", "Logger"), "manager"), "getLogger", call.arg(0)));
        }
    }

    @Method("getLoggerClass")
    static long getLoggerClass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return References.newRef(call.global("logging", "_loggerClass"));
        }
    }

    /** A TypeError for what is no class of loggers. */
    static void checkLoggerClass(Activation call, long cls) {
        long logger = call.global("logging", "Logger");
        if (cls == logger || Objects.isSubclass(cls, logger)) return;
        throw PyError.typeError("logger not derived from logging.Logger: " + Objects.strString(call.get(cls, "__name__")));
    }

    @Method("setLoggerClass")
    static long setLoggerClass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            checkLoggerClass(call, call.arg(0));
            call.set(DictType.get(Imports.modules(), "logging"), "_loggerClass", call.arg(0));
            return Activation.none();
        }
    }

    @Method("getLogRecordFactory")
    static long recordFactory(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return References.newRef(call.global("logging", "_logRecordFactory"));
        }
    }

    @Method("setLogRecordFactory")
    static long setRecordFactory(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(DictType.get(Imports.modules(), "logging"), "_logRecordFactory", call.arg(0));
            return Activation.none();
        }
    }

    @Method("makeLogRecord")
    static long makeRecord(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long none = Singletons.NONE;
            long empty = call.text("");
            long zero = call.number(0);
            long record = call.invoke(call.global("logging", "_logRecordFactory"), none, none, empty, zero, empty, call.tuple(), none, none);
            call.call(call.get(record, "__dict__"), "update", call.arg(0));
            return Activation.own(record);
        }
    }

    @Method("disable")
    static long disable(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long manager = call.get(call.global("logging", "root"), "manager");
            call.set(manager, "disable", call.arg(0));
            call.call(manager, "_clear_cache");
            return Activation.none();
        }
    }

    /** {@code debug} and so on: the root logger gets a handler first where it has none. */
    @Method("atRoot")
    static long atRoot(long name, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean hasInfo = nargs == 4;
            long given = call.arg(hasInfo ? 2 : 1);
            long keywords = call.arg(hasInfo ? 3 : 2);
            if (hasInfo) DictType.set(keywords, "exc_info", call.arg(1));
            return log(call, Strings.toJava(name), Objects.isTrue(given) ? call.prepended(call.arg(0), given) : call.tuple(call.arg(0)), keywords);
        }
    }

    @Method("log")
    static long log(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return log(call, "log", call.prepended(call.arg(0), call.prepended(call.arg(1), call.arg(2))), call.arg(3));
        }
    }

    private static long log(Activation call, String method, long given, long keywords) {
        long root = call.global("logging", "root");
        if (Objects.length(call.get(root, "handlers")) == 0) call.invoke(call.global("logging", "basicConfig"));
        return Activation.own(call.apply(call.get(root, method), given, keywords));
    }

    /** Takes a keyword argument out; NULL where it isn't given. */
    private static long take(Activation call, String name) {
        return call.keep(DictType.pop(call.arg(0), call.text(name)));
    }

    @Method("basicConfig")
    static long basicConfig(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long root = call.global("logging", "root");
            long force = take(call, "force");
            long encoding = take(call, "encoding");
            long errors = take(call, "errors");
            long known = call.get(root, "handlers");
            if (force != NULL && Objects.isTrue(force)) {
                Iteration.forEach(call.keep(Sequences.list(known)), handler -> {
                    call.call(root, "removeHandler", handler);
                    call.call(handler, "close");
                });
            }
            if (Objects.length(known) == 0) configure(call, root, encoding, errors);
            return Activation.none();
        }
    }

    private static void configure(Activation call, long root, long encoding, long errors) {
        long handlers = take(call, "handlers");
        boolean hasHandlers = handlers != NULL && handlers != Singletons.NONE;
        boolean stream = DictType.get(call.arg(0), "stream") != NULL;
        boolean file = DictType.get(call.arg(0), "filename") != NULL;
        if (hasHandlers && (stream || file)) throw PyError.valueError("'stream' or 'filename' should not be specified together with 'handlers'");
        if (stream && file) throw PyError.valueError("'stream' and 'filename' should not be specified together");
        if (!hasHandlers) handlers = call.keep(ListType.of(handler(call, encoding, errors)));
        long dateFormat = take(call, "datefmt");
        long style = take(call, "style");
        String chosen = style == NULL ? "%" : Objects.strString(style);
        if (!FORMATS.containsKey(chosen)) throw PyError.valueError("Style must be one of: %,{,$");
        long format = take(call, "format");
        long formatter = call.invoke(call.global("logging", "Formatter"), format == NULL ? call.text(FORMATS.get(chosen)) : format,
                dateFormat == NULL ? Singletons.NONE : dateFormat, call.text(chosen));
        Iteration.forEach(handlers, handler -> {
            if (call.isNone(handler, "formatter")) call.call(handler, "setFormatter", formatter);
            call.call(root, "addHandler", handler);
        });
        long level = take(call, "level");
        if (level != NULL && level != Singletons.NONE) call.call(root, "setLevel", level);
        refuseRest(call.arg(0));
    }

    private static long handler(Activation call, long encoding, long errors) {
        long name = take(call, "filename");
        long mode = take(call, "filemode");
        if (name == NULL || !Objects.isTrue(name)) {
            long stream = take(call, "stream");
            return call.invoke(call.global("logging", "StreamHandler"), stream == NULL ? Singletons.NONE : stream);
        }
        long how = mode == NULL ? call.text("a") : mode;
        boolean binary = Objects.strString(how).contains("b");
        long keywords = call.keep(DictType.make());
        DictType.set(keywords, "encoding", encoding == NULL || binary ? Singletons.NONE : encoding);
        DictType.set(keywords, "errors", binary ? Singletons.NONE : errors == NULL ? call.text("backslashreplace") : errors);
        return call.apply(call.global("logging", "FileHandler"), call.tuple(name, how), keywords);
    }

    private static void refuseRest(long keywords) {
        if (DictType.size(keywords) == 0) return;
        List<String> names = new ArrayList<>();
        Iteration.forEach(keywords, name -> names.add(Objects.strString(name)));
        throw PyError.valueError("Unrecognised argument(s): " + String.join(", ", names));
    }

    /** Flushes and closes the handlers, the newest first; what fails in them is passed over. */
    @Method("shutdown")
    static long shutdown(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long list = ListType.size(call.arg(0)) > 0 ? call.arg(0) : call.global("logging", "_handlerList");
            if (list == NULL) return Activation.none();
            long copy = call.keep(Sequences.list(list));
            for (long i = ListType.size(copy) - 1; i >= 0; i--) {
                long handler = call.invoke(ListType.get(copy, i));
                if (handler != Singletons.NONE) close(handler);
            }
            return Activation.none();
        }
    }

    private static void close(long handler) {
        try (Activation call = new Activation(NULL)) {
            call.call(handler, "acquire");
            try {
                call.call(handler, "flush");
                call.call(handler, "close");
            } finally {
                call.call(handler, "release");
            }
        } catch (PyError ignored) {
            ignored.release();
        }
    }
}
