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
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionText;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.SysAttributes;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;

/** {@code logging}: what records are handed to. */
@BuiltinModule("logging.handlers")
public final class LogHandlers {
    private LogHandlers() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "LogHandlers");
        ClassContents handler = new ClassContents(definitions, "Handler").define(
                "__init__(self, level=0)", "createLock(self)", "acquire(self)", "release(self)", "setLevel(self, level)",
                "format(self, record)", "emit(self, record)", "handle(self, record)", "flush(self)", "close(self)", "handleError(self, record)",
                "__repr__(self)");
        handler.returning("_name", "get_name(self)").keeping("_name", "set_name(self, name)").keeping("formatter", "setFormatter(self, fmt)");
        long contents = handler.dict();
        handler.put("name", Calls.callWith(BuiltinTypes.PROPERTY, DictType.get(contents, "get_name"), DictType.get(contents, "set_name")));
        Namespace.steal(dict, "Handler", handler.make(BuiltinTypes.TYPE, DictType.get(dict, "Filterer")));
        ClassContents stream = new ClassContents(definitions, "StreamHandler").put("terminator", Strings.of("\n"));
        stream.define("__init__(self, stream=None)", "flush(self)", "emit(self, record)", "setStream(self, stream)", "__repr__(self)");
        stream.put("__class_getitem__", ClassMethodType.make(Shim.symbol("Py_GenericAliasType")));
        Namespace.steal(dict, "StreamHandler", stream.make(BuiltinTypes.TYPE, DictType.get(dict, "Handler")));
        ClassContents file = new ClassContents(definitions, "FileHandler").define(
                "__init__(self, filename, mode='a', encoding=None, delay=False, errors=None)", "close(self)", "_open(self)", "emit(self, record)", "__repr__(self)");
        Namespace.steal(dict, "FileHandler", file.make(BuiltinTypes.TYPE, DictType.get(dict, "StreamHandler")));
        ClassContents none = new ClassContents(definitions, "NullHandler").defineWithBody("nothing", "handle(self, record)", "emit(self, record)").define("createLock(self)");
        Namespace.steal(dict, "NullHandler", none.make(BuiltinTypes.TYPE, DictType.get(dict, "Handler")));
        ClassContents last = new ClassContents(definitions, "_StderrHandler").define("__init__(self, level=0)").defineProperties("stream(self)");
        Namespace.steal(dict, "_StderrHandler", last.make(BuiltinTypes.TYPE, DictType.get(dict, "StreamHandler")));
    }

    /** The handler of records that no other gets. */
    static void fillLast(long dict) {
        try (Activation call = new Activation(NULL)) {
            long last = call.invoke(DictType.get(dict, "_StderrHandler"), DictType.get(dict, "WARNING"));
            DictType.set(dict, "lastResort", last);
            DictType.set(dict, "_defaultLastResort", last);
            ListType.append(DictType.get(dict, "_handlerList"), call.keep(WeakrefType.make(last, NULL)));
        }
    }

    @Method("nothing")
    static long nothing(long closure, long args, long nargs) {
        return Activation.none();
    }

    @Method("Handler.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            initialise(call, call.arg(1));
            return Activation.none();
        }
    }

    private static void initialise(Activation call, long level) {
        long self = call.arg(0);
        call.set(self, "filters", call.keep(ListType.make(0)));
        call.set(self, "_name", Singletons.NONE);
        call.set(self, "level", call.keep(LoggingModule.level(level)));
        call.set(self, "formatter", Singletons.NONE);
        call.set(self, "_closed", false);
        long all = call.global("logging", "_handlerList");
        if (all != NULL) ListType.append(all, call.keep(WeakrefType.make(self, NULL)));
        call.call(self, "createLock");
    }

    @Method("Handler.createLock")
    static long createLock(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "lock", call.invoke(call.imported("threading", "RLock")));
            return Activation.none();
        }
    }

    @Method("NullHandler.createLock")
    static long createNoLock(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "lock", Singletons.NONE);
            return Activation.none();
        }
    }

    @Method("Handler.acquire")
    static long acquire(long closure, long args, long nargs) {
        return lock(args, "acquire");
    }

    @Method("Handler.release")
    static long release(long closure, long args, long nargs) {
        return lock(args, "release");
    }

    private static long lock(long args, String method) {
        try (Activation call = new Activation(args)) {
            long lock = call.get(call.arg(0), "lock");
            if (Objects.isTrue(lock)) call.call(lock, method);
            return Activation.none();
        }
    }

    @Method("Handler.setLevel")
    static long setLevel(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "level", call.keep(LoggingModule.level(call.arg(1))));
            return Activation.none();
        }
    }

    @Method("Handler.format")
    static long format(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long own = call.get(call.arg(0), "formatter");
            return Activation.own(call.call(Objects.isTrue(own) ? own : call.global("logging", "_defaultFormatter"), "format", call.arg(1)));
        }
    }

    @Method("Handler.emit")
    static long emit(long closure, long args, long nargs) {
        throw PyError.of(Exceptions.NotImplementedError, "emit must be implemented by Handler subclasses");
    }

    @Method("Handler.handle")
    static long handle(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long passes = call.call(call.arg(0), "filter", call.arg(1));
            if (Objects.isTrue(passes)) locked(call, () -> call.call(call.arg(0), "emit", call.arg(1)));
            return Activation.own(passes);
        }
    }

    private static void locked(Activation call, Runnable action) {
        call.call(call.arg(0), "acquire");
        try {
            action.run();
        } finally {
            References.decref(Calls.callMethod(call.arg(0), "release"));
        }
    }

    @Method("Handler.flush")
    static long flush(long closure, long args, long nargs) {
        return Activation.none();
    }

    @Method("Handler.close")
    static long close(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "_closed", true);
            return Activation.none();
        }
    }

    /** Tells standard error of the exception that is being handled. */
    @Method("Handler.handleError")
    static long handleError(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long handled = call.invoke(call.imported("sys", "exception"));
            boolean silent = !Objects.isTrue(call.global("logging", "raiseExceptions")) || SysAttributes.get("stderr") == NULL || handled == Singletons.NONE;
            if (silent) return Activation.none();
            SysAttributes.writeError("--- Logging error ---\n" + ExceptionText.of(handled) + "Call stack:\n" + "Message: "
                    + Objects.reprString(call.get(call.arg(1), "msg")) + "\nArguments: " + call.text(call.arg(1), "args") + "\n");
            return Activation.none();
        }
    }

    private static String levelName(Activation call) {
        return Objects.strString(call.invoke(call.global("logging", "getLevelName"), call.get(call.arg(0), "level")));
    }

    private static long repr(Activation call, String what) {
        return Strings.of("<" + TypeLookup.name(References.type(call.arg(0))) + what + " (" + levelName(call) + ")>");
    }

    @Method("Handler.__repr__")
    static long reprHandler(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return repr(call, "");
        }
    }

    @Method("StreamHandler.__init__")
    static long initStream(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            initialise(call, call.number(0));
            call.set(call.arg(0), "stream", call.isGiven(1) ? call.arg(1) : call.imported("sys", "stderr"));
            return Activation.none();
        }
    }

    @Method("StreamHandler.flush")
    static long flushStream(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            locked(call, () -> {
                long stream = call.get(call.arg(0), "stream");
                if (Objects.isTrue(stream) && call.find(stream, "flush") != NULL) call.call(stream, "flush");
            });
            return Activation.none();
        }
    }

    @Method("StreamHandler.emit")
    static long emitStream(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            write(call);
            return Activation.none();
        }
    }

    private static void write(Activation call) {
        try {
            String text = Objects.strString(call.call(call.arg(0), "format", call.arg(1)));
            call.call(call.get(call.arg(0), "stream"), "write", call.text(text + call.text(call.arg(0), "terminator")));
            call.call(call.arg(0), "flush");
        } catch (PyError error) {
            boolean passes = ExceptionType.matches(error, Exceptions.RecursionError) || !ExceptionType.matches(error, Exceptions.Exception);
            if (passes) throw error;
            long exception = call.keep(ExceptionType.instance(error));
            Activation.handling(exception, () -> call.call(call.arg(0), "handleError", call.arg(1)));
        }
    }

    @Method("StreamHandler.setStream")
    static long setStream(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long old = call.get(call.arg(0), "stream");
            if (old == call.arg(1)) return Activation.none();
            locked(call, () -> {
                call.call(call.arg(0), "flush");
                call.set(call.arg(0), "stream", call.arg(1));
            });
            return Activation.own(old);
        }
    }

    @Method("StreamHandler.__repr__")
    static long reprStream(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long name = call.find(call.get(call.arg(0), "stream"), "name");
            String text = name == NULL ? "" : Objects.strString(name);
            return repr(call, text.isEmpty() ? "" : " " + text);
        }
    }

    @Method("FileHandler.__init__")
    static long initFile(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long name = call.invoke(call.imported("os", "fspath"), call.arg(1));
            call.set(self, "baseFilename", call.invoke(call.imported("os.path", "abspath"), name));
            String[] attributes = {"mode", "encoding", "delay", "errors"};
            for (int i = 0; i < attributes.length; i++) call.set(self, attributes[i], call.arg(i + 2));
            initialise(call, call.number(0));
            call.set(self, "stream", Objects.isTrue(call.arg(4)) ? Singletons.NONE : call.call(self, "_open"));
            return Activation.none();
        }
    }

    @Method("FileHandler._open")
    static long open(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long keywords = call.keep(DictType.make());
            DictType.set(keywords, "encoding", call.get(self, "encoding"));
            DictType.set(keywords, "errors", call.get(self, "errors"));
            return Activation.own(call.apply(call.imported("io", "open"), call.tuple(call.get(self, "baseFilename"), call.get(self, "mode")), keywords));
        }
    }

    @Method("FileHandler.close")
    static long closeFile(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            locked(call, () -> {
                long stream = call.get(self, "stream");
                if (Objects.isTrue(stream)) {
                    call.call(self, "flush");
                    call.set(self, "stream", Singletons.NONE);
                    call.call(stream, "close");
                }
                call.set(self, "_closed", true);
            });
            return Activation.none();
        }
    }

    /** Opens the file where that has waited for the first record. */
    @Method("FileHandler.emit")
    static long emitFile(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            boolean mayOpen = !call.text(self, "mode").equals("w") || !call.isTrue(self, "_closed");
            if (call.isNone(self, "stream") && mayOpen) call.set(self, "stream", call.call(self, "_open"));
            if (!call.isNone(self, "stream")) write(call);
            return Activation.none();
        }
    }

    @Method("FileHandler.__repr__")
    static long reprFile(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return repr(call, " " + call.text(call.arg(0), "baseFilename"));
        }
    }

    @Method("_StderrHandler.__init__")
    static long initLast(long closure, long args, long nargs) {
        return init(closure, args, nargs);
    }

    @Method("_StderrHandler.stream")
    static long standardError(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.imported("sys", "stderr"));
        }
    }
}
