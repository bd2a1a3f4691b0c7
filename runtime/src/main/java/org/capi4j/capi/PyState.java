package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyInterpreterState;
import org.capi4j.memory.Memory;
import org.capi4j.module.Imports;
import org.capi4j.module.ModuleStates;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.FrameType;

/** {@code pystate.h}: modules by definition, and what interpreters and threads keep for extensions. The states themselves are the shim's. */
@CApi
public final class PyState {
    private PyState() {}

    public static long PyState_FindModule(long def) {
        return ModuleStates.find(def);
    }

    public static int PyState_AddModule(long module, long def) {
        ModuleStates.requireSinglePhase("PyState_AddModule", def);
        ModuleStates.add(module, def);
        return 0;
    }

    public static int PyState_RemoveModule(long def) {
        ModuleStates.requireSinglePhase("PyState_RemoveModule", def);
        ModuleStates.remove(def);
        return 0;
    }

    /** Borrowed: made when an extension first asks. */
    public static long PyInterpreterState_GetDict(long interp) {
        long dict = Memory.getLong(interp + PyInterpreterState.dict);
        if (dict == NULL) {
            dict = DictType.make();
            Memory.putLong(interp + PyInterpreterState.dict, dict);
        }
        return dict;
    }

    /** A new frame that stands for the Java caller: C code takes for granted that something has called it. */
    public static long PyThreadState_GetFrame(long tstate) {
        return FrameType.ofCaller();
    }

    /** By thread: a dict that is always empty, as there are no frames. */
    public static long _PyThread_CurrentFrames() {
        return DictType.make();
    }

    public static int _PyInterpreterState_RequiresIDRef(long interp) {
        return Memory.getInt(interp + PyInterpreterState.requires_idref);
    }

    public static void _PyInterpreterState_RequireIDRef(long interp, int required) {
        Memory.putInt(interp + PyInterpreterState.requires_idref, required != 0 ? 1 : 0);
    }

    /** As no frames are evaluated, no function to evaluate them is ever asked for: NULL stands for the default one. */
    public static long _PyInterpreterState_GetEvalFrameFunc(long interp) {
        return NULL;
    }

    /** By thread: empty for the same reason. */
    public static long _PyThread_CurrentExceptions() {
        return DictType.make();
    }

    /** A new reference to {@code __main__}. */
    public static long _PyInterpreterState_GetMainModule(long interp) {
        long main = Imports.loaded("__main__");
        if (main == NULL) throw PyError.runtimeError("interpreter not initialized");
        return main;
    }

    public static int _PyState_AddModule(long tstate, long module, long def) {
        ModuleStates.requireSinglePhase("PyState_AddModule", def);
        ModuleStates.add(module, def);
        return 0;
    }

    /** A new reference to {@code sys.thread_info}. */
    public static long PyThread_GetInfo() {
        return References.newRef(DictType.get(Imports.sys(), "thread_info"));
    }
}
