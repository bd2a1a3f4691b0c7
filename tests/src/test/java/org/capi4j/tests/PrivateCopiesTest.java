package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
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

/**
 * Many interpreters with the same extension of the old kind, whose state is static. {@code -Dcapi4j.openings} is how many interpreters are opened and
 * closed (60) to see that nothing grows.
 */
@Timeout(300)
class PrivateCopiesTest {
    private static final String NAME = "statics.cpython-311-x86_64-linux-gnu.so";
    private static final int OPENINGS = Integer.getInteger("capi4j.openings", 60);

    /** CPython's own, some of which keep much in static variables. */
    private static final List<String> CPYTHONS = List.of("_decimal", "zlib", "_datetime", "_struct", "_json");

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

    /** After the first few, which fill the pools, no interpreter leaves anything behind. */
    @Test
    @Timeout(1800)
    void openingAndClosingLeavesNothing() throws Exception {
        for (int i = 0; i < OPENINGS / 2; i++) openTwo();
        System.gc();
        long files = files();
        int maps = maps().size();
        long memory = memory();
        long raw = Blocks.rawBytes();
        for (int i = 0; i < OPENINGS / 2; i++) openTwo();
        System.gc();
        assertTrue(files() <= files, "open files: " + files + ", then " + files());
        assertTrue(maps().size() <= maps + 20, "mappings: " + maps + ", then " + maps().size());
        long grown = memory() - memory;
        System.out.println("openings: " + OPENINGS + ", of which the second half left " + grown + " bytes");
        assertTrue(Blocks.rawBytes() <= raw + 4_096, "raw bytes: " + raw + ", then " + Blocks.rawBytes());
        assertTrue(grown < 4_000_000 + 4_000L * OPENINGS, "memory grew by " + grown + " bytes in " + OPENINGS / 2 + " openings");
    }

    private static void openTwo() {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
            for (Interpreter each : List.of(first, second)) {
                PyModule module = each.load(extension);
                module.call("keep", List.of(1, "two", 3.5));
                assertEquals(1L, module.call("next"));
                LibDynload.folder().ifPresent(folder -> CPYTHONS.forEach(name -> each.load(Path.of(folder, name + ".cpython-311-x86_64-linux-gnu.so"))));
            }
        }
    }

    private static List<String> maps() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1);
    }

    private static long files() {
        return new File("/proc/self/fd").list().length;
    }

    /** Resident bytes. */
    private static long memory() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }
}
