package org.capi4j.benchmarks;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/** Both sides in turn: sample by sample, so that what else the machine does meets both. */
final class Turns {
    /** Calls that a sample could have at most; a loop of nothing would otherwise never be long enough. */
    private static final long MOST = 1L << 28;

    private Turns() {}

    /**
     * Medians of both sides.
     *
     * @param warm nanoseconds that our side runs first
     * @param ours nanoseconds per call of so many calls; {@code cpython} the same, or null
     */
    static double[] medians(Settings settings, double warm, LongToDoubleFunction ours, LongToDoubleFunction cpython) {
        long ourCalls = calls(ours, settings.sampleNanoseconds(), warm);
        long theirCalls = cpython == null ? 0 : calls(cpython, settings.sampleNanoseconds(), 0);
        double[] ourTimes = new double[settings.samples()], theirTimes = new double[settings.samples()];
        for (int i = 0; i < settings.samples(); i++) {
            ourTimes[i] = ours.applyAsDouble(ourCalls);
            theirTimes[i] = cpython == null ? Double.NaN : cpython.applyAsDouble(theirCalls);
        }
        return new double[] {median(ourTimes), median(theirTimes)};
    }

    /** How many calls make a sample, found by making ever more of them, and for as long as it takes to be warm. */
    private static long calls(LongToDoubleFunction run, double sample, double warm) {
        double spent = 0;
        for (long n = 1; ; ) {
            double each = Math.max(run.applyAsDouble(n), 0.05);
            spent += each * n;
            if ((each * n >= sample / 4 && spent >= warm) || n >= MOST) return Math.max(1, (long) (sample / each));
            n = each * n < sample / 4 ? n * 4 : n;
        }
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
