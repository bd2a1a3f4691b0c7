package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.junit.jupiter.api.function.Executable;

/** Whatever a callback throws, and however deep calls go, is an exception of the call that led there, and the interpreter works on. */
class CallbackFaultsTest {
    private static final int SMALL_STACK = 256 * 1024;

    private Interpreter python;
    private PyModule api;
    private PyModule builtins;
    private PyModule operator;
    private PyModule callbacks;

    @BeforeEach
    void open() throws Exception {
        python = Interpreter.open();
        api = ApiTest.load(python);
        builtins = python.importModule("builtins");
        operator = python.importModule("operator");
        callbacks = loadCallbacks(python);
    }

    private static PyModule loadCallbacks(Interpreter python) throws Exception {
        return python.load(CCompiler.ours(ReplayCase.SOURCES.resolve("c/callbacks.c"), "callbacks.cpython-311-x86_64-linux-gnu.so"));
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
        Map<String, Runnable> ways = new TreeMap<>();
        Supplier<PyObject> failing = () -> failing(fault);
        ways.put("from C", () -> api.call("call", failing.get(), tuple()));
        ways.put("from Java", () -> failing.get().call());
        ways.put("as a text", () -> python.convert(new Textless(fault)).repr());
        ways.put("as a pending call", () -> {
            callbacks.call("pend", failing.get());
            callbacks.call("run_pending");
        });
        ways.put("as an audit hook", () -> callbacks.call("audited", failing.get()));
        addFunctions(ways, failing);
        addMethods(ways, failing);
        addClasses(ways, failing);
        addSlots(ways, () -> callbacks.invokeMethod("Calls", List.of(failing.get()), Map.of()));
        ways.put("slot init", () -> callbacks.invokeMethod("Calls", List.of(failing.get(), true), Map.of()));
        return ways;
    }

    /** What built-in types and modules call. */
    private void addFunctions(Map<String, Runnable> ways, Supplier<PyObject> failing) {
        PyModule codecs = python.importModule("_codecs");
        ways.put("as a sort key", () -> builtins.invokeMethod("sorted", List.of(List.of(1, 2)), Map.of("key", failing.get())));
        ways.put("as an iterator", () -> builtins.invokeMethod("list", List.of(builtins.invokeMethod("iter", List.of(failing.get(), 0), Map.of())), Map.of()));
        ways.put("in map", () -> builtins.invokeMethod("list", List.of(builtins.invokeMethod("map", List.of(failing.get(), List.of(1)), Map.of())), Map.of()));
        ways.put("in reduce", () -> python.importModule("functools").call("reduce", failing.get(), List.of(1, 2)));
        ways.put("as a default", () -> operator.call("getitem", python.importModule("collections").invokeMethod("defaultdict", List.of(failing.get()), Map.of()), 1));
        ways.put("as a getter", () -> builtins.call("getattr", instance("x", builtins.invokeMethod("property", List.of(failing.get()), Map.of())), "x"));
        ways.put("as a codec's search", () -> {
            PyObject search = failing.get();
            codecs.call("register", search);
            try {
                codecs.call("lookup", "no such codec of " + search.hashCode());
            } finally {
                codecs.call("unregister", search);
            }
        });
        ways.put("as a codec's error handler", () -> {
            codecs.call("register_error", "failing", failing.get());
            codecs.call("encode", "\u00e9", "ascii", "failing");
        });
    }

    /** Special methods of a class that are Java callables. */
    private void addMethods(Map<String, Runnable> ways, Supplier<PyObject> failing) {
        ways.put("as __len__", () -> api.call("call", builtins.getAttr("len"), tuple(instance("__len__", failing.get()))));
        ways.put("as __hash__", () -> builtins.invokeMethod("set", List.of(List.of(instance("__hash__", failing.get()))), Map.of()));
        for (String method : List.of("__next__", "__iter__", "__bool__", "__repr__", "__str__", "__format__")) {
            String function = method.replace("_", "");
            ways.put("as " + method, () -> builtins.call(function, instance(method, failing.get())));
        }
        for (String method : List.of("__eq__", "__lt__", "__contains__", "__getitem__", "__add__", "__iadd__")) {
            String function = method.replace("_", "");
            ways.put("as " + method, () -> operator.call(function, instance(method, failing.get()), 1));
        }
        ways.put("as __index__", () -> operator.call("index", instance("__index__", failing.get())));
        ways.put("as __setitem__", () -> operator.call("setitem", instance("__setitem__", failing.get()), 1, 2));
        ways.put("as __getattr__", () -> builtins.call("getattr", instance("__getattr__", failing.get()), "x"));
        ways.put("as __setattr__", () -> builtins.call("setattr", instance("__setattr__", failing.get()), "x", 1));
        ways.put("as __delattr__", () -> builtins.call("delattr", instance("__delattr__", failing.get()), "x"));
        ways.put("as __call__", () -> api.call("call", instance("__call__", failing.get()), tuple()));
        ways.put("as __init__", () -> instance("__init__", failing.get()));
        ways.put("as __get__", () -> builtins.call("getattr", instance("x", instance("__get__", failing.get())), "x"));
    }

    private PyObject type(String name, PyObject base, Map<String, Object> contents) {
        return builtins.invokeMethod("type", List.of(name, base == null ? tuple() : tuple(base), contents), Map.of());
    }

    /** What making, finding and asking classes and modules calls. */
    private void addClasses(Map<String, Runnable> ways, Supplier<PyObject> failing) {
        ways.put("as __new__", () -> instance("__new__", failing.get()));
        ways.put("as __init_subclass__", () -> type("Derived", type("Base", null, Map.of("__init_subclass__", failing.get())), Map.of()));
        for (String method : List.of("__instancecheck__", "__subclasscheck__")) {
            String function = method.equals("__instancecheck__") ? "isinstance" : "issubclass";
            ways.put("as " + method, () -> {
                PyObject meta = type("Meta", builtins.getAttr("type"), Map.of(method, failing.get()));
                builtins.call(function, builtins.getAttr("int"), meta.invoke(List.of("Asked", tuple(), Map.of()), Map.of()));
            });
        }
        ways.put("as a finder", () -> {
            PyObject finders = python.importModule("sys").getAttr("meta_path");
            finders.callMethod("insert", 0, instance("find_spec", failing.get()));
            try {
                python.importModule("nowhere_to_be_found");
            } finally {
                finders.callMethod("pop", 0);
            }
        });
    }

    /** Slots of a type of C's. */
    private void addSlots(Map<String, Runnable> ways, Supplier<PyObject> calls) {
        for (String function : List.of("repr", "str", "hash", "iter", "next", "bool", "len", "float", "memoryview")) {
            ways.put("slot " + function, () -> builtins.call(function, calls.get()));
        }
        for (String function : List.of("add", "iadd", "eq", "contains", "getitem", "delitem")) ways.put("slot " + function, () -> operator.call(function, calls.get(), 1));
        for (String function : List.of("neg", "index")) ways.put("slot " + function, () -> operator.call(function, calls.get()));
        ways.put("slot setitem", () -> operator.call("setitem", calls.get(), 1, 2));
        ways.put("slot call", () -> api.call("call", calls.get(), tuple()));
        ways.put("slot await", () -> calls.get().callMethod("__await__"));
        ways.put("slot getattro", () -> builtins.call("getattr", calls.get(), "asked"));
        ways.put("slot descr_get", () -> builtins.call("getattr", instance("x", calls.get()), "x"));
        ways.put("getter of C's", () -> builtins.call("getattr", calls.get(), "got"));
        ways.put("setter of C's", () -> builtins.call("setattr", calls.get(), "got", 1));
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

    private static final int FINALIZE = 1;
    private static final int CLEAR = 2;
    private static final int DEALLOC = 4;

    /** An object of C's whose functions call at its end; with {@code kept} it may be part of a cycle. */
    private PyObject ending(PyModule module, PyObject callable, Object kept, int ends) {
        return module.invokeMethod("Calls", List.of(callable, false, kept, ends), Map.of());
    }

    private void dropCycle(PyObject callable, int ends) {
        try (PyObject object = ending(callbacks, callable, 0, ends); PyObject list = builtins.invokeMethod("list", List.of(), Map.of())) {
            list.callMethod("append", object);
            object.callMethod("__init__", callable, false, list, ends); // the older object is cleared first
        }
        collect();
    }

    /** Not all generations, which would mean a collection of the JVM's, too. */
    private void collect() {
        python.importModule("gc").call("collect", 1);
    }

    /** Ways whose errors nobody can get. */
    private Map<String, Runnable> waysToCallInVain(PyObject failing) {
        Map<String, Runnable> ways = new TreeMap<>();
        ways.put("__del__", () -> instance("__del__", failing).close());
        ways.put("a weak reference's callback", () -> {
            PyObject dying = instance("x", failing);
            try (PyObject reference = python.importModule("weakref").invokeMethod("ref", List.of(dying, failing), Map.of())) {
                dying.close();
                assertEquals(null, reference.call());
            }
        });
        ways.put("tp_finalize", () -> ending(callbacks, failing, 0, FINALIZE).close());
        ways.put("tp_dealloc", () -> ending(callbacks, failing, 0, DEALLOC).close());
        ways.put("tp_finalize in a cycle", () -> dropCycle(failing, FINALIZE));
        ways.put("tp_clear", () -> dropCycle(failing, CLEAR));
        ways.put("bf_releasebuffer", () -> builtins.invokeMethod("memoryview", List.of(ending(callbacks, failing, 0, 8)), Map.of()).callMethod("release"));
        ways.put("a capsule's destructor", () -> ((PyObject) callbacks.call("capsule", failing)).close());
        ways.put("a thread state's on_delete", () -> callbacks.call("on_delete", failing));
        ways.put("gc.callbacks", () -> {
            PyObject list = python.importModule("gc").getAttr("callbacks");
            list.callMethod("append", failing);
            try {
                collect();
            } finally {
                list.callMethod("clear");
            }
        });
        return ways;
    }

    /** Nobody can get these errors: they are written to sys.unraisablehook. */
    @TestFactory
    Stream<DynamicTest> isTold() {
        return FAULTS.keySet().stream().sorted().flatMap(fault -> waysToCallInVain(failing(fault)).keySet().stream().map(way -> DynamicTest.dynamicTest(fault + " in " + way, () -> {
            List<String> told = new ArrayList<>();
            python.importModule("sys").setAttr("unraisablehook", python.callable("hook", (args, kwargs) -> {
                told.add(((PyObject) ((PyObject) args[0]).get("exc_type")).getAttr("__name__").toString());
                return null;
            }));
            waysToCallInVain(failing(fault)).get(way).run();
            Thread.interrupted();
            int calls = way.equals("gc.callbacks") ? 2 : 1;
            assertEquals(Collections.nCopies(calls, FAULTS.get(fault)), told);
            assertEquals(3L, api.call("add", 1, 2));
        })));
    }

    /** The interpreter's end calls, too: what fails then is told to nobody who could still hear it, and no reason not to end. */
    @TestFactory
    Stream<DynamicTest> endsAllTheSame() {
        return FAULTS.keySet().stream().sorted().map(fault -> DynamicTest.dynamicTest(fault, () -> {
            AtomicInteger calls = new AtomicInteger();
            Interpreter ending = Interpreter.open();
            PyModule module = loadCallbacks(ending);
            PyObject failing = ending.callable("failing", (args, kwargs) -> {
                calls.incrementAndGet();
                return fail(fault);
            });
            ending.importModule("sys").setAttr("unraisablehook", ending.convert(null)); // says nothing
            module.call("at_free", failing);
            ending.importModule("atexit").call("register", failing);
            module.setAttr("capsule", module.call("capsule", failing));
            module.setAttr("object", ending(module, failing, 0, FINALIZE | CLEAR | DEALLOC));
            PyObject list = ending.importModule("builtins").invokeMethod("list", List.of(), Map.of());
            list.callMethod("append", ending(module, failing, list, FINALIZE | CLEAR));
            ending.close();
            Thread.interrupted();
            assertTrue(calls.get() >= 6, "calls: " + calls);
        }));
    }

    private static long nativeThreads() {
        return Thread.getAllStackTraces().entrySet().stream().filter(thread -> thread.getKey().isDaemon() && thread.getKey().isAlive() && thread.getValue().length == 0
                && thread.getKey().getName().startsWith("Thread-")).count();
    }

    /** Threads of C's that end with the GIL, with an error set, without a current state: somebody else may have it then. */
    @TestFactory
    Stream<DynamicTest> threadsOfCsThatEndWithTheGil() {
        return FAULTS.keySet().stream().sorted().flatMap(fault -> Stream.of(0, 1, 2, 3).map(way -> DynamicTest.dynamicTest(fault + ", way " + way, () -> {
            long threads = nativeThreads();
            for (int i = 0; i < 3; i++) callbacks.call("dies", failing(fault), way);
            assertEquals(threads, nativeThreads(), "threads that the JVM still knows");
            assertEquals(3L, api.call("add", 1, 2));
            PyObject back = python.callable("back", (args, kwargs) -> 7);
            assertEquals(7L, api.call("call", back, tuple()));
        })));
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

    /** What a Java callable throws is a Python error before C++ code sees it, which may throw that on as it likes. */
    @Test
    void javaExceptionThroughCplusplus() throws Exception {
        PyModule cplusplus = python.load(
                CCompiler.ours(ReplayCase.SOURCES.resolve("fixtures/modules/cplusplus/case.cpp"), "cplusplus.cpython-311-x86_64-linux-gnu.so"));
        IllegalStateException thrown = new IllegalStateException("in Java");
        PyObject failing = python.callable("failing", (args, kwargs) -> {
            throw thrown;
        });
        PyObject nested = cplusplus.getAttr("nested");
        for (Executable way : List.<Executable>of(
                () -> cplusplus.call("nested", List.of(nested, nested, failing)),
                () -> cplusplus.call("caught", failing, builtins.getAttr("KeyError")),
                () -> cplusplus.call("released", failing),
                () -> cplusplus.call("in_thread", failing))) {
            assertSame(thrown, assertThrows(PyException.class, way).getCause());
        }
        assertTrue(cplusplus.call("caught", failing, builtins.getAttr("Exception")).toString().contains("in Java"));
        PyObject through = python.callable("through", (args, kwargs) -> cplusplus.call("released", failing));
        assertThrows(PyException.class, () -> cplusplus.call("in_thread", through));
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
