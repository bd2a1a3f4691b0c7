package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong files and careless extensions end in exceptions that say what is wrong, and the interpreter goes on. */
class BadInputTest {
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
        Path cut = Files.write(folder.resolve("api" + SUFFIX), java.util.Arrays.copyOf(Files.readAllBytes(api()), 3000));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            silent | SystemError: initialization of silent failed without raising an exception
            raising | RuntimeError: init raises
            raising_with_module | SystemError: initialization of raising_with_module raised unreported exception
            number | SystemError: initialization of number did not return an extension module
            untyped | SystemError: init function of untyped returned uninitialized object
            """)
    void badInitFunctions(String name, String message) throws Exception {
        Path file = CCompiler.ours(ReplayCase.SOURCES.resolve("c/bad_init.c"), "bad_init" + SUFFIX);
        assertEquals(message, assertThrows(PyException.class, () -> python.load(name, file)).getMessage());
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
            """)
    void carelessCalls(String what, String type) throws Exception {
        PyModule api = ApiTest.load(python);
        PyException error = assertThrows(PyException.class, () -> api.call("careless", what));
        assertEquals(type, error.typeName(), error.getMessage());
    }

    @Test
    void missingModule() {
        assertEquals("ModuleNotFoundError", assertThrows(PyException.class, () -> python.importModule("no_such_module")).typeName());
    }
}
