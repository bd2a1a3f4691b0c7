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
import org.capi4j.type.WeakrefType;

/** The end of modules: their names become None in CPython's order, then the dict goes. */
public final class ModuleClearing {
    private static final List<String> SPECIALS = List.of(
            "path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback", "path_hooks", "path_importer_cache", "meta_path", "__interactivehook__");

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

    /**
     * All modules of an interpreter, each in its turn: CPython's {@code finalize_modules}. {@code sys.modules} lets go of them in the order of their
     * import, what was put into {@code builtins} goes, garbage is collected; whatever is still alive loses its contents, the last imported first, and
     * {@code sys} and {@code builtins} come at the end.
     *
     * @param builtinsCopy what {@code builtins} had at first
     */
    static void clearAll(long modules, long sys, long builtins, long builtinsCopy) {
        forgetSpecials(sys, builtins);
        List<Long> weak = removed(modules);
        DictType.clear(modules);
        DictType.clear(builtins);
        DictType.merge(builtins, builtinsCopy, true);
        Collector.collectQuietly();
        for (long reference : weak.reversed()) {
            clearAlive(reference, sys, builtins);
            References.decref(reference);
        }
        clearDict(sys);
        clearDict(builtins);
    }

    /** What a user may have left in {@code sys} that holds much. */
    private static void forgetSpecials(long sys, long builtins) {
        setNone(builtins, "_");
        for (String name : SPECIALS) setNone(sys, name);
        for (String stream : List.of("stdin", "stdout", "stderr")) {
            long original = DictType.get(sys, "__" + stream + "__");
            if (original != NULL) DictType.set(sys, stream, original);
        }
    }

    private static void setNone(long dict, String name) {
        if (DictType.get(dict, name) != NULL) DictType.set(dict, name, Singletons.NONE);
    }

    /** Weak references to the modules, which become None in the dict. */
    private static List<Long> removed(long modules) {
        List<Long> weak = new ArrayList<>();
        long names = DictType.keys(modules);
        try {
            for (long i = 0; i < ListType.size(names); i++) {
                long name = ListType.get(names, i);
                long module = DictType.get(modules, name);
                if (module == NULL) continue;
                if (ModuleType.isInstance(module)) weak.add(WeakrefType.make(module, NULL));
                DictType.set(modules, name, Singletons.NONE);
            }
        } finally {
            References.decref(names);
        }
        return weak;
    }

    private static void clearAlive(long reference, long sys, long builtins) {
        long module = WeakrefType.referent(reference);
        long dict = module == Singletons.NONE ? NULL : ModuleType.dict(module);
        if (dict == NULL || dict == sys || dict == builtins) return;
        References.incref(module);
        clearDict(dict);
        References.decref(module);
    }
}
