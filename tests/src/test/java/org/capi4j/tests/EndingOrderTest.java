package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An interpreter that is closed takes everything apart in the order in which CPython does at its process's end, with those that C code has made in it:
 * {@code ending.txt} and {@code ending_several.txt} are what {@code ending.py} recorded. What {@code Py_AtExit} was given belongs to the process, here as there.
 */
class EndingOrderTest {
    private static final String AT_PROCESS_EXIT = "Py_AtExit function";
    private static Path extension;
    private static Path several;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws IOException {
        extension = CCompiler.ours(Path.of("src/test/c/ending.c"), "ending.cpython-311-x86_64-linux-gnu.so");
        several = CCompiler.ours(Path.of("src/test/c/ending_several.c"), "ending_several.cpython-311-x86_64-linux-gnu.so");
    }

    private List<String> journal(Interpreter python, Path extension, Object... more) throws IOException {
        Path journal = Files.createTempFile(folder, "journal", ".txt");
        Object[] arguments = Stream.concat(Stream.of(journal.toString()), Stream.of(more)).toArray();
        try (python) {
            python.load(extension).call("prepare", arguments);
            assertEquals("prepared all", Files.readAllLines(journal).getLast());
        }
        return Files.readAllLines(journal);
    }

    private static List<String> recorded() throws IOException {
        List<String> all = Files.readAllLines(Path.of("src/test/c/ending.txt"));
        assertEquals(AT_PROCESS_EXIT, all.getLast());
        return all.subList(0, all.size() - 1);
    }

    @Test
    void everythingEndsInCPythonsOrder() throws IOException {
        List<String> first = journal(Interpreter.open(), extension);
        assertEquals(String.join("\n", recorded()), String.join("\n", first));
        assertFalse(first.contains(AT_PROCESS_EXIT));
    }

    @Test
    void inEveryInterpreter() throws IOException {
        try (Interpreter other = Interpreter.open()) {
            other.load(extension);
            assertEquals(String.join("\n", recorded()), String.join("\n", journal(Interpreter.open(), extension)));
        }
    }

    @Test
    void withTheInterpretersThatWereMadeInIt() throws IOException {
        assertEquals(Files.readString(Path.of("src/test/c/ending_several.txt")).strip(), String.join("\n", journal(Interpreter.open(), several)));
    }

    /** CPython's process is aborted then, after its main interpreter's end. Here it ends as if by {@code Py_EndInterpreter}, before the modules of the one that made it. */
    @Test
    void oneThatWasNotEndedEndsWithIt() throws IOException {
        List<String> expected = new ArrayList<>(Files.readAllLines(Path.of("src/test/c/ending_several.txt")));
        List<String> left = new ArrayList<>(expected.subList(expected.indexOf("ends A"), expected.indexOf("has ended A") + 1));
        expected.removeAll(left);
        expected.addAll(expected.indexOf("called main first"), left.subList(1, left.size() - 1));
        assertEquals(String.join("\n", expected), String.join("\n", journal(Interpreter.open(), several, true)));
    }
}
