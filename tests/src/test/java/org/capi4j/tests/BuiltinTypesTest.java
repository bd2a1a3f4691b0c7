package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capi4j.tests.ReplayWorker.Mode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * All that the built-in types have, each name of each type with ordinary, edge and wrong arguments: {@code replay/builtins}, written and
 * recorded by {@code replay/builtin_types.py}, in the short form of {@code replay/compact.py}.
 */
class BuiltinTypesTest {
    private static final Path FOLDER = ReplayCase.SOURCES.resolve("replay/builtins");

    private static final Path EXPANDED = Path.of("target", "builtins");
    private static final Map<ReplayCase, ReplayCase> expanded = new HashMap<>();

    /** {@code CASE STEP reason}: the numbers of steps in which we differ. One that doesn't fails the test, so that the list stays true. */
    private static final Path DIFFERENCES = FOLDER.resolve("differences.txt");

    @TestFactory
    Stream<DynamicTest> withFastLanes() throws IOException {
        return tests(new WorkerPool());
    }

    @TestFactory
    Stream<DynamicTest> withoutFastLanes() throws IOException {
        return tests(new WorkerPool("-Dcapi4j.fastlanes=off"));
    }

    private static Stream<DynamicTest> tests(WorkerPool pool) throws IOException {
        Stream<DynamicTest> cases = ReplayCase.in("replay/builtins").stream()
                .map(replay -> DynamicTest.dynamicTest(replay.name(), replay.calls().toUri(), () -> check(replay, pool)));
        DynamicTest end = DynamicTest.dynamicTest("the JVM ends well", () -> assertEquals(0, pool.end()));
        return Stream.concat(cases, Stream.of(end)).onClose(pool::close);
    }

    private static void check(ReplayCase compact, WorkerPool pool) throws IOException {
        ReplayCase replay = expanded.containsKey(compact) ? expanded.get(compact) : CompactCase.expand(compact, EXPANDED);
        expanded.put(compact, replay);
        List<String> lines = pool.run(Mode.RUN, replay.calls(), ".");
        List<Integer> expected = expected(replay.name());
        List<String> wrong = new ArrayList<>();
        for (ReplayCase.Difference difference : replay.unequal(lines)) {
            if (!expected.remove((Integer) difference.step())) wrong.add(difference.text());
        }
        expected.forEach(step -> wrong.add("step " + step + " is as CPython's now: take it off " + DIFFERENCES));
        assertEquals("", String.join("\n", wrong), () -> wrong.size() + " steps differ");
    }

    private static List<Integer> expected(String name) throws IOException {
        List<Integer> steps = new ArrayList<>();
        for (String line : Files.readAllLines(DIFFERENCES)) {
            String[] parts = line.split("\\s+", 3);
            if (parts[0].equals(name)) steps.add(Integer.valueOf(parts[1]));
        }
        return steps;
    }
}
