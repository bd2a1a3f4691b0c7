package org.capi4j.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Lines of source files, for messages. */
public final class SourceLines {
    private SourceLines() {}

    /** Line {@code number} (from 1) of a text file, with its newline where it has one; null when it can't be had. */
    public static String get(String filename, int number) {
        if (number < 1) return null;
        try {
            Path file = Path.of(filename);
            if (!Files.isRegularFile(file)) return null;
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                return lines.skip(number - 1L).findFirst().map(SourceLines::decode).orElse(null);
            }
        } catch (IOException | InvalidPathException | java.io.UncheckedIOException unreadable) {
            return null;
        }
    }

    private static String decode(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8) + "\n";
    }
}
