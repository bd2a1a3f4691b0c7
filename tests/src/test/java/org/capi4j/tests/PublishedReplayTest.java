package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capi4j.tests.ReplayWorker.Mode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Stock binaries, built by others for CPython 3.11, do what they do there: CPython's own extension modules where {@code python3} has them,
 * those of Debian's packages where {@code CAPI4J_REPLAY_PATH} (or the property {@code capi4j.replay.path}) names folders to find them in.
 */
class PublishedReplayTest {
    /** {@code NAME reason}: cases that don't pass. The test of one that does pass fails, so that the list stays true. */
    private static final Path NOT_YET = ReplayCase.SOURCES.resolve("replay/not-yet.txt");

    @TestFactory
    Stream<DynamicTest> published() throws IOException {
        Map<String, String> notYet = notYet();
        List<String> path = path();
        return ReplayCase.published().stream()
                .map(replay -> DynamicTest.dynamicTest(replay.name(), replay.calls().toUri(), () -> check(replay, path, notYet.get(replay.name()))));
    }

    /** CPython's own tests of its API go through Java where lanes would answer; they share a JVM. */
    @TestFactory
    Stream<DynamicTest> cpythonsOwnWithoutFastLanes() throws IOException {
        Map<String, String> notYet = notYet();
        List<String> path = path();
        WorkerPool pool = new WorkerPool("-Dcapi4j.fastlanes=off");
        return ReplayCase.published().stream()
                .filter(replay -> replay.name().startsWith("std_test") || replay.name().startsWith("std_xx"))
                .map(replay -> DynamicTest.dynamicTest(replay.name(), replay.calls().toUri(), () -> check(pool, replay, path, notYet.get(replay.name()))))
                .onClose(pool::close);
    }

    private static void check(ReplayCase replay, List<String> path, String reason) throws Exception {
        // a JVM each: some modules expect to be the only ones
        try (WorkerPool pool = new WorkerPool()) {
            check(pool, replay, path, reason);
            assertEquals(0, pool.end(), "the JVM's exit code");
        }
    }

    private static void check(WorkerPool pool, ReplayCase replay, List<String> path, String reason) throws Exception {
        for (String file : files(replay)) assumeTrue(isFound(file, path), () -> file + " is in none of " + path);
        List<String> differences = replay.differences(pool.run(Mode.RUN, replay.calls(), String.join(":", path)));
        if (reason == null) assertEquals("", String.join("\n", differences), () -> differences.size() + " steps differ");
        else assertFalse(differences.isEmpty(), () -> replay.name() + " passes now: take it off " + NOT_YET);
    }

    /** What has to be on the path: nothing for a module that is written in Java. */
    private static List<String> files(ReplayCase replay) throws IOException {
        JsonNode content = replay.read();
        List<String> files = new ArrayList<>();
        if (content.has("file")) files.add(content.get("file").textValue());
        content.path("with").forEach(other -> files.add(other.get(1).textValue()));
        return files;
    }

    private static boolean isFound(String file, List<String> path) {
        return path.stream().map(Path::of).anyMatch(folder -> Files.exists(folder.resolve(file)) || Files.exists(folder.resolve(Path.of(file).getFileName())));
    }

    private static Map<String, String> notYet() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(NOT_YET)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] parts = line.split("\\s+", 2);
            reasons.put(parts[0], parts[1]);
        }
        return reasons;
    }

    private static List<String> path() {
        List<String> path = new ArrayList<>();
        LibDynload.folder().ifPresent(path::add);
        String given = System.getProperty("capi4j.replay.path", System.getenv().getOrDefault("CAPI4J_REPLAY_PATH", ""));
        if (!given.isEmpty()) path.addAll(List.of(given.split(":")));
        Path fetched = Path.of("target/packages/usr/lib/python3/dist-packages").toAbsolutePath();
        if (Files.isDirectory(fetched)) path.add(fetched.toString());
        return path;
    }
}
