package org.capi4j.tests;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;

/**
 * A program that {@link FullHeapTest} runs with a small heap: callbacks fill it, and what they filled it with stays while their error goes through
 * C code and back. Each way back has to end in a MemoryError, or in Java's own where not even that can be made; then all works as before.
 */
final class FullHeap {
    private static final int ROUNDS = Integer.getInteger("capi4j.tests.rounds", 1);

    /** The sizes of what fills the heap: the last ones leave hardly room for one more object. */
    private static final int[] SIZES = {1 << 20, 1 << 12, 1 << 8, 16};

    /** What fills the heap, from before the error leaves the callback until it has come back. */
    private static Object hold;

    private FullHeap() {}

    /** The same way as {@code from C}, bound to a type. */
    private interface Typed {
        Object call(PyObject callable, PyObject arguments);
    }

    private static Object fill(int smallest) {
        Object[] chain = null;
        for (int size : SIZES) {
            if (size < smallest) break;
            try {
                while (true) {
                    Object[] link = new Object[2];
                    link[0] = chain;
                    link[1] = new byte[size];
                    chain = link;
                }
            } catch (OutOfMemoryError full) {
                hold = chain;
            }
        }
        throw new OutOfMemoryError("filled");
    }

    private static PyObject tuple(PyModule builtins, Object... items) {
        return builtins.invokeMethod("tuple", List.of(List.of(items)), Map.of());
    }

    private static PyObject instance(PyModule builtins, String method, PyObject callable) {
        PyObject type = builtins.invokeMethod("type", List.of("Mine", tuple(builtins), Map.of(method, callable)), Map.of());
        return type.invoke(List.of(), Map.of());
    }

    private static Map<String, Runnable> ways(Interpreter python, PyModule api, int smallest) {
        PyModule builtins = python.importModule("builtins");
        PyObject filling = python.callable("filling", (args, kwargs) -> fill(smallest));
        Typed typed = api.bind(MethodHandles.lookup(), Typed.class);
        Map<String, Runnable> ways = new LinkedHashMap<>();
        ways.put("from C, typed", () -> typed.call(filling, tuple(builtins)));
        ways.put("from C", () -> api.call("call", filling, tuple(builtins)));
        ways.put("from Java", () -> filling.call());
        ways.put("as a sort key", () -> builtins.invokeMethod("sorted", List.of(List.of(1, 2)), Map.of("key", filling)));
        ways.put("as a hash", () -> builtins.invokeMethod("set", List.of(List.of(instance(builtins, "__hash__", filling))), Map.of()));
        ways.put("as an iterator", () -> builtins.invokeMethod("list", List.of(builtins.invokeMethod("iter", List.of(filling, 0), Map.of())), Map.of()));
        ways.put("in a destructor", () -> {
            instance(builtins, "__del__", filling).close();
            throw new OutOfMemoryError("told to nobody");
        });
        return ways;
    }

    public static void main(String[] args) throws Exception {
        try (Interpreter python = Interpreter.open()) {
            PyModule api = python.load(Path.of(args[0]));
            for (int round = 0; round < ROUNDS; round++) {
                for (int smallest : SIZES) {
                    for (Map.Entry<String, Runnable> way : ways(python, api, smallest).entrySet()) attempt(api, way.getKey(), way.getValue());
                }
            }
            python.importModule("gc").call("collect");
        }
        System.out.println("works");
    }

    private static void attempt(PyModule api, String name, Runnable way) {
        String outcome = "returned";
        try {
            way.run();
        } catch (Throwable failure) {
            hold = null; // before anything else, which would want memory
            outcome = failure instanceof PyException error ? error.typeName() : failure instanceof OutOfMemoryError ? "MemoryError" : failure.toString();
            if (!outcome.equals("MemoryError")) failure.printStackTrace();
        }
        hold = null;
        if (!outcome.equals("MemoryError")) throw new AssertionError(name + ": " + outcome);
        if (!Long.valueOf(3).equals(api.call("add", 1, 2))) throw new AssertionError(name + ": nothing works any more");
    }
}
