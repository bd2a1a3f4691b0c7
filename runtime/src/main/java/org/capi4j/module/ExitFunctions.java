package org.capi4j.module;

import java.util.ArrayDeque;
import java.util.Deque;
import org.capi4j.memory.NativeCall;

/** {@code Py_AtExit}: C functions of the process that run when the Java virtual machine ends, the last one first. */
public final class ExitFunctions {
    private static final int LIMIT = 32;
    private static final Deque<Long> FUNCTIONS = new ArrayDeque<>();

    private ExitFunctions() {}

    /** False when there are too many already. */
    public static synchronized boolean add(long function) {
        if (FUNCTIONS.size() == LIMIT) return false;
        if (FUNCTIONS.isEmpty()) Runtime.getRuntime().addShutdownHook(new Thread(ExitFunctions::run, "capi4j Py_AtExit"));
        FUNCTIONS.push(function);
        return true;
    }

    private static synchronized void run() {
        while (!FUNCTIONS.isEmpty()) NativeCall.call(FUNCTIONS.pop());
    }
}
