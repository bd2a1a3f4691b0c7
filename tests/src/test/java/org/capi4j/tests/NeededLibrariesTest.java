package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.capi4j.Headers;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Libraries that extensions need and that have Python's objects in static variables: the extensions of one interpreter share one, those of another have
 * another one. {@code one} and {@code two} need the library, {@code three} needs one that knows nothing of Python and needs the library.
 */
@Timeout(60)
class NeededLibrariesTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void compile() throws IOException {
        Files.writeString(folder.resolve("versions"), "KEEPER_1 { global: keeper_*; local: *; };\n");
        library("keeper", List.of("-Wl,--version-script=" + folder.resolve("versions")));
        library("middle", List.of("-DMIDDLE", "-L" + folder, "-lkeeper", "-Wl,-rpath,$ORIGIN"));
        extension("one", "keeper_add", "-lkeeper");
        extension("two", "keeper_add", "-lkeeper");
        extension("three", "middle_add", "-lmiddle", "-lkeeper");
        link("asking.c", "libasked.so", List.of("-DLIBRARY"));
        link("asking.c", file("asking"), List.of("-L" + folder, "-lasked", "-Wl,-rpath,$ORIGIN"));
    }

    private static void library(String name, List<String> options) throws IOException {
        String file = "lib" + name + ".so.1";
        List<String> all = new ArrayList<>(List.of("-Wl,-soname," + file));
        all.addAll(options);
        link("keeper.c", file, all);
        Files.createSymbolicLink(folder.resolve("lib" + name + ".so"), Path.of(file));
    }

    private static void extension(String name, String add, String... libraries) throws IOException {
        List<String> all = new ArrayList<>(List.of("-DNAME=" + name, "-DADD=" + add, "-L" + folder, "-Wl,-rpath,$ORIGIN"));
        all.addAll(List.of(libraries));
        link("keeping.c", file(name), all);
    }

    private static void link(String source, String file, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "-std=gnu11", "-O1", "-fPIC", "-shared", "-I" + Headers.folder(), Path.of("src/test/c", source).toString(), "-o", folder.resolve(file).toString()));
        command.addAll(options);
        CCompiler.cc(command);
    }

    private static String file(String name) {
        return name + ".cpython-311-x86_64-linux-gnu.so";
    }

    private static PyModule load(Interpreter python, String name) {
        return python.load(folder.resolve(file(name)));
    }

    @Test
    void whatALibraryKeepsBelongsToOneInterpreter() {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
            assertEquals(List.of("a"), load(first, "one").call("add", "a"));
            assertEquals(List.of("b"), load(second, "one").call("add", "b"));
            assertEquals(List.of("a", "c"), load(first, "two").call("add", "c"), "its extensions share it");
            assertEquals(List.of("b", "d"), load(second, "two").call("add", "d"));
            assertEquals(List.of("a", "c", "e"), load(first, "three").call("add", "e"), "through another library");
            assertEquals(List.of("b", "d", "f"), load(second, "three").call("add", "f"));
            assertEquals(1L, load(second, "three").call("constructed"));
        }
    }

    /** Nobody has had the extension before, but somebody has what it needs. */
    @Test
    void anExtensionThatIsOpenedFirstNeedsWhatIsAnothers() {
        try (Interpreter first = Interpreter.open()) {
            assertEquals(List.of(1L), load(first, "one").call("add", 1));
            try (Interpreter second = Interpreter.open()) {
                assertEquals(List.of(2L), load(second, "three").call("add", 2));
                assertEquals(List.of(2L, 3L), load(second, "two").call("add", 3));
            }
            assertEquals(List.of(1L, 4L), load(first, "two").call("add", 4));
            assertEquals(List.of(1L, 4L, 5L), load(first, "three").call("add", 5));
        }
    }

    @Test
    void itBeginsAnewInTheNextInterpreter() throws IOException {
        long mappings = 0;
        for (int round = 0; round < 6; round++) {
            try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
                for (Interpreter python : List.of(first, second)) {
                    List<Long> numbers = new ArrayList<>();
                    for (String name : List.of(round % 2 == 0 ? "one" : "two", "three", round % 2 == 0 ? "two" : "one")) {
                        PyModule module = load(python, name);
                        numbers.add((long) numbers.size());
                        assertEquals(numbers, module.call("add", numbers.getLast()));
                        assertEquals(1L, module.call("constructed"));
                    }
                }
            }
            if (round == 1) mappings = mappings();
        }
        assertEquals(mappings, mappings(), "copies are used again");
    }

    private static long mappings() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1).stream().filter(line -> line.contains("keep") || line.contains("middle") || line.contains(".cpython-311")).count();
    }

    @Test
    void interpretersThatShareAGilShareIt() {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.builder().shareGil(first).open()) {
            assertEquals(List.of("a"), load(first, "one").call("add", "a"));
            assertEquals(List.of("a", "b"), load(second, "one").call("add", "b"), "as in CPython's process");
            assertEquals(List.of("a", "b", "c"), load(second, "three").call("add", "c"));
        }
    }

    @Test
    void interpretersRunAtOnce() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) all.add(pool.submit(NeededLibrariesTest::useOne));
            for (Future<?> each : all) each.get();
        }
    }

    private static Void useOne() {
        for (int round = 0; round < 5; round++) {
            try (Interpreter python = Interpreter.open()) {
                PyModule one = load(python, "one");
                PyModule three = load(python, "three");
                for (long i = 1; i < 200; i += 2) {
                    assertEquals(i, ((List<?>) one.call("add", i)).size());
                    assertEquals(i + 1, ((List<?>) three.call("add", i)).size());
                }
            }
        }
        return null;
    }

    /** NumPy's error handler goes before the one that the linear algebra library has itself. */
    @Test
    void whatAnExtensionDefinesGoesBeforeWhatItNeeds() {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
            assertEquals("the extension", load(first, "asking").call("answer"));
            assertEquals("the extension", load(second, "asking").call("answer"));
        }
    }
}
