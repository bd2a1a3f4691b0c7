package org.capi4j.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.ThreadState;

/** Which objects' {@code repr} this thread is just making, so that a container inside itself prints as {@code [...]}. */
public final class ReprGuard {
    private final Map<Long, List<Long>> byThread = new HashMap<>();

    private ReprGuard() {}

    /** {@code Py_ReprEnter}: true when {@code object}'s repr is being made already; otherwise {@link #leave} must follow. */
    public static boolean enter(long object) {
        List<Long> active = current().computeIfAbsent(ThreadState.current(), thread -> new ArrayList<>());
        if (active.contains(object)) return true;
        active.add(object);
        return false;
    }

    /** {@code Py_ReprLeave}. */
    public static void leave(long object) {
        Long thread = ThreadState.current();
        List<Long> active = current().get(thread);
        if (active == null) return;
        int last = active.lastIndexOf(object);
        if (last >= 0) active.remove(last);
        if (active.isEmpty()) current().remove(thread);
    }

    private static Map<Long, List<Long>> current() {
        return InterpreterState.current().attached(ReprGuard.class, ReprGuard::new).byThread;
    }
}
