package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capi4j.tests.ReplayWorker.Mode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random operations on built-in types, compared with those of a CPython that runs beside us: {@code replay/random_operations.py}. By itself a
 * few thousand; {@code -Dcapi4j.random=100000} runs as many, over more seeds. Both sides have the same PYTHONHASHSEED, so that hashes and the
 * order of sets must agree too.
 */
class RandomOperationsTest {
    private static final List<String> AREAS = List.of(
            "numbers", "conversions", "reprs", "specs", "percents", "str_formats", "strs", "octets", "codecs", "lists", "dicts", "sets", "comparisons", "ranges",
            "bytearrays", "memoryviews", "deques", "ordered_dicts", "iterations", "streams", "methods", "functions");

    /** Steps of one case: few enough for a worker's time limit. */
    private static final int LARGEST = 2000;

    private static final String HASH_SEED = System.getProperty("capi4j.random.hashseed", "123");
    private static final Path FOLDER = Path.of("target", "random");
    private static Oracle oracle;

    /** The CPython that answers: one process for all cases. */
    private record Oracle(Process process, BufferedWriter requests, BufferedReader answers) {
        static Oracle start() throws IOException {
            Path script = ReplayCase.SOURCES.resolve("replay/random_operations.py");
            ProcessBuilder builder = new ProcessBuilder("python3.11", "-S", "-B", "-W", "ignore", script.toString());
            builder.environment().putAll(Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8", "PYTHONHASHSEED", HASH_SEED));
            Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new Oracle(process, process.outputWriter(), process.inputReader());
        }

        void record(String area, int seed, int count, Path file) throws IOException {
            requests.write(area + " " + seed + " " + count + " " + file.toAbsolutePath() + "\n");
            requests.flush();
            assertEquals("done", answers.readLine(), "what CPython says of " + file);
        }
    }

    @AfterAll
    static void end() {
        if (oracle != null) oracle.process.destroy();
        oracle = null;
    }

    private static boolean hasOracle() {
        try {
            return new ProcessBuilder("python3.11", "-c", "").start().waitFor() == 0;
        } catch (IOException | InterruptedException missing) {
            return false;
        }
    }

    @TestFactory
    Stream<DynamicTest> withFastLanes() {
        return tests(0);
    }

    @TestFactory
    Stream<DynamicTest> withoutFastLanes() {
        return tests(1000, "-Dcapi4j.fastlanes=off");
    }

    private static Stream<DynamicTest> tests(int firstSeed, String... options) {
        assumeTrue(hasOracle(), "no python3.11 on the PATH to compare with");
        int each = Math.max(1, Integer.getInteger("capi4j.random", 2100) / AREAS.size());
        WorkerPool pool = new WorkerPool(options).with("PYTHONHASHSEED", HASH_SEED);
        List<DynamicTest> tests = new ArrayList<>();
        for (String area : AREAS) {
            for (int done = 0; done < each; done += LARGEST) {
                int seed = firstSeed + done / LARGEST;
                int count = Math.min(LARGEST, each - done);
                tests.add(DynamicTest.dynamicTest(area + " " + seed, () -> check(area, seed, count, pool)));
            }
        }
        return tests.stream().onClose(pool::close);
    }

    private static void check(String area, int seed, int count, WorkerPool pool) throws IOException {
        if (oracle == null) oracle = Oracle.start();
        Path calls = Files.createDirectories(FOLDER).resolve(area + "-" + seed + ".json");
        Path expected = FOLDER.resolve(area + "-" + seed + ".expected.jsonl");
        oracle.record(area, seed, count, calls);
        List<String> differences = new ReplayCase(area, calls, expected).differences(pool.run(Mode.RUN, calls, "."));
        assertEquals("", String.join("\n", differences), () -> differences.size() + " steps differ");
    }
}
