package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.capi4j.tests.ReplayWorker.Mode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * CPython's own tests of its C API, in the binaries that it is shipped with: each function of {@code replay/selftests} raises or aborts where
 * the API misbehaves. Each has an interpreter of its own, and the next one a new JVM when it has ended the last.
 */
class CPythonsOwnTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path STEPS = Path.of("target", "selftests");

    @TestFactory
    Stream<DynamicTest> selfTests() throws IOException {
        return all(new WorkerPool());
    }

    @TestFactory
    Stream<DynamicTest> selfTestsWithoutFastLanes() throws IOException {
        return all(new WorkerPool("-Dcapi4j.fastlanes=off"));
    }

    private static Stream<DynamicTest> all(WorkerPool pool) throws IOException {
        String folder = LibDynload.folder().orElse(null);
        assumeTrue(folder != null, "python3 is no CPython 3.11");
        List<DynamicTest> tests = new ArrayList<>();
        for (ReplayCase tested : ReplayCase.in("replay/selftests")) tests.addAll(steps(pool, folder, tested));
        return tests.stream().onClose(pool::close);
    }

    private static List<DynamicTest> steps(WorkerPool pool, String folder, ReplayCase tested) throws IOException {
        String file = tested.file();
        assumeTrue(Files.exists(Path.of(folder, file)), () -> "no " + file + " in " + folder);
        JsonNode content = tested.read();
        List<String> expected = Files.readAllLines(tested.expected());
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            JsonNode step = content.get("steps").get(i);
            String line = expected.get(i);
            tests.add(DynamicTest.dynamicTest(
                    step.get("call").textValue(), tested.calls().toUri(), () -> check(pool.run(Mode.RUN, single(content, step), folder), line)));
        }
        return tests;
    }

    /** A case of one step. */
    private static Path single(JsonNode content, JsonNode step) throws IOException {
        ObjectNode single = content.deepCopy();
        ArrayNode steps = single.putArray("steps");
        steps.add(step);
        Path file = Files.createDirectories(STEPS).resolve(step.get("call").textValue() + ".json");
        return Files.writeString(file, MAPPER.writeValueAsString(single));
    }

    private static void check(List<String> lines, String expected) throws IOException {
        ObjectNode line = (ObjectNode) MAPPER.readTree(expected);
        assertEquals(1, lines.size(), () -> String.join("\n", lines));
        assertEquals(line.put("i", 1), MAPPER.readTree(lines.getFirst()));
    }
}
