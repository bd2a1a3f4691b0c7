package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.capi4j.Interpreter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What C code reads of built-in types and functions without calling anything: {@code tables.txt} has what {@code tables.py} recorded of CPython, {@code
 * tables-differ.txt} what is otherwise here, which {@code -Dcapi4j.write=true} writes. Only what both have is compared.
 */
class TablesTest {
    private static final Path RECORDED = Path.of("src/test/c/tables.txt");
    private static final Path DIFFERENCES = Path.of("src/test/c/tables-differ.txt");
    private static Path extension;

    @BeforeAll
    static void compile() throws IOException {
        extension = CCompiler.ours(Path.of("src/test/c/tables.c"), "tables.cpython-311-x86_64-linux-gnu.so");
    }

    /** What is said of each name of each type or module, by owner. */
    private record Tables(List<String> slots, Map<String, Map<String, String>> said) {
        static Tables of(List<String> lines) {
            List<String> slots = new ArrayList<>();
            Map<String, Map<String, String>> said = new LinkedHashMap<>();
            for (String line : lines) {
                List<String> words = Arrays.asList(line.split(" "));
                List<String> names = words.size() < 3 ? List.of("-") : words.subList(2, words.size());
                if (words.getFirst().equals("slots")) slots.addAll(names);
                else names.forEach(name -> said.computeIfAbsent(words.getFirst(), _ -> new TreeMap<>()).putIfAbsent(name, words.get(1)));
            }
            return new Tables(slots, said);
        }

        /** A type's fields by name: its slots too. */
        Map<String, String> fields(String type) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String field : type.split(",")) {
                int colon = field.indexOf(':');
                if (!field.startsWith("slots:")) fields.put(colon < 0 ? "items" : field.substring(0, colon), field.substring(colon + 1));
            }
            String letters = type.substring(type.indexOf("slots:") + "slots:".length());
            for (int i = 0; i < slots.size(); i++) fields.put(slots.get(i), i < letters.length() ? letters.substring(i, i + 1) : "-");
            return fields;
        }
    }

    private static String differences(String theirs, String ours, Tables tables) {
        if (!theirs.startsWith("size:")) return ours + ", " + theirs + " in CPython";
        Map<String, String> own = tables.fields(ours);
        List<String> all = new ArrayList<>();
        tables.fields(theirs).forEach((field, value) -> {
            if (!value.equals(own.get(field))) all.add(field + " " + own.get(field) + " (" + value + ")");
        });
        return String.join(", ", all);
    }

    @Test
    void asInCPython() throws IOException {
        List<String> lines = Files.readAllLines(RECORDED);
        Tables recorded = Tables.of(lines.subList(1, lines.size()));
        StringBuilder text = new StringBuilder("What differs from CPython in the structs of types and functions; CPython's in brackets. Written by TablesTest.\n");
        try (Interpreter python = Interpreter.open()) {
            List<?> walked = (List<?>) python.load(extension).call("walk", Arrays.asList(lines.getFirst().split(" ")).subList(1, lines.getFirst().split(" ").length));
            Tables own = Tables.of(walked.stream().map(String.class::cast).toList());
            assertEquals(recorded.slots, own.slots);
            new TreeMap<>(recorded.said).forEach((owner, theirs) -> theirs.forEach((name, what) -> {
                String ours = own.said.getOrDefault(owner, Map.of()).get(name);
                if (ours != null && !ours.equals(what)) text.append(owner).append(' ').append(name).append(": ").append(differences(what, ours, recorded)).append('\n');
            }));
        }
        if (Boolean.getBoolean("capi4j.write")) Files.writeString(DIFFERENCES, text);
        assertEquals(Files.exists(DIFFERENCES) ? Files.readString(DIFFERENCES) : "", text.toString(), () -> "look, and run this test with -Dcapi4j.write=true");
    }
}
