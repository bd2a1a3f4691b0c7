package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashSet;
import java.util.Set;
import org.capi4j.layout.PyBaseExceptionObject;
import org.capi4j.layout.PyCFunctionObject;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.Trampolines;

/** Exceptions as {@code sys.excepthook} and {@code sys.unraisablehook} print them. */
public final class ExceptionText {
    private static final String BECAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
    private static final String DURING = "\nDuring handling of the above exception, another exception occurred:\n\n";

    private final StringBuilder text = new StringBuilder();
    private final Set<Long> seen = new HashSet<>();

    private ExceptionText() {}

    /** An exception with its causes, each with its traceback. */
    public static String of(long instance) {
        ExceptionText writer = new ExceptionText();
        writer.appendChain(instance);
        return writer.text.toString();
    }

    private void appendChain(long instance) {
        seen.add(instance);
        long cause = Memory.getLong(instance + PyBaseExceptionObject.cause);
        long shown = ExceptionType.cause(instance);
        if (shown != NULL && !seen.contains(shown)) {
            appendChain(shown);
            text.append(cause != NULL ? BECAUSE : DURING);
        }
        appendOne(instance);
    }

    private void appendOne(long instance) {
        text.append(ExceptionType.formatTraceback(instance));
        String name = typeName(References.type(instance));
        String value = appendSyntaxError(instance);
        if (value == null) value = ExceptionType.text(instance);
        text.append(name);
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
        text.append("  File \"").append(file == null || file.equals("None") ? "<string>" : file).append("\", line ").append(line).append('\n');
        String source = attribute(instance, "text");
        if (source != null && !source.equals("None")) appendSource(source, number(attribute(instance, "offset")));
        return message;
    }

    private void appendSource(String source, int offset) {
        String line = source.lines().findFirst().orElse("");
        int indent = 0;
        while (indent < line.length() && " \t\f".indexOf(line.charAt(indent)) >= 0) indent++;
        text.append("    ").append(line.substring(indent)).append('\n');
        int caret = offset - 1 - indent;
        if (caret >= 0) text.append("    ").append(" ".repeat(caret)).append("^\n");
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
            for (long i = 0; i < ListType.size(notes); i++) text.append(ExceptionType.text(ListType.get(notes, i))).append('\n');
        } else {
            text.append(reprOr(notes, "<__notes__ repr() failed>")).append('\n');
        }
        References.decref(notes);
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
