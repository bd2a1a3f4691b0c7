package org.capi4j.generator.shim;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The C compiler of this machine. */
record CCompiler(String path) {

    /** What {@code CC} names, or the first usual name on the {@code PATH}; null when there is none. */
    static CCompiler find() {
        String wanted = System.getenv("CC");
        Stream<String> names =
                wanted != null && !wanted.isBlank() ? Stream.of(wanted.strip()) : Stream.of("cc", "gcc", "clang");
        return names.map(CCompiler::locate)
                .filter(path -> path != null)
                .map(CCompiler::new)
                .findFirst()
                .orElse(null);
    }

    private static String locate(String name) {
        if (name.contains("/")) {
            return Files.isExecutable(Path.of(name)) ? name : null;
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    /** Runs the compiler in a folder and passes on what it says; false when it failed. */
    boolean run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
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
