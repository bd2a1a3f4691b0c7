package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The list of the classes that a first interpreter and a first import use has them. With {@code -Dcapi4j.tests.record=true} it is written: from what a JVM loads
 * whose program imports the extension that the quick start of {@code ./capi4j} is recorded with.
 */
class FirstClassesTest {
    private static final Path LIST = Path.of("../runtime/src/main/resources/org/capi4j/link/first-classes.txt");
    private static final Path TRAINING = Path.of("../cli/src/main/resources/org/capi4j/cli/training.c");

    /** Of a hundred classes, how many may be missing: what is used depends a little on the machine. */
    private static final int MISSING = 3;

    @TempDir
    private Path folder;

    /** A program that does it. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try (Interpreter python = Interpreter.open()) {
                python.load(Path.of(arguments[0]));
            }
        }
    }

    /** The classes of ours that the program loads, in order. */
    private List<String> loaded() throws Exception {
        Path extension = CCompiler.ours(TRAINING, "training.cpython-311-x86_64-linux-gnu.so"), log = folder.resolve("log");
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1", "-Dcapi4j.shortRun=true", "-Xlog:class+load:file=" + log + "::filecount=0",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Program.class.getName(), extension.toAbsolutePath().toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        Set<String> names = new LinkedHashSet<>();
        for (String line : Files.readAllLines(log)) {
            String name = line.replaceFirst("^(\\[[^]]*\\])* *", "").replaceFirst(" .*", "");
            if (name.startsWith("org.capi4j.") && !name.startsWith("org.capi4j.tests.") && !name.contains("/")) names.add(name);
        }
        return List.copyOf(names);
    }

    private static List<String> listed() throws IOException {
        try (Stream<String> lines = Files.lines(LIST)) {
            return lines.toList();
        }
    }

    @Test
    void theListHasThem() throws Exception {
        List<String> used = loaded();
        if (Boolean.getBoolean("capi4j.tests.record")) Files.write(LIST, used);
        List<String> missing = new ArrayList<>(used);
        missing.removeAll(listed());
        assertTrue(used.size() > 200, "only " + used);
        assertTrue(missing.size() <= used.size() * MISSING / 100, "record the list anew, it lacks " + missing);
    }

    /** The thread that loads them ends at a name that there isn't. */
    @Test
    void allOfTheListAreThere() throws Exception {
        for (String name : listed()) Class.forName(name, false, Interpreter.class.getClassLoader());
    }
}
