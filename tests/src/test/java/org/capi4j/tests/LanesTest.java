package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.junit.jupiter.api.Test;

/** What {@code runtime/docs/adr/0008-what-a-fast-lane-is.md} promises: few lines, and a benchmark row for each lane. */
class LanesTest {
    private static final Path ROOT = Path.of(System.getProperty("capi4j.root", ".."));
    private static final Path SOURCES = ROOT.resolve("capi-headers/src");
    private static final int LINES = 4000;
    /** Beside the lanes: the collector's visitors, and the parser of arguments. */
    private static final Set<String> NOT_LANES = Set.of("traverse.c", "parse.c", "shim.h");

    /** The collector's, which no call of C code reaches. */
    private static final Pattern COLLECTOR = Pattern.compile("c4j_\\w+_traverse|c4j_TypeType_isCollected|_PyWeakref_ClearRef");

    @Test
    void linesAreFew() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(SOURCES.resolve("lanes"))) {
            for (Path file : files.toList()) lines += Files.readAllLines(file).size();
        }
        assertTrue(lines < LINES, lines + " lines of lanes");
    }

    @Test
    void lanesStandInTheirFolder() throws IOException {
        List<String> elsewhere = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!NOT_LANES.contains(name) && Files.readString(file).contains("LANE(")) elsewhere.add(name);
            }
        }
        assertEquals(List.of(), elsewhere);
    }

    @Test
    void lanesHaveRows() throws IOException {
        Path rows = ROOT.resolve("benchmarks/src/main/resources/org/capi4j/benchmarks");
        String sources = Files.readString(rows.resolve("apibench.c")) + Files.readString(rows.resolve("lanebench.c"));
        List<String> without = lanes().stream()
                .filter(lane -> !COLLECTOR.matcher(lane).matches())
                .filter(lane -> !Pattern.compile("\\b" + lane + "\\b").matcher(sources).find())
                .toList();
        assertEquals(List.of(), without, "lanes without a row in apibench.c or lanebench.c");
    }

    /** All functions with a lane: without one, the place in the table of lanes holds the lazy stub. */
    static List<String> lanes() {
        Interpreter.open().close(); // the shim must have started
        long entries = Shim.symbol("c4j_entries"), lanes = Shim.symbol("c4j_lanes"), stubs = Shim.symbol("c4j_lazy_stubs");
        long count = (Shim.symbol("c4j_trampolines_end") - Shim.symbol("c4j_trampolines")) / 8;
        List<String> names = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            String entry = Memory.getString(Memory.getLong(entries + 8 * i));
            if (Memory.getLong(lanes + 8 * i) != stubs + 16 * i) names.add(entry.substring(0, entry.indexOf('|')));
        }
        return names;
    }
}
