package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The end of the JVM while threads are in C, in callbacks, and of the extension's own, and with exit handlers and destructors that use the API:
 * no crash, and the exit code that the program said. {@code -Dcapi4j.endRuns} is how often each way is tried (1).
 */
class EndTest {
    private static final int RUNS = Integer.getInteger("capi4j.endRuns", 1);
    private static final int SECONDS = 120;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "return, 0", "throw, 1", "exit, 3", "exit and crash, 3", "exit in callback, 3", "halt in callback, 4", "exit of C, 5", "exit while closing, 3",
        "close in a hook, 3"
    })
    void theProcessEndsAsTheProgramSaid(String way, int status) throws Exception {
        Path extension = CCompiler.ours(Path.of("src/test/c/end.c"), "end.cpython-311-x86_64-linux-gnu.so");
        for (int run = 0; run < RUNS; run++) {
            Path output = folder.resolve("output" + run);
            Process process = start(extension, way, output);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(way + ", run " + run + ": never ended\n" + text(output));
            }
            assertEquals(status, process.exitValue(), () -> way + "\n" + text(output));
            assertTrue(text(output).endsWith("exit handler\ndestructor\n"), () -> way + ": the exit handlers did not run\n" + text(output));
        }
    }

    private Process start(Path extension, String way, Path output) throws IOException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-Dcapi4j.closeTimeout=500", "-cp", System.getProperty("java.class.path"), EndOfJava.class.getName(), extension.toString(), way);
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private static String text(Path output) {
        try {
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
