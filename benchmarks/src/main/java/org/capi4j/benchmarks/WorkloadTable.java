package org.capi4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Real work by stock binaries: {@code workloads.json} has a row for each, in the format of replay cases. Both sides load the same file,
 * make the same objects in C and call the same C function from the same loop in C ({@code workbench.c}).
 */
final class WorkloadTable {
    private static final double WARM = 3e9;
    private static final double TARGET = 1.2;
    private static final int STEPS_BEFORE_RESULT = 1;

    private WorkloadTable() {}

    static Table measure(Settings given) throws IOException, InterruptedException {
        Extension.compile("workbench", given.folder(), org.capi4j.Headers.folder());
        List<Path> folders = new ArrayList<>(given.path());
        folders.add(given.folder());
        Settings settings = given.in(folders);
        List<Table.Row> rows = new ArrayList<>();
        for (JsonNode workload : workloads()) {
            if (settings.wants(workload.get("name").textValue())) rows.add(Settings.progress(row(settings, workload).scaled(nanoseconds -> nanoseconds / 1e3)));
        }
        String about = "microseconds of " + (settings.cpu() ? "the thread's processor time" : "wall time") + " per call of an extension's function, called from C";
        return new Table("workloads", "Workloads", about, "us", TARGET, rows);
    }

    private static JsonNode workloads() throws IOException {
        try (InputStream content = WorkloadTable.class.getResourceAsStream("workloads.json")) {
            return new ObjectMapper().readTree(content);
        }
    }

    private static Table.Row row(Settings settings, JsonNode workload) throws IOException {
        String name = workload.get("name").textValue(), what = workload.get("what").textValue(), file = workload.get("file").textValue();
        if (!isFound(settings, file)) return Table.Row.missing(name, what, "no " + file + " on any --path");
        try (Contender ours = settings.ours();
                Contender cpython = settings.python() == null ? null : settings.cpython()) {
            String digest = prepare(ours, workload), reference = cpython == null ? digest : prepare(cpython, workload);
            double[] medians = Turns.medians(settings, settings.warm(WARM), n -> run(settings, ours, workload, n), cpython == null ? null : n -> run(settings, cpython, workload, n));
            return new Table.Row(name, what, medians[0], medians[1], digest.equals(reference) ? "" : "the results differ: " + digest + ", " + reference);
        } catch (Contender.Failed failed) {
            return Table.Row.missing(name, what, failed.getMessage());
        }
    }

    private static boolean isFound(Settings settings, String file) {
        return settings.path().stream()
                .flatMap(folder -> Stream.of(folder.resolve(file), folder.resolve(Path.of(file).getFileName())))
                .anyMatch(Files::exists);
    }

    /** Loads the extension and makes the objects; the answer tells whether both sides do the same work. */
    private static String prepare(Contender contender, JsonNode workload) {
        ObjectNode replayCase = workload.deepCopy();
        replayCase.putArray("with").addArray().add("workbench").add("workbench.so");
        contender.ask("case", replayCase);
        workload.get("steps").forEach(step -> contender.ask("step", step));
        int result = workload.get("steps").size() + STEPS_BEFORE_RESULT;
        contender.ask("step", Map.of("on", workload.get("measure"), "op", "call", "args", workload.get("args")));
        return contender.text(Map.of("call", "digest", "in", "workbench", "args", List.of(Map.of("ref", "$" + result))));
    }

    private static double run(Settings settings, Contender contender, JsonNode workload, long n) {
        List<?> args = List.of(Map.of("ref", workload.get("measure")), Map.of("tuple", workload.get("args")), n, settings.cpu());
        return contender.number(Map.of("call", "repeat", "in", "workbench", "args", args));
    }
}
