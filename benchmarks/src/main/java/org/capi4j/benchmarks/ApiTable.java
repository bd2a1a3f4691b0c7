package org.capi4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Single C-API calls, made in a loop in C: every row of {@code apibench.c}, and of {@code lanebench.c}, which has a row for each other lane. */
final class ApiTable {
    private static final double WARM = 3e8;
    private static final double TARGET = 5;
    private static final Pattern ENTRY = Pattern.compile("^ +ENTRY\\((\\w+)\\),", Pattern.MULTILINE);

    private ApiTable() {}

    static Table api(Settings settings) throws IOException, InterruptedException {
        return measure(settings, "api", "C-API calls (apibench.c)", "apibench");
    }

    static Table lanes(Settings settings) throws IOException, InterruptedException {
        return measure(settings, "lanes", "Further lanes (lanebench.c)", "lanebench");
    }

    private static Table measure(Settings given, String name, String title, String extension) throws IOException, InterruptedException {
        Extension.compile(extension, given.folder(), org.capi4j.Headers.folder());
        Settings settings = given.in(List.of(given.folder()));
        Map<String, Object> replayCase = Map.of("module", extension, "file", extension + ".so", "stubs", Map.of("caller", Map.of()));
        List<Table.Row> rows = new ArrayList<>();
        try (Contender ours = settings.ours();
                Contender cpython = settings.python() == null ? null : settings.cpython()) {
            for (Contender each : cpython == null ? List.of(ours) : List.of(ours, cpython)) {
                each.ask("case", replayCase);
                each.ask("step", Map.of("get", "nothing", "in", "caller"));
            }
            for (String row : names(extension)) {
                if (settings.wants(row)) rows.add(Settings.progress(row(settings, row, ours, cpython)));
            }
        }
        String about = "ns per call, the loop's own cost included; call_given_* call a function of the caller's language";
        return new Table(name, title, about, "ns", TARGET, rows);
    }

    /** The rows that a C file has, in its order. */
    static List<String> names(String extension) throws IOException {
        return ENTRY.matcher(Extension.source(extension)).results().map(entry -> entry.group(1)).toList();
    }

    private static Table.Row row(Settings settings, String name, Contender ours, Contender cpython) {
        try {
            double[] medians = Turns.medians(settings, settings.warm(WARM), n -> run(ours, name, n), cpython == null ? null : n -> run(cpython, name, n));
            return new Table.Row(name, "", medians[0], medians[1], "");
        } catch (Contender.Failed failed) {
            return Table.Row.missing(name, "", failed.getMessage());
        }
    }

    private static double run(Contender contender, String name, long n) {
        return contender.number(Map.of("call", "run", "args", List.of(name, n, Map.of("ref", "$1"))));
    }
}
