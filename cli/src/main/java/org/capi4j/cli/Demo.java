package org.capi4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Extensions that come with the commands: the example {@code demo.c}, and how they are compiled. */
final class Demo {
    private Demo() {}

    /** Writes {@code demo.c} into {@code folder}. */
    static Path writeSource(Path folder) throws IOException {
        return writeSource(folder, "demo.c");
    }

    static Path writeSource(Path folder, String name) throws IOException {
        Path source = folder.resolve(name);
        try (InputStream content = Demo.class.getResourceAsStream(name)) {
            Files.copy(content, source, StandardCopyOption.REPLACE_EXISTING);
        }
        return source;
    }

    /** Compiles {@code NAME.c} beside itself. */
    static Path compile(Path source) {
        Path extension = source.resolveSibling(source.getFileName().toString().replaceFirst("\\.c$", "") + Toolchain.SUFFIX);
        int status = Toolchain.compile(List.of(source), extension, List.of());
        if (status != 0) throw Failure.check("the C compiler could not compile " + source + " (exit code " + status + ")");
        return extension;
    }
}
