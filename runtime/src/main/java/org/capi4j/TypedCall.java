package org.capi4j;

import org.capi4j.bridge.CallArea;
import org.capi4j.bridge.CallPlan;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;

/**
 * A bound method of primitives alone: raw bits in, raw bits out, nothing allocated. A record, because the JIT compiler takes the
 * components of a constant record for constants.
 */
record TypedCall(Interpreter interpreter, CallPlan plan, int count, Class<?> result) {
    /** The most arguments that {@link #memory} takes. */
    static final int MOST = 16;

    /** The call of a method with up to {@link CallPlan#REGISTERS} parameters. */
    long registers(long a, long b, long c, long d, long e) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> registers(a, b, c, d, e));
        interpreter.attend();
        long value = plan.call(a, b, c, d, e);
        return value == CallPlan.UNUSUAL ? unusual() : value;
    }

    /** The call of a method with more. */
    long memory(
            long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l, long m, long n, long o, long p) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> memory(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p));
        interpreter.attend();
        CallArea area = CallArea.of(count);
        area.put(0, a);
        area.put(1, b);
        area.put(2, c);
        area.put(3, d);
        area.put(4, e);
        area.put(5, f);
        area.put(6, g);
        area.put(7, h);
        area.put(8, i);
        area.put(9, j);
        area.put(10, k);
        area.put(11, l);
        area.put(12, m);
        area.put(13, n);
        area.put(14, o);
        area.put(15, p);
        long value = plan.call(area);
        return value == CallPlan.UNUSUAL ? unusual() : value;
    }

    private long unusual() {
        long outcome = plan.outcome();
        return outcome == 0 ? CallPlan.UNUSUAL : raw(lookAt(interpreter, outcome, result));
    }

    /** An {@link CallPlan#outcome() outcome} that is an error or a result of another kind, with the GIL held once more. */
    static Object lookAt(Interpreter interpreter, long outcome, Class<?> result) {
        try {
            if (outcome == -1) throw ErrorIndicator.fetch();
            return interpreter.as(result, interpreter.toJava(outcome));
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            interpreter.leave();
        }
    }

    private static long raw(Object value) {
        return switch (value) {
            case Boolean bool -> bool ? 1 : 0;
            case Double number -> Double.doubleToRawLongBits(number);
            case Number number -> number.longValue();
            default -> throw new IllegalStateException("no primitive: " + value);
        };
    }
}
