package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.layout.PyModuleDef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;

/**
 * Extensions whose init function makes the whole module, when they are imported a second time: in the same interpreter, or in one that shares its
 * GIL and with it the extension's library. One that keeps its state in static variables ({@code m_size} -1) is not initialised again: the module
 * gets what the first one had when it was new, and so the same objects. The copy goes when an interpreter ends that has the module, whichever
 * made it. Any other module is made anew by its init function, which is remembered only in the main interpreter. All as CPython does.
 */
public final class SinglePhase {
    private static final long MAIN = Shim.symbol("PyInterpreterState_Main");

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

    private static final class Known {
        final Map<Extension, Long> definitions = new HashMap<>();

        /** By definition: what its {@code m_copy} borrows, a copy of the dict of the last module that was new. */
        final Map<Long, Long> copies = new HashMap<>();
    }

    private SinglePhase() {}

    private static Known known() {
        return InterpreterState.current().shared(Known.class, Known::new);
    }

    private static boolean isOnce(long def) {
        return Memory.getLong(def + PyModuleDef.m_size) == -1;
    }

    private static boolean isMain() {
        return NativeCall.critical(MAIN) == InterpreterState.current().address();
    }

    /** Remembers a new module: {@code _PyImport_FixupExtensionObject} does so too. */
    public static void remember(String name, String file, long module) {
        long def = ModuleType.def(module);
        ModuleStates.add(module, def);
        if (isOnce(def)) putCopy(def, DictType.copy(ModuleType.dict(module)));
        else if (!isMain()) return;
        known().definitions.put(new Extension(name, file), def);
    }

    private static void putCopy(long def, long copy) {
        Long old = copy == NULL ? known().copies.remove(def) : known().copies.put(def, copy);
        Memory.putLong(def + PyModuleDef.m_base$m_copy, copy);
        if (old != null) References.decref(old);
    }

    /** An interpreter ends that has a module of this definition. */
    static void forgetCopy(long def) {
        if (known().copies.containsKey(def)) putCopy(def, NULL);
    }

    /** A new reference to the module of that name, entered into {@code sys.modules}, or NULL when its file has to be opened. */
    public static long again(String name, String file) {
        Long def = known().definitions.get(new Extension(name, file));
        if (def == null) return NULL;
        long module = isOnce(def) ? copied(name, known().copies.getOrDefault(def, NULL)) : madeAnew(name, def);
        if (module == NULL) return NULL;
        try {
            ModuleStates.add(module, def);
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    private static long copied(String name, long contents) {
        if (contents == NULL) return NULL;
        long key = Strings.of(name);
        try {
            long module = Imports.addModule(key);
            DictType.merge(ModuleType.dict(module), contents, true);
            return References.newRef(module);
        } finally {
            References.decref(key);
        }
    }

    /** The init function isn't told the package's name any more: neither is CPython's. */
    private static long madeAnew(String name, long def) {
        long init = Memory.getLong(def + PyModuleDef.m_base$m_init);
        if (init == NULL) return NULL;
        long module = NativeCall.call(init);
        if (module == NULL) {
            ErrorIndicator.throwIfSet();
            throw PyError.systemError("initialization of " + name + " failed without raising an exception");
        }
        try {
            DictType.set(Imports.modules(), name, module);
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    /** {@code _PyImport_FixupExtensionObject}. */
    public static void enter(long module, String name, String file, long modules) {
        if (!ModuleType.isInstance(module) || ModuleType.def(module) == NULL) throw PyError.systemError("bad argument to internal function");
        DictType.set(modules, name, module);
        remember(name, file, module);
    }

    /** Gives the copies up, when the last of the interpreters that share them ends. */
    static void clear() {
        for (long def : List.copyOf(known().copies.keySet())) putCopy(def, NULL);
        known().definitions.clear();
    }
}
