package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.capi4j.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of an interpreter from outside: events in a recording, and statistics. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObservabilityTest {
    @TempDir
    private Path folder;

    private interface Action {
        void run(Interpreter python, PyModule threads) throws Exception;
    }

    /** The events of our own that a recording has after {@code action}, with every upcall in it. */
    private List<RecordedEvent> record(Action action) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("org.capi4j.Upcall").withThreshold(Duration.ZERO);
            recording.start();
            try (Interpreter python = Interpreter.builder().memoryLimit(64 << 20).open()) {
                action.run(python, ThreadsTest.load(python));
            }
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream().filter(event -> event.getEventType().getName().startsWith("org.capi4j.")).toList();
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream().filter(event -> event.getEventType().getName().equals("org.capi4j." + name)).toList();
    }

    private static Set<String> fields(RecordedEvent event) {
        return event.getFields().stream()
                .map(ValueDescriptor::getName)
                .filter(name -> !Set.of("startTime", "duration", "eventThread", "stackTrace").contains(name))
                .collect(Collectors.toSet());
    }

    @Test
    void loadingAModule() throws Exception {
        List<RecordedEvent> events = named(record((python, threads) -> {}), "ModuleLoad");
        assertEquals(1, events.size());
        assertEquals(Set.of("interpreter", "module", "file"), fields(events.getFirst()));
        assertEquals("threads", events.getFirst().getString("module"));
        assertTrue(events.getFirst().getString("file").endsWith("threads.cpython-311-x86_64-linux-gnu.so"));
        assertTrue(events.getFirst().getDuration().isPositive());
    }

    @Test
    void upcalls() throws Exception {
        List<RecordedEvent> events = named(record((python, threads) -> {
            PyObject sleep = python.callable("sleep", (args, kwargs) -> {
                Thread.sleep(20);
                return null;
            });
            threads.call("call", sleep);
        }), "Upcall");
        assertEquals(Set.of("function"), fields(events.getFirst()));
        assertTrue(
                events.stream().anyMatch(event -> event.getDuration().toMillis() >= 15 && event.getString("function").toLowerCase().contains("call")),
                () -> "events: " + events.stream().map(event -> event.getString("function") + " " + event.getDuration()).toList());
    }

    @Test
    void collections() throws Exception {
        List<RecordedEvent> events = named(record((python, threads) -> python.importModule("gc").call("collect", 1)), "Collection");
        RecordedEvent asked = events.stream().filter(event -> event.getInt("generation") == 1).findFirst().orElseThrow();
        assertEquals(Set.of("interpreter", "generation", "collected", "uncollectable", "time"), fields(asked));
        assertTrue(asked.getLong("time") > 0);
    }

    @Test
    void waitingForTheGil() throws Exception {
        List<RecordedEvent> events = named(record(ObservabilityTest::waitForTheGil), "GilWait");
        assertFalse(events.isEmpty());
        assertEquals(Set.of("interpreter", "time"), fields(events.getFirst()));
        assertTrue(events.stream().allMatch(event -> event.getDuration("time").toMillis() >= 10), events::toString);
    }

    /** Another thread waits at least 10 ms for the GIL that this one holds; how soon a thread starts is the system's to say, so until one has waited. */
    private static void waitForTheGil(Interpreter python, PyModule threads) throws Exception {
        Duration before = python.statistics().gilWaitTime();
        for (int tries = 0; tries < 50 && python.statistics().gilWaitTime().minus(before).toMillis() < 10; tries++) {
            CountDownLatch started = new CountDownLatch(1);
            CompletableFuture<Object> waiting = python.run(() -> {
                CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> {
                    started.countDown();
                    return threads.call("add", 1, 2);
                }, action -> Thread.ofPlatform().start(action));
                started.await();
                Thread.sleep(60);
                return call;
            });
            assertEquals(3L, waiting.get());
        }
    }

    @Test
    void theMemoryLimit() throws Exception {
        List<RecordedEvent> events = named(record((python, threads) -> {
            assertEquals("MemoryError", assertThrows(PyException.class, () -> python.convert(new byte[80 << 20])).typeName());
        }), "MemoryLimit");
        assertEquals(1, events.size());
        assertEquals(Set.of("interpreter", "used"), fields(events.getFirst()));
        assertTrue(events.getFirst().getLong("used") > 0 && events.getFirst().getLong("used") < 64 << 20);
    }

    @Test
    void statistics() throws Exception {
        try (Interpreter python = Interpreter.open();
                Arena arena = Arena.ofShared()) {
            PyModule threads = ThreadsTest.load(python);
            python.importModule("gc").call("collect");
            python.statistics();
            Statistics before = python.statistics();
            PyObject lists = python.convert(List.of(List.of(List.of()), List.of(List.of())));
            PyObject large = python.convert(new byte[1 << 20]);
            waitForTheGil(python, threads);
            python.importModule("gc").call("collect");
            Statistics after = python.statistics();
            assertEquals(before.objectsByType().getOrDefault("list", 0L) + 5, after.objectsByType().get("list"));
            assertEquals(Set.of("raw", "mem", "object"), after.bytesByDomain().keySet());
            assertTrue(after.bytesByDomain().get("object") > before.bytesByDomain().get("object"));
            assertTrue(after.gilWaits() > before.gilWaits());
            assertTrue(after.gilWaitTime().minus(before.gilWaitTime()).toMillis() >= 10);
            assertTrue(after.collections() > before.collections());
            assertTrue(after.collectionTime().compareTo(before.collectionTime()) > 0);
            assertEquals("[[[]], [[]]]", lists.repr());
            assertEquals(1 << 20, large.length());
            MemorySegment flag = arena.allocate(ValueLayout.JAVA_INT);
            assertEquals(before.upcallsByFunction(), after.upcallsByFunction(), "nobody has asked to count");
            countsUpcalls(python, threads, flag.address());
        }
    }

    private static void countsUpcalls(Interpreter python, PyModule threads, long ready) {
        Thread.currentThread().interrupt();
        assertThrows(PyException.class, () -> threads.call("until_interrupted", ready));
        String name = "PyErr_CheckSignals";
        long before = python.statistics().upcallsByFunction().getOrDefault(name, 0L);
        Interpreter.countUpcalls(true);
        try {
            for (int i = 1; i <= 3; i++) {
                Thread.currentThread().interrupt();
                assertThrows(PyException.class, () -> threads.call("until_interrupted", ready));
                assertEquals(before + i, python.statistics().upcallsByFunction().get(name));
            }
        } finally {
            Interpreter.countUpcalls(false);
        }
        Thread.currentThread().interrupt();
        assertThrows(PyException.class, () -> threads.call("until_interrupted", ready));
        assertEquals(before + 3, python.statistics().upcallsByFunction().get(name));
    }
}
