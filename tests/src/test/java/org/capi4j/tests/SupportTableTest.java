package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.capi4j.Interpreter;
import org.capi4j.object.Trampolines;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The table of every exported C function and where it lives, in {@code tests/support-table.md}, and its sums in README. Both must be what the
 * shim says; {@code -Dcapi4j.write=true} writes them.
 */
class SupportTableTest {
    private static final Path ROOT = Path.of(System.getProperty("capi4j.root", ".."));
    private static final Path TABLE = ROOT.resolve("tests/support-table.md");
    private static final Path README = ROOT.resolve("README.md");
    private static final String BEGIN = "<!-- support table: written by SupportTableTest -->\n";
    private static final String END = "<!-- end of support table -->";
    private static final List<String> PLACES = List.of("lane", "java", "c", "missing");
    private static final Map<String, String> WORDS = Map.of("lane", "fast lane", "java", "Java", "c", "C", "missing", "not yet");

    /** Header to function to place. */
    private static final Map<String, Map<String, String>> FUNCTIONS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Interpreter.open().close(); // the shim must have started
        List<String> lines = Files.readAllLines(ROOT.resolve("capi-headers/facts/capi-3.11.tsv"));
        List<String> columns = List.of(lines.getFirst().split("\t"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            if (!cells[columns.indexOf("exported")].equals("yes") || !cells[columns.indexOf("kind")].equals("function")) continue;
            String name = cells[columns.indexOf("name")];
            String header = cells[columns.indexOf("header")];
            FUNCTIONS.computeIfAbsent(header.isEmpty() ? "(no header)" : header, key -> new TreeMap<>()).put(name, Trampolines.place(name));
        }
    }

    @Test
    void tableIsFresh() throws IOException {
        StringBuilder table = new StringBuilder("# Where every exported C function lives\n\nWritten by `SupportTableTest`: don't edit.\n");
        FUNCTIONS.forEach((header, functions) -> {
            table.append("\n## ").append(header).append("\n\n");
            for (String place : PLACES) {
                List<String> names = functions.entrySet().stream().filter(e -> e.getValue().equals(place)).map(e -> "`" + e.getKey() + "`").toList();
                if (!names.isEmpty()) table.append("- ").append(WORDS.get(place)).append(": ").append(String.join(" ", names)).append('\n');
            }
        });
        check(TABLE, table.toString());
    }

    @Test
    void readmeIsFresh() throws IOException {
        StringBuilder sums = new StringBuilder("| C-API functions exported | fast lane | Java | C | not yet |\n|---:|---:|---:|---:|---:|\n|");
        sums.append(' ').append(FUNCTIONS.values().stream().mapToInt(Map::size).sum()).append(" |");
        for (String place : PLACES) sums.append(' ').append(count(place)).append(" |");
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        String text = "\nEach function by name: [tests/support-table.md](tests/support-table.md).\n";
        check(README, readme.substring(0, begin + BEGIN.length()) + sums + "\n" + text + readme.substring(end));
    }

    private static long count(String place) {
        return FUNCTIONS.values().stream().flatMap(functions -> functions.values().stream()).filter(place::equals).count();
    }

    private static void check(Path file, String fresh) throws IOException {
        if (Boolean.getBoolean("capi4j.write")) Files.writeString(file, fresh);
        assertEquals(fresh, Files.exists(file) ? Files.readString(file) : "", () -> file + " is stale: run this test with -Dcapi4j.write=true");
    }
}
