package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.References;

/** {@code _PyObject_FunctionStr}: how messages about a call name the callable, such as {@code math.sin()} or {@code list.append()}. */
public final class FunctionName {
    private FunctionName() {}

    public static String of(long callable) {
        long qualname = Objects.lookupAttr(callable, "__qualname__");
        if (qualname == NULL) return Objects.strString(callable);
        try {
            return module(callable) + Objects.strString(qualname) + "()";
        } finally {
            References.decref(qualname);
        }
    }

    private static String module(long callable) {
        long module = Objects.lookupAttr(callable, "__module__");
        if (module == NULL) return "";
        try {
            if (module == Singletons.NONE) return "";
            String name = Objects.strString(module);
            return name.equals("builtins") ? "" : name + ".";
        } finally {
            References.decref(module);
        }
    }
}
