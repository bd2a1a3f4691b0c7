package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.SourceLines;
import org.capi4j.type.SysAttributes;

/** {@code warnings}: {@code WarningMessage}, and how one is shown. Who sets {@code showwarning} or {@code formatwarning} is asked instead. */
@BuiltinModule("warnings")
public final class WarningDisplay {
    private static final String[] DETAILS = {"message", "category", "filename", "lineno", "file", "line", "source"};

    private WarningDisplay() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "WarningDisplay");
        definitions.enter(
                "showwarning(message, category, filename, lineno, file=None, line=None)", "formatwarning(message, category, filename, lineno, line=None)",
                "_showwarnmsg_impl(msg)", "_formatwarnmsg_impl(msg)", "_showwarnmsg(msg)", "_formatwarnmsg(msg)");
        DictType.set(dict, "_showwarning_orig", DictType.get(dict, "showwarning"));
        DictType.set(dict, "_formatwarning_orig", DictType.get(dict, "formatwarning"));
        ClassContents message = new ClassContents(definitions, "WarningMessage").put("_WARNING_DETAILS", Namespace.tuple(DETAILS));
        message.define("__init__(self, message, category, filename, lineno, file=None, line=None, source=None)", "__str__(self)");
        Namespace.steal(dict, "WarningMessage", message.make(BuiltinTypes.TYPE));
    }

    @Method("WarningMessage.__init__")
    static long init(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        for (int i = 0; i < DETAILS.length; i++) Objects.setAttr(self, DETAILS[i], Memory.getLong(args + 8L * (i + 1)));
        try (OwnedObjects own = new OwnedObjects()) {
            long category = Memory.getLong(args + 16);
            long name = Objects.isTrue(category) ? own.add(Objects.getAttr(category, "__name__")) : Singletons.NONE;
            Objects.setAttr(self, "_category_name", name);
        }
        return Singletons.none();
    }

    @Method("WarningMessage.__str__")
    static long str(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            StringBuilder text = new StringBuilder("{message : ").append(Objects.reprString(own.add(Objects.getAttr(self, "message"))));
            text.append(", category : ").append(Objects.reprString(own.add(Objects.getAttr(self, "_category_name"))));
            for (String detail : new String[] {"filename", "lineno", "line"}) {
                text.append(", ").append(detail).append(" : ").append(Objects.reprString(own.add(Objects.getAttr(self, detail))));
            }
            return Strings.of(text.append('}').toString());
        }
    }

    private static long names() {
        return WarningFilters.names();
    }

    private static long message(OwnedObjects own, long args, long file, long line) {
        long cls = DictType.get(names(), "WarningMessage");
        return own.add(Calls.callWith(cls, Memory.getLong(args), Memory.getLong(args + 8), Memory.getLong(args + 16), Memory.getLong(args + 24), file, line));
    }

    @Method("showwarning")
    static long showWarning(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            return Calls.callOneArg(DictType.get(names(), "_showwarnmsg_impl"), message(own, args, Memory.getLong(args + 32), Memory.getLong(args + 40)));
        }
    }

    @Method("formatwarning")
    static long formatWarning(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            return Calls.callOneArg(DictType.get(names(), "_formatwarnmsg_impl"), message(own, args, Singletons.NONE, Memory.getLong(args + 32)));
        }
    }

    /** Attributes of a message as arguments. */
    private static long call(long function, long message, String... attributes) {
        try (OwnedObjects own = new OwnedObjects()) {
            long[] values = new long[attributes.length];
            for (int i = 0; i < values.length; i++) values[i] = own.add(Objects.getAttr(message, attributes[i]));
            return Calls.callWith(function, values);
        }
    }

    /** What somebody has put into the module in place of its function, borrowed; NULL while that is the module's own. */
    private static long replacement(String name, String own) {
        long current = DictType.get(names(), name);
        return current == DictType.get(names(), own) ? NULL : current;
    }

    @Method("_showwarnmsg")
    static long show(long closure, long message) {
        long other = replacement("showwarning", "_showwarning_orig");
        if (other == NULL) return Calls.callOneArg(DictType.get(names(), "_showwarnmsg_impl"), message);
        if (!Objects.isCallable(other)) throw PyError.typeError("warnings.showwarning() must be set to a function or method");
        References.decref(call(other, message, "message", "category", "filename", "lineno", "file", "line"));
        return Singletons.none();
    }

    @Method("_formatwarnmsg")
    static long format(long closure, long message) {
        long other = replacement("formatwarning", "_formatwarning_orig");
        if (other == NULL) return formatPlainly(closure, message);
        return call(other, message, "message", "category", "filename", "lineno", "line");
    }

    /** An error of the stream's is nobody's concern. */
    @Method("_showwarnmsg_impl")
    static long showPlainly(long closure, long message) {
        try (OwnedObjects own = new OwnedObjects()) {
            long file = own.add(Objects.getAttr(message, "file"));
            if (file == Singletons.NONE) file = SysAttributes.get("stderr");
            if (file == NULL || file == Singletons.NONE) return Singletons.none();
            own.add(References.newRef(file));
            long text = own.add(Calls.callOneArg(DictType.get(names(), "_formatwarnmsg"), message));
            References.decref(Calls.callMethod(file, "write", text));
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.OSError)) throw error;
            error.release();
        }
        return Singletons.none();
    }

    @Method("_formatwarnmsg_impl")
    static long formatPlainly(long closure, long message) {
        try (OwnedObjects own = new OwnedObjects()) {
            String category = Objects.strString(own.add(Objects.getAttr(own.add(Objects.getAttr(message, "category")), "__name__")));
            String file = Objects.strString(own.add(Objects.getAttr(message, "filename")));
            long number = own.add(Objects.getAttr(message, "lineno"));
            String head = file + ":" + Objects.strString(number) + ": " + category + ": ";
            StringBuilder text = new StringBuilder(head).append(Objects.strString(own.add(Objects.getAttr(message, "message")))).append('\n');
            String line = line(own.add(Objects.getAttr(message, "line")), file, number);
            if (!line.isEmpty()) text.append("  ").append(line.strip()).append('\n');
            boolean source = own.add(Objects.getAttr(message, "source")) != Singletons.NONE;
            if (source) text.append(category).append(": Enable tracemalloc to get the object allocation traceback\n");
            return Strings.of(text.toString());
        }
    }

    private static String line(long given, String file, long number) {
        if (given != Singletons.NONE) return Objects.isTrue(given) ? Objects.strString(given) : "";
        if (!LongType.isInstance(number)) return "";
        String line = SourceLines.get(file, LongType.asBigInteger(number).intValue());
        return line == null ? "" : line;
    }
}
