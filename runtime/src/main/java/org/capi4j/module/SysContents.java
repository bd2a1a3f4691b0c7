package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.Singletons;

/** {@code sys}' dict as C code sees it: {@code PySys_GetObject}, {@code PySys_SetObject} and what is made of them. */
public final class SysContents {
    private SysContents() {}

    /** Borrowed, or NULL without an error when there is none; what {@code sys} makes late is made now. */
    public static long get(String name) {
        long sys = Imports.sys();
        if (sys == NULL) return NULL;
        long value = DictType.get(sys, name);
        if (value != NULL) return value;
        long made = SysInfo.get(sys, name);
        References.xdecref(made); // The dict has it.
        return made;
    }

    /** The value is borrowed; NULL deletes. */
    public static void set(String name, long value) {
        if (value != NULL) DictType.set(Imports.sys(), name, value);
        else DictType.delete(Imports.sys(), name);
    }

    /** Writes to {@code sys.stdout} or {@code sys.stderr}; where there is none, or it fails, to the process's own. */
    public static void write(String stream, String text) {
        long file = Imports.sys() == NULL ? NULL : References.xnewRef(DictType.get(Imports.sys(), stream));
        try {
            if (file != NULL && file != Singletons.NONE) {
                TextFiles.write(file, text);
                return;
            }
        } catch (PyError failure) {
            failure.release();
        } finally {
            References.xdecref(file);
        }
        TextBuffer buffer = TextFiles.output(stream.equals("stderr") ? 2 : 1);
        buffer.write(text);
        buffer.flush();
    }

    /** Sets an attribute to a new list of strs. */
    public static void setList(String name, String... items) {
        Namespace.steal(Imports.sys(), name, Namespace.list(List.of(items)));
    }

    public static void addWarnOption(String option) {
        long options = DictType.get(Imports.sys(), "warnoptions");
        if (options == NULL || !ListType.isInstance(options)) {
            setList("warnoptions");
            options = DictType.get(Imports.sys(), "warnoptions");
        }
        Namespace.append(options, Strings.of(option));
    }

    /** {@code -X name=value}; without a value it is True. */
    public static void addXOption(String option) {
        long options = DictType.get(Imports.sys(), "_xoptions");
        if (options == NULL) throw PyError.runtimeError("lost sys._xoptions");
        int sign = option.indexOf('=');
        if (sign < 0) Namespace.put(options, option, true);
        else Namespace.put(options, option.substring(0, sign), option.substring(sign + 1));
    }

    /** The text of an attribute that is a str; empty when it isn't one. */
    public static String text(String name) {
        long value = get(name);
        return Namespace.isStr(value) ? Strings.toJava(value) : "";
    }

    /** {@code sys.path} with colons between. */
    public static String searchPath() {
        long path = get("path");
        if (path == NULL || !ListType.isInstance(path)) return "";
        StringBuilder text = new StringBuilder();
        for (long i = 0; i < ListType.size(path); i++) {
            long item = ListType.get(path, i);
            if (Namespace.isStr(item)) text.append(text.isEmpty() ? "" : ":").append(Strings.toJava(item));
        }
        return text.toString();
    }
}
