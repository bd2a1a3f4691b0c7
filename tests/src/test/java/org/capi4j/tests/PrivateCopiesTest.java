package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many interpreters with the same extension of the old kind, whose state is static. {@code -Dcapi4j.openings} is how many interpreters are opened and
 * closed (60) to see that nothing grows.
 */
@Timeout(300)
class PrivateCopiesTest {
    private static final String NAME = "statics.cpython-311-x86_64-linux-gnu.so";
    private static final int OPENINGS = Integer.getInteger("capi4j.openings", 60);

    /** KiB that the process may grow by in the second half: in so few openings the JVM, whose compiler takes and gives, is still warming up. */
    private static final long GROWTH = OPENINGS < 1_000 ? 16_000 : 4_000;

    @TempDir
    private Path folder;

    private static Path extension;

    @BeforeAll
    static void compile() throws IOException {
        extension = CCompiler.ours(Path.of("src/test/c/statics.c"), NAME);
    }

    @Test
    void staticStateBelongsToOneInterpreter() {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
            PyModule one = first.load(extension);
            PyModule two = second.load(extension);
            for (long i = 1; i <= 100; i++) assertEquals(i, one.call("next"));
            assertEquals(1L, two.call("next"));
            assertNull(one.call("keep", List.of("one")));
            assertNull(two.call("keep", List.of("two")));
            assertEquals(List.of("one"), one.call("keep", 1));
            assertEquals(List.of("two"), two.call("keep", 2));
            try (PyObject box = two.invokeMethod("Box", List.of(), Map.of())) {
                assertEquals(2L, box.get("value"));
                assertEquals("statics.Box", box.typeName());
            }
            assertEquals(1L, two.call("constructors"));
            assertEquals(extension.toString(), two.call("own_file"), "dladdr");
            assertEquals(extension.toString(), two.get("__file__"));
        }
    }

    @Test
    void theMapOfTheProcessNamesTheFile() throws IOException {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
            first.load(extension);
            second.load(extension);
            assertTrue(maps().stream().anyMatch(line -> line.contains("memfd:" + NAME)));
        }
    }

    /** The third interpreter gets the copy that the second one had, as new. */
    @Test
    void aCopyThatIsUsedAgainBeginsAnew() {
        try (Interpreter first = Interpreter.open()) {
            first.load(extension).call("next");
            for (int round = 0; round < 3; round++) {
                try (Interpreter next = Interpreter.open()) {
                    PyModule module = next.load(extension);
                    assertEquals(1L, module.call("constructors"));
                    assertEquals(0L, module.call("written"));
                    for (long i = 1; i <= 30_000; i++) assertEquals(i, module.call("next"));
                    assertEquals(30_000L, module.call("written"));
                    assertNull(module.call("keep", "something"));
                }
            }
        }
    }

    @Test
    void interpretersRunAtOnce() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) all.add(pool.submit(PrivateCopiesTest::useOne));
            for (Future<?> each : all) each.get();
        }
    }

    private static Void useOne() {
        for (int round = 0; round < 5; round++) {
            try (Interpreter python = Interpreter.open()) {
                PyModule module = python.load(extension);
                for (long i = 1; i <= 2_000; i++) {
                    assertEquals(i, module.call("next"));
                    assertEquals(true, module.call("finds_thread_state"));
                    if (i > 1) assertEquals(List.of(i - 1), module.call("keep", List.of(i)));
                    else assertNull(module.call("keep", List.of(i)));
                }
            }
        }
        return null;
    }

    /** After the first few, which fill the pools, no interpreter leaves anything behind: in a JVM of its own, whose heap has its final size from the beginning. */
    @Test
    @Timeout(1800)
    void openingAndClosingLeavesNothing() throws Exception {
        Path output = folder.resolve("output");
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), Openings.class.getName(), extension.toAbsolutePath().toString(), String.valueOf(OPENINGS));
        Process process = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertEquals(0, process.waitFor());
        List<Openings.Look> looks = Files.readAllLines(output).stream().map(Openings.Look::parse).toList();
        System.out.println("openings: " + looks.getFirst() + ", then " + looks.get(looks.size() / 2) + ", then " + looks.getLast());
        Openings.Look half = looks.get(looks.size() / 2);
        Openings.Look last = looks.getLast();
        assertEquals(OPENINGS, last.openings());
        assertTrue(last.files() <= half.files(), () -> "open files: " + looks);
        assertTrue(last.mappings() <= half.mappings() + 20, () -> "mappings: " + looks);
        assertTrue(last.raw() <= half.raw() + 4_096, () -> "raw bytes: " + looks);
        assertTrue(last.anonymous() - half.anonymous() <= GROWTH, () -> "memory grew: " + looks);
    }

    private static List<String> maps() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1);
    }
}
