package org.capi4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capi4j.cli.Survey.Candidate;
import org.capi4j.cli.Survey.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code survey}: what becomes of each extension file in some folders, beside what CPython makes of it. */
@Command(
        name = "survey",
        description = "Inspects and loads every extension file under some folders, each apart, and says what CPython makes of the same file.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0 when no file crashes, lacks a symbol, or loads in CPython only; 1 otherwise."})
final class SurveyCommand implements Callable<Integer> {
    private static final Pattern NO_MODULE = Pattern.compile("No module named '([^']+)'|cannot import name '?[^']*'? from '([^']+)'");

    @Spec
    private CommandSpec spec;

    @Option(names = "--path", paramLabel = "DIR", description = "a folder for sys.path; may be repeated")
    private List<Path> path = List.of();

    @Option(names = "--python", paramLabel = "PYTHON", description = "the CPython 3.11 to compare with", defaultValue = "")
    private String python;

    @Option(names = "--seconds", description = "how long a file may take", defaultValue = "60")
    private int seconds;

    @Option(names = "--jobs", description = "how many files at a time", defaultValue = "1")
    private int jobs;

    @Option(names = "--only", paramLabel = "REGEX", description = "only modules whose name has a match", defaultValue = "")
    private Pattern only;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "folders as they would stand on sys.path")
    private List<Path> folders;

    @Override
    public Integer call() throws IOException {
        ConcurrentLinkedQueue<Candidate> todo = new ConcurrentLinkedQueue<>();
        for (Path folder : folders) todo.addAll(Survey.candidates(folder, only));
        List<Row> rows = rows(new Survey(path, python, seconds), todo);
        summary(rows);
        boolean good = rows.stream()
                .allMatch(row -> row.missing().isEmpty() && !row.verdict().equals("crash") && !row.verdict().equals("loads in CPython only"));
        return good ? 0 : 1;
    }

    private List<Row> rows(Survey survey, ConcurrentLinkedQueue<Candidate> todo) throws IOException {
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, jobs))) {
            List<Future<List<Row>>> parts = new ArrayList<>();
            for (int i = 0; i < Math.max(1, jobs); i++) parts.add(workers.submit(() -> work(survey, todo)));
            List<Row> rows = new ArrayList<>();
            for (Future<List<Row>> part : parts) rows.addAll(part.get());
            return rows;
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private List<Row> work(Survey survey, ConcurrentLinkedQueue<Candidate> todo) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (SurveyProcess ours = survey.ours();
                SurveyProcess theirs = python.isEmpty() ? null : survey.theirs()) {
            for (Candidate next = todo.poll(); next != null; next = todo.poll()) {
                String cpython = theirs == null ? "" : theirs.load(next.name(), next.file());
                Row row = new Row(next, Survey.missing(next.file()), ours.load(next.name(), next.file()), cpython);
                rows.add(row);
                print(row);
            }
        }
        return rows;
    }

    private synchronized void print(Row row) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.join("\t", row.verdict(), row.candidate().name(), row.ours(), row.theirs(), String.join(" ", row.missing())));
        out.flush();
    }

    private void summary(List<Row> rows) {
        Map<String, Integer> verdicts = new TreeMap<>();
        Map<String, Integer> symbols = new TreeMap<>();
        Map<String, Integer> modules = new TreeMap<>();
        for (Row row : rows) {
            verdicts.merge(row.verdict(), 1, Integer::sum);
            for (String symbol : row.missing()) symbols.merge(symbol, 1, Integer::sum);
            Matcher asked = NO_MODULE.matcher(row.ours());
            if (row.verdict().equals("loads in CPython only") && asked.find()) {
                modules.merge(asked.group(1) == null ? asked.group(2) : asked.group(1), 1, Integer::sum);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println(rows.size() + " extension files");
        verdicts.forEach((verdict, count) -> out.println("  " + count + "\t" + verdict));
        counted(out, "missing symbols, and how many files import each", symbols);
        counted(out, "modules that CPython has and capi4j hasn't, and how many files ask for each first", modules);
    }

    static void counted(PrintWriter out, String title, Map<String, Integer> counts) {
        out.println(title + ": " + (counts.isEmpty() ? "none" : ""));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> out.println("  " + entry.getValue() + "\t" + entry.getKey()));
    }
}
