package org.capi4j.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Calls from Java: every JMH benchmark with the GC profiler, beside CPython's interpreter loop making the same call of the same C file. Both are
 * measured in turns, several rounds of them, whose medians count: what else the machine does meets both. Each round has processes of its own,
 * because where the system puts the code decides how well the processor predicts its jumps: the same call may take half as long again in one
 * process of three. The long form runs JMH's own settings, once.
 */
final class CallTable {
    private static final double TARGET = 1;
    private static final int ROUNDS = 7;
    private static final List<Class<?>> BENCHMARKS = List.of(BoundaryBenchmark.class, CallBenchmark.class, ConversionBenchmark.class);

    /** The case of demo_calls.py that makes a benchmark's call. */
    private static final Map<String, String> CPYTHON = Map.of(
            "NOARGS", "noargs", "O", "inc", "VARARGS", "add", "KEYWORDS", "addkw_pos", "FASTCALL", "addfast", "echo16", "echo_16", "sumlist1000", "sumlist_1000",
            "callback1000", "callback_1000_python");

    private final Settings settings;
    private final boolean full;
    private final Path script;

    private CallTable(Settings settings, boolean full) throws IOException, InterruptedException {
        this.settings = settings;
        this.full = full;
        script = settings.folder().resolve("demo_calls.py");
        Extension.copy("demo_calls.py", script);
        Extension.compile("demo", settings.folder(), org.capi4j.Headers.folder());
    }

    static Table measure(Settings settings, boolean full) throws RunnerException, IOException, InterruptedException {
        CallTable table = new CallTable(settings, full);
        List<Table.Row> rows = new ArrayList<>();
        for (String benchmark : names(settings)) rows.add(Settings.progress(table.row(benchmark)));
        Map<String, Double> ours = rows.stream().collect(Collectors.toMap(Table.Row::name, Table.Row::ours));
        rows.replaceAll(row -> besideFloor(row, ours));
        String about = "ns per call: floor is a bare FFM downcall, typed a bound interface, generic a call by name; CPython is its interpreter loop. "
                + "Conversions (in, out) are ns per element, beside what copying as much, or inserting it into a HashMap, takes in Java";
        return new Table("calls", "Calls from Java", about, "ns", TARGET, rows);
    }

    /** The benchmarks that are wanted, as Java names them, sorted by method. */
    private static List<String> names(Settings settings) {
        return BENCHMARKS.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .sorted(Comparator.comparing(java.lang.reflect.Method::getName))
                .map(method -> method.getDeclaringClass().getName() + "." + method.getName())
                .filter(settings::wants)
                .toList();
    }

    private Table.Row row(String benchmark) throws RunnerException, IOException, InterruptedException {
        String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        String python = settings.python() == null || name.startsWith("floor") ? null : CPYTHON.get(name.substring(name.indexOf('_') + 1));
        List<Double> ours = new ArrayList<>(), cpython = new ArrayList<>(), allocated = new ArrayList<>();
        for (int rounds = full || python == null ? 1 : ROUNDS; rounds > 0; rounds--) {
            if (python != null) cpython.add(cpython(python));
            for (RunResult result : new Runner(options(benchmark)).run()) {
                ours.add(result.getPrimaryResult().getStatistics().getPercentile(50));
                allocated.add(allocated(result));
            }
        }
        if (python != null) cpython.add(cpython(python));
        double bytes = median(allocated);
        String note = bytes == 0 ? "" : String.format(Locale.ROOT, "%,.0f bytes allocated in Java", bytes);
        return new Table.Row(name, "", median(ours), median(cpython), note);
    }

    private Options options(String benchmark) {
        ChainedOptionsBuilder options = new OptionsBuilder().include("^" + Pattern.quote(benchmark) + "$").addProfiler(GCProfiler.class);
        if (full) return options.verbosity(VerboseMode.NORMAL).build();
        return options.verbosity(VerboseMode.SILENT)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(isConversion(benchmark) ? 1500 : 300))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(200))
                .forks(1)
                .build();
    }

    /** A call of those has so many elements that there are few calls: compilers come to an end after seconds only. */
    private static boolean isConversion(String benchmark) {
        return benchmark.startsWith(ConversionBenchmark.class.getName());
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? Double.NaN : Turns.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** A conversion, in_X or out_X, says how many times the time of floor_X it takes. */
    private static Table.Row besideFloor(Table.Row row, Map<String, Double> ours) {
        Double floor = row.name().matches("(in|out)_.*") ? ours.get(row.name().replaceFirst("^[a-z]+", "floor")) : null;
        if (floor == null) return row;
        String note = String.format(Locale.ROOT, "%.1f times its floor, %.2f ns", row.ours() / floor, floor);
        return new Table.Row(row.name(), row.what(), row.ours(), row.cpython(), row.note().isEmpty() ? note : note + "; " + row.note());
    }

    /** Bytes of Java heap per call; below half a byte is JMH's own noise. */
    private static double allocated(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return bytes == null || bytes.getScore() < 0.5 ? 0 : bytes.getScore();
    }

    /** The median of CPython's interpreter loop for a case of demo_calls.py, in ns; NaN where it fails. */
    private double cpython(String name) throws IOException, InterruptedException {
        Path output = settings.folder().resolve("times.json");
        Process process = new ProcessBuilder(settings.python(), script.toString(), settings.folder().toString(), "20", "7", name)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) return Double.NaN;
        return new ObjectMapper().readTree(Files.readString(output)).path(name).path(0).asDouble(Double.NaN);
    }
}
