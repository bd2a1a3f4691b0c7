package org.capi4j.tests;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;

/**
 * A program that {@link PrivateCopiesTest} runs: opens and closes interpreters two at a time, with an extension whose state is static and some of CPython's, and prints
 * what the process has, now and then. Its arguments are the extension and how many interpreters.
 */
final class Openings {
    /** CPython's own, some of which keep much in static variables. */
    private static final List<Path> CPYTHONS = LibDynload.folder().stream()
            .flatMap(folder -> Stream.of("_decimal", "zlib", "_datetime", "_struct", "_json").map(name -> Path.of(folder, name + ".cpython-311-x86_64-linux-gnu.so")))
            .toList();

    private static final int LOOKS = 10;

    private Openings() {}

    public static void main(String[] args) throws IOException {
        Path extension = Path.of(args[0]);
        int openings = Integer.parseInt(args[1]);
        long start = System.nanoTime();
        for (int opened = 0, looks = 0; opened < openings; ) {
            openTwo(extension);
            opened += 2;
            if (opened < (looks + 1L) * openings / LOOKS) continue;
            looks++;
            System.gc();
            System.out.println(Look.now(opened));
        }
        System.err.printf("%d openings in %d ms%n", openings, (System.nanoTime() - start) / 1_000_000);
    }

    /**
     * What the process has after so many openings.
     *
     * @param anonymous KiB of memory that is no file's
     * @param raw       bytes of the raw allocator's
     * @param own       KiB of the JVM's that grow as it warms up: classes, and code that the JIT compiler made
     */
    record Look(int openings, long anonymous, long raw, long mappings, long files, long own) {
        private static Look now(int openings) throws IOException {
            String line = lines("/proc/self/smaps_rollup").stream().filter(each -> each.startsWith("Anonymous:")).findFirst().orElseThrow();
            return new Look(openings, Long.parseLong(line.replaceAll("\\D", "")), Blocks.rawBytes(), lines("/proc/self/maps").size(), new File("/proc/self/fd").list().length,
                    ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed() / 1024);
        }

        /** What {@link #toString} has written. */
        static Look parse(String text) {
            long[] numbers = Stream.of(text.replaceAll("[^0-9]+", " ").strip().split(" ")).mapToLong(Long::parseLong).toArray();
            return new Look((int) numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
        }
    }

    private static void openTwo(Path extension) {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
            for (Interpreter each : List.of(first, second)) {
                PyModule module = each.load(extension);
                module.call("keep", List.of(1, "two", 3.5));
                if (!Long.valueOf(1).equals(module.call("next"))) throw new AssertionError("not as new");
                CPYTHONS.forEach(each::load);
            }
        }
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
    }
}
