package org.capi4j.generator.shim;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The C compiler of this machine: its path, and the arguments that {@code CC} has after it. */
record CCompiler(List<String> command) {

    /** What {@code CC} names, or the first usual name on the {@code PATH}; null when there is none. */
    static CCompiler find() {
        String wanted = System.getenv().getOrDefault("CC", "").strip();
        Stream<String> commands = wanted.isEmpty() ? Stream.of("cc", "gcc", "clang") : Stream.of(wanted);
        return commands.map(command -> List.of(command.split("\\s+")))
                .filter(command -> isThere(command.getFirst()))
                .map(CCompiler::new)
                .findFirst()
                .orElse(null);
    }

    private static boolean isThere(String name) {
        if (name.contains("/")) {
            return Files.isExecutable(Path.of(name));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Runs the compiler in a folder and passes on what it says; false when it failed. */
    boolean run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(arguments);
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (System.err) {
            System.err.print(messages);
        }
        return process.waitFor() == 0;
    }
}
