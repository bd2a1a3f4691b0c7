package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.layout.PyInterpreterState;
import org.capi4j.memory.Memory;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;
import org.capi4j.type.ListType;
import org.capi4j.type.Singletons;

/**
 * One interpreter's import state. {@code sys.modules} and the dicts of {@code sys} and {@code builtins} stand in the fields of
 * {@code PyInterpreterState} that CPython has for them, each with a reference of its own; the rest is Java's.
 */
final class ImportState {
    /** Loads extension files; set by {@link Imports#populate}. */
    Imports.ExtensionFinder finder;

    /** A dict with what {@code builtins} has at first. */
    long builtinsCopy;

    /** What {@code sys.path} began with. */
    List<Path> searchPath = List.of();

    /** The {@code __import__} that this package made, borrowed from whoever has it: only compared. */
    long importFunction;

    /** {@code PyState_AddModule}: module by definition, each with a reference. */
    final Map<Long, Long> byDefinition = new HashMap<>();

    /** Functions that {@code atexit.register} was given: callable, args tuple, kwargs dict or NULL. */
    final List<long[]> exitFunctions = new ArrayList<>();

    private final long interpreter = InterpreterState.current().address();

    static ImportState current() {
        return InterpreterState.current().attached(ImportState.class, ImportState::new);
    }

    /** {@code sys.modules}, borrowed. */
    long modules() {
        return Memory.getLong(interpreter + PyInterpreterState.modules);
    }

    /** The dict of {@code sys}, borrowed. */
    long sys() {
        return Memory.getLong(interpreter + PyInterpreterState.sysdict);
    }

    /** The dict of {@code builtins}, borrowed. */
    long builtins() {
        return Memory.getLong(interpreter + PyInterpreterState.builtins);
    }

    void setModules(long dict) {
        set(PyInterpreterState.modules, dict);
    }

    void setSys(long dict) {
        set(PyInterpreterState.sysdict, dict);
    }

    void setBuiltins(long dict) {
        set(PyInterpreterState.builtins, dict);
    }

    private void set(long field, long object) {
        References.setRef(interpreter + field, References.xnewRef(object));
    }

    /** Tells C's {@code PyState_FindModule} of a module; {@code NULL} is for one that is gone. What isn't in the list, C asks here. */
    void setByIndex(long index, long module) {
        long field = interpreter + PyInterpreterState.modules_by_index;
        if (Memory.getLong(field) == NULL) Memory.putLong(field, ListType.make(0));
        long list = Memory.getLong(field);
        while (ListType.size(list) <= index) ListType.append(list, Singletons.NONE);
        References.setRef(ListType.items(list) + 8 * index, References.newRef(module == NULL ? Singletons.NONE : module));
    }

    /** Gives up what the interpreter holds of modules. */
    void clear() {
        for (long def : List.copyOf(byDefinition.keySet())) {
            SinglePhase.forgetCopy(def);
            Long module = byDefinition.remove(def);
            if (module != null) References.decref(module);
        }
        set(PyInterpreterState.modules_by_index, NULL);
        References.xdecref(builtinsCopy);
        builtinsCopy = NULL;
        set(PyInterpreterState.builtins, NULL);
        set(PyInterpreterState.sysdict, NULL);
        set(PyInterpreterState.modules, NULL);
    }
}
