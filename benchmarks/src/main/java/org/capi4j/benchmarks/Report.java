package org.capi4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The short form: every call benchmark for a few seconds with the GC profiler, beside CPython's interpreter loop making the same
 * call where {@code python3.11} is installed, in one table with ratios. {@code --full} runs JMH's own settings.
 */
public final class Report {
    private static final Map<String, String> CPYTHON = Map.of(
            "NOARGS", "noargs", "O", "inc", "VARARGS", "add", "KEYWORDS", "addkw_pos", "FASTCALL", "addfast", "echo16", "echo_16", "sumlist1000", "sumlist_1000",
            "callback1000", "callback_1000_python");
    private static final Pattern TIME = Pattern.compile("\"(\\w+)\": \\[([-0-9.e]+), ([-0-9.e]+)]");

    private Report() {}

    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        boolean full = arguments.length > 0 && arguments[0].equals("--full");
        Map<String, Double> cpython = cpython();
        OptionsBuilder options = new OptionsBuilder();
        options.include("org.capi4j.benchmarks.*Benchmark").addProfiler(GCProfiler.class).verbosity(full ? VerboseMode.NORMAL : VerboseMode.SILENT);
        if (!full) {
            options.warmupIterations(3).warmupTime(TimeValue.milliseconds(300)).measurementIterations(5).measurementTime(TimeValue.milliseconds(200)).forks(1);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        cpython().forEach((name, ns) -> cpython.merge(name, ns, (first, second) -> (first + second) / 2));
        print(results, cpython);
    }

    private static void print(Collection<RunResult> results, Map<String, Double> cpython) {
        Map<String, double[]> rows = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            rows.put(name.substring(name.lastIndexOf('.') + 1), new double[] {result.getPrimaryResult().getStatistics().getPercentile(50), allocated(result)});
        }
        System.out.printf(Locale.ROOT, "%-22s %10s %12s %10s %8s%n", "call", "ns", "B allocated", "CPython ns", "ratio");
        rows.forEach((name, values) -> {
            Double reference = cpython.get(CPYTHON.getOrDefault(name.substring(name.indexOf('_') + 1), ""));
            String ratio = reference == null || name.startsWith("floor") ? "" : "%10.1f %8.2f".formatted(reference, values[0] / reference);
            System.out.printf(Locale.ROOT, "%-22s %10.1f %12.1f %s%n", name, values[0], values[1], ratio);
        });
        if (cpython.isEmpty()) System.out.println("CPython's times are missing: python3.11 is not installed.");
    }

    /** Bytes of Java heap per call; below half a byte is JMH's own noise. */
    private static double allocated(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return bytes == null || bytes.getScore() < 0.5 ? 0 : bytes.getScore();
    }

    /** Medians of CPython's interpreter loop for the same extension, compiled against its own headers where it has them. */
    private static Map<String, Double> cpython() throws IOException, InterruptedException {
        Map<String, Double> times = new TreeMap<>();
        String python = System.getenv().getOrDefault("PYTHON", "python3.11");
        Path folder = Extension.folder();
        Path script = folder.resolve("demo_calls.py");
        Extension.copy("demo_calls.py", script);
        try {
            Extension.compile("demo", folder, org.capi4j.Headers.folder());
            Path output = folder.resolve("times.json");
            Process process = new ProcessBuilder(python, script.toString(), folder.toString(), "20", "7")
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) return times;
            Matcher matcher = TIME.matcher(Files.readString(output));
            while (matcher.find()) times.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
        } catch (IOException noPython) {
            return times;
        }
        return times;
    }
}
