package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.capi4j.memory.Jni;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process begins with JNI and goes on with the FFM API, one function after the other, while threads are in the middle of calls: all get the same as ever.
 */
class WarmingTest {
    private static final int THREADS = 3;

    /** How often a thread goes on when JNI is no longer used: so that the functions that are called have got their stubs. */
    private static final int ROUNDS_AFTER = 300;

    private static final int NUMBERS = 12;

    /** Two threads share an interpreter, one has its own. Prints whether JNI was used at first, and at the end. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            try (Interpreter shared = Interpreter.open(); Interpreter own = Interpreter.open()) {
                System.out.print(Jni.isUsed() + " ");
                ExecutorService threads = Executors.newFixedThreadPool(THREADS);
                List<Future<Void>> ends = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) ends.add(threads.submit(work(i == 0 ? own : shared, Path.of(arguments[0]))));
                for (Future<Void> end : ends) end.get();
                threads.shutdown();
            }
            System.out.print(Jni.isUsed());
        }

        private static Callable<Void> work(Interpreter python, Path extension) {
            return () -> {
                PyModule warming = python.load(extension);
                String expected = IntStream.range(0, NUMBERS).mapToObj(i -> i * i).toList().toString();
                try (PyObject square = python.callable("square", (args, kwargs) -> (Long) args[0] * (Long) args[0])) {
                    for (int after = 0; after < ROUNDS_AFTER; after += Jni.isUsed() ? 0 : 1) {
                        assertEquals(expected, warming.call("squares", square, NUMBERS));
                    }
                }
                return null;
            };
        }
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void callsAreTheSameWhileTheProcessGetsWarm(String lanes) throws Exception {
        Path extension = CCompiler.ours(Path.of("src/test/c/warming.c"), "warming.cpython-311-x86_64-linux-gnu.so");
        Process process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(), "-Dcapi4j.fastlanes=" + lanes, "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Program.class.getName(), extension.toAbsolutePath().toString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals("true false", output, "JNI first, the FFM API in the end");
    }
}
