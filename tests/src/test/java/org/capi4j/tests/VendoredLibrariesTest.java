package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.capi4j.Headers;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Extensions that bring libraries along, beside themselves, as wheels do: private copies, which are nowhere, find them too. Real ones, NumPy's core and
 * Debian's ujson and wrapt, are used by several interpreters at once where {@code -Dcapi4j.binaries=DIR:DIR} (or CAPI4J_BINARIES) has them.
 */
class VendoredLibrariesTest {
    private static final String EXTENSION = """
            #include <Python.h>
            int outer(void);
            static PyObject *number(PyObject *self, PyObject *unused) { return PyLong_FromLong(outer()); }
            static PyMethodDef functions[] = {{"number", number, METH_NOARGS, NULL}, {NULL}};
            static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "vendored", NULL, -1, functions};
            PyMODINIT_FUNC PyInit_vendored(void) { return PyModule_Create(&module); }
            """;
    private static final String OUTER = "static int calls; int inner(void); int outer(void) { return 100 * inner() + ++calls; }\n";
    private static final String INNER = "int inner(void) { return 7; }\n";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void sources() throws IOException {
        Files.createDirectories(folder.resolve("package"));
        Files.writeString(folder.resolve("vendored.c"), EXTENSION);
        Files.writeString(folder.resolve("outer.c"), OUTER);
        Files.writeString(folder.resolve("inner.c"), INNER);
    }

    /** The libraries are in {@code KIND.libs}, beside the extension's folder, and say nothing of where they look. */
    private static Path build(String kind, List<String> naming, List<String> searching) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve(kind + ".libs"));
        String outer = "libouter-" + kind + ".so";
        String inner = "libinner-" + kind + ".so";
        link("inner.c", libraries.resolve(inner), named(naming, inner));
        List<String> options = new ArrayList<>(named(naming, outer));
        options.addAll(List.of("-L" + libraries, "-l:" + inner));
        if (kind.startsWith("run")) options.add("-Wl,-rpath,$ORIGIN");
        link("outer.c", libraries.resolve(outer), options);
        List<String> all = new ArrayList<>(List.of("-I" + Headers.folder(), "-L" + libraries, "-l:" + outer, "-Wl,-rpath-link," + libraries, "-Wl,-rpath,$ORIGIN/../" + kind + ".libs"));
        all.addAll(searching);
        return link("vendored.c", Files.createDirectories(folder.resolve(kind)).resolve("vendored.cpython-311-x86_64-linux-gnu.so"), all);
    }

    private static List<String> named(List<String> naming, String name) {
        return naming.stream().map(option -> option + name).toList();
    }

    private static Path link(String source, Path file, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of("-std=gnu11", "-fPIC", "-shared", folder.resolve(source).toString(), "-o", file.toString()));
        command.addAll(options);
        CCompiler.cc(command);
        return file;
    }

    /** DT_RPATH is handed down to what the libraries need, DT_RUNPATH is not; a library may be known by its soname, or only by its file's name. */
    @ParameterizedTest
    @ValueSource(strings = {"rpath", "rpath-soname", "runpath", "runpath-soname"})
    void copiesFindWhatTheOriginalFinds(String kind) throws IOException {
        List<String> naming = kind.endsWith("soname") ? List.of("-Wl,-soname,") : List.of();
        Path extension = build(kind, naming, List.of(kind.startsWith("run") ? "-Wl,--enable-new-dtags" : "-Wl,--disable-new-dtags"));
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open(); Interpreter third = Interpreter.open()) {
            assertEquals(701L, first.load(extension).call("number"));
            assertEquals(702L, second.load(extension).call("number"), "what an extension needs is one for all");
            assertEquals(703L, third.load(extension).call("number"));
        }
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Path extension = build("missing", List.of(), List.of("-Wl,--disable-new-dtags"));
        Files.delete(folder.resolve("missing.libs/libinner-missing.so"));
        try (Interpreter python = Interpreter.open()) {
            PyException error = assertThrows(PyException.class, () -> python.load(extension));
            assertTrue(error.getMessage().contains("libinner-missing.so"), error.getMessage());
        }
    }

    // ---- Real ones ----

    private interface Work {
        void run(Interpreter python) throws Exception;
    }

    /** Three interpreters do the same at the same time, each in its own thread. */
    private static void atOnce(Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(threads.submit(() -> {
                    for (int round = 0; round < 3; round++) {
                        try (Interpreter python = Interpreter.open()) {
                            work.run(python);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) each.get();
        }
    }

    /** The file under one of the folders that were given, or the test is skipped. */
    private static Path binary(String file) {
        String given = System.getProperty("capi4j.binaries", System.getenv().getOrDefault("CAPI4J_BINARIES", ""));
        Path found = Stream.of(given.split(":")).map(dir -> Path.of(dir, file)).filter(Files::exists).findFirst().orElse(null);
        assumeTrue(found != null, "no " + file + " in capi4j.binaries");
        return found;
    }

    @Test
    void ujsonRunsInSeveralInterpretersAtOnce() throws Exception {
        Path file = binary("ujson.cpython-311-x86_64-linux-gnu.so");
        atOnce(python -> {
            PyModule ujson = python.load("ujson", file);
            for (int i = 0; i < 500; i++) assertEquals(List.of(1L, "two", Map.of("three", 3.5)), ujson.call("loads", ujson.call("dumps", List.of(1, "two", Map.of("three", 3.5)))));
        });
    }

    @Test
    void wraptRunsInSeveralInterpretersAtOnce() throws Exception {
        Path file = binary("wrapt/_wrappers.cpython-311-x86_64-linux-gnu.so");
        atOnce(python -> {
            PyModule wrapt = python.load("wrapt._wrappers", file);
            PyObject len = python.importModule("builtins").getAttr("len");
            PyObject wrapper = python.callable("wrapper", (args, kwargs) -> (Long) ((PyObject) args[0]).call(((List<?>) args[2]).toArray()) + 1);
            try (PyObject wrapped = wrapt.invokeMethod("FunctionWrapper", List.of(len, wrapper), Map.of())) {
                for (int i = 0; i < 500; i++) assertEquals(4L, wrapped.call("abc"));
            }
        });
    }

    @Test
    void numPysCoreRunsInSeveralInterpretersAtOnce() throws Exception {
        Path file = binary("numpy/core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so");
        String dynload = LibDynload.folder().orElse(null);
        assumeTrue(dynload != null, "no lib-dynload");
        atOnce(python -> {
            PyModule numpy = numPy(python, file, Path.of(dynload, "_datetime.cpython-311-x86_64-linux-gnu.so"));
            for (int i = 0; i < 50; i++) {
                try (PyObject numbers = (PyObject) numpy.call("arange", 1000); PyObject matrix = (PyObject) numbers.callMethod("reshape", 10, 100)) {
                    assertEquals(499_500L, python.importModule("builtins").call("int", numpy.getAttr("add").callMethod("reduce", numbers)));
                    try (PyObject product = (PyObject) numpy.call("dot", matrix, matrix.callMethod("transpose"))) {
                        assertEquals(List.of(10L, 10L), product.get("shape"));
                    }
                }
            }
        });
    }

    /** Its Python part is not there: exceptions, and functions that are asked for at the start, get stand-ins. */
    private static PyModule numPy(Interpreter python, Path file, Path datetime) {
        python.importModule("sys").getAttr("modules").callMethod("__setitem__", "datetime", python.load("_datetime", datetime));
        classes(python, "numpy.exceptions", "ComplexWarning", "VisibleDeprecationWarning", "AxisError", "TooHardError", "DTypePromotionError");
        classes(python, "numpy.core._exceptions", "_UFuncNoLoopError", "_UFuncBinaryResolutionError", "_UFuncInputCastingError", "_UFuncOutputCastingError", "_ArrayMemoryError");
        classes(python, "numpy.dtypes");
        module(python, "numpy.dtypes").setAttr("_add_dtype_helper", python.callable("_add_dtype_helper", (args, kwargs) -> null));
        return python.load("numpy.core._multiarray_umath", file);
    }

    private static void classes(Interpreter python, String module, String... names) {
        PyModule builtins = python.importModule("builtins");
        PyObject bases = builtins.getAttr("tuple").invoke(List.of(List.of(builtins.getAttr("UserWarning"))), Map.of());
        for (String name : names) module(python, module).setAttr(name, builtins.getAttr("type").invoke(List.of(name, bases, Map.of()), Map.of()));
        module(python, module);
    }

    /** What is in {@code sys.modules} under the name, with its parents, or an empty module there. */
    private static PyObject module(Interpreter python, String name) {
        PyObject modules = python.importModule("sys").getAttr("modules");
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) put(python, modules, name.substring(0, dot));
        put(python, modules, name);
        return (PyObject) modules.callMethod("__getitem__", name);
    }

    private static void put(Interpreter python, PyObject modules, String name) {
        if ((Boolean) modules.callMethod("__contains__", name)) return;
        PyObject made = (PyObject) python.importModule("types").call("ModuleType", name);
        made.setAttr("__path__", List.of());
        modules.callMethod("__setitem__", name, made);
    }
}
