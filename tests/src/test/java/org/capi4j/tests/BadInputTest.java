package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.capi4j.link.ElfFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong files and careless extensions end in exceptions that say what is wrong, and the interpreter goes on. */
class BadInputTest {
    /** -Dcapi4j.tests.fuzz=100 does a hundred times as much. */
    private static final int FUZZ = Integer.getInteger("capi4j.tests.fuzz", 1);

    private static final int TRUNCATIONS = 40 * FUZZ;
    private static final int MUTATIONS = 1000 * FUZZ;
    private static final String SUFFIX = ".cpython-311-x86_64-linux-gnu.so";

    @TempDir
    private Path folder;

    private Interpreter python;

    @BeforeEach
    void open() {
        python = Interpreter.open();
    }

    @AfterEach
    void stillWorks() throws Exception {
        assertEquals(3L, ApiTest.load(python).call("add", 1, 2));
        python.close();
    }

    private PyException refused(Path file) {
        PyException error = assertThrows(PyException.class, () -> python.load(file));
        assertEquals("ImportError", error.typeName());
        return error;
    }

    private static Path api() throws IOException {
        return CCompiler.ours(ReplayCase.SOURCES.resolve("c/api.c"), "api" + SUFFIX);
    }

    @Test
    void noFile() {
        assertTrue(refused(folder.resolve("absent" + SUFFIX)).text().contains("No such file"));
    }

    @Test
    void notAnElfFile() throws Exception {
        for (byte[] content : List.of(new byte[0], "text".getBytes(), new byte[] {0x7f, 'E', 'L', 'F'}, new byte[5000])) {
            refused(Files.write(folder.resolve("text" + SUFFIX), content));
        }
        Path cut = Files.write(folder.resolve("api" + SUFFIX), Arrays.copyOf(Files.readAllBytes(api()), 3000));
        refused(cut);
        refused(Files.createDirectory(folder.resolve("folder" + SUFFIX)));
    }

    @Test
    void anotherProcessor() throws Exception {
        byte[] content = Files.readAllBytes(api());
        content[18] = (byte) 183; // e_machine: aarch64
        String text = refused(Files.write(folder.resolve("api" + SUFFIX), content)).text();
        assertTrue(text.contains("x86-64"), text);
    }

    @Test
    void anotherAbi() throws Exception {
        Path file = Files.copy(api(), folder.resolve("api.cpython-312-x86_64-linux-gnu.so"));
        String text = refused(file).text();
        assertTrue(text.contains("cpython-312") && text.contains("cpython-311"), text);
    }

    @Test
    void everyMissingSymbolIsNamed() throws Exception {
        String text = refused(CCompiler.ours(ReplayCase.SOURCES.resolve("c/undefined.c"), "undefined" + SUFFIX)).text();
        for (String name : List.of("PyObject_DoesNotExist", "another_missing_function", "PyMissing_Data")) assertTrue(text.contains(name), text);
    }

    @Test
    void missingLibraryIsNamed() throws Exception {
        Path source = Files.writeString(folder.resolve("lib.c"), "int in_library(void) { return 1; }");
        Path library = CCompiler.compile(source, "libgone_with_the_wind.so", Path.of(org.capi4j.Headers.folder().toString()), "library", "-Wl,-soname,libgone_with_the_wind.so");
        Path user = Files.writeString(
                folder.resolve("needy.c"),
                "#include <Python.h>\nint in_library(void); PyMODINIT_FUNC PyInit_needy(void) { return PyLong_FromLong(in_library()); }");
        Path extension = CCompiler.compile(user, "needy" + SUFFIX, org.capi4j.Headers.folder(), "needy", library.toString());
        String text = refused(extension).text();
        assertTrue(text.contains("libgone_with_the_wind.so"), text);
    }

    @Test
    void noInitFunction() throws Exception {
        PyException error = assertThrows(PyException.class, () -> python.load("renamed", api()));
        assertEquals("ImportError: dynamic module does not define module export function (PyInit_renamed)", error.getMessage());
    }

    /** bad_init.txt has what CPython 3.11 says of each init function of bad_init.c: {@code bad_init.py} wrote it. */
    @TestFactory
    Stream<DynamicTest> badInitFunctions() throws Exception {
        Path file = CCompiler.ours(ReplayCase.SOURCES.resolve("c/bad_init.c"), "bad_init" + SUFFIX);
        return Files.readAllLines(ReplayCase.SOURCES.resolve("c/bad_init.txt")).stream().map(line -> line.split("\t")).map(line -> DynamicTest.dynamicTest(line[0], () -> {
            String message = assertThrows(PyException.class, () -> python.load(line[0], file)).getMessage();
            assertEquals(line[1], message);
        }));
    }

    /** Whatever is missing at the end, the answer is an ImportError, or a module where only what nobody reads is missing. */
    @Test
    void truncatedAnywhere() throws Exception {
        byte[] whole = Files.readAllBytes(api());
        Random random = new Random(20261129);
        List<Integer> lengths = new ArrayList<>(List.of(1, 15, 16, 17, 63, 64, 65, 120, whole.length - 1));
        for (int i = 0; i < TRUNCATIONS; i++) lengths.add(random.nextInt(whole.length));
        for (int length : lengths) {
            Path cut = Files.write(folder.resolve("cut" + length + SUFFIX), Arrays.copyOf(whole, length));
            PyException error = assertThrows(PyException.class, () -> python.load("cut", cut), () -> length + " bytes");
            assertEquals("ImportError", error.typeName(), error.getMessage());
        }
    }

    /** Bytes of the headers and tables changed at random: the reader tells, and neither hangs nor throws anything else. */
    @Test
    void mutatedAnywhere() throws Exception {
        byte[] whole = Files.readAllBytes(api());
        Random random = new Random(20261129);
        Path file = folder.resolve("mutated" + SUFFIX);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] content = whole.clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                int range = random.nextBoolean() ? 0x400 : content.length; // the headers are small, and matter most
                content[random.nextInt(range)] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
            }
            Files.write(file, content);
            try {
                ElfFile.read(file);
            } catch (ElfFile.FormatException told) {
                refused++;
            }
        }
        assertTrue(refused > MUTATIONS / 20, "only " + refused + " noticed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            list append NULL | SystemError
            append NULL item | SystemError
            attribute of NULL | SystemError
            call NULL | SystemError
            int of NULL | SystemError
            dict key NULL | SystemError
            broken UTF-8 | UnicodeDecodeError
            NULL without exception | SystemError
            result with exception | SystemError
            GIL released | SystemError
            GIL released after an error | SystemError
            PyGILState_Release too many | SystemError
            """)
    void carelessCalls(String what, String type) throws Exception {
        PyModule api = ApiTest.load(python);
        PyException error = assertThrows(PyException.class, () -> api.call("careless", what));
        assertEquals(type, error.typeName(), error.getMessage());
        PyModule functools = python.importModule("_functools");
        try (PyObject function = api.getAttr("careless"); PyObject partial = functools.invokeMethod("partial", List.of(function, what), Map.of())) {
            PyException again = assertThrows(PyException.class, () -> partial.call());
            assertEquals(error.getMessage(), again.getMessage());
            assertThrows(PyException.class, () -> function.invoke(List.of(what), Map.of()));
        }
    }

    @Test
    void missingModule() {
        assertEquals("ModuleNotFoundError", assertThrows(PyException.class, () -> python.importModule("no_such_module")).typeName());
    }
}
