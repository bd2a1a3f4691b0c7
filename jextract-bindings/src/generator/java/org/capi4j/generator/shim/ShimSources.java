package org.capi4j.generator.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the generated sources of the shim; a file whose content hasn't changed keeps its date. */
final class ShimSources {

    private static final Pattern LANE = Pattern.compile("(?m)^LANE\\([^,]+,\\s*(\\w+)\\)");

    private ShimSources() {}

    static void write(ExportCollector collector, Path sources, Path out) throws IOException {
        List<Export> exports = collector.exports();
        Files.createDirectories(out);
        write(out.resolve("trampolines.S"), TrampolineSource.of(exports, lanes(sources.resolve("lanes"), exports), collector.callbacks()));
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

    private static Set<String> lanes(Path folder, List<Export> exports) throws IOException {
        Set<String> lanes = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(file -> file.toString().endsWith(".c")).sorted().toList()) {
                    Matcher matcher = LANE.matcher(Files.readString(file));
                    while (matcher.find()) {
                        lanes.add(matcher.group(1));
                    }
                }
            }
        }
        Set<String> symbols = exports.stream().map(Export::symbol).collect(Collectors.toSet());
        lanes.stream().filter(lane -> !symbols.contains(lane)).findFirst().ifPresent(lane -> {
            throw new IllegalArgumentException("a lane for " + lane + ", which nothing declares");
        });
        return lanes;
    }

    private static void write(Path file, String content) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(content)) {
            Files.writeString(file, content);
        }
    }
}
