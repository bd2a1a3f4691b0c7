package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every exported function, called from C with bad arguments: NULL for each address and for all of them, a text that isn't UTF-8, objects of other
 * types. The interpreter works on afterwards, and where CPython survives the same call, the outcome is CPython's: the files in the folder have
 * the calls and what CPython did (record.py wrote them), skipped.txt the functions that can't be called so, and the files -differ.txt the
 * calls that end otherwise than CPython's.
 */
class ArgumentsTest {
    private static final Path FOLDER = ReplayCase.SOURCES.resolve("arguments");

    /** What is bad: a letter of bad_argument() in arguments.c each. {@code details}: results and messages are compared, too. */
    private enum Sweep {
        NULLS("0", true),
        TEXTS("89", true),
        TYPES("nutyg", true);

        final String letters;
        final boolean details;

        Sweep(String letters, boolean details) {
            this.letters = letters;
            this.details = details;
        }

        /** @param suffix of the file's name, ".txt" or "-differ.txt" */
        List<String> lines(String suffix) throws IOException {
            return Files.readAllLines(FOLDER.resolve(name().toLowerCase(Locale.ROOT) + suffix));
        }

        List<Call> calls() throws IOException {
            return lines(".txt").stream().flatMap(line -> letters.chars().mapToObj(letter -> Call.of(line, letters.indexOf(letter), (char) letter))).toList();
        }
    }

    /** One call of a line. */
    private record Call(String line, String key, String expected) {
        private static final int COLUMNS = 4;

        static Call of(String line, int index, char letter) {
            String[] parts = line.split("\t");
            String pattern = parts[3].replace('?', letter);
            String expected = parts[parts.length == COLUMNS + 1 ? COLUMNS : COLUMNS + index];
            return new Call(String.join("\t", parts[0], parts[1], parts[2], pattern), parts[0] + " " + pattern, expected);
        }

        boolean isFatal(String outcome) {
            return outcome.startsWith("\"") || outcome.startsWith("broken");
        }

        /**
         * Whether CPython lives. What it dies of may leave memory behind that is no longer what it should be, here as well: only NULL is
         * harmless.
         */
        boolean isSafe() {
            return !Set.of("dies", "broken", "hangs", "undefined").contains(expected);
        }

        /** What isn't there yet says so; where CPython dies, everything else is better. */
        boolean agrees(String outcome) {
            return place(outcome).equals(place(expected)) || outcome.startsWith("NotImplementedError") || !isSafe();
        }

        /** Without the line in CPython's sources, which every release has for itself. */
        private static String place(String outcome) {
            return outcome.replaceFirst("\\.c:\\d+: bad argument", ".c: bad argument");
        }
    }

    private static Set<String> names(List<String> lines) {
        return lines.stream().map(line -> line.split("\t")[0]).collect(Collectors.toSet());
    }

    private static Path extension() throws IOException {
        return CCompiler.ours(ReplayCase.SOURCES.resolve("c/arguments.c"), "arguments.cpython-311-x86_64-linux-gnu.so");
    }

    @ParameterizedTest
    @EnumSource(Sweep.class)
    void withFastLanes(Sweep sweep) throws Exception {
        assertEquals("", String.join("\n", problems(sweep)));
    }

    @ParameterizedTest
    @EnumSource(Sweep.class)
    void withoutFastLanes(Sweep sweep) throws Exception {
        assertEquals("", String.join("\n", problems(sweep, "-Dcapi4j.fastlanes=off")));
    }

    private static List<String> problems(Sweep sweep, String... options) throws Exception {
        Set<String> differing = names(sweep.lines("-differ.txt"));
        String[] all = Stream.concat(Stream.of("-Dcapi4j.tests.arguments=" + extension()), Stream.of(options)).toArray(String[]::new);
        List<String> problems = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(ArgumentsWorker.class, all).with("PYTHONHASHSEED", "0")) {
            for (Call call : sweep.calls()) {
                if (sweep != Sweep.NULLS && !call.isSafe()) continue;
                List<String> answer = pool.run(call.line + "\t" + sweep.details);
                String outcome = answer.isEmpty() ? "nothing" : answer.getLast();
                if (call.isFatal(outcome) || (!call.agrees(outcome) && !differing.contains(call.key))) {
                    problems.add(call.line + ": " + outcome + ", CPython: " + call.expected);
                }
            }
            if (pool.end() != 0) problems.add("the JVM doesn't end well");
        }
        return problems;
    }

    /** A new function has to be recorded, or skipped for a reason. */
    @Test
    void everyFunctionIsThere() throws IOException {
        Set<String> known = names(Files.readAllLines(FOLDER.resolve("skipped.txt")));
        known.addAll(names(Sweep.NULLS.lines(".txt")));
        Path facts = Path.of(System.getProperty("capi4j.root"), "capi-headers/facts/capi-3.11.tsv");
        List<String> missing = Files.readAllLines(facts).stream()
                .map(line -> line.split("\t", -1))
                .filter(row -> row[1].equals("function") && row[6].equals("yes") && takesAddresses(row[11], row[0]))
                .map(row -> row[0])
                .filter(name -> !known.contains(name))
                .toList();
        assertEquals(List.of(), missing);
    }

    private static boolean takesAddresses(String signature, String name) {
        return signature.substring(signature.indexOf(name + "(")).contains("*");
    }
}
