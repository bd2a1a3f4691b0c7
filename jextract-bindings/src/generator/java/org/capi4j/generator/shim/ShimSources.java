package org.capi4j.generator.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the generated sources of the shim; a file whose content hasn't changed keeps its date. */
final class ShimSources {

    private ShimSources() {}

    static void write(ExportCollector collector, Path out) throws IOException {
        List<Export> exports = collector.exports();
        Files.createDirectories(out);
        write(out.resolve("trampolines.S"), TrampolineSource.of(exports));
        write(out.resolve("c4j_index.h"), IndexSource.declared(exports));
        write(out.resolve("c4j_internal_index.h"), IndexSource.internal(exports));
        write(out.resolve("c4j_index.c"), IndexSource.entries(exports));
        write(out.resolve("builtin_types.c"), TypeSource.of(collector.types(), collector.internalFunctions()));
        write(out.resolve("builtin_modules.c"), MethodArray.modules(collector.modules()));
        Files.writeString(stamp(out), "");
    }

    /** A file that is as old as the generated sources' last check. */
    static Path stamp(Path out) {
        return out.resolve("stamp");
    }

    private static void write(Path file, String content) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(content)) {
            Files.writeString(file, content);
        }
    }
}
