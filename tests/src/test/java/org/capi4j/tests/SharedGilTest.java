package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interpreters that share a GIL because Java said so, or because C code has made them: what they have in common, and what comes of it when C code
 * gets it wrong. What it gets right is in the fixtures of area interpreters.
 */
@Timeout(120)
class SharedGilTest {
    private static Path statics;
    private static Path interpreters;

    interface Api {
        int add(int a, int b);

        int come_back_in_second_state();

        int come_back_elsewhere();
    }

    @BeforeAll
    static void compile() throws IOException {
        statics = CCompiler.ours(Path.of("src/test/c/statics.c"), "statics.cpython-311-x86_64-linux-gnu.so");
        interpreters = CCompiler.ours(Path.of("src/test/c/interpreters.c"), "interpreters.cpython-311-x86_64-linux-gnu.so");
    }

    private static Interpreter sharing(Interpreter other) {
        return Interpreter.builder().shareGil(other).open();
    }

    /** Whichever is the last takes along what the others have left, and the next ones begin anew in the same structs. */
    @Test
    void allCloseAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 100; round++) {
                Interpreter first = Interpreter.open();
                CountDownLatch together = new CountDownLatch(3);
                List<Future<?>> all = new ArrayList<>();
                for (Interpreter each : List.of(first, sharing(first), sharing(first))) {
                    assertEquals("[1.5]", each.convert(List.of(1.5)).repr());
                    all.add(threads.submit(() -> {
                        together.countDown();
                        while (together.getCount() > 0) Thread.onSpinWait();
                        each.close();
                    }));
                }
                for (Future<?> each : all) each.get();
            }
        }
    }

    @Test
    void staticStateIsSharedAndModulesAreNot() {
        try (Interpreter first = Interpreter.open(); Interpreter second = sharing(first); Interpreter apart = Interpreter.open()) {
            PyModule one = first.load(statics);
            PyModule two = second.load(statics);
            assertEquals(1L, one.call("next"));
            assertEquals(2L, two.call("next"));
            assertEquals(3L, one.call("next"));
            assertEquals(1L, apart.load(statics).call("next"));
            assertEquals(1L, two.call("constructors"), "of the library, which is opened once");
            assertNull(one.call("keep", List.of("kept")));
            assertEquals(List.of("kept"), two.call("keep", 0));
            first.importModule("sys").setAttr("only_here", 1);
            assertThrows(PyException.class, () -> second.importModule("sys").get("only_here"));
            assertEquals(true, two.call("finds_thread_state"));
            assertEquals(true, one.call("finds_thread_state"));
        }
    }

    @Test
    void oneHasTheGilOfBoth() throws Exception {
        try (Interpreter first = Interpreter.open(); Interpreter second = sharing(first); ExecutorService other = Executors.newSingleThreadExecutor()) {
            CountDownLatch done = new CountDownLatch(1);
            Future<?> call = first.run(() -> {
                Future<?> started = other.submit(() -> {
                    second.convert(1).close();
                    done.countDown();
                });
                assertFalse(done.await(200, TimeUnit.MILLISECONDS), "the other one was entered while this thread has the GIL");
                second.convert("this thread may").close();
                return started;
            });
            call.get(60, TimeUnit.SECONDS);
            assertTrue(done.await(0, TimeUnit.SECONDS));
        }
    }

    @Test
    void eitherMayBeClosedFirst() {
        for (boolean firstGoes : new boolean[] {true, false}) {
            Interpreter first = Interpreter.open();
            Interpreter second = sharing(first);
            PyModule one = first.load(statics);
            PyModule two = second.load(statics);
            Interpreter goes = firstGoes ? first : second;
            Interpreter stays = firstGoes ? second : first;
            (firstGoes ? one : two).call("keep", List.of("of the one that goes", 123456789, 0.5));
            goes.close();
            PyModule left = firstGoes ? two : one;
            for (int i = 0; i < 1000; i++) stays.convert(List.of(i, "new objects", 1.5)).close();
            assertEquals(List.of("of the one that goes", 123456789L, 0.5), left.call("keep", 0));
            try (Interpreter third = sharing(stays)) {
                assertEquals(1L, third.load(statics).call("next"));
            }
            assertThrows(IllegalStateException.class, () -> sharing(goes));
            stays.close();
        }
    }

    @Test
    void handlesBelongToOne() {
        try (Interpreter first = Interpreter.open(); Interpreter second = sharing(first)) {
            PyObject list = first.convert(List.of(1));
            assertThrows(IllegalArgumentException.class, () -> second.importModule("builtins").call("len", list));
        }
    }

    @Test
    void eachCallsTheOtherInTurn() throws Exception {
        try (Interpreter first = Interpreter.open(); Interpreter second = sharing(first)) {
            PyObject inner = first.callable("inner", (args, kwargs) -> 20);
            PyObject middle = second.callable("middle", (args, kwargs) -> (Long) inner.call() + 20);
            PyObject outer = first.callable("outer", (args, kwargs) -> (Long) middle.call() + 2);
            for (int i = 0; i < 100; i++) assertEquals(42L, outer.call());
            List<Future<?>> all = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int thread = 0; thread < 4; thread++) {
                    PyObject function = thread % 2 == 0 ? outer : middle;
                    long expected = thread % 2 == 0 ? 42 : 40;
                    all.add(threads.submit(() -> {
                        for (int i = 0; i < 2000; i++) assertEquals(expected, function.call());
                    }));
                }
            }
            for (Future<?> each : all) each.get();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            end_own                | Py_EndInterpreter: the interpreter is Java's, which closes it
            end_other              | Py_EndInterpreter: thread is not current
            swap_dead              | PyThreadState_Swap: no thread state of a living interpreter
            swap_dead_from_nowhere | PyThreadState_Swap: no thread state of a living interpreter
            delete_current         | PyThreadState_Delete: tstate is still current
            delete_own             | PyThreadState_DeleteCurrent: the thread state ends with its thread
            release_wrong          | PyEval_ReleaseThread: wrong thread state
            """)
    void misuseIsAnError(String function, String message) throws Exception {
        try (Interpreter python = Interpreter.open()) {
            PyModule module = python.load(interpreters);
            for (int i = 0; i < 3; i++) {
                PyException raised = assertThrows(PyException.class, () -> module.call(function));
                assertEquals("SystemError: " + message, raised.getMessage());
                assertEquals(5L, module.call("add", 2, 3));
                PyException inside = assertThrows(PyException.class, () -> python.run(() -> module.call(function)));
                assertEquals("SystemError: " + message, inside.getMessage());
                PyObject called = module.getAttr(function);
                PyException slow = assertThrows(PyException.class, called::call);
                assertEquals("SystemError: " + message, slow.getMessage());
            }
            assertEquals(true, module.call("end_with_second_state"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"come_back_elsewhere", "come_back_nowhere", "come_back_in_second_state"})
    void whoComesBackWithAnotherStateIsBroughtBack(String function) throws Exception {
        try (Interpreter python = Interpreter.open()) {
            PyModule module = python.load(interpreters);
            PyObject called = module.getAttr(function);
            for (int i = 0; i < 3; i++) {
                for (Executable call : List.<Executable>of(() -> module.call(function), called::call, () -> python.run(() -> module.call(function)))) {
                    PyException raised = assertThrows(PyException.class, call);
                    assertEquals("SystemError", raised.typeName());
                    String all = raised.getMessage() + raised.getCause();
                    assertTrue(all.contains("C code returned without the GIL, or with another thread state"), all);
                }
                assertEquals(5L, module.call("add", 2, 3));
            }
        }
    }

    @Test
    void typedCallsNoticeItToo() {
        try (Interpreter python = Interpreter.open()) {
            Api api = python.load(interpreters).bind(java.lang.invoke.MethodHandles.lookup(), Api.class);
            assertThrows(PyException.class, api::come_back_in_second_state);
            assertThrows(PyException.class, api::come_back_elsewhere);
            assertEquals(5, api.add(2, 3));
        }
    }

    @Test
    void whatCCodeLeavesEndsWithTheInterpreter() {
        try (Interpreter watches = Interpreter.open()) {
            PyModule counts = watches.load(interpreters);
            Interpreter python = sharing(watches);
            python.load(interpreters).call("leave", 5);
            python.load(interpreters).call("cycles", 3);
            assertEquals(3L, counts.call("ends"));
            python.close();
            assertEquals(8L, counts.call("ends"), "atexit functions of interpreters that nobody has ended");
        }
    }

    /** {@code -Dcapi4j.openings} is how many (60). */
    @Test
    void whatCCodeMakesAndEndsLeavesNothing() {
        int openings = Integer.getInteger("capi4j.openings", 60);
        try (Interpreter python = Interpreter.open()) {
            PyModule module = python.load(interpreters);
            module.call("cycles", openings / 2);
            long blocks = Blocks.settled(python);
            long raw = Blocks.rawBytes();
            module.call("cycles", openings);
            assertTrue(Blocks.settled(python) <= blocks, () -> "blocks: " + blocks + ", then " + Blocks.settled(python));
            assertTrue(Blocks.rawBytes() <= raw + 4_096, () -> "raw bytes: " + raw + ", then " + Blocks.rawBytes());
        }
    }

    /** A Java callable is called with a thread state of an interpreter that C code has made; what it uses is its own one's. */
    @Test
    void javaIsCalledFromAnInterpreterThatItDoesNotKnow() {
        try (Interpreter python = Interpreter.open()) {
            PyModule module = python.load(interpreters);
            PyObject callable = python.callable("java", (args, kwargs) -> (Long) module.call("add", 20, 22));
            assertEquals(42L, module.call("call_elsewhere", callable));
            PyObject raises = python.callable("raises", (args, kwargs) -> {
                throw new IllegalArgumentException("from Java");
            });
            assertThrows(PyException.class, () -> module.call("call_elsewhere", raises));
            assertEquals(42L, module.call("call", callable));
        }
    }

    /** As CPython does in a program that embeds it, where no Python frame is running either: {@code embedding.c}. Source isn't run. */
    @Test
    void moduleSubinterpretersAnswersAsWhenEmbedded() throws IOException {
        String folder = LibDynload.folder().orElse(null);
        assumeTrue(folder != null, "no lib-dynload");
        try (Interpreter python = Interpreter.open()) {
            PyModule module = python.load(Path.of(folder, "_xxsubinterpreters.cpython-311-x86_64-linux-gnu.so"));
            Map<String, Object> ids = Map.of("main", module.call("get_main"), "made", module.call("create"), "nobody", 99);
            for (String line : Files.readAllLines(Path.of("src/test/c/embedding.txt"))) {
                String[] asked = line.substring(0, line.indexOf(':')).split(" ");
                assertEquals(line, asked[0] + " " + asked[1] + ": " + answer(module.getAttr(asked[0]), ids.get(asked[1])));
            }
            PyException refused = assertThrows(PyException.class, () -> module.call("run_string", ids.get("main"), "x = 1"));
            assertTrue(refused.getMessage().contains("NotImplementedError") && refused.getMessage().contains("PyRun_StringFlags"), refused.getMessage());
        }
    }

    private static String answer(PyObject function, Object argument) {
        try (PyObject result = function.invoke(List.of(argument), Map.of())) {
            return result.repr();
        } catch (PyException raised) {
            return raised.getMessage();
        }
    }

    @Test
    void groupsRunApart() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(threads.submit(() -> {
                    try (Interpreter python = Interpreter.open()) {
                        PyModule module = python.load(interpreters);
                        module.call("cycles", 10);
                        return (Long) module.call("ends");
                    }
                }));
            }
            for (Future<Long> each : all) assertEquals(10L, each.get());
        }
    }
}
