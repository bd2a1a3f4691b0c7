package org.capi4j.tests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.capi4j.Interpreter;
import org.capi4j.PyException;

/**
 * Loads a module with the n-th allocation failing, for a sample of n up to the first that is never reached: a MemoryError that leaves nothing
 * behind, or a module. Afterwards it loads all the same.
 */
record FailingLoads(String name, Path file) {
    /** {@code -Dcapi4j.tests.everyAllocation=true} leaves out none. */
    private static final long EVERY = Boolean.getBoolean("capi4j.tests.everyAllocation") ? Long.MAX_VALUE : 12;

    private static final double STRIDE = 1.35;
    private static final int ROUNDS = 8;

    /** What went wrong. */
    List<String> run() {
        List<String> wrong = new ArrayList<>();
        long n = 1;
        while (fails(n, wrong)) n = n < EVERY ? n + 1 : (long) (n * STRIDE);
        if (n < 5) wrong.add("no allocation ever failed");
        return wrong;
    }

    /** Whether there is an n-th allocation. */
    private boolean fails(long n, List<String> wrong) {
        try (Interpreter interpreter = Interpreter.builder().searchPath(file.getParent()).open()) {
            String outcome = load(interpreter, n);
            boolean reached = Blocks.failedAllocations() > 0;
            Blocks.failAllocation(0);
            if (!outcome.equals("loads") && !outcome.contains("MemoryError")) wrong.add("allocation " + n + ": " + outcome);
            if (!outcome.equals("loads")) leak(interpreter, n, wrong);
            String again = load(interpreter, 0);
            if (!again.equals("loads")) wrong.add("after allocation " + n + ": " + again);
            return reached;
        }
    }

    /** Failures may fill caches and make static types ready, which is no leak. */
    private void leak(Interpreter interpreter, long n, List<String> wrong) {
        long[] blocks = new long[ROUNDS];
        for (int round = 0; round < blocks.length; round++) {
            // what fails no more, since there are caches now, leaves a module
            if (load(interpreter, n).equals("loads")) return;
            Blocks.failAllocation(0);
            blocks[round] = Blocks.settled(interpreter);
            if (round > 0 && blocks[round] <= blocks[round - 1]) return;
        }
        long few = blocksAfter(1, n);
        long many = blocksAfter(ROUNDS, n);
        if (many >= few + ROUNDS - 1) wrong.add("allocation " + n + " leaks: " + Arrays.toString(blocks) + ", loaded in the end: " + few + ", " + many);
    }

    /**
     * A static type keeps what PyType_Ready has put into it before it fails, as CPython's do, and goes on from there: so each failure may keep some
     * more, but once the module is loaded, it's the same however often that failed.
     */
    private long blocksAfter(int failures, long n) {
        try (Interpreter interpreter = Interpreter.builder().searchPath(file.getParent()).open()) {
            for (int round = 0; round < failures; round++) load(interpreter, n);
            load(interpreter, 0);
            return Blocks.settled(interpreter);
        }
    }

    private String load(Interpreter interpreter, long n) {
        Blocks.failAllocation(n);
        try {
            interpreter.load(name, file).close();
            return "loads";
        } catch (PyException failure) {
            return failure.getMessage();
        }
    }
}
