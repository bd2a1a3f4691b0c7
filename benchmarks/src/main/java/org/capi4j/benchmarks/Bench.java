package org.capi4j.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./capi4j bench}: one table for each part, ours against CPython 3.11 in the same run, in turns. */
@Command(
        name = "capi4j bench",
        description = {
            "Measures capi4j beside CPython 3.11, in the same run and in turns, and prints one table for each part, with ratios.",
            "",
            "Without PART, all parts run. CPython is PYTHON, or the first python3.11 on the PATH that is linked statically."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Parts:",
            "  calls      calls from Java, typed and by name, beside CPython's interpreter loop (JMH)",
            "  api        single C-API calls in a loop in C (apibench.c)",
            "  lanes      the same for every fast lane that api has no row for (lanebench.c)",
            "  workloads  real work by stock binaries, which are looked for along --path",
            "  start      the start of ./capi4j call, the import of Cython modules",
            "  memory     resident memory with a document of 1 MB as objects",
            "  inside     the GIL and the cycle collector, as C code sees them"
        })
public final class Bench implements Callable<Integer> {
    /** What can be measured. */
    enum Part {
        calls,
        api,
        lanes,
        workloads,
        start,
        memory,
        inside
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PART", description = "${COMPLETION-CANDIDATES}")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--path", paramLabel = "DIR", description = "a folder to look for extension files in; may be repeated. The lib-dynload folder of CPython comes last")
    private List<Path> path = new ArrayList<>();

    @Option(names = "--only", paramLabel = "REGEX", description = "only rows whose name has a match")
    private Pattern only;

    @Option(names = "--samples", paramLabel = "N", defaultValue = "7", description = "samples of each side, whose median counts (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--time", paramLabel = "MS", defaultValue = "20", description = "how long a sample takes (default: ${DEFAULT-VALUE} ms)")
    private double time;

    @Option(names = "--warm", paramLabel = "MS", defaultValue = "-1", description = "how long a row runs on our side before it is measured (default: 300 ms for single calls, 3 s for workloads)")
    private double warm;

    @Option(names = "--cpu", description = "workloads count the thread's processor time, not wall time: for a machine that has other work")
    private boolean cpu;

    @Option(names = "--full", description = "JMH's own settings for calls: minutes rather than seconds")
    private boolean full;

    @Option(names = "--html", paramLabel = "FILE", description = "also writes one self-contained page with the tables and plots")
    private Path html;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = settings();
        Machine machine = Machine.here(settings, spec.commandLine().getParseResult().originalArgs());
        machine.lines().forEach(out::println);
        List<Table> tables = new ArrayList<>();
        for (Part part : EnumSet.copyOf(parts)) {
            Table table = measureOrFail(part, settings);
            tables.add(table);
            out.print(table.text());
            out.flush();
            // after each part: an hour's work isn't lost where a later one ends the process
            if (html != null) Files.writeString(html, Page.of(machine, tables));
        }
        return tables.stream().allMatch(table -> table.failure() == null) ? 0 : 1;
    }

    /** The parts after one that fails are measured all the same. */
    private Table measureOrFail(Part part, Settings settings) throws InterruptedException {
        try {
            return measure(part, settings);
        } catch (RunnerException | IOException | RuntimeException failure) {
            failure.printStackTrace(spec.commandLine().getErr());
            return Table.failed(part.name(), failure);
        }
    }

    private Settings settings() throws IOException {
        String python = Settings.findPython();
        List<Path> folders = new ArrayList<>(path);
        if (python == null) spec.commandLine().getErr().println("CPython's times are missing: there is no python3.11 on the PATH");
        else folders.add(Path.of(Settings.ask(python, "import sysconfig; print(sysconfig.get_path('platstdlib') + '/lib-dynload')")));
        return new Settings(folders, only, samples, time * 1e6, warm * 1e6, cpu, Extension.folder(), python);
    }

    private Table measure(Part part, Settings settings) throws RunnerException, IOException, InterruptedException {
        return switch (part) {
            case calls -> CallTable.measure(settings, full);
            case api -> ApiTable.api(settings);
            case lanes -> ApiTable.lanes(settings);
            case workloads -> WorkloadTable.measure(settings);
            case start -> StartTable.measure(settings);
            case memory -> MemoryTable.measure(settings);
            case inside -> InsideTable.measure(settings);
        };
    }
}
