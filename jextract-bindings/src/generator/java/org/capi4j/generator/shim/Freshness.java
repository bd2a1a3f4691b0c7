package org.capi4j.generator.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes Maven compile the runtime again when what the export processor reads besides Java sources has changed: it removes
 * {@code module-info.class}, which Maven then finds missing.
 *
 * <p>Usage: {@code Freshness CAPI_HEADERS GENERATED CLASSES}
 */
public final class Freshness {

    private Freshness() {}

    public static void main(String[] args) throws IOException {
        Path stamp = ShimSources.stamp(Path.of(args[1]));
        if (!Files.exists(stamp) || newest(Path.of(args[0])).compareTo(Files.getLastModifiedTime(stamp)) > 0) {
            Files.deleteIfExists(Path.of(args[2], "module-info.class"));
        }
    }

    private static FileTime newest(Path headers) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        for (String folder : List.of("include", "src", "facts")) {
            try (Stream<Path> files = Files.walk(headers.resolve(folder))) {
                for (Path file : files.filter(Freshness::isInput).toList()) {
                    FileTime modified = Files.getLastModifiedTime(file);
                    newest = modified.compareTo(newest) > 0 ? modified : newest;
                }
            }
        }
        return newest;
    }

    /** Headers and tables; a folder's own date tells of files that are gone. */
    private static boolean isInput(Path file) {
        return Files.isDirectory(file) || file.toString().matches(".*\\.(h|tsv)");
    }
}
