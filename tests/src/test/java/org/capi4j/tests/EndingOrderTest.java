package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.capi4j.Interpreter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An interpreter that is closed takes everything apart in the order in which CPython does at its process's end: {@code ending.txt} is what
 * {@code ending.py} recorded. What {@code Py_AtExit} was given belongs to the process, here as there.
 */
class EndingOrderTest {
    private static final String AT_PROCESS_EXIT = "Py_AtExit function";
    private static Path extension;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws IOException {
        extension = CCompiler.ours(Path.of("src/test/c/ending.c"), "ending.cpython-311-x86_64-linux-gnu.so");
    }

    private List<String> journal(Interpreter python, String name) throws IOException {
        Path journal = folder.resolve(name);
        try (python) {
            python.load(extension).call("prepare", journal.toString());
            assertEquals(List.of("prepared all"), Files.readAllLines(journal));
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
        List<String> first = journal(Interpreter.open(), "first");
        assertEquals(String.join("\n", recorded()), String.join("\n", first));
        assertFalse(first.contains(AT_PROCESS_EXIT));
    }

    @Test
    void inEveryInterpreter() throws IOException {
        try (Interpreter other = Interpreter.open()) {
            other.load(extension);
            assertEquals(String.join("\n", recorded()), String.join("\n", journal(Interpreter.open(), "copy")));
        }
    }
}
