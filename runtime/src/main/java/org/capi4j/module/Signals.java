package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashMap;
import java.util.Map;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;

/** The Python handlers of an interpreter's signals. They are called where CPython asks for signals too: in {@code PyErr_CheckSignals}. */
public final class Signals implements InterpreterState.Ending {
    static final int COUNT = 65;
    private static final long TAKE = Shim.symbol("c4j_signal_take");
    private static final long TRIP = Shim.symbol("c4j_signal_trip");
    private static final long RESTORE = Shim.symbol("c4j_signal_restore");

    /** By number, each with a reference: what {@code signal.signal} was given. */
    private final Map<Integer, Long> handlers = new HashMap<>();

    private Signals() {}

    static Signals current() {
        return InterpreterState.current().attached(Signals.class, Signals::new);
    }

    /** What was set, borrowed; NULL where the module has set nothing. */
    long handler(int signal) {
        return handlers.getOrDefault(signal, NULL);
    }

    /** {@code handler} is borrowed. */
    void set(int signal, long handler) {
        Long old = handlers.put(signal, References.newRef(handler));
        if (old != null) References.decref(old);
    }

    /** Calls the handlers of the signals that came; a handler's exception is the caller's. */
    public static void handle() {
        for (int signal = (int) NativeCall.critical(TAKE); signal != 0; signal = (int) NativeCall.critical(TAKE)) {
            long handler = current().handler(signal);
            if (handler == NULL || LongType.isInstance(handler)) continue;
            long number = LongType.of(signal);
            References.incref(handler);
            try {
                References.decref(Calls.callWith(handler, number, Singletons.NONE));
            } finally {
                References.decref(handler);
                References.decref(number);
            }
        }
    }

    /** As if a signal had come; false where nobody has set a handler for it. */
    static boolean simulate(int signal) {
        if (current().handler(signal) == NULL) return false;
        NativeCall.call(TRIP, signal);
        return true;
    }

    @Override
    public void end() {
        handlers.keySet().forEach(signal -> NativeCall.call(RESTORE, signal));
        handlers.values().forEach(References::decref);
        handlers.clear();
    }
}
