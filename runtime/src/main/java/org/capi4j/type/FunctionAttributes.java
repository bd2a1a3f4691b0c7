package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.object.References;

/** What wrappers of functions take over from them. */
final class FunctionAttributes {
    private static final List<String> COPIED = List.of("__module__", "__name__", "__qualname__", "__doc__", "__annotations__");

    private FunctionAttributes() {}

    /** Copies the names and the documentation of {@code function} to its wrapper, as {@code functools.wraps} does. */
    static void copy(long function, long wrapper) {
        for (String name : COPIED) {
            long value = Objects.lookupAttr(function, name);
            if (value == NULL) continue;
            try {
                Objects.setAttr(wrapper, name, value);
            } finally {
                References.decref(value);
            }
        }
    }

    /** {@code _PyObject_IsAbstract}: whether {@code __isabstractmethod__} is true. */
    static boolean isAbstract(long object) {
        long flag = object == NULL ? NULL : Objects.lookupAttr(object, "__isabstractmethod__");
        if (flag == NULL) return false;
        try {
            return Objects.isTrue(flag);
        } finally {
            References.decref(flag);
        }
    }
}
