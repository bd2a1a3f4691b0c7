package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.capi4j.Headers;
import org.capi4j.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./capi4j survey}: each file apart, so that one that ends its process is a line like the others. */
class SurveyTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhatLoadsWhatRaisesAndWhatCrashes() throws Exception {
        add("fine", "LOADS");
        add("gone", "ABORTS");
        add("stubborn", "RAISES");
        Files.createDirectory(folder.resolve("package"));
        Files.copy(folder.resolve("fine.so"), folder.resolve("package/fine.so"));
        List<String> lines = survey();
        assertEquals("loads\tfine\tloads\t\t", lines.get(0));
        assertTrue(lines.get(1).startsWith("crash\tgone\tcrash: exit code 134"), lines.get(1));
        assertEquals("loads\tpackage.fine\tloads\t\t", lines.get(2));
        assertEquals("raises\tstubborn\tLookupError: nothing to see\t\t", lines.get(3));
        assertTrue(lines.contains("4 extension files"), () -> String.join("\n", lines));
        assertTrue(lines.contains("  1\tcrash"), () -> String.join("\n", lines));
    }

    private void add(String name, String outcome) throws IOException {
        Path source = ReplayCase.SOURCES.resolve("survey/outcome.c");
        Path made = CCompiler.compile(source, name + ".so", Headers.folder(), "ours", "-DNAME=" + name, "-DOUTCOME=" + outcome);
        Files.copy(made, folder.resolve(name + ".so"));
    }

    private List<String> survey() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "survey", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertEquals(1, process.waitFor(), "the exit code of a survey with a crash");
        return lines;
    }
}
