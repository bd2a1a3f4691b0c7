package org.capi4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: compiles the example extension, calls it, and shows each call in Python's words, in Java's, and what came of it. */
@Command(
        name = "demo",
        description = "Compiles an example extension, calls it, and shows the Java that does so.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int PYTHON_WIDTH = 36;

    @Spec
    private CommandSpec spec;

    @Option(names = "-o", paramLabel = "DIR", description = "where demo.c and the extension stay (default: nowhere)")
    private Path folder;

    /** The typed view of the module. */
    interface DemoFunctions {
        int add(int a, int b);

        String greet(String name);
    }

    @Override
    public Integer call() throws IOException {
        if (folder != null) {
            demonstrate(Files.createDirectories(folder));
            return 0;
        }
        Path temporary = Files.createTempDirectory("capi4j-demo");
        try {
            demonstrate(temporary);
        } finally {
            delete(temporary);
        }
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(folder);
    }

    private void demonstrate(Path where) throws IOException {
        Path source = Demo.writeSource(where);
        title("demo.c, " + Files.readAllLines(source).size() + " lines of C against our own Python.h, compiled");
        Path extension = Demo.compile(source);
        plain(extension.toString());
        title("loaded into this JVM, no CPython in the process");
        java("Interpreter python = Interpreter.open();");
        java("PyModule demo = python.load(Path.of(\"" + extension.getFileName() + "\"));");
        try (Interpreter python = Interpreter.open()) {
            PyModule demo = python.load(extension);
            plain(demo.repr());
            functions(demo);
            errors(demo);
            types(demo);
            typed(demo);
        }
    }

    private void functions(PyModule demo) {
        title("functions, constants, and state that belongs to the module");
        step("demo.add(2, 3)", "demo.call(\"add\", 2, 3)", () -> demo.call("add", 2, 3));
        step("demo.mean([1, 2, 6])", "demo.call(\"mean\", List.of(1, 2, 6))", () -> demo.call("mean", List.of(1, 2, 6)));
        step("demo.greet('Java')", "demo.call(\"greet\", \"Java\")", () -> demo.call("greet", "Java"));
        step(
                "demo.greet('C', punctuation='?')",
                "demo.call(\"greet\", List.of(\"C\"), Map.of(\"punctuation\", \"?\"))",
                () -> demo.call("greet", List.of("C"), Map.of("punctuation", "?")));
        step("demo.greetings()", "demo.call(\"greetings\")", () -> demo.call("greetings"));
        step("demo.ANSWER", "demo.get(\"ANSWER\")", () -> demo.get("ANSWER"));
    }

    private void errors(PyModule demo) {
        title("Python exceptions are Java exceptions: PyException");
        step("demo.mean([])", "demo.call(\"mean\", List.of())", () -> demo.call("mean", List.of()));
        step("demo.add(2, 'three')", "demo.call(\"add\", 2, \"three\")", () -> demo.call("add", 2, "three"));
        step("demo.add(2)", "demo.call(\"add\", 2)", () -> demo.call("add", 2));
    }

    private void types(PyModule demo) {
        title("a type of the extension's: handles own a reference, and give it up when closed");
        java("try (PyObject counter = demo.invokeMethod(\"Counter\", List.of(10), Map.of(\"step\", 5))) {");
        try (PyObject counter = demo.invokeMethod("Counter", List.of(10), Map.of("step", 5))) {
            step("counter", "counter.repr()", counter::repr);
            step("counter.count()", "counter.callMethod(\"count\")", () -> counter.callMethod("count"));
            java("counter.setAttr(\"step\", 100);");
            counter.setAttr("step", 100);
            step("counter.count()", "counter.callMethod(\"count\")", () -> counter.callMethod("count"));
            step("counter.value", "counter.get(\"value\")", () -> counter.get("value"));
            step("counter.value = 0", "counter.setAttr(\"value\", 0)", () -> {
                counter.setAttr("value", 0);
                return "";
            });
        }
        java("}");
    }

    private void typed(PyModule demo) {
        title("a Java interface bound to the module: converted for its types once, no allocation for primitives");
        java("interface DemoFunctions { int add(int a, int b); String greet(String name); }");
        java("DemoFunctions functions = demo.bind(MethodHandles.lookup(), DemoFunctions.class);");
        DemoFunctions functions = demo.bind(MethodHandles.lookup(), DemoFunctions.class);
        step("demo.add(20, 22)", "functions.add(20, 22)", () -> functions.add(20, 22));
        step("demo.greet('world')", "functions.greet(\"world\")", () -> functions.greet("world"));
    }

    private void title(String text) {
        println("");
        println(Ansi.AUTO.string("@|bold " + text + "|@"));
    }

    private void java(String line) {
        println(Ansi.AUTO.string("    @|cyan " + line + "|@"));
    }

    private void plain(String text) {
        println("    " + text);
    }

    private void step(String python, String java, Supplier<Object> action) {
        String result;
        try {
            result = String.valueOf(action.get());
        } catch (PyException error) {
            result = error.getMessage();
        }
        println(Ansi.AUTO.string("    " + padded(python) + "@|bold " + result + "|@"));
        java("    " + java);
    }

    private static String padded(String python) {
        return python + " ".repeat(Math.max(2, PYTHON_WIDTH - python.length()));
    }

    private void println(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
