package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.ModuleType;

/**
 * Names of a module whose values are made when somebody asks for them, since few do and making them takes an import's time: what its
 * {@code __getattr__} and {@code __dir__} are made of.
 */
public final class LateNames {
    private LateNames() {}

    /** What a module's {@code __getattr__} is asked for. */
    public static String asked(long name) {
        return Namespace.text("__getattr__", name);
    }

    /** A new reference to {@code value}, borrowed; NULL: the module has no such name. */
    public static long found(String module, String name, long value) {
        if (value == NULL) throw PyError.attributeError("module '" + module + "' has no attribute '" + name + "'");
        return References.newRef(value);
    }

    /** {@code __dir__()} of a module that has these names besides those in its dict: a new list. */
    public static long dir(long module, List<String> names) {
        long dict = ModuleType.dict(module);
        long list = ListType.make(0);
        long[] pair = new long[2];
        for (long at = DictType.next(dict, 0, pair); at >= 0; at = DictType.next(dict, at, pair)) {
            String name = Strings.toJava(pair[0]);
            if (!name.equals("__getattr__") && !name.equals("__dir__")) ListType.append(list, pair[0]);
        }
        for (String name : names) if (DictType.get(dict, name) == NULL) Namespace.append(list, Strings.of(name));
        return list;
    }
}
