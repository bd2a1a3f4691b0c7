package org.capi4j.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A list of calls of an extension, and what CPython printed for them.
 *
 * @param name     {@code area/case} of a fixture, or a public case's name
 * @param calls    the case file: JSON, one step per line
 * @param expected CPython's lines
 */
record ReplayCase(String name, Path calls, Path expected) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The folder of what the tests read: {@code tests/src/test}. */
    static final Path SOURCES = Path.of(System.getProperty("capi4j.tests", "src/test"));

    /** {@code fixtures/<area>/<case>}: each with its C source. */
    static List<ReplayCase> fixtures() {
        Path root = SOURCES.resolve("fixtures");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().equals("calls.json"))
                    .sorted()
                    .map(file -> new ReplayCase(
                            root.relativize(file.getParent()).toString(), file, file.resolveSibling("expected.jsonl")))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code replay/cases}: calls of published binaries. */
    static List<ReplayCase> published() {
        return in("replay/cases");
    }

    /** The cases of a folder of {@link #SOURCES}. */
    static List<ReplayCase> in(String folder) {
        try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> {
                        String name = file.getFileName().toString().replace(".json", "");
                        return new ReplayCase(name, file, file.resolveSibling(name + ".expected.jsonl"));
                    })
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path source() {
        Path cplusplus = calls.resolveSibling("case.cpp");
        return Files.exists(cplusplus) ? cplusplus : calls.resolveSibling("case.c");
    }

    JsonNode read() throws IOException {
        return MAPPER.readTree(Files.readString(calls));
    }

    /** The extension's file name. */
    String file() throws IOException {
        return read().get("file").textValue();
    }

    /** How a step is cited: {@code file:line}, where each step has a line of its own. */
    String where(int step) throws IOException {
        List<String> lines = Files.readAllLines(calls);
        int first = 0;
        while (first < lines.size() && !lines.get(first).contains("\"steps\"")) first++;
        int line = first + step;
        String text = line < lines.size() ? lines.get(line).strip().replaceFirst(",$", "") : "";
        return calls + ":" + (text.startsWith("{") ? line + 1 + ": " + text : "step " + step);
    }

    /** Without the place in CPython's own C sources that PyErr_BadInternalCall names: it depends on the build. */
    private static String known(String line) {
        return line.replaceFirst("\"msg\": ?\"[./A-Za-z_]+[.]c:[0-9]+: ", "\"msg\": \"");
    }

    /** A step whose line isn't CPython's, and both lines, readable. */
    record Difference(int step, String text) {}

    /** What differs between the lines that CPython printed and {@code ours}, one entry per step, readable. */
    List<String> differences(List<String> ours) throws IOException {
        return unequal(ours).stream().map(Difference::text).toList();
    }

    List<Difference> unequal(List<String> ours) throws IOException {
        List<String> theirs = Files.readAllLines(expected);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            String line = i < ours.size() ? ours.get(i) : "nothing";
            if (theirs.get(i).equals(line)) continue;
            if (i < ours.size() && MAPPER.readTree(known(theirs.get(i))).equals(MAPPER.readTree(known(line)))) continue;
            differences.add(new Difference(i + 1, where(i + 1) + "\n    CPython: " + theirs.get(i) + "\n    capi4j:  " + line));
        }
        return differences;
    }
}
