package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.capi4j.ExtensionInfo;
import org.capi4j.ExtensionInfo.Place;
import org.capi4j.ExtensionInfo.Symbol;

/** What {@code inspect} finds in one file. */
record Inspection(Path file, ExtensionInfo info, List<String> problems) {
    private static final Pattern ANY = Pattern.compile("");

    static Inspection of(Path file) {
        ExtensionInfo info = ExtensionInfo.read(file);
        List<String> problems = new ArrayList<>(info.problems());
        boolean readable = problems.isEmpty() || !info.symbols().isEmpty() || !info.libraries().isEmpty() || !info.initFunctions().isEmpty();
        if (readable && info.initFunctions().isEmpty()) problems.add("it defines no init function (PyInit_...)");
        return new Inspection(file, info, problems);
    }

    /** Of the files named, and of the extension files in the folders named; those are in order of their modules' names. */
    static List<Inspection> all(List<Path> paths) throws IOException {
        List<Inspection> all = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) all.add(of(path));
            else for (Survey.Candidate candidate : Survey.candidates(path, ANY)) all.add(of(candidate.file()));
        }
        return all;
    }

    List<String> named(Place place) {
        return info.symbols().stream().filter(symbol -> symbol.place() == place).map(Symbol::name).toList();
    }

    /** Whether it can be loaded and all that it imports is implemented. */
    boolean complete() {
        return problems.isEmpty() && named(Place.NOT_YET).isEmpty();
    }

    static String text(Place place) {
        return switch (place) {
            case LANE -> "fast lane";
            case C -> "C";
            case JAVA -> "Java";
            case NOT_YET -> "not yet";
            case LIBRARY -> "a library";
            case UNKNOWN -> "unknown";
        };
    }

    /** How many symbols there are, and how many of them in each place. */
    static String counts(List<Symbol> symbols) {
        List<String> counts = new ArrayList<>();
        for (Place place : Place.values()) {
            long count = symbols.stream().filter(symbol -> symbol.place() == place).count();
            if (count > 0) counts.add(count + " " + text(place));
        }
        String all = symbols.size() == 1 ? "1 symbol" : symbols.size() + " symbols";
        return counts.isEmpty() ? all : all + ": " + String.join(", ", counts);
    }

    /** In a sentence, with picocli's markup. */
    String verdict() {
        if (!problems.isEmpty()) return "@|red cannot be loaded|@: " + String.join("; ", problems);
        List<String> missing = named(Place.NOT_YET);
        if (missing.isEmpty()) return "@|green can be loaded|@, and all that it imports is implemented";
        return "@|yellow can be loaded|@, but these raise NotImplementedError when called: " + String.join(", ", missing);
    }

    Map<String, Object> json() {
        Map<String, String> symbols = new LinkedHashMap<>();
        for (Symbol symbol : info.symbols()) symbols.put(symbol.name(), symbol.place().name().toLowerCase(Locale.ROOT));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.toString());
        object.put("abi_tag", info.abiTag());
        object.put("init_functions", info.initFunctions());
        object.put("libraries", info.libraries());
        object.put("symbols", symbols);
        object.put("problems", problems);
        object.put("complete", complete());
        return object;
    }
}
