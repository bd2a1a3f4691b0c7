package org.capi4j.type;

import org.capi4j.layout.PyThreadState;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.ThreadState;

/**
 * {@code Py_EnterRecursiveCall}: counts {@code recursion_remaining} of the thread state down, where C code counts too. The native stack
 * may end sooner: the guards turn the JVM's StackOverflowError into the same RecursionError.
 */
final class Recursion {
    private Recursion() {}

    /** {@code where} is the end of the message, such as {@code " while calling a Python object"}. {@link #leave} must follow. */
    static void enter(String where) {
        long field = ThreadState.current() + PyThreadState.recursion_remaining;
        int remaining = Memory.getInt(field) - 1;
        if (remaining < 0) throw PyError.of(Exceptions.RecursionError, "maximum recursion depth exceeded" + where);
        Memory.putInt(field, remaining);
    }

    static void leave() {
        long field = ThreadState.current() + PyThreadState.recursion_remaining;
        Memory.putInt(field, Memory.getInt(field) + 1);
    }
}
