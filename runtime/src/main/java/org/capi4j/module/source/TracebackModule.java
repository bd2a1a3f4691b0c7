package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import org.capi4j.type.ExceptionGroupType;
import org.capi4j.type.ExceptionText;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TracebackText;
import org.capi4j.type.TypeLookup;

/** {@code traceback}: the functions that make text of exceptions. Stacks and the classes that summarise tracebacks aren't here. */
@BuiltinModule("traceback")
public final class TracebackModule {
    private TracebackModule() {}

    public static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "TracebackModule");
        Namespace.steal(dict, "_Sentinel", new ClassContents(definitions, "_Sentinel").define("__repr__(self)").make(BuiltinTypes.TYPE));
        long sentinel = Calls.callNoArgs(DictType.get(dict, "_Sentinel"));
        Namespace.steal(dict, "_sentinel", sentinel);
        definitions.enterClosing(sentinel, "format_exception(exc, /, value=closure, tb=closure, limit=None, chain=True)", "format_exception_only(exc, /, value=closure)",
                "print_exception(exc, /, value=closure, tb=closure, limit=None, file=None, chain=True)");
        definitions.enter("format_exc(limit=None, chain=True)", "print_exc(limit=None, file=None, chain=True)", "format_tb(tb, limit=None)", "print_tb(tb, limit=None, file=None)");
    }

    @Method("_Sentinel.__repr__")
    static long repr(long closure, long args, long nargs) {
        return Strings.of("<implicit>");
    }

    private static int limit(long limit) {
        if (limit == Singletons.NONE) return Integer.MAX_VALUE;
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, LongType.asSsize(limit)));
    }

    /**
     * The parts of an exception's text.
     *
     * @param value an exception or None
     * @param tb    its traceback or None
     */
    private static List<String> parts(long value, long tb, int limit, boolean chain) {
        List<String> parts = new ArrayList<>();
        if (!ExceptionType.isInstance(value)) {
            if (value != Singletons.NONE) References.decref(Objects.getAttr(value, "__suppress_context__"));
            if (tb != Singletons.NONE) appendTraceback(parts, tb, limit);
            parts.add("NoneType: None\n");
            return parts;
        }
        boolean isWhole = chain && hasGroup(value, new HashSet<>()) || limit != 0 && ExceptionGroupType.isGroup(value);
        if (isWhole) ExceptionText.of(value, chain).lines().forEach(line -> parts.add(line + "\n"));
        else append(parts, value, tb, limit, chain, new HashSet<>());
        return parts;
    }

    private static boolean hasGroup(long exception, Set<Long> seen) {
        for (long each = exception; each != NULL && seen.add(each); each = ExceptionType.cause(each)) if (ExceptionGroupType.isGroup(each)) return true;
        return false;
    }

    private static void append(List<String> parts, long exception, long tb, int limit, boolean chain, Set<Long> seen) {
        seen.add(exception);
        long cause = chain ? ExceptionType.cause(exception) : NULL;
        if (cause != NULL && !seen.contains(cause)) {
            long traceback = ExceptionType.traceback(cause);
            append(parts, cause, traceback == NULL ? Singletons.NONE : traceback, limit, true, seen);
            try (Activation call = new Activation(NULL)) {
                parts.add("\n" + (call.isNone(exception, "__cause__") ? ExceptionText.DURING : ExceptionText.BECAUSE) + "\n\n");
            }
        }
        if (tb != Singletons.NONE) appendTraceback(parts, tb, limit);
        appendMessage(parts, exception);
    }

    private static void appendTraceback(List<String> parts, long tb, int limit) {
        if (References.type(tb) != BuiltinTypes.TRACE_BACK) throw PyError.attributeError("'" + TypeLookup.nameOf(tb) + "' object has no attribute 'tb_frame'");
        parts.add("Traceback (most recent call last):\n");
        parts.addAll(TracebackText.entries(tb, limit));
    }

    /** The message is one part, and each line of what stands before it or of notes. */
    private static void appendMessage(List<String> parts, long exception) {
        String text = ExceptionText.message(exception);
        try (Activation call = new Activation(NULL)) {
            boolean isPlain = call.find(exception, "__notes__") == NULL && call.find(exception, "print_file_and_line") == NULL;
            if (isPlain) parts.add(text);
            else text.lines().forEach(line -> parts.add(line + "\n"));
        }
    }

    /** The parts for arguments as {@code format_exception} has them. */
    private static List<String> parts(Activation call, long sentinel, long limit, long chain) {
        boolean hasValue = call.arg(1) != sentinel;
        if (hasValue != (call.arg(2) != sentinel)) throw PyError.valueError("Both or neither of value and tb must be given");
        boolean chained = Objects.isTrue(chain);
        if (hasValue) return parts(call.arg(1), call.arg(2), limit(limit), chained);
        long exception = checked(call.arg(0));
        long traceback = exception == Singletons.NONE ? NULL : ExceptionType.traceback(exception);
        return parts(exception, traceback == NULL ? Singletons.NONE : traceback, limit(limit), chained);
    }

    private static long checked(long exception) {
        if (exception == Singletons.NONE || ExceptionType.isInstance(exception)) return exception;
        throw PyError.typeError("Exception expected for value, " + TypeLookup.nameOf(exception) + " found");
    }

    @Method("format_exception")
    static long formatException(long sentinel, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Namespace.list(parts(call, sentinel, call.arg(3), call.arg(4)));
        }
    }

    @Method("format_exception_only")
    static long formatOnly(long sentinel, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long value = call.arg(1) == sentinel ? call.arg(0) : call.arg(1);
            return Namespace.list(parts(value, Singletons.NONE, 0, false));
        }
    }

    @Method("print_exception")
    static long printException(long sentinel, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return print(call, call.arg(4), parts(call, sentinel, call.arg(3), call.arg(5)));
        }
    }

    /** Each part by a call of its own, to standard error where no file is given. */
    private static long print(Activation call, long file, List<String> parts) {
        long stream = file == Singletons.NONE ? call.imported("sys", "stderr") : file;
        for (String part : parts) call.call(stream, "write", call.text(part));
        return Activation.none();
    }

    private static List<String> handled(Activation call, long limit, long chain) {
        long exception = call.invoke(call.imported("sys", "exception"));
        long traceback = exception == Singletons.NONE ? Singletons.NONE : call.get(exception, "__traceback__");
        return parts(exception, traceback, limit(limit), Objects.isTrue(chain));
    }

    @Method("format_exc")
    static long formatHandled(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Strings.of(String.join("", handled(call, call.arg(0), call.arg(1))));
        }
    }

    @Method("print_exc")
    static long printHandled(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return print(call, call.arg(1), handled(call, call.arg(0), call.arg(2)));
        }
    }

    private static List<String> entries(Activation call) {
        List<String> parts = new ArrayList<>();
        if (call.isGiven(0)) appendTraceback(parts, call.arg(0), limit(call.arg(1)));
        return parts.isEmpty() ? parts : parts.subList(1, parts.size());
    }

    @Method("format_tb")
    static long formatTraceback(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Namespace.list(entries(call));
        }
    }

    @Method("print_tb")
    static long printTraceback(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return print(call, call.arg(2), entries(call));
        }
    }
}
