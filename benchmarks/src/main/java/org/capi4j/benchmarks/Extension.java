package org.capi4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.capi4j.Headers;

/** The C files of this module, compiled against our headers into a folder of their own. */
final class Extension {
    private Extension() {}

    /** A folder for this JVM's compiled files. */
    static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("capi4j-benchmarks");
        folder.toFile().deleteOnExit();
        return folder;
    }

    /** Compiles the resource {@code name}.c and returns the extension. */
    static Path compile(String name, Path folder, Path includes) throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        copy(name + ".c", source);
        Path target = folder.resolve(name + ".so");
        String compiler = System.getenv().getOrDefault("CC", "cc");
        List<String> command = new ArrayList<>(List.of(compiler, "-O2", "-DNDEBUG", "-fPIC", "-fwrapv", "-shared"));
        command.addAll(List.of("-I" + includes, source.toString(), "-o", target.toString()));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) throw new IOException("cannot compile " + source);
        target.toFile().deleteOnExit();
        source.toFile().deleteOnExit();
        return target;
    }

    static Path compile(String name) throws IOException, InterruptedException {
        return compile(name, folder(), Headers.folder());
    }

    /** The text of the resource {@code name}.c. */
    static String source(String name) throws IOException {
        try (InputStream content = Extension.class.getResourceAsStream(name + ".c")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void copy(String resource, Path target) throws IOException {
        try (InputStream content = Extension.class.getResourceAsStream(resource)) {
            if (content == null) throw new IOException("no resource " + resource);
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
