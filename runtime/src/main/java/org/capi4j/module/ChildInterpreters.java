package org.capi4j.module;

import org.capi4j.object.InterpreterState;

/** Interpreters that C code makes, with {@code Py_NewInterpreter}: they share the GIL of the one that it runs in, and end with it at the latest. */
public final class ChildInterpreters {
    /** How interpreters begin and end: link.Start, which stands above this package. */
    public interface Life {
        /** A new interpreter without modules that shares {@code parent}'s GIL. */
        InterpreterState open(InterpreterState parent);

        /** Fills it with what every interpreter has; its thread state is current. */
        void populate(InterpreterState child);

        /** Runs what was registered with {@code atexit}; its thread state is current. */
        void runExitFunctions();

        /** Clears its modules, and what else it has; its thread state is current. */
        void clear(InterpreterState child);

        /** Forgets it. */
        void forget(InterpreterState child);
    }

    private static Life life;

    private ChildInterpreters() {}

    public static void use(Life life) {
        ChildInterpreters.life = life;
    }

    /** The address of a new interpreter. */
    public static long open(long parent) {
        return life.open(InterpreterState.at(parent)).address();
    }

    public static void populate(long child) {
        life.populate(InterpreterState.at(child));
    }

    public static void runExitFunctions() {
        life.runExitFunctions();
    }

    public static void clear(long child) {
        life.clear(InterpreterState.at(child));
    }

    public static void forget(long child) {
        life.forget(InterpreterState.at(child));
    }
}
