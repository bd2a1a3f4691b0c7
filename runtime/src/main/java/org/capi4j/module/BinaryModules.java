package org.capi4j.module;

import java.util.Map;
import org.capi4j.type.DictType;

/**
 * Modules that in CPython are Python source around a C module, and whose public names are nearly all the C module's: here they are that
 * module's names and nothing else, which needs CPython's binary of it on the search path.
 */
final class BinaryModules {
    private static final Map<String, String> BINARIES = Map.of(
            "datetime", "_datetime",
            "decimal", "_decimal",
            "struct", "_struct",
            "heapq", "_heapq",
            "bisect", "_bisect",
            "pickle", "_pickle",
            "contextvars", "_contextvars");

    /** Names that the Python source gives the binary's functions besides their own. */
    private static final Map<String, Map<String, String>> ALIASES =
            Map.of("bisect", Map.of("bisect", "bisect_right", "insort", "insort_right"));

    private BinaryModules() {}

    static boolean has(String name) {
        return BINARIES.containsKey(name);
    }

    /** Adds the binary's names. */
    static void fill(String name, long dict) {
        JavaModules.copy(BINARIES.get(name), dict, key -> !key.startsWith("__") || key.equals("__version__"));
        ALIASES.getOrDefault(name, Map.of()).forEach((alias, function) -> DictType.set(dict, alias, DictType.get(dict, function)));
    }
}
