package org.capi4j.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;

/**
 * Which types have which direct subclasses, per interpreter, or group of those that share a GIL. CPython keeps this in {@code tp_subclasses}; here built-in types are shared
 * by interpreters, so that field stays NULL. A subclass is not owned: its deallocation removes it.
 */
final class Subclasses {
    private final Map<Long, Set<Long>> byBase = new HashMap<>();

    private static Subclasses current() {
        return InterpreterState.current().shared(Subclasses.class, Subclasses::new);
    }

    static void add(long base, long type) {
        current().byBase.computeIfAbsent(base, key -> new LinkedHashSet<>()).add(type);
    }

    static void remove(long base, long type) {
        Set<Long> known = current().byBase.get(base);
        if (known != null && known.remove(type) && known.isEmpty()) current().byBase.remove(base);
    }

    /** Adds {@code type} to each of its {@code tp_bases}. */
    static void addToBases(long type) {
        long bases = Memory.getLong(type + PyTypeObject.tp_bases);
        for (long i = 0; i < TupleType.size(bases); i++) add(TupleType.get(bases, i), type);
    }

    static void removeFromBases(long type) {
        long bases = Memory.getLong(type + PyTypeObject.tp_bases);
        if (bases == Memory.NULL) return;
        for (long i = 0; i < TupleType.size(bases); i++) remove(TupleType.get(bases, i), type);
    }

    /** Direct subclasses made in these interpreters, borrowed: a copy, safe to walk while classes come and go. */
    static List<Long> of(long type) {
        Set<Long> known = current().byBase.get(type);
        return known == null ? List.of() : List.copyOf(known);
    }

    /** As {@link #of}, built-in types too. */
    static List<Long> allOf(long type) {
        List<Long> result = new ArrayList<>();
        for (long builtin : Builtins.ALL) {
            if (Memory.getLong(builtin + PyTypeObject.tp_base) == type) result.add(builtin);
        }
        result.addAll(of(type));
        return result;
    }

    /** Every built-in type: the shim's table ends with NULL. */
    private static final class Builtins {
        static final long[] ALL = all();

        private static long[] all() {
            long table = Shim.symbol("c4j_static_types");
            int count = 0;
            while (Memory.getLong(table + 8L * count) != Memory.NULL) count++;
            long[] types = new long[count];
            for (int i = 0; i < count; i++) types[i] = Memory.getLong(table + 8L * i);
            return types;
        }
    }
}
