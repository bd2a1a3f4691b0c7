package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;

/** What an interpreter knows about abstract base classes: what was registered with them, and what methods some of them ask for. */
final class AbcRegistry {
    /** By class: weak references to the classes registered with it. */
    private final Map<Long, List<Long>> registered = new HashMap<>();
    /** By class: methods that a class must have to be one, whatever it derives from. The classes live as long as {@code collections.abc}. */
    private final Map<Long, String[]> methods = new HashMap<>();

    /** Classes of {@code collections.abc}, some of whose subclasses may not have been made. */
    private final Set<Long> incomplete = new HashSet<>();

    /** How often a class was registered. */
    private long token;

    static AbcRegistry current() {
        return InterpreterState.current().attached(AbcRegistry.class, AbcRegistry::new);
    }

    void add(long cls, long subclass) {
        token++;
        registered.computeIfAbsent(cls, key -> new ArrayList<>()).add(WeakrefType.make(subclass, NULL));
    }

    long token() {
        return token;
    }

    /** Weak references to the classes registered with {@code cls}, borrowed. */
    List<Long> references(long cls) {
        return registered.getOrDefault(cls, List.of());
    }

    void forget(long cls) {
        List<Long> forgotten = registered.remove(cls);
        if (forgotten != null) forgotten.forEach(References::decref);
    }

    void expectSubclasses(long cls) {
        incomplete.add(cls);
    }

    /** Whether its subclasses were expected, and nobody has asked this before. */
    boolean takeExpectation(long cls) {
        return incomplete.remove(cls);
    }

    void ask(long cls, String... names) {
        methods.put(cls, names);
    }

    /** Whether {@code subclass} is one of the classes registered with {@code cls}, or derived from one. */
    boolean covers(long cls, long subclass) {
        for (long weak : List.copyOf(registered.getOrDefault(cls, List.of()))) {
            long candidate = WeakrefType.referent(weak);
            if (candidate != Singletons.NONE && Objects.isSubclass(subclass, candidate)) return true;
        }
        return false;
    }

    /** What the methods of {@code subclass} say: true when it has them all, else null, as other ways are left. */
    Boolean structural(long cls, long subclass) {
        String[] names = methods.get(cls);
        if (names == null) return null;
        for (String name : names) if (!has(subclass, name)) return null;
        return true;
    }

    /** A class says that it has no such method by setting it to None. */
    private static boolean has(long cls, String name) {
        long mro = Memory.getLong(cls + PyTypeObject.tp_mro);
        for (long i = 0; i < TupleType.size(mro); i++) {
            long value = DictType.get(TypeLookup.dict(TupleType.get(mro, i)), name);
            if (value != NULL) return value != Singletons.NONE;
        }
        return false;
    }

    /** Gives up the weak references, at the interpreter's end. */
    void clear() {
        registered.values().forEach(list -> list.forEach(References::decref));
        registered.clear();
        methods.clear();
        incomplete.clear();
    }
}
