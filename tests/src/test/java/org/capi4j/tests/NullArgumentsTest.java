package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every exported function that takes addresses, called from C with NULL for each and for all of them: the interpreter works on afterwards, and
 * where CPython survives the same call, the outcome is CPython's. calls.txt has the calls and what CPython did (nulls/record.py wrote it),
 * skipped.txt the functions that can't be called so, and differs.txt the calls that end in another error than CPython's.
 */
class NullArgumentsTest {
    private static final Path FOLDER = ReplayCase.SOURCES.resolve("nulls");

    /** A line of calls.txt. */
    private record Call(String line, String key, String expected) {
        static Call of(String line) {
            int end = line.lastIndexOf('\t');
            String[] parts = line.split("\t");
            return new Call(line.substring(0, end), parts[0] + " " + parts[3], line.substring(end + 1));
        }

        boolean isFatal(String outcome) {
            return outcome.startsWith("\"") || outcome.startsWith("broken");
        }

        /** What isn't there yet says so; where CPython dies, everything else is better. */
        boolean agrees(String outcome) {
            return outcome.equals(expected) || outcome.equals("NotImplementedError") || expected.equals("dies") || expected.equals("broken");
        }
    }

    private static List<Call> calls() throws IOException {
        return Files.readAllLines(FOLDER.resolve("calls.txt")).stream().map(Call::of).toList();
    }

    private static Set<String> listed(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream().map(line -> line.split("\t")[0]).collect(Collectors.toSet());
    }

    private static Path extension() throws IOException {
        return CCompiler.ours(ReplayCase.SOURCES.resolve("c/nulls.c"), "nulls.cpython-311-x86_64-linux-gnu.so");
    }

    @Test
    void withFastLanes() throws Exception {
        assertEquals("", String.join("\n", problems()));
    }

    @Test
    void withoutFastLanes() throws Exception {
        assertEquals("", String.join("\n", problems("-Dcapi4j.fastlanes=off")));
    }

    private static List<String> problems(String... options) throws Exception {
        Set<String> differing = listed("differs.txt");
        String[] all = Stream.concat(Stream.of("-Dcapi4j.tests.nulls=" + extension()), Stream.of(options)).toArray(String[]::new);
        List<String> problems = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(NullArgumentsWorker.class, all)) {
            for (Call call : calls()) {
                List<String> answer = pool.run(call.line);
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
        Set<String> known = new HashSet<>(listed("skipped.txt"));
        known.addAll(listed("calls.txt"));
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
