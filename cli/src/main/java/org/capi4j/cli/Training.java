package org.capi4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs what should start quickly while the JVM records an AOT cache: calls above all, then the other commands. */
public final class Training {
    private Training() {}

    /** {@code FOLDER}: where the example extension is compiled. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path source = Demo.writeSource(folder);
        String extension = Demo.compile(source).toString();
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        int status = Main.execute("call", extension, "add", "2", "3");
        for (String[] command : new String[][] {
            {"call", extension, "greet", "\"Java\""}, {"inspect", extension}, {"config", "--includes"}, {"demo"}, {"--help"}
        }) {
            Commands.commandLine().setOut(new PrintWriter(OutputStream.nullOutputStream())).execute(command);
        }
        System.setOut(out);
        System.exit(status);
    }
}
