package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever a callback throws, and however deep calls go, is an exception of the call that led there, and the interpreter works on. */
class CallbackFaultsTest {
    private static final int SMALL_STACK = 256 * 1024;

    private Interpreter python;
    private PyModule api;
    private PyModule builtins;

    @BeforeEach
    void open() throws Exception {
        python = Interpreter.open();
        api = ApiTest.load(python);
        builtins = python.importModule("builtins");
    }

    @AfterEach
    void stillWorks() {
        assertEquals(3L, api.call("add", 1, 2));
        python.close();
    }

    private static RuntimeException sneaky(Throwable failure) {
        return CallbackFaultsTest.<RuntimeException>raise(failure);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T raise(Throwable failure) throws T {
        throw (T) failure;
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    private static int exhaust() {
        List<long[]> kept = new ArrayList<>();
        while (true) kept.add(new long[Integer.MAX_VALUE]);
    }

    /** How callbacks fail, and what Python calls it. */
    private static final Map<String, String> FAULTS = Map.of(
            "exception", "RuntimeError", "checked exception", "RuntimeError", "error", "RuntimeError", "null", "RuntimeError",
            "stack", "RecursionError", "heap", "MemoryError", "interrupt", "RuntimeError");

    private static Object fail(String fault) throws Exception {
        switch (fault) {
            case "exception" -> throw new IllegalArgumentException(fault);
            case "checked exception" -> throw new java.io.IOException(fault);
            case "error" -> throw new AssertionError(fault);
            case "null" -> throw new NullPointerException(fault);
            case "stack" -> overflow(0);
            case "heap" -> exhaust();
            default -> {
                Thread.currentThread().interrupt();
                Thread.sleep(1000);
            }
        }
        return null;
    }

    private static Class<? extends Throwable> classOf(String fault) {
        return switch (fault) {
            case "exception" -> IllegalArgumentException.class;
            case "checked exception" -> java.io.IOException.class;
            case "error" -> AssertionError.class;
            case "null" -> NullPointerException.class;
            case "stack" -> StackOverflowError.class;
            case "heap" -> OutOfMemoryError.class;
            default -> InterruptedException.class;
        };
    }

    private PyObject failing(String fault) {
        return python.callable("failing", (args, kwargs) -> fail(fault));
    }

    private PyObject tuple(Object... items) {
        return builtins.invokeMethod("tuple", List.of(List.of(items)), Map.of());
    }

    /** A class whose special method is a Java callable. */
    private PyObject instance(String method, PyObject callable) {
        PyObject type = builtins.invokeMethod("type", List.of("Mine", tuple(), Map.of(method, callable)), Map.of());
        return type.invoke(List.of(), Map.of());
    }

    /** An object of Java whose text can't be had. */
    private record Textless(String fault) {
        @Override
        public String toString() {
            try {
                fail(fault);
            } catch (Exception failure) {
                throw sneaky(failure);
            }
            return "";
        }
    }

    private Map<String, Runnable> waysToCall(String fault) {
        Supplier<PyObject> failing = () -> failing(fault);
        return Map.of(
                "from C", () -> api.call("call", failing.get(), tuple()),
                "from Java", () -> failing.get().call(),
                "as a sort key", () -> builtins.invokeMethod("sorted", List.of(List.of(1, 2)), Map.of("key", failing.get())),
                "as an iterator", () -> builtins.invokeMethod("list", List.of(builtins.invokeMethod("iter", List.of(failing.get(), 0), Map.of())), Map.of()),
                "as a method for operators", () -> api.call("call", builtins.getAttr("len"), tuple(instance("__len__", failing.get()))),
                "as a hash", () -> builtins.invokeMethod("set", List.of(List.of(instance("__hash__", failing.get()))), Map.of()),
                "as a text", () -> python.convert(new Textless(fault)).repr());
    }

    @TestFactory
    Stream<DynamicTest> comesBackAsTheCause() {
        return FAULTS.keySet().stream().sorted().flatMap(fault -> waysToCall(fault).keySet().stream().sorted().map(way -> DynamicTest.dynamicTest(fault + " " + way, () -> {
            PyException error = assertThrows(PyException.class, waysToCall(fault).get(way)::run);
            assertEquals(FAULTS.get(fault), error.typeName());
            assertInstanceOf(classOf(fault), error.getCause());
            assertEquals(3L, api.call("add", 1, 2));
        })));
    }

    /** Nobody can get these errors: they are written to sys.unraisablehook. */
    @TestFactory
    Stream<DynamicTest> isTold() {
        return FAULTS.keySet().stream().sorted().map(fault -> DynamicTest.dynamicTest(fault, () -> {
            List<String> told = new ArrayList<>();
            python.importModule("sys").setAttr("unraisablehook", python.callable("hook", (args, kwargs) -> {
                told.add(((PyObject) ((PyObject) args[0]).get("exc_type")).getAttr("__name__").toString());
                return null;
            }));
            try (PyObject dying = instance("__del__", failing(fault))) {
                assertTrue(dying.repr().contains("Mine"));
            }
            try (PyObject dying = instance("x", failing(fault));
                    PyObject reference = python.importModule("weakref").invokeMethod("ref", List.of(dying, failing(fault)), Map.of())) {
                dying.close();
                assertEquals(null, reference.call());
            }
            python.importModule("gc").call("collect");
            assertEquals(2, told.size(), told::toString);
            Thread.interrupted();
        }));
    }

    /** The GIL and the thread's state are free again. */
    @Test
    void threadThatEndsInACallback() throws Exception {
        for (String fault : FAULTS.keySet()) {
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread thread = new Thread(() -> api.call("call", failing(fault), tuple()));
            thread.setUncaughtExceptionHandler((ended, failure) -> end.set(failure));
            thread.start();
            thread.join();
            assertInstanceOf(PyException.class, end.get(), fault);
            assertEquals(3L, api.call("add", 1, 2));
        }
    }

    /** A Python exception goes through Java as it is. */
    @Test
    void pythonExceptionThroughJava() {
        PyObject raising = python.callable("raising", (args, kwargs) -> api.call("fail", "text"));
        PyException error = assertThrows(PyException.class, () -> api.call("call", raising, tuple()));
        assertEquals("ValueError: text", error.getMessage());
        assertSame(PyException.class, error.getCause().getClass());
    }

    /** On a large stack such lists would have to be deeper than is quick to make. */
    private static final String NESTED = "text of nested lists";

    private Map<String, Runnable> waysToRecurse() {
        PyObject[] self = new PyObject[2];
        self[0] = python.callable("java", (args, kwargs) -> self[0].call());
        self[1] = python.callable("mixed", (args, kwargs) -> api.call("call", self[1], tuple()));
        return Map.of(
                "in C", () -> api.call("recurse", api.getAttr("recurse")),
                "in Java", () -> self[0].call(),
                "mixed", () -> self[1].call(),
                NESTED, () -> nested(100_000).repr());
    }

    private PyObject nested(int depth) {
        PyObject list = builtins.invokeMethod("list", List.of(), Map.of());
        for (int i = 0; i < depth; i++) {
            PyObject outer = builtins.invokeMethod("list", List.of(), Map.of());
            outer.callMethod("append", list);
            list.close();
            list = outer;
        }
        return list;
    }

    @TestFactory
    Stream<DynamicTest> recursionOnAnyStack() {
        return Stream.of(SMALL_STACK, 1 << 20, 64 << 20).flatMap(size -> waysToRecurse().keySet().stream().sorted().filter(way -> size <= 1 << 20 || !way.equals(NESTED)).map(way -> DynamicTest.dynamicTest(way + ", stack of " + size / 1024 + "k", () -> {
            python.importModule("sys").call("setrecursionlimit", 1_000_000);
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread thread = new Thread(null, waysToRecurse().get(way), way, size);
            thread.setUncaughtExceptionHandler((ended, failure) -> end.set(failure));
            thread.start();
            thread.join();
            PyException error = assertInstanceOf(PyException.class, end.get(), way);
            assertEquals("RecursionError", error.typeName(), () -> error.getMessage() + ", " + error.getCause());
            assertEquals(3L, api.call("add", 1, 2));
        })));
    }
}
