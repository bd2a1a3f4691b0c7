package org.capi4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a run was asked for: folders of extension files, which rows, how many samples of how many nanoseconds, after how long a warm-up;
 * whether workloads count processor time, and the programs of the two sides.
 *
 * @param python the command of CPython 3.11, or null where there is none
 */
record Settings(List<Path> path, Pattern only, int samples, double sampleNanoseconds, double warmNanoseconds, boolean cpu, Path folder, String python) {
    /** A line of Python that prints True in an interpreter that is linked to a shared libpython. */
    static final String IS_SHARED = "print(any('libpython3' in line for line in open('/proc/self/maps')))";

    boolean wants(String row) {
        return only == null || only.matcher(row).find();
    }

    /** The warm-up that was asked for, or this one. */
    double warm(double nanoseconds) {
        return warmNanoseconds < 0 ? nanoseconds : warmNanoseconds;
    }

    Settings in(List<Path> folders) {
        return new Settings(folders, only, samples, sampleNanoseconds, warmNanoseconds, cpu, folder, python);
    }

    /** Tells whoever waits what was measured last. */
    static Table.Row progress(Table.Row row) {
        System.err.println(row.line());
        return row;
    }

    /** Starts our side. */
    Contender ours(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        path.forEach(each -> command.add(each.toString()));
        return new Contender(command);
    }

    /** Starts CPython's side. */
    Contender cpython() throws IOException {
        Path script = folder.resolve("worker.py");
        Extension.copy("worker.py", script);
        List<String> command = new ArrayList<>(List.of(python, "-B", "-W", "ignore", script.toString()));
        path.forEach(each -> command.add(each.toString()));
        return new Contender(command);
    }

    /**
     * The {@code python3.11} to compare with: {@code PYTHON}, or the first on the {@code PATH} that is linked statically, since calls are
     * slower through a shared libpython, or the first at all.
     */
    static String findPython() throws IOException {
        String named = System.getenv("PYTHON");
        if (named != null) return named;
        List<String> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(each -> Path.of(each, "python3.11"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
        for (String each : found) {
            if (ask(each, IS_SHARED).equals("False")) return each;
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** What a line of Python prints. */
    static String ask(String python, String line) throws IOException {
        Process process = new ProcessBuilder(python, "-c", line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
