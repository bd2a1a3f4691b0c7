package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks that exhaust a small heap: the calls fail, the JVM and the interpreter go on. {@code -Dcapi4j.tests.rounds=N} does it N times. */
class FullHeapTest {
    private static final int SECONDS = 300;

    @TempDir
    private Path folder;

    @Test
    void callbacksThatFillIt() throws Exception {
        Path extension = CCompiler.ours(Path.of("src/test/c/api.c"), "api.cpython-311-x86_64-linux-gnu.so");
        Path output = folder.resolve("output");
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash", "--enable-native-access=ALL-UNNAMED",
                "-Dcapi4j.tests.rounds=" + Integer.getInteger("capi4j.tests.rounds", 1),
                "-cp", System.getProperty("java.class.path"), FullHeap.class.getName(), extension.toAbsolutePath().toString());
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly().waitFor();
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        assertEquals(0, process.exitValue(), text);
        assertTrue(text.endsWith("works\n"), text);
    }
}
