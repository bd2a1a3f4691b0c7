package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashMap;
import java.util.Map;
import org.capi4j.layout.PyModuleDef;
import org.capi4j.memory.Memory;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;

/**
 * Extensions whose init function makes the whole module, when they are imported a second time in an interpreter. One that keeps its state
 * in static variables ({@code m_size} -1) is not initialised again: the module gets what the first one had when it was new. (CPython
 * shares that copy between interpreters; here each interpreter has its own, because no object belongs to two.)
 */
public final class SinglePhase {
    private record Known(long def, long contents) {}

    private record Extension(String name, String file) {
        /** By hand: what a record makes of itself at its first use takes 10 ms of every start. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Extension extension && name.equals(extension.name) && file.equals(extension.file);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + file.hashCode();
        }
    }

    private static final class Copies {
        final Map<Extension, Known> known = new HashMap<>();
    }

    private SinglePhase() {}

    private static Map<Extension, Known> known() {
        return InterpreterState.current().attached(Copies.class, Copies::new).known;
    }

    /** Remembers a new module's contents where it can't be initialised again: {@code _PyImport_FixupExtensionObject} does so too. */
    public static void remember(String name, String file, long module) {
        long def = ModuleType.def(module);
        ModuleStates.add(module, def);
        if (Memory.getLong(def + PyModuleDef.m_size) != -1) return;
        Known old = known().put(new Extension(name, file), new Known(def, DictType.copy(ModuleType.dict(module))));
        if (old != null) References.decref(old.contents());
    }

    /** A new reference to the module of that name with the remembered contents, or NULL when it has to be initialised. */
    public static long again(String name, String file) {
        Known known = known().get(new Extension(name, file));
        if (known == null) return NULL;
        long key = Strings.of(name);
        try {
            long module = References.newRef(Imports.addModule(key));
            DictType.merge(ModuleType.dict(module), known.contents(), true);
            ModuleStates.add(module, known.def());
            return module;
        } finally {
            References.decref(key);
        }
    }

    /** {@code _PyImport_FixupExtensionObject}. */
    public static void enter(long module, String name, String file, long modules) {
        if (!ModuleType.isInstance(module) || ModuleType.def(module) == NULL) throw PyError.systemError("bad argument to internal function");
        DictType.set(modules, name, module);
        remember(name, file, module);
    }

    /** Gives the copies up, at an interpreter's end. */
    static void clear() {
        known().values().forEach(known -> References.decref(known.contents()));
        known().clear();
    }
}
