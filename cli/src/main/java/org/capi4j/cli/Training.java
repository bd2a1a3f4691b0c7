package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a plain call while the JVM records an AOT cache. Only that: each further class in the cache takes time at every start, and the
 * other commands find the runtime's classes there all the same.
 */
public final class Training {
    private Training() {}

    /** {@code FOLDER}: where the example extension is compiled. */
    public static void main(String[] arguments) throws IOException {
        String extension = Demo.compile(Demo.writeSource(Files.createDirectories(Path.of(arguments[0])))).toString();
        System.exit(Main.execute("call", extension, "add", "2", "3"));
    }
}
