package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks that exhaust a small heap: the calls fail, the JVM and the interpreter go on. {@code -Dcapi4j.tests.rounds=N} does it N times. */
class FullHeapTest {
    private static final int SECONDS = 300;

    @TempDir
    private Path folder;

    /** G1 gives up by itself when it has collected for too long, with an OutOfMemoryError wherever the program is then, unless it is told not to. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC -XX:TieredStopAtLevel=1", "-XX:+UseG1GC -XX:-UseGCOverheadLimit"})
    void callbacksThatFillIt(String options) throws Exception {
        Path extension = CCompiler.ours(Path.of("src/test/c/api.c"), "api.cpython-311-x86_64-linux-gnu.so");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx32m", "-XX:-CreateCoredumpOnCrash"));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dcapi4j.tests.rounds=" + Integer.getInteger("capi4j.tests.rounds", 1),
                "-cp", System.getProperty("java.class.path"), FullHeap.class.getName(), extension.toAbsolutePath().toString()));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly().waitFor();
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        assertEquals(0, process.exitValue(), text);
        assertTrue(text.endsWith("works\n"), text);
    }
}
