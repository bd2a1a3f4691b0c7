package org.capi4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soak}: many threads on two interpreters for a while. All answers must be those of a single thread, and memory must stay as it is. */
@Command(
        name = "soak",
        description = "Lets many threads work on two interpreters and watches answers and memory.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 1 when an answer is wrong, a call fails, a thread hangs, or, in a run of a minute or more, resident memory grows by more than 3 % after",
            "the first minute (or fifth, if that is shorter)."
        })
final class SoakCommand implements Callable<Integer> {
    /** Growth after the beginning that still counts as flat, as a part of the whole. */
    private static final double FLAT = 0.03;

    /** Seconds that tell something: before, the JVM itself is still growing. */
    private static final double LEAST = 60;

    @Spec
    private CommandSpec spec;

    @Option(names = "--minutes", paramLabel = "N", description = "how long (default: ${DEFAULT-VALUE})")
    private double minutes = 1;

    @Option(names = "--threads", paramLabel = "N", description = "platform threads (default: ${DEFAULT-VALUE})")
    private int threads = 64;

    @Option(names = "--virtual", paramLabel = "N", description = "virtual threads (default: ${DEFAULT-VALUE})")
    private int virtual = 1000;

    @Option(names = "--path", paramLabel = "DIR", description = "a folder with ujson, zlib, _sqlite3 or wrapt, which take part where they are found; may be repeated")
    private List<Path> path = List.of();

    @Option(names = "-o", paramLabel = "DIR", description = "where soak.csv and soak.svg go (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(folder);
        try (Soak soak = new Soak(path, compile(), threads, virtual)) {
            out.println("work: " + String.join(", ", soak.kinds()));
            soak.missing().forEach(module -> out.println("not on the path: " + module));
            out.flush();
            Curve curve = soak.run((long) (minutes * 60_000), out);
            Files.writeString(folder.resolve("soak.csv"), curve.csv());
            Files.writeString(folder.resolve("soak.svg"), curve.svg());
            boolean flat = isFlat(curve, out);
            soak.failures().forEach(failure -> out.println("failed: " + failure));
            out.printf(Locale.ROOT, "%,d units, %d failures; hash of the answers %016x, of a single thread's %016x%n", soak.done(), soak.failureCount(), soak.hash(), soak.expectedHash());
            return flat && soak.failureCount() == 0 && soak.hash() == soak.expectedHash() ? 0 : 1;
        }
    }

    private boolean isFlat(Curve curve, PrintWriter out) {
        double begin = Math.min(60, curve.end() / 5);
        double part = (curve.end() - begin) / 4;
        double before = curve.mean(begin, begin + part);
        double after = curve.mean(curve.end() - part, curve.end());
        out.printf(Locale.ROOT, "resident memory: %.1f MB after %.0f s, %.1f MB at the end%n", before, begin, after);
        return curve.end() < LEAST || after <= before * (1 + FLAT);
    }

    private static Path compile() throws IOException {
        Path folder = Files.createTempDirectory("capi4j-soak");
        Path source = folder.resolve("soak.c");
        try (InputStream content = SoakCommand.class.getResourceAsStream("soak.c")) {
            Files.copy(content, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path extension = folder.resolve("soak" + Toolchain.SUFFIX);
        if (Toolchain.compile(List.of(source), extension, List.of("-pthread")) != 0) throw Failure.check("the C compiler could not compile " + source);
        return extension;
    }
}
