package org.capi4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Calls from Java: every JMH benchmark with the GC profiler, beside CPython's interpreter loop making the same call of the same C file. CPython
 * is measured before and after, its mean counts. The long form runs JMH's own settings.
 */
final class CallTable {
    private static final double TARGET = 1;
    private static final Map<String, String> CPYTHON = Map.of(
            "NOARGS", "noargs", "O", "inc", "VARARGS", "add", "KEYWORDS", "addkw_pos", "FASTCALL", "addfast", "echo16", "echo_16", "sumlist1000", "sumlist_1000",
            "callback1000", "callback_1000_python");

    private CallTable() {}

    static Table measure(Settings settings, boolean full) throws RunnerException, IOException, InterruptedException {
        Map<String, Double> cpython = cpython(settings);
        OptionsBuilder options = new OptionsBuilder();
        options.include(settings.only() == null ? "org.capi4j.benchmarks.*Benchmark" : settings.only().pattern());
        options.addProfiler(GCProfiler.class).verbosity(full ? VerboseMode.NORMAL : VerboseMode.SILENT);
        if (!full) {
            options.warmupIterations(3).warmupTime(TimeValue.milliseconds(300)).measurementIterations(5).measurementTime(TimeValue.milliseconds(200)).forks(1);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        cpython(settings).forEach((name, ns) -> cpython.merge(name, ns, (first, second) -> (first + second) / 2));
        List<Table.Row> rows = new ArrayList<>(results.stream().map(result -> row(result, cpython)).toList());
        rows.sort(Comparator.comparing(Table.Row::name));
        String about = "ns per call: floor is a bare FFM downcall, typed a bound interface, generic a call by name; CPython is its interpreter loop";
        return new Table("calls", "Calls from Java", about, "ns", TARGET, rows);
    }

    private static Table.Row row(RunResult result, Map<String, Double> cpython) {
        String name = result.getParams().getBenchmark().replaceAll(".*\\.", "");
        double reference = name.startsWith("floor") ? Double.NaN : cpython.getOrDefault(CPYTHON.getOrDefault(name.substring(name.indexOf('_') + 1), ""), Double.NaN);
        double allocated = allocated(result);
        String note = allocated == 0 ? "" : String.format(Locale.ROOT, "%,.0f bytes allocated in Java", allocated);
        return new Table.Row(name, "", result.getPrimaryResult().getStatistics().getPercentile(50), reference, note);
    }

    /** Bytes of Java heap per call; below half a byte is JMH's own noise. */
    private static double allocated(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return bytes == null || bytes.getScore() < 0.5 ? 0 : bytes.getScore();
    }

    /** Medians of CPython's interpreter loop by the names of demo_calls.py; none without CPython. */
    private static Map<String, Double> cpython(Settings settings) throws IOException, InterruptedException {
        Map<String, Double> times = new HashMap<>();
        if (settings.python() == null) return times;
        Path script = settings.folder().resolve("demo_calls.py"), output = settings.folder().resolve("times.json");
        Extension.copy("demo_calls.py", script);
        Extension.compile("demo", settings.folder(), org.capi4j.Headers.folder());
        Process process = new ProcessBuilder(settings.python(), script.toString(), settings.folder().toString(), "20", "7")
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) return times;
        JsonNode medians = new ObjectMapper().readTree(Files.readString(output));
        medians.properties().forEach(entry -> times.put(entry.getKey(), entry.getValue().path(0).asDouble(Double.NaN)));
        return times;
    }
}
