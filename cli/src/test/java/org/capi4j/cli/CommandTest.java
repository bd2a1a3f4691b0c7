package org.capi4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands print and how they end, bad input above all. */
final class CommandTest {
    @TempDir
    static Path folder;

    private static String demo;

    /** What a command did. */
    private record Outcome(int exitCode, String out, String err) {}

    @BeforeAll
    static void compileDemo() throws IOException {
        demo = Demo.compile(Demo.writeSource(folder)).toString();
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Commands.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commands.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private static void fails(int exitCode, String message, String... arguments) {
        Outcome outcome = run(arguments);
        assertTrue(outcome.err().contains(message), outcome::toString);
        assertEquals(exitCode, outcome.exitCode(), outcome::toString);
    }

    private static String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static String compiled(String name, String source, String... options) throws IOException {
        Path target = folder.resolve(name);
        Path file = Files.writeString(folder.resolve(name + ".c"), source);
        assertEquals(0, Toolchain.compile(List.of(file), target, List.of(options)));
        return target.toString();
    }

    @Test
    void noCommandIsAWrongCommandLine() {
        fails(2, "Which command?");
    }

    @Test
    void anUnknownCommandIsAWrongCommandLine() {
        fails(2, "Unmatched argument", "frobnicate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "build", "call", "inspect", "replay", "config", "soak"})
    void everyCommandHasHelp(String command) {
        Outcome outcome = run(command, "--help");
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().startsWith("Usage: capi4j " + command), outcome::out);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"2|3|5", "-2|3|1", "0|0|0", "999999999999|1|1000000000000"})
    void callPrintsTheRepr(String a, String b, String sum) {
        assertEquals(new Outcome(0, sum + System.lineSeparator(), ""), run("call", demo, "add", a, b));
    }

    @Test
    void callPrintsStatistics() {
        Outcome outcome = run("call", "--stats", demo, "Counter", "3");
        assertEquals("Counter(3, step=1)", outcome.out().strip());
        for (String expected : List.of("objects by type", "  module\n", "bytes by domain", "  raw\n", "calls of C into Java by function", "GIL waits: ", "collections: ")) {
            assertTrue(outcome.err().contains(expected), outcome::err);
        }
        assertTrue(outcome.err().lines().anyMatch(line -> line.matches(" +[0-9,]+  PyType_FromModuleAndSpec")), outcome::err);
    }

    /** A short form of the command that is meant to run for minutes. */
    @Test
    void soakAnswersAsASingleThread() throws IOException {
        Outcome outcome = run("soak", "--minutes", "0.03", "--threads", "8", "--virtual", "40", "-o", folder.toString());
        assertEquals(0, outcome.exitCode(), outcome::toString);
        assertTrue(outcome.out().contains(" units, 0 failures; hash of the answers "), outcome::out);
        assertTrue(Files.readString(folder.resolve("soak.csv")).startsWith("seconds,megabytes,units\n"));
        assertTrue(Files.readString(folder.resolve("soak.svg")).contains("<polyline"));
    }

    @Test
    void callTakesJson() {
        assertEquals("'Hello, w\u00f6rld!'", run("call", demo, "greet", "\"w\u00f6rld\"").out().strip());
        assertEquals("2.0", run("call", demo, "mean", "{\"tuple\": [1, 2.5, 2.5]}").out().strip());
        assertEquals("Counter(3, step=1)", run("call", demo, "Counter", "3").out().strip());
    }

    @Test
    void aPlainCallNeedsNoOptions() {
        assertTrue(Call.isPlain("call", demo, "add", "2", "-3"));
        assertTrue(!Call.isPlain("call", demo, "add", "2", "\"x\""));
        assertTrue(!Call.isPlain("call", demo, "add", "2", "03"));
        assertTrue(!Call.isPlain("call", demo, "add", "1234567890123456789"));
        assertTrue(!Call.isPlain("call", "--help", "add"));
        assertTrue(!Call.isPlain("call", demo));
        assertTrue(!Call.isPlain("inspect", demo, "add"));
        assertEquals(0, Call.run("call", demo, "add", "2", "-3"));
        assertEquals(1, Call.run("call", demo, "add", "2"));
    }

    @Test
    void aPythonExceptionIsOneLine() {
        assertEquals(
                new Outcome(1, "", "TypeError: add() takes exactly 2 arguments (1 given)" + System.lineSeparator()), run("call", demo, "add", "2"));
        fails(1, "demo.Error: mean of nothing", "call", demo, "mean", "[]");
        fails(1, "AttributeError: module 'demo' has no attribute 'missing'", "call", demo, "missing");
    }

    @Test
    void whatIsNotJsonIsAWrongCommandLine() {
        fails(2, "'[1' is not JSON", "call", demo, "mean", "[1");
        fails(2, "'1 2' is not JSON", "call", demo, "mean", "1 2");
        fails(2, "a reference has no meaning here", "call", demo, "mean", "{\"ref\": \"$1\"}");
    }

    @Test
    void aMissingFileIsAnImportError() {
        fails(1, "No such file or directory", "call", folder.resolve("absent.so").toString(), "f");
    }

    @Test
    void notAnElfFile() throws IOException {
        String text = write("text.cpython-311-x86_64-linux-gnu.so", "this is no library");
        fails(1, "not an ELF file", "call", text, "f");
        assertEquals(1, run("inspect", text).exitCode());
        fails(1, "ELF file", "call", write("empty.so", ""), "f");
    }

    @Test
    void anotherProcessor() throws IOException {
        byte[] other = Files.readAllBytes(Path.of(demo));
        other[18] = (byte) 183; // e_machine: aarch64
        String file = Files.write(folder.resolve("other.so"), other).toString();
        fails(1, "built for another processor (ELF machine 183)", "call", file, "f");
    }

    @Test
    void aTruncatedFile() throws IOException {
        byte[] content = Files.readAllBytes(Path.of(demo));
        String file = Files.write(folder.resolve("truncated.so"), java.util.Arrays.copyOf(content, 1000)).toString();
        fails(1, "damaged or truncated ELF file", "call", file, "f");
    }

    @Test
    void anotherAbiTag() throws IOException {
        Path other = folder.resolve("demo.cpython-312-x86_64-linux-gnu.so");
        Files.copy(Path.of(demo), other);
        fails(1, "built for the ABI cpython-312-x86_64-linux-gnu", "call", other.toString(), "add", "1", "2");
    }

    @Test
    void allMissingSymbolsAreNamed() throws IOException {
        String source = "void PyFoo_Bar(void); void other_missing(void); void *PyInit_symbols(void) { PyFoo_Bar(); other_missing(); return 0; }";
        String file = compiled("symbols.so", source);
        fails(1, "PyFoo_Bar", "call", file, "f");
        fails(1, "other_missing", "call", file, "f");
        Outcome inspected = run("inspect", file);
        assertEquals(1, inspected.exitCode());
        assertTrue(inspected.out().contains("unknown") && inspected.out().contains("cannot be loaded"), inspected::out);
    }

    @Test
    void aMissingLibraryIsNamed() throws IOException {
        compiled("libneeded.so", "int needed(void) { return 1; }", "-Wl,-soname,libneeded.so");
        String file = compiled("needing.so", "int needed(void); void *PyInit_needing(void) { needed(); return 0; }", "-Wl,--no-as-needed", "-L" + folder, "-lneeded");
        Files.delete(folder.resolve("libneeded.so"));
        fails(1, "libneeded.so", "call", file, "f");
    }

    @Test
    void noInitFunction() throws IOException {
        String file = compiled("noinit.so", "int nothing;");
        fails(1, "dynamic module does not define module export function (PyInit_noinit)", "call", file, "f");
        assertTrue(run("inspect", file).out().contains("no init function"));
    }

    @Test
    void initThatReturnsNull() throws IOException {
        String file = compiled("nullinit.so", "void *PyInit_nullinit(void) { return 0; }");
        fails(1, "SystemError: initialization of nullinit failed without raising an exception", "call", file, "f");
    }

    @Test
    void inspectKnowsTheDemo() {
        Outcome outcome = run("inspect", demo);
        assertEquals(0, outcome.exitCode(), outcome::out);
        assertTrue(outcome.out().contains("PyInit_demo") && outcome.out().contains("PyLong_FromLong"), outcome::out);
        assertTrue(run("inspect", "--json", demo).out().contains("\"complete\" : true"));
    }

    @Test
    void inspectTakesFolders() throws IOException {
        compiled("libmore.so", "void PyMore_Helper(void) {}", "-Wl,-soname,libmore.so");
        String source = "void PyMore_Helper(void); void *PyInit_%s(void) { PyMore_Helper(); return 0; }";
        Files.createDirectories(folder.resolve("all/inner"));
        compiled("all/inner/helped.so", source.formatted("helped"), "-L" + folder, "-lmore", "-Wl,-rpath," + folder);
        Outcome good = run("inspect", demo, folder.resolve("all").toString());
        assertEquals(0, good.exitCode(), good::out);
        assertTrue(good.out().contains("2 extension files, 2 of them complete, 0 that cannot be loaded") && good.out().contains("1 a library"), good::out);
        compiled("all/other.so", source.formatted("other"));
        Outcome bad = run("inspect", folder.resolve("all").toString());
        assertEquals(1, bad.exitCode());
        assertTrue(bad.out().contains("2 extension files, 1 of them complete, 1 that cannot be loaded"), bad::out);
        assertTrue(bad.out().contains("  1\tPyMore_Helper"), bad::out);
        assertTrue(run("inspect", "--json", folder.resolve("all").toString()).out().startsWith("[ {"));
        assertEquals(1, run("inspect", Files.createDirectory(folder.resolve("nothing")).toString()).exitCode());
    }

    @Test
    void configIsForOtherBuildSystems() {
        assertEquals(Toolchain.SUFFIX, run("config", "--extension-suffix").out().strip());
        assertTrue(Files.exists(Path.of(run("config", "--includes").out().strip().substring("-I".length()), "Python.h")));
        fails(2, "config wants", "config");
    }

    @Test
    void buildNamesTheExtensionAfterTheFirstFile() throws IOException {
        String source = write("tiny.c", "#include <Python.h>\n");
        Outcome outcome = run("build", "-o", folder.toString(), "--abi3", source);
        assertEquals(folder.resolve("tiny.abi3.so").toString(), outcome.out().strip());
        assertTrue(Files.exists(folder.resolve("tiny.abi3.so")));
        fails(2, "cannot read", "build", folder.resolve("absent.c").toString());
    }

    @Test
    void buildTakesCxx() throws IOException {
        String source = write("shout.cpp", """
                #include <Python.h>
                #include <stdexcept>
                #include <string>

                static PyObject *shout(PyObject *module, PyObject *text) {
                    try {
                        std::string copy = PyUnicode_AsUTF8(text);
                        if (copy.empty()) throw std::runtime_error("nothing to shout");
                        return PyUnicode_FromString((copy + "!").c_str());
                    } catch (const std::exception &error) {
                        PyErr_SetString(PyExc_RuntimeError, error.what());
                        return nullptr;
                    }
                }

                static PyMethodDef methods[] = {{"shout", shout, METH_O, nullptr}, {nullptr, nullptr, 0, nullptr}};
                static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "shout", nullptr, -1, methods, nullptr, nullptr, nullptr, nullptr};
                PyMODINIT_FUNC PyInit_shout(void) { return PyModule_Create(&definition); }
                """);
        String built = run("build", "-o", folder.toString(), source).out().strip();
        assertEquals("'hey!'", run("call", built, "shout", "\"hey\"").out().strip());
        fails(1, "RuntimeError: nothing to shout", "call", built, "shout", "\"\"");
    }

    @Test
    void replayComparesWithTheExpectedLines() throws IOException {
        String steps = "[{\"call\": \"add\", \"args\": [2, 3]}, {\"call\": \"add\"}, {\"on\": \"$2\", \"op\": \"neg\"}, {\"on\": \"$1\", \"op\": \"neg\"}]";
        String file = write("case.json", "{\"name\": \"demo\", \"module\": \"demo\", \"file\": \"" + Path.of(demo).getFileName() + "\", \"steps\": " + steps + "}");
        String expected = """
                {"i":1,"ok":true,"type":"int","repr":"5"}
                {"i":2,"ok":false,"exc":"TypeError","msg":"add() takes exactly 2 arguments (0 given)"}
                {"i":3,"skip":"$2"}
                {"i":4,"ok":true,"type":"int","repr":"-5"}
                """;
        Outcome plain = run("replay", "--path", folder.toString(), file);
        assertEquals(expected.lines().toList(), plain.out().lines().toList());
        Outcome equal = run("replay", "--path", folder.toString(), "--compare", write("same.jsonl", expected), file);
        assertEquals(new Outcome(0, "4 steps, all equal" + System.lineSeparator(), ""), equal);
        Outcome different = run("replay", "--path", folder.toString(), "--compare", write("other.jsonl", expected.replace("-5", "-6")), file);
        assertEquals(1, different.exitCode());
        assertTrue(different.out().contains("4 steps, 1 differ"), different::out);
        fails(2, "is in no --path", "replay", file);
    }

    @Test
    void aMissingCaseFileIsOneLine() {
        fails(2, "absent.json: no such file", "replay", folder.resolve("absent.json").toString());
    }
}
