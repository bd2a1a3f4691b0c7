package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongSupplier;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** Attributes of the {@code sys} module, which stands above this package: module.Imports says where its dict is. */
public final class SysAttributes {
    private static LongSupplier namespace = () -> NULL;

    private SysAttributes() {}

    /** Says how to find the current interpreter's dict of {@code sys} (borrowed). */
    public static void use(LongSupplier sys) {
        namespace = sys;
    }

    /** The dict of {@code sys}: borrowed, or NULL when there is none yet. */
    public static long dict() {
        return namespace.getAsLong();
    }

    /** {@code PySys_GetObject}: borrowed, or NULL when missing or None. */
    public static long get(String name) {
        long dict = dict();
        if (dict == NULL) return NULL;
        long value = DictType.get(dict, name);
        return value == Singletons.NONE ? NULL : value;
    }

    /** {@code value} is borrowed. */
    public static void set(String name, long value) {
        if (dict() != NULL) DictType.set(dict(), name, value);
    }

    /** Writes to {@code sys.stderr}, or to the process's standard error where that is missing or doesn't work. */
    public static void writeError(String text) {
        try {
            long stream = get("stderr");
            if (stream != NULL) {
                write(stream, text);
                return;
            }
        } catch (PyError broken) {
            broken.release();
        }
        System.err.print(text);
        System.err.flush();
    }

    /** Calls a file object's {@code write}. */
    public static void write(long stream, String text) {
        long str = Strings.of(text);
        References.incref(stream);
        try {
            References.decref(Calls.callMethod(stream, "write", str));
        } finally {
            References.decref(stream);
            References.decref(str);
        }
    }
}
