package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.type.FloatType;
import org.capi4j.type.Singletons;

/** The time that a call may take, from the first time it is asked on. */
final class Deadline {
    private final long timeout;
    private final boolean isLimited;
    private double end = Double.NaN;

    Deadline(long timeout) {
        this.timeout = timeout;
        this.isLimited = timeout != Singletons.NONE;
    }

    /** What is left as an argument for {@code wait}; NULL where nothing is. */
    long left(Activation call) {
        if (!isLimited) return timeout;
        double now = System.nanoTime() / 1e9;
        if (Double.isNaN(end)) {
            end = now + FloatType.asDouble(timeout);
            return end > now ? timeout : NULL;
        }
        return end > now ? call.real(end - now) : NULL;
    }
}
