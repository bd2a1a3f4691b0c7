package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Collector;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Singletons;

/** The end of modules: their names become None in CPython's order, then the dict goes. */
public final class ModuleClearing {
    private ModuleClearing() {}

    /** {@code _PyModule_ClearDict}: names with one leading underscore first, then all but {@code __builtins__}. */
    public static void clearDict(long dict) {
        clear(dict, name -> name.startsWith("_") && !name.startsWith("__"));
        clear(dict, name -> !name.equals("__builtins__"));
    }

    private static void clear(long dict, Predicate<String> chosen) {
        long keys = DictType.keys(dict);
        try {
            for (long i = 0; i < ListType.size(keys); i++) {
                long key = ListType.get(keys, i);
                if (References.type(key) == BuiltinTypes.STR && chosen.test(Strings.toJava(key))) {
                    DictType.set(dict, key, Singletons.NONE);
                }
            }
        } finally {
            References.decref(keys);
        }
    }

    /** Every module of {@code modules} becomes None there, garbage is collected, then the ones that are still alive lose their contents, last
     * imported first. */
    public static void clearAll(long modules) {
        List<Long> weak = new ArrayList<>();
        long[] pair = new long[2];
        for (long at = DictType.next(modules, 0, pair); at >= 0; at = DictType.next(modules, at, pair)) {
            if (ModuleType.isInstance(pair[1])) weak.add(References.newRef(pair[1]));
        }
        DictType.clear(modules);
        Collector.collectQuietly();
        for (long module : weak.reversed()) {
            long dict = ModuleType.dict(module);
            if (References.count(module) > 1 && dict != NULL) clearDict(dict);
            References.decref(module);
        }
    }
}
