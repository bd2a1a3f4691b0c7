package org.capi4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.capi4j.Headers;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;

/**
 * {@code ./capi4j bench inside [ROUNDS]}: what C code sees of the GIL and of the cycle collector. The functions of inside.c measure themselves; the same
 * binary runs in CPython and here, in turn, and the medians of both stand side by side.
 */
public final class InsideReport {
    /** A function of inside.c and its arguments. */
    private enum Row {
        UNCONTENDED("PyGILState_Ensure and Release, alone", "ensure_release", 300_000),
        SAVE("Py_BEGIN and END_ALLOW_THREADS, alone", "save_restore", 300_000),
        STRANGER("the same by a thread without a state", "ensure_release_stranger", 10_000),
        HAND_OVER("the GIL from thread to thread", "hand_over", 100),
        ALIVE("collecting 1,000,000 objects, all alive", "collect", 1_000_000, 0),
        DEAD("collecting 1,000,000 objects, all garbage", "collect", 1_000_000, 1);

        private final String title;
        private final String function;
        private final long[] arguments;

        Row(String title, String function, long... arguments) {
            this.title = title;
            this.function = function;
            this.arguments = arguments;
        }

        String inPython() {
            String list = String.join(", ", Arrays.stream(arguments).mapToObj(Long::toString).toList());
            return "print(inside." + function + "(" + list + "))";
        }

        double here(PyModule inside) {
            return (Double) inside.call(function, Arrays.stream(arguments).boxed().toArray());
        }
    }

    private InsideReport() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Path extension = Extension.compile("inside", Extension.folder(), Headers.folder());
        System.out.printf(Locale.ROOT, "%-44s %14s %14s %8s%n", "C code's nanoseconds, median of " + rounds, "capi4j", "CPython", "ratio");
        try (Interpreter interpreter = Interpreter.open()) {
            PyModule inside = interpreter.load("inside", extension);
            for (Row row : Row.values()) {
                row.here(inside); // what is done once only
                double[][] times = new double[2][rounds];
                for (int round = 0; round < rounds; round++) {
                    times[1][round] = inPython(extension, row);
                    times[0][round] = row.here(inside);
                }
                print(row, median(times[0]), median(times[1]));
            }
        }
    }

    private static void print(Row row, double ours, double cpython) {
        String reference = Double.isNaN(cpython) ? "" : String.format(Locale.ROOT, "%,14.1f %8.2f", cpython, ours / cpython);
        System.out.printf(Locale.ROOT, "%-44s %,14.1f %s%n", row.title, ours, reference);
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }

    /** NaN where there is no CPython. */
    private static double inPython(Path extension, Row row) throws IOException, InterruptedException {
        String script = "import sys; sys.path.insert(0, sys.argv[1]); import inside; " + row.inPython();
        List<String> command = new ArrayList<>(List.of(System.getenv().getOrDefault("PYTHON", "python3.11"), "-c", script, extension.getParent().toString()));
        try {
            Process python = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return python.waitFor() == 0 ? Double.parseDouble(output) : Double.NaN;
        } catch (IOException noPython) {
            return Double.NaN;
        }
    }
}
