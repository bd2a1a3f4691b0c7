package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compiles the extension that is called while the JVM records an AOT cache. Only one plain call is recorded: each further class in the cache takes
 * time at every start, and the other commands find the runtime's classes there all the same.
 */
public final class Training {
    private Training() {}

    /** {@code FOLDER}: where the example extension goes. */
    public static void main(String[] arguments) throws IOException {
        Demo.compile(Demo.writeSource(Files.createDirectories(Path.of(arguments[0]))));
    }
}
