package org.capi4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capi4j.Headers;

/** Resident memory with the document of 1 MB as objects, made by ujson. */
final class MemoryTable {
    private static final double TARGET = 2;
    private static final String FILE = "ujson.cpython-311-x86_64-linux-gnu.so";

    private static final Map<String, Object> WORKBENCH = Map.of("module", "workbench", "file", "workbench.so");

    private MemoryTable() {}

    /** What a process has resident at four moments, in MB. */
    private record Resident(double bare, double started, double loaded, double converted) {}

    static Table measure(Settings given) throws IOException, InterruptedException {
        Extension.compile("workbench", given.folder(), Headers.folder());
        List<Path> folders = new ArrayList<>(given.path());
        folders.add(given.folder());
        Settings settings = given.in(folders);
        String about = "MB resident after a garbage collection of Java's; ours without what a bare JVM has, CPython's as it is; -XX:+UseSerialGC, whose heap shrinks when it is empty (-XX:MaxHeapFreeRatio=10)";
        return new Table("memory", "Resident memory", about, "MB", TARGET, rows(settings));
    }

    private static List<Table.Row> rows(Settings settings) throws IOException {
        String what = "ujson loaded, the document's text converted";
        Path text = settings.folder().resolve("document.json");
        try (Contender writer = settings.ours()) {
            writer.ask("case", WORKBENCH);
            writer.ask("step", Map.of("call", "save", "args", List.of(text.toString())));
            Resident ours = resident(settings.ours("-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10"), text);
            Resident cpython = settings.python() == null ? new Resident(Double.NaN, Double.NaN, Double.NaN, Double.NaN) : resident(settings.cpython(), text);
            return List.of(
                    new Table.Row("jvm_base", "a bare JVM, before the interpreter is opened", ours.bare(), Double.NaN, "taken off the rows below"),
                    new Table.Row("interpreter", "interpreter and inputs", ours.started() - ours.bare(), cpython.started(), ""),
                    new Table.Row("ujson_1mb", what, ours.converted() - ours.bare(), cpython.converted(), ""),
                    new Table.Row("document_alone", "what converting added", ours.converted() - ours.loaded(), cpython.converted() - cpython.loaded(), ""));
        } catch (Contender.Failed failed) {
            return List.of(Table.Row.missing("ujson_1mb", what, failed.getMessage()));
        }
    }

    private static Resident resident(Contender contender, Path text) {
        try (contender) {
            double bare = megabytes(contender);
            contender.ask("case", WORKBENCH);
            contender.ask("step", Map.of("call", "read", "args", List.of(text.toString()), "show", "type")); // its repr would stay in Java's heap
            double started = megabytes(contender);
            contender.ask("load", List.of("ujson", FILE));
            double loaded = megabytes(contender);
            contender.ask("step", Map.of("call", "apply", "args", List.of("ujson", "loads", Map.of("ref", "$1")), "show", "type"));
            return new Resident(bare, started, loaded, megabytes(contender));
        }
    }

    private static double megabytes(Contender contender) {
        JsonNode answer = contender.ask("rss", true);
        return answer.get("kb").asDouble() / 1024;
    }
}
