package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.Map;
import org.capi4j.layout.PyModuleDef;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** {@code PyState_*}: the one module per interpreter that belongs to a definition of single-phase initialisation. */
public final class ModuleStates {
    private ModuleStates() {}

    private static Map<Long, Long> modules() {
        return ImportState.current().byDefinition;
    }

    private static boolean hasSlots(long def) {
        return Memory.getLong(def + PyModuleDef.m_slots) != NULL;
    }

    /** {@code PyState_FindModule}: borrowed, or NULL. */
    public static long find(long def) {
        if (hasSlots(def)) return NULL;
        return modules().getOrDefault(def, NULL);
    }

    /** {@code PyState_AddModule}; a definition of NULL or with slots is none of ours. */
    public static void add(long module, long def) {
        if (def == NULL || hasSlots(def)) return;
        ImportState.current().setByIndex(Memory.getLong(def + PyModuleDef.m_base$m_index), module); // first: it may find no memory
        Long old = modules().put(def, References.newRef(module));
        if (old != null) References.decref(old);
    }

    /** {@code PyState_RemoveModule}. */
    public static void remove(long def) {
        Long old = modules().remove(def);
        if (old == null) throw PyError.systemError("Module index invalid.");
        ImportState.current().setByIndex(Memory.getLong(def + PyModuleDef.m_base$m_index), NULL);
        References.decref(old);
    }

    /** The check that both functions that change the table begin with. */
    public static void requireSinglePhase(String function, long def) {
        if (hasSlots(def)) throw PyError.systemError(function + " called on module with slots");
    }
}
