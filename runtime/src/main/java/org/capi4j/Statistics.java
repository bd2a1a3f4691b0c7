package org.capi4j;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.module.Survivors;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.Upcalls;

/**
 * What an interpreter has, and has done since it was opened: {@link Interpreter#statistics()}.
 *
 * @param objectsByType     the objects that the cycle collector knows (containers, instances, modules, ...), by the full name of their type
 * @param bytesByDomain     bytes in use by the interpreter's objects ({@code object}) and their buffers ({@code mem}), and by all that was
 *                          allocated without an interpreter ({@code raw}, of the process)
 * @param upcallsByFunction how often C code has called a function of the C API that is implemented in Java, in all interpreters, while
 *                          {@link Interpreter#countUpcalls} was on
 * @param gilWaits          how often a thread had to sleep until it got the GIL
 * @param gilWaitTime       how long those threads waited, all together
 * @param collections       runs of the cycle collector
 * @param collectionTime    how long they took
 */
public record Statistics(
        Map<String, Long> objectsByType,
        Map<String, Long> bytesByDomain,
        Map<String, Long> upcallsByFunction,
        long gilWaits,
        Duration gilWaitTime,
        long collections,
        Duration collectionTime) {

    private static final String[] DOMAINS = {"raw", "mem", "object"};

    /** The GIL is held. */
    static Statistics of(InterpreterState state) {
        Map<String, Long> bytes = new TreeMap<>();
        for (int domain = 0; domain < DOMAINS.length; domain++) {
            bytes.put(DOMAINS[domain], NativeCall.critical(Shim.symbol("c4j_bytes"), state.address(), domain));
        }
        return new Statistics(
                Survivors.countByType(), bytes, Upcalls.counts(), one(state, 2), Duration.ofNanos(one(state, 3)), one(state, 0), Duration.ofNanos(one(state, 1)));
    }

    private static long one(InterpreterState state, int which) {
        return NativeCall.critical(Shim.symbol("c4j_statistic"), state.address(), which);
    }
}
