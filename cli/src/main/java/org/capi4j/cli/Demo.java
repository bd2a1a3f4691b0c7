package org.capi4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The example extension {@code demo.c}, and how it is compiled. */
final class Demo {
    private static final String SOURCE = "demo.c";

    private Demo() {}

    /** Writes {@code demo.c} into {@code folder}. */
    static Path writeSource(Path folder) throws IOException {
        Path source = folder.resolve(SOURCE);
        try (InputStream content = Demo.class.getResourceAsStream(SOURCE)) {
            Files.copy(content, source, StandardCopyOption.REPLACE_EXISTING);
        }
        return source;
    }

    /** Compiles {@code demo.c} beside itself. */
    static Path compile(Path source) {
        Path extension = source.resolveSibling("demo" + Toolchain.SUFFIX);
        int status = Toolchain.compile(List.of(source), extension, List.of());
        if (status != 0) throw Failure.check("the C compiler could not compile " + source + " (exit code " + status + ")");
        return extension;
    }
}
