package org.capi4j.object;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which functions of the C API have left C for Java, and how often; and events of those that took long. Nobody pays for that who hasn't asked: only
 * then do the functions have stubs that know of this class. All interpreters share them, and the counts.
 */
public final class Upcalls {
    private static final Map<Integer, Function> FUNCTIONS = new ConcurrentHashMap<>();
    private static boolean counting;
    private static boolean timing;

    private Upcalls() {}

    /** One function that is watched. */
    private static final class Function {
        final String name;
        final LongAdder calls = new LongAdder();

        Function(String name) {
            this.name = name;
        }
    }

    /** Counts from now on, or no more. What was counted stays. */
    public static synchronized void count(boolean on) {
        counting = on;
        Trampolines.watch(counting || timing);
    }

    /** Makes events from now on, or no more. */
    static synchronized void time(boolean on) {
        timing = on;
        Trampolines.watch(counting || timing);
    }

    /** The number of calls by the function's name; none of functions that weren't called. */
    public static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (Function function : FUNCTIONS.values()) {
            long calls = function.calls.sum();
            if (calls > 0) counts.put(function.name, calls);
        }
        return counts;
    }

    /** {@code guard}, which throws nothing, with what is done before and after it. */
    static MethodHandle watch(int index, String name, MethodHandle guard) {
        Function function = FUNCTIONS.computeIfAbsent(index, key -> new Function(name));
        Class<?> result = guard.type().returnType();
        MethodHandle timed = MethodHandles.tryFinally(MethodHandles.dropArguments(guard, 0, Object.class), end(result).bindTo(function));
        return MethodHandles.foldArguments(timed, handle("begin", Object.class, Function.class).bindTo(function));
    }

    private static Object begin(Function function) {
        if (counting) function.calls.increment();
        return timing ? FlightEvents.beginUpcall() : null;
    }

    private static MethodHandle end(Class<?> result) {
        return result == void.class
                ? handle("end", void.class, Function.class, Throwable.class, Object.class)
                : handle("end", result, Function.class, Throwable.class, result, Object.class);
    }

    private static MethodHandle handle(String name, Class<?> result, Class<?>... parameters) {
        try {
            return MethodHandles.lookup().findStatic(Upcalls.class, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void end(Function function, Throwable thrown, Object event) {
        if (event != null) FlightEvents.endUpcall(event, function.name);
    }

    private static long end(Function function, Throwable thrown, long result, Object event) {
        end(function, thrown, event);
        return result;
    }

    private static double end(Function function, Throwable thrown, double result, Object event) {
        end(function, thrown, event);
        return result;
    }

    private static float end(Function function, Throwable thrown, float result, Object event) {
        end(function, thrown, event);
        return result;
    }
}
