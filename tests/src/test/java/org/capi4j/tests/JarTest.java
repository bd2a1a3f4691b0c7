package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.capi4j.Headers;
import org.capi4j.Interpreter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a project gets that depends on the runtime's jar alone: the shim and the headers come out of it, once, into a cache folder. */
class JarTest {
    private static Path jar;

    @TempDir
    private Path folder;

    /** A program that needs what the jar holds. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try (Interpreter python = Interpreter.open()) {
                System.out.println(python.importModule("sys").call("getrecursionlimit"));
            }
            System.out.println(Files.exists(Headers.folder().resolve("cpython/object.h")));
        }
    }

    @BeforeAll
    static void find() throws Exception {
        jar = Path.of(Interpreter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeTrue(jar.toString().endsWith(".jar"), "the runtime's jar is not built: it is by mvn verify");
    }

    /** Starts the program with the cache in {@code folder/NAME}. */
    private Process start(String name, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-Dcapi4j.cache=" + folder.resolve(name), "-cp", jar + ":" + Path.of("target", "test-classes"), Program.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        return output;
    }

    @Test
    void unpacksOnceWithManyProcessesAtOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) processes.add(start("fresh", "--enable-native-access=ALL-UNNAMED"));
        for (Process process : processes) assertEquals("1000\ntrue\n", output(process));
        try (Stream<Path> left = Files.list(folder.resolve("fresh"))) {
            assertEquals(2, left.count(), "one folder of the shim's, one of the headers'");
        }
    }

    @Test
    void saysWhereTheCacheCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "no folder");
        String output = output(start("file", "--enable-native-access=ALL-UNNAMED"));
        assertTrue(output.contains("capi4j: cannot unpack the shim (-Dcapi4j.cache=FOLDER names another folder): "), output);
    }

    @Test
    void saysWhatOptionIsMissingWhereNativeAccessIsDenied() throws Exception {
        String output = output(start("denied", "--illegal-native-access=deny"));
        assertTrue(output.contains("capi4j needs native access: run java with --enable-native-access=ALL-UNNAMED"), output);
    }
}
