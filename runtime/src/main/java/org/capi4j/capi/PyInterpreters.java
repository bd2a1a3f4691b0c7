package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.module.ChildInterpreters;
import org.capi4j.type.InterpreterIdType;

/** Java's part of interpreters that C code makes and ends, and of the objects that name one. The rest is in {@code interpreters.c}. */
@CApi
public final class PyInterpreters {
    private PyInterpreters() {}

    public static long c4j_open_interpreter(long sharing) {
        return ChildInterpreters.open(sharing);
    }

    public static int c4j_populate_interpreter(long interp) {
        ChildInterpreters.populate(interp);
        return 0;
    }

    public static void c4j_end_functions(long interp) {
        ChildInterpreters.runExitFunctions();
    }

    public static void c4j_clear_interpreter(long interp) {
        ChildInterpreters.clear(interp);
    }

    public static void c4j_end_interpreter(long interp) {
        ChildInterpreters.forget(interp);
    }

    public static long _PyInterpreterID_New(long id) {
        return InterpreterIdType.make(id);
    }

    public static long _PyInterpreterID_LookUp(long requested_id) {
        return InterpreterIdType.lookUp(InterpreterIdType.convert(requested_id));
    }

    public static long _PyInterpreterState_GetIDObject(long interp) {
        return InterpreterIdType.of(interp);
    }
}
