package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.regex.Pattern;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code logging}: records, what chooses among them and what makes text of them. */
@BuiltinModule("logging.records")
public final class LogRecords {
    private static final Pattern FIELD = Pattern.compile("%\\(\\w+\\)[-#0+ ]*(\\*|\\d+)?(\\.(\\*|\\d+))?[%a-gior-sux]", Pattern.CASE_INSENSITIVE);

    private LogRecords() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "LogRecords");
        Namespace.steal(dict, "_startTime", FloatType.of(System.currentTimeMillis() / 1e3));
        ClassContents record = new ClassContents(definitions, "LogRecord").define(
                "__init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs)", "__repr__(self)", "getMessage(self)");
        Namespace.steal(dict, "LogRecord", record.make(BuiltinTypes.TYPE));
        DictType.set(dict, "_logRecordFactory", DictType.get(dict, "LogRecord"));
        ClassContents filter = new ClassContents(definitions, "Filter").define("__init__(self, name='')", "filter(self, record)");
        Namespace.steal(dict, "Filter", filter.make(BuiltinTypes.TYPE));
        ClassContents filterer = new ClassContents(definitions, "Filterer").define("__init__(self)", "addFilter(self, filter)", "removeFilter(self, filter)", "filter(self, record)");
        Namespace.steal(dict, "Filterer", filterer.make(BuiltinTypes.TYPE));
        formatter(definitions, dict);
    }

    private static void formatter(Definitions definitions, long dict) {
        ClassContents formatter = new ClassContents(definitions, "Formatter").define(
                "__init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None)", "formatTime(self, record, datefmt=None)", "formatException(self, ei)",
                "usesTime(self)", "formatMessage(self, record)", "formatStack(self, stack_info)", "format(self, record)");
        try (Activation call = new Activation(NULL)) {
            formatter.put("converter", Activation.own(call.imported("time", "localtime")));
        }
        formatter.put("default_time_format", Strings.of("%Y-%m-%d %H:%M:%S")).put("default_msec_format", Strings.of("%s,%03d"));
        Namespace.steal(dict, "Formatter", formatter.make(BuiltinTypes.TYPE));
        Namespace.steal(dict, "_defaultFormatter", Calls.callNoArgs(DictType.get(dict, "Formatter")));
    }

    @Method("LogRecord.__init__")
    static long initRecord(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            double now = System.currentTimeMillis() / 1e3 + System.nanoTime() % 1000 * 1e-6;
            call.set(self, "name", call.arg(1));
            call.set(self, "msg", call.arg(5));
            call.set(self, "args", arguments(call, call.arg(6)));
            call.set(self, "levelname", call.invoke(call.global("logging", "getLevelName"), call.arg(2)));
            call.set(self, "levelno", call.arg(2));
            call.set(self, "pathname", call.arg(3));
            place(call, self);
            call.set(self, "exc_info", call.arg(7));
            call.set(self, "exc_text", Singletons.NONE);
            call.set(self, "stack_info", call.arg(9));
            call.set(self, "lineno", call.arg(4));
            call.set(self, "funcName", call.arg(8));
            call.set(self, "created", call.real(now));
            call.set(self, "msecs", call.real(Math.floor((now - Math.floor(now)) * 1000)));
            double start = FloatType.asDouble(call.global("logging", "_startTime"));
            call.set(self, "relativeCreated", call.real((now - start) * 1000));
            origin(call, self);
            return Activation.none();
        }
    }

    /** One mapping as the only argument gives its values by name. */
    private static long arguments(Activation call, long args) {
        if (!Objects.isTrue(args) || !TupleType.isInstance(args) || TupleType.size(args) != 1) return args;
        long only = TupleType.get(args, 0);
        boolean byName = Objects.isInstance(only, call.imported("collections.abc", "Mapping")) && Objects.isTrue(only);
        return byName ? only : args;
    }

    private static void place(Activation call, long self) {
        long path = call.get(self, "pathname");
        if (!Namespace.isStr(path)) {
            call.set(self, "filename", path);
            call.set(self, "module", "Unknown module");
            return;
        }
        String file = Strings.toJava(path);
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        call.set(self, "filename", name);
        call.set(self, "module", dot > 0 && !name.substring(0, dot).replace(".", "").isEmpty() ? name.substring(0, dot) : name);
    }

    private static void origin(Activation call, long self) {
        boolean threads = Objects.isTrue(call.global("logging", "logThreads"));
        call.set(self, "thread", threads ? call.invoke(call.imported("threading", "get_ident")) : Singletons.NONE);
        call.set(self, "threadName", threads ? call.get(call.invoke(call.imported("threading", "current_thread")), "name") : Singletons.NONE);
        boolean named = Objects.isTrue(call.global("logging", "logMultiprocessing"));
        call.set(self, "processName", named ? call.text("MainProcess") : Singletons.NONE);
        boolean numbered = Objects.isTrue(call.global("logging", "logProcesses"));
        call.set(self, "process", numbered ? call.invoke(call.imported("os", "getpid")) : Singletons.NONE);
    }

    @Method("LogRecord.__repr__")
    static long reprRecord(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            return Strings.of("<LogRecord: " + call.text(self, "name") + ", " + call.text(self, "levelno") + ", " + call.text(self, "pathname") + ", "
                    + call.text(self, "lineno") + ", \"" + call.text(self, "msg") + "\">");
        }
    }

    @Method("LogRecord.getMessage")
    static long message(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long text = call.keep(Objects.str(call.get(call.arg(0), "msg")));
            long given = call.get(call.arg(0), "args");
            return Objects.isTrue(given) ? Numbers.remainder(text, given) : Activation.own(text);
        }
    }

    @Method("Filter.__init__")
    static long initFilter(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "name", call.arg(1));
            call.set(call.arg(0), "nlen", call.number(Objects.length(call.arg(1))));
            return Activation.none();
        }
    }

    /** Lets a logger's records pass and those of the loggers below it. */
    @Method("Filter.filter")
    static long passes(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String name = call.text(call.arg(0), "name");
            String logger = call.text(call.arg(1), "name");
            return Activation.own(name.isEmpty() || name.equals(logger) || logger.startsWith(name + "."));
        }
    }

    @Method("Filterer.__init__")
    static long initFilterer(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "filters", call.keep(ListType.make(0)));
            return Activation.none();
        }
    }

    /** Adds or takes away an item of a list that an attribute holds. */
    static long change(long args, String attribute, boolean add) {
        try (Activation call = new Activation(args)) {
            long list = call.get(call.arg(0), attribute);
            if (Sequences.contains(list, call.arg(1)) != add) call.call(list, add ? "append" : "remove", call.arg(1));
            return Activation.none();
        }
    }

    @Method("Filterer.addFilter")
    static long addFilter(long closure, long args, long nargs) {
        return change(args, "filters", true);
    }

    @Method("Filterer.removeFilter")
    static long removeFilter(long closure, long args, long nargs) {
        return change(args, "filters", false);
    }

    @Method("Filterer.filter")
    static long filter(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long filters = call.keep(Objects.iter(call.get(call.arg(0), "filters")));
            for (long filter = call.keep(Objects.next(filters)); filter != NULL; filter = call.keep(Objects.next(filters))) {
                long method = call.find(filter, "filter");
                if (!Objects.isTrue(call.invoke(method == NULL ? filter : method, call.arg(1)))) return Activation.own(false);
            }
            return Activation.own(true);
        }
    }

    @Method("Formatter.__init__")
    static long initFormatter(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            String style = Objects.strString(call.arg(3));
            if (!LoggingModule.FORMATS.containsKey(style)) throw PyError.valueError("Style must be one of: %,{,$");
            if (style.equals("$")) throw PyError.notImplemented("logging.Formatter with style '$'");
            String plain = style.equals("%") ? "%(message)s" : "{message}";
            String format = Objects.isTrue(call.arg(1)) ? Objects.strString(call.arg(1)) : plain;
            boolean isWrong = style.equals("%") && !FIELD.matcher(format).find();
            if (Objects.isTrue(call.arg(4)) && isWrong) throw PyError.valueError("Invalid format '" + format + "' for '%' style");
            call.set(self, "_style_name", call.arg(3));
            call.set(self, "_fmt", format);
            call.set(self, "_defaults", call.arg(5));
            call.set(self, "datefmt", call.arg(2));
            return Activation.none();
        }
    }

    @Method("Formatter.usesTime")
    static long usesTime(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String mark = call.text(call.arg(0), "_style_name").equals("%") ? "%(asctime)" : "{asctime";
            return Activation.own(call.text(call.arg(0), "_fmt").contains(mark));
        }
    }

    @Method("Formatter.formatTime")
    static long formatTime(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long time = call.call(call.arg(0), "converter", call.get(call.arg(1), "created"));
            long strftime = call.imported("time", "strftime");
            if (Objects.isTrue(call.arg(2))) return Activation.own(call.invoke(strftime, call.arg(2), time));
            long text = call.invoke(strftime, call.get(call.arg(0), "default_time_format"), time);
            long milliseconds = call.get(call.arg(0), "default_msec_format");
            return Objects.isTrue(milliseconds) ? Numbers.remainder(milliseconds, call.tuple(text, call.get(call.arg(1), "msecs"))) : Activation.own(text);
        }
    }

    @Method("Formatter.formatMessage")
    static long formatMessage(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long values = call.get(call.arg(1), "__dict__");
            long defaults = call.get(call.arg(0), "_defaults");
            if (Objects.isTrue(defaults)) values = call.keep(Numbers.or(defaults, values));
            long format = call.get(call.arg(0), "_fmt");
            if (call.text(call.arg(0), "_style_name").equals("%")) return Numbers.remainder(format, values);
            return Activation.own(call.apply(call.get(format, "format"), call.tuple(), values));
        } catch (PyError error) {
            if (error.type() != Exceptions.KeyError) throw error;
            long missing = ExceptionType.instance(error);
            try {
                throw PyError.valueError("Formatting field not found in record: " + Objects.strString(missing));
            } finally {
                References.decref(missing);
            }
        }
    }

    /** An exception with its traceback, without the line's end. */
    @Method("Formatter.formatException")
    static long formatException(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long lines = call.apply(call.imported("traceback", "format_exception"), call.keep(Sequences.tuple(call.arg(1))), NULL);
            String text = Objects.strString(call.call(call.text(""), "join", lines));
            return Strings.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        }
    }

    @Method("Formatter.formatStack")
    static long formatStack(long closure, long args, long nargs) {
        return Activation.own(Memory.getLong(args + 8));
    }

    @Method("Formatter.format")
    static long format(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long record = call.arg(1);
            call.set(record, "message", call.call(record, "getMessage"));
            if (call.asks(self, "usesTime")) call.set(record, "asctime", call.call(self, "formatTime", record, call.get(self, "datefmt")));
            StringBuilder text = new StringBuilder(Objects.strString(call.call(self, "formatMessage", record)));
            if (call.isTrue(record, "exc_info") && !call.isTrue(record, "exc_text")) {
                call.set(record, "exc_text", call.call(self, "formatException", call.get(record, "exc_info")));
            }
            if (call.isTrue(record, "exc_text")) onNewLine(text).append(call.text(record, "exc_text"));
            if (call.isTrue(record, "stack_info")) onNewLine(text).append(Objects.strString(call.call(self, "formatStack", call.get(record, "stack_info"))));
            return Strings.of(text.toString());
        }
    }

    private static StringBuilder onNewLine(StringBuilder text) {
        return text.length() > 0 && text.charAt(text.length() - 1) == '\n' ? text : text.append('\n');
    }
}
