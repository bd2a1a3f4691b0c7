package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How much more two threads get done than one: pure C loops in two interpreters, and in released sections of one. Prints the ratio, the best of
 * several rounds, with the machine's load beside it; {@code -Dcapi4j.scaling=1.8} makes it a demand, for a quiet machine with two processors.
 */
class ScalingTest {
    private static final double DEMANDED = Double.parseDouble(System.getProperty("capi4j.scaling", "0"));
    private static final int ROUNDS = DEMANDED > 0 ? 9 : 3;
    private static final long TURNS = DEMANDED > 0 ? 40_000_000 : 4_000_000;
    private static final int CALLS = 5;
    private static Path extension;

    @BeforeAll
    static void compile() throws IOException {
        extension = CCompiler.ours(Path.of("src/test/c/statics.c"), "statics.cpython-311-x86_64-linux-gnu.so");
    }

    @Test
    void twoInterpretersRunAtOnce() throws Exception {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
            report("pure C loops in two interpreters", "work", first.load(extension), second.load(extension));
        }
    }

    @Test
    void releasedSectionsRunAtOnce() throws Exception {
        try (Interpreter python = Interpreter.open()) {
            PyModule module = python.load(extension);
            report("released sections in one interpreter", "work_released", module, module);
        }
    }

    private static void report(String what, String function, PyModule first, PyModule second) throws Exception {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double one = Math.min(seconds(function, first), seconds(function, first));
            best = Math.max(best, 2 * one / seconds(function, first, second));
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf("%s: two threads do %.2f times what one does (load %.1f)%n", what, best, load);
        assertTrue(best >= DEMANDED, what + ": " + best);
    }

    /** From when all threads are ready until the last has done its calls. */
    private static double seconds(String function, PyModule... modules) throws Exception {
        CyclicBarrier ready = new CyclicBarrier(modules.length + 1);
        try (ExecutorService pool = Executors.newFixedThreadPool(modules.length)) {
            List<Future<?>> all = new ArrayList<>();
            for (PyModule module : modules) {
                all.add(pool.submit(() -> {
                    ready.await();
                    for (int i = 0; i < CALLS; i++) module.call(function, TURNS);
                    return null;
                }));
            }
            ready.await();
            long start = System.nanoTime();
            for (Future<?> each : all) each.get();
            return (System.nanoTime() - start) * 1e-9;
        }
    }
}
