package org.capi4j.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.capi4j.Statistics;

/** {@link Statistics} as text, the largest numbers first. */
final class StatisticsTable {
    private StatisticsTable() {}

    static void print(Statistics statistics, PrintWriter out) {
        table("objects by type", statistics.objectsByType(), out);
        table("bytes by domain", statistics.bytesByDomain(), out);
        table("calls of C into Java by function", statistics.upcallsByFunction(), out);
        out.printf(Locale.ROOT, "GIL waits: %,d, %.3f ms%n", statistics.gilWaits(), statistics.gilWaitTime().toNanos() / 1e6);
        out.printf(Locale.ROOT, "collections: %,d, %.3f ms%n", statistics.collections(), statistics.collectionTime().toNanos() / 1e6);
        out.flush();
    }

    private static void table(String title, Map<String, Long> counts, PrintWriter out) {
        out.println(title);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .forEach(count -> out.printf(Locale.ROOT, "%,12d  %s%n", count.getValue(), count.getKey()));
    }
}
