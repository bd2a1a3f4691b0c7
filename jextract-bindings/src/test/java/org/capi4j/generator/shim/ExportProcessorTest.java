package org.capi4j.generator.shim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles small classes against small headers. */
class ExportProcessorTest {

    private static final String COLLECTOR = "package org.capi4j.object; public class Collector { public static void poll() {} }";
    private static final String GUARD = "package org.capi4j.object; public class Guard {"
            + " public static void failed(Throwable t, String f) {} public static void unraisable(Throwable t, String f) {}"
            + " public static RuntimeException nullArgument(String f, String p) { return null; } }";

    @TempDir
    Path folder;

    @BeforeEach
    void writeHeadersAndFacts() throws IOException {
        write("include/sample.h", """
                typedef Py_ssize_t (*lenfunc)(PyObject *);
                typedef int (*ssizeobjargproc)(PyObject *, Py_ssize_t, PyObject *);
                PyAPI_FUNC(int) PyList_Append(PyObject *, PyObject *);
                PyAPI_FUNC(double) PyFloat_AsDouble(PyObject *);
                PyAPI_FUNC(void) PyErr_Clear(void) C4J_NOFAIL;
                PyAPI_FUNC(int) PyArg_Parse(PyObject *, const char *, ...);
                """);
        write("src/internal_varargs.h", "PyAPI_FUNC(int) c4j_va_PyArg_Parse(PyObject *, const char *, va_list *);\n");
        write("facts/layouts-3.11.tsv", """
                struct\tfield\ttype
                PySequenceMethods\tsq_length\tlenfunc
                PySequenceMethods\tsq_ass_item\tssizeobjargproc
                """);
        write("facts/type-attributes-3.11.tsv", "tp_name\tattributes\n");
        write("facts/types-3.11.tsv", """
                symbol\ttp_name\ttp_basicsize\ttp_itemsize\ttp_dictoffset\ttp_weaklistoffset\ttp_vectorcall_offset\ttp_flags\ttp_base\tmetatype\tprotocol_structs
                PyBaseObject_Type\tobject\t16\t0\t0\t0\t0\t0x81500\t\ttype\t
                PyList_Type\tlist\t40\t0\t0\t0\t0\t0x2485520\tobject\ttype\ts
                *PyExc_OSError\tOSError\t112\t0\t16\t0\t0\t0x40005500\tobject\ttype\t
                *PyExc_IOError\tOSError\t112\t0\t16\t0\t0\t0x40005500\tobject\ttype\t
                """);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private String generated(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    /** Compiles a class of package p, and returns the messages of all errors. */
    private List<String> compile(String name, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Files.createDirectories(folder.resolve("classes"));
        List<String> options = List.of(
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                System.getProperty("jdk.module.path", "") + ":" + System.getProperty("java.class.path"),
                "-Acapi4j.headers=" + folder.resolve("include"),
                "-Acapi4j.src=" + folder.resolve("src"),
                "-Acapi4j.facts=" + folder.resolve("facts"),
                "-Acapi4j.out=" + folder.resolve("out"));
        JavaCompiler.CompilationTask task = compiler.getTask(
                new StringWriter(),
                null,
                diagnostics,
                options,
                null,
                List.of(
                        unit("org.capi4j.object.Guard", GUARD),
                        unit("org.capi4j.object.Collector", COLLECTOR),
                        unit("p." + name, "package p; import org.capi4j.export.*; " + source)));
        task.setProcessors(List.of(new ExportProcessor()));
        task.call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private static JavaFileObject unit(String name, String source) {
        return new SimpleJavaFileObject(
                URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    @Test
    void aFunctionGetsAnEntryAGuardAndATrampoline() throws Exception {
        assertEquals(List.of(), compile("PyList", """
                @CApi public class PyList {
                    public static int PyList_Append(long list, @Nullable long item) { return 0; }
                }
                """));
        assertTrue(generated("c4j_index.c").contains("\"PyList_Append|p/PyList|PyList_Append|(JJ)I|(JJJJJJ)J|-1\""));
        assertTrue(generated("c4j_index.c").contains("\"PyErr_Clear||||(JJJJJJ)J|0\""));
        assertTrue(generated("trampolines.S").contains("function PyList_Append, 3"));
        assertTrue(generated("trampolines.S").contains("internal c4j_va_PyArg_Parse, 4"));
        assertTrue(Files.exists(folder.resolve("classes/p/PyListGuards.class")));
    }

    @Test
    void anUndeclaredFunctionIsAnError() throws Exception {
        assertEquals(
                List.of("no header declares PyList_Apend (make it private if it is no API function)"),
                compile(
                        "PyList",
                        "@CApi public class PyList { public static int PyList_Apend(long a, long b) { return 0; } }"));
    }

    @Test
    void aMismatchShowsBothSignatures() throws Exception {
        assertEquals(
                List.of("the header wants int (long, long), this is long (long, int):"
                        + " PyAPI_FUNC(int) PyList_Append(PyObject *, PyObject *);"),
                compile(
                        "PyList",
                        "@CApi public class PyList { public static long PyList_Append(long a, int b) { return 0; } }"));
    }

    @Test
    void aVariadicFunctionIsCs() throws Exception {
        List<String> errors =
                compile("A", "@CApi public class A { public static int PyArg_Parse(long a, long b) { return 0; } }");
        assertTrue(
                errors.getFirst().startsWith("PyArg_Parse takes or returns a struct or is variadic"),
                errors.toString());
    }

    @Test
    void aTypeGetsItsSlotsMethodsAndFacts() throws Exception {
        assertEquals(List.of(), compile("ListType", """
                @BuiltinType("PyList_Type") class ListType {
                    @Slot("sq_length") static long length(long self) { return 0; }
                    @Slot("sq_ass_item") static void setItem(long self, long index, long value) {}
                    @Method("pop") static long pop(long self, long args, long nargs) { return 0; }
                    @Getter("x") static long x(long self) { return 0; }
                }
                """));
        String types = generated("builtin_types.c");
        assertTrue(types.contains(".sq_length = (lenfunc)c4j_ListType_length,"));
        assertTrue(types.contains("{\"pop\", (PyCFunction)(c4j_function *)c4j_ListType_pop, METH_FASTCALL, NULL},"));
        assertTrue(types.contains("{\"x\", (getter)c4j_ListType_x, NULL, NULL, NULL},"));
        assertTrue(types.contains(".tp_flags = 0x2404520UL,"), "without READY and VALID_VERSION_TAG");
        assertTrue(types.contains("PyObject *PyExc_IOError = (PyObject *)&c4j_exc_OSError;"));
        assertTrue(types.indexOf("&PyBaseObject_Type,\n    &PyList_Type") > 0, "a base before the derived type");
        assertTrue(generated("c4j_index.c").contains("c4j_ListType_setItem|p/ListType|setItem|(JJJ)V|(JJJJJJ)J|-1"));
    }

    @Test
    void aTypeThatStartsWithReferencesGetsItsSlots() throws Exception {
        assertEquals(List.of(), compile("PairType", """
                @BuiltinType(value = "c4j_Pair_Type", name = "pair", basicsize = 32, references = 2)
                @BuiltinType(value = "c4j_Fixed_Type", name = "fixed", basicsize = 24, references = 1, clears = false)
                class PairType {}
                """));
        String types = generated("builtin_types.c");
        assertTrue(types.contains("REFERENCES(c4j_Pair_Type, 2)"));
        assertTrue(types.contains(".tp_traverse = traverse_c4j_Pair_Type,"));
        assertTrue(types.contains(".tp_clear = clear_c4j_Pair_Type,"));
        assertTrue(types.contains(".tp_dealloc = dealloc_c4j_Fixed_Type,"));
        assertFalse(types.contains(".tp_clear = clear_c4j_Fixed_Type,"));
    }

    @Test
    void slotsAreChecked() throws Exception {
        assertEquals(
                List.of("there is no slot sq_lenght", "C calls long (long), this is int (long)"),
                compile("ListType", """
                        @BuiltinType("PyList_Type") class ListType {
                            @Slot("sq_lenght") static long length(long self) { return 0; }
                            @Slot("sq_length") static int size(long self) { return 0; }
                        }
                        """));
    }

    @Test
    void aSlotIsFilledOnce() throws Exception {
        assertEquals(List.of("PyList_Type has two functions for sq_length"), compile("ListType", """
                        @BuiltinType("PyList_Type") class ListType {
                            @Slot("sq_length") static long length(long self) { return 0; }
                            @Slot("sq_length") static long size(long self) { return 0; }
                        }
                        """));
    }

    @Test
    void aModuleGetsItsMethodArray() throws Exception {
        assertEquals(List.of(), compile("SampleModule", """
                @BuiltinModule("sample") class SampleModule {
                    @Method("len") static long len(long module, long object) { return 0; }
                }
                """));
        assertTrue(generated("builtin_modules.c").contains("PyMethodDef c4j_methods_SampleModule[] = {"));
        assertTrue(
                generated("builtin_modules.c").contains("{\"len\", (PyCFunction)(c4j_function *)c4j_SampleModule_len, METH_O, NULL},"));
    }
}
