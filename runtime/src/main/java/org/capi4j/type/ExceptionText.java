package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashSet;
import java.util.Set;
import org.capi4j.layout.PyBaseExceptionObject;
import org.capi4j.layout.PyCFunctionObject;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Guard;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.Trampolines;

/** Exceptions as {@code sys.excepthook} and {@code sys.unraisablehook} print them. */
public final class ExceptionText {
    public static final String BECAUSE = "The above exception was the direct cause of the following exception:";
    public static final String DURING = "During handling of the above exception, another exception occurred:";

    /** So many exceptions of a group are shown, and groups in groups so deep. */
    private static final int WIDTH = 15;

    private static final int DEPTH = 10;

    private final StringBuilder text = new StringBuilder();
    private final Set<Long> seen = new HashSet<>();

    /** How many groups what is written now is in, that of its own counted. */
    private int depth;

    /** Whether the group that is written still needs the line at its end: one line ends all groups that end with the same exception. */
    private boolean isOpen;

    private ExceptionText() {}

    /** An exception with its causes, each with its traceback. */
    public static String of(long instance) {
        ExceptionText writer = new ExceptionText();
        writer.appendChain(instance);
        return writer.text.toString();
    }

    /** The same, where {@code chain} is false without its own causes. */
    public static String of(long instance, boolean chain) {
        ExceptionText writer = new ExceptionText();
        if (!chain) writer.seen.add(ExceptionType.cause(instance));
        writer.appendChain(instance);
        return writer.text.toString();
    }

    private void appendChain(long instance) {
        seen.add(instance);
        long cause = Memory.getLong(instance + PyBaseExceptionObject.cause);
        long shown = ExceptionType.cause(instance);
        if (shown != NULL && !seen.contains(shown)) {
            appendChain(shown);
            appendLine("");
            appendLine(cause != NULL ? BECAUSE : DURING);
            appendLine("");
        }
        if (ExceptionGroupType.isGroup(instance)) appendGroup(instance);
        else appendOne(instance, "Traceback (most recent call last):", "| ");
    }

    private String indent() {
        return "  ".repeat(depth);
    }

    /** What is in a group has a margin. */
    private StringBuilder margin() {
        return text.append(indent()).append(depth == 0 ? "" : "| ");
    }

    private void appendLine(String line) {
        margin().append(line).append('\n');
    }

    private void appendGroup(long group) {
        if (depth > DEPTH) {
            appendLine("... (max_group_depth is " + DEPTH + ")");
            return;
        }
        boolean isTop = depth == 0;
        if (isTop) depth = 1;
        appendOne(group, "Exception Group Traceback (most recent call last):", isTop ? "+ " : "| ");
        long exceptions = ExceptionGroupType.exceptions(group);
        long count = TupleType.size(exceptions);
        isOpen = false;
        for (long i = 0; i < Math.min(count, WIDTH + 1); i++) {
            boolean isLast = i == Math.min(count - 1, WIDTH);
            if (isLast) isOpen = true;
            String number = i < WIDTH ? Long.toString(i + 1) : "...";
            text.append(indent()).append(i == 0 ? "+-" : "  ").append("+---------------- ").append(number).append(" ----------------\n");
            depth++;
            if (i < WIDTH) appendChain(TupleType.get(exceptions, i));
            else appendLine("and " + (count - WIDTH) + " more exception" + (count - WIDTH == 1 ? "" : "s"));
            if (isLast && isOpen) {
                text.append(indent()).append("+------------------------------------\n");
                isOpen = false;
            }
            depth--;
        }
        if (isTop) depth = 0;
    }

    /** @param mark stands in the margin beside the header */
    private void appendOne(long instance, String header, String mark) {
        long traceback = ExceptionType.traceback(instance);
        if (traceback != NULL) {
            text.append(indent()).append(depth == 0 ? "" : mark).append(header).append('\n');
            TracebackText.entries(traceback).lines().forEach(this::appendLine);
        }
        appendMessage(instance);
    }

    /** The line that ends an exception's text, with what a syntax error and notes add to it. */
    public static String message(long instance) {
        ExceptionText writer = new ExceptionText();
        writer.appendMessage(instance);
        return writer.text.toString();
    }

    private void appendMessage(long instance) {
        String name = typeName(References.type(instance));
        String value = appendSyntaxError(instance);
        if (value == null) value = ExceptionType.text(instance);
        margin().append(name);
        if (!value.isEmpty()) text.append(": ").append(value);
        text.append('\n');
        appendNotes(instance);
    }

    /** The place of a SyntaxError and its line; returns the bare message, or null for any other exception. */
    private String appendSyntaxError(long instance) {
        if (attribute(instance, "print_file_and_line") == null) return null;
        String line = attribute(instance, "lineno");
        String message = attribute(instance, "msg");
        if (line == null || line.equals("None") || message == null) return null;
        String file = attribute(instance, "filename");
        margin().append("  File \"").append(file == null || file.equals("None") ? "<string>" : file).append("\", line ").append(line).append('\n');
        String source = attribute(instance, "text");
        if (source != null && !source.equals("None")) appendSource(source, number(attribute(instance, "offset")), number(attribute(instance, "end_offset")));
        return message;
    }

    /** Without the margin of a group, as CPython has it. */
    private void appendSource(String source, int offset, int end) {
        String line = source.lines().findFirst().orElse("");
        int indent = 0;
        while (indent < line.length() && " \t\f".indexOf(line.charAt(indent)) >= 0) indent++;
        text.append("    ").append(line.substring(indent)).append('\n');
        int caret = offset - 1 - indent;
        if (caret >= 0) text.append("    ").append(" ".repeat(caret)).append("^".repeat(Math.max(1, end - offset))).append('\n');
    }

    private static int number(String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException other) {
            return 0;
        }
    }

    private void appendNotes(long instance) {
        long notes;
        try {
            notes = Objects.lookupAttr(instance, "__notes__");
        } catch (PyError unreadable) {
            unreadable.release();
            return;
        }
        if (notes == NULL) return;
        if (ListType.isInstance(notes)) {
            for (long i = 0; i < ListType.size(notes); i++) appendNote(ExceptionType.text(ListType.get(notes, i)));
        } else {
            appendLine(reprOr(notes, "<__notes__ repr() failed>"));
        }
        References.decref(notes);
    }

    private void appendNote(String note) {
        for (int start = 0, end; start < note.length(); start = end) {
            int newline = note.indexOf('\n', start);
            end = newline < 0 ? note.length() : newline + 1;
            margin().append(note, start, end);
        }
        text.append('\n');
    }

    /** {@code str} of an attribute; null when there is none. */
    private static String attribute(long object, String name) {
        try {
            long value = Objects.lookupAttr(object, name);
            if (value == NULL) return null;
            try {
                return Objects.strString(value);
            } finally {
                References.decref(value);
            }
        } catch (PyError unreadable) {
            unreadable.release();
            return null;
        }
    }

    /** An exception type with its module in front, unless that is builtins or {@code __main__}. */
    static String typeName(long type) {
        String name = strAttribute(type, "__qualname__");
        if (name == null) name = TypeLookup.name(type);
        String module = strAttribute(type, "__module__");
        if (module == null) return "<unknown>." + name;
        return module.equals("builtins") || module.equals("__main__") ? name : module + "." + name;
    }

    private static String strAttribute(long object, String name) {
        try {
            long value = Objects.lookupAttr(object, name);
            if (value == NULL) return null;
            String text = TypeLookup.isInstance(value, BuiltinTypes.STR) ? Strings.toJava(value) : null;
            References.decref(value);
            return text;
        } catch (PyError unreadable) {
            unreadable.release();
            return null;
        }
    }

    private static String reprOr(long object, String failed) {
        try {
            return Objects.reprString(object);
        } catch (PyError unprintable) {
            unprintable.release();
            return failed;
        }
    }

    /** What {@code sys.unraisablehook} prints of an error, which is consumed; {@code message} may be null, {@code object} NULL. */
    public static String unraisable(PyError error, String message, long object) {
        StringBuilder text = new StringBuilder();
        if (message != null) text.append(message);
        if (object != NULL) {
            text.append(message == null ? "Exception ignored in: " : ": ");
            text.append(reprOr(object, "<object repr() failed>")).append('\n');
        } else if (message != null) {
            text.append(":\n");
        }
        long instance = ExceptionType.instance(error);
        text.append(ExceptionType.formatTraceback(instance)).append(typeName(References.type(instance)));
        text.append(": ").append(ExceptionType.text(instance)).append('\n');
        References.decref(instance);
        return text.toString();
    }

    /** Reports what came out of a callback where nobody waits for it. Nothing comes out of here, even where there is no memory to tell it. */
    static void tellUnraisable(Throwable failure, String function, long callable) {
        try {
            writeUnraisable(Guard.error(failure, function), null, callable);
        } catch (Throwable second) {
            Guard.unraisable(second, function);
        }
    }

    /** {@code PyErr_WriteUnraisable}: reports an error that nobody can receive, and consumes it. */
    public static void writeUnraisable(PyError error, String message, long object) {
        try {
            long hook = SysAttributes.get("unraisablehook");
            if (hook == NULL || isOurs(hook)) {
                SysAttributes.writeError(unraisable(error, message, object));
            } else {
                callHook(References.newRef(hook), error, message, object);
            }
        } catch (PyError second) {
            SysAttributes.writeError("Exception ignored in sys.unraisablehook\n" + ExceptionType.describe(second) + "\n");
            second.release();
        }
    }

    /** The hook that sys starts with does what is done here anyway. */
    private static boolean isOurs(long hook) {
        return References.type(hook) == BuiltinTypes.C_FUNCTION
                && Trampolines.isOurs(Memory.getLong(Memory.getLong(hook + PyCFunctionObject.m_ml) + PyMethodDef.ml_meth));
    }

    private static void callHook(long hook, PyError error, String message, long object) {
        long instance = ExceptionType.instance(error);
        long traceback = ExceptionType.traceback(instance);
        long namespace = DictType.make();
        long text = message == null ? Singletons.none() : Strings.of(message);
        try {
            DictType.set(namespace, "exc_type", References.type(instance));
            DictType.set(namespace, "exc_value", instance);
            DictType.set(namespace, "exc_traceback", traceback == NULL ? Singletons.NONE : traceback);
            DictType.set(namespace, "err_msg", text);
            DictType.set(namespace, "object", object == NULL ? Singletons.NONE : object);
            long args = NamespaceType.make(namespace);
            try {
                References.decref(Calls.callOneArg(hook, args));
            } finally {
                References.decref(args);
            }
        } finally {
            References.decref(text);
            References.decref(namespace);
            References.decref(instance);
            References.decref(hook);
        }
    }
}
