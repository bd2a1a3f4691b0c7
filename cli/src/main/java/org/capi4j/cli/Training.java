package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.capi4j.Interpreter;

/**
 * What the JVM records for the quick start: a plain call, and what extensions do while they are imported. Nothing else, since each further class in the
 * cache takes time at every start, and the other commands find the runtime's classes there all the same.
 */
public final class Training {
    private Training() {}

    /** {@code compile FOLDER} compiles the two extensions there; {@code record FOLDER} loads them. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        if (arguments[0].equals("compile")) {
            for (String source : new String[] {"demo.c", "training.c"}) Demo.compile(Demo.writeSource(folder, source));
            return;
        }
        Main.main(new String[] {"call", extension(folder, "demo"), "add", "2", "3"});
        try (Interpreter interpreter = Interpreter.open()) {
            interpreter.load(Path.of(extension(folder, "training")));
        }
    }

    private static String extension(Path folder, String name) {
        return folder.resolve(name.concat(Toolchain.SUFFIX)).toString();
    }
}
