package org.capi4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A process of {@code survey}: loads each file that standard input names, {@code NAME TAB FILE}, and answers with a line. */
@Command(name = "survey-worker", hidden = true, description = "Loads the extensions that standard input names.")
final class SurveyWorkerCommand implements Callable<Integer> {
    /** Begins each answer, so that what extensions print is told apart. */
    static final String ANSWER = "\u0001answer\t";

    @Option(names = "--path")
    private List<Path> path = List.of();

    @Override
    public Integer call() throws IOException {
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = System.out;
        for (String job = jobs.readLine(); job != null; job = jobs.readLine()) {
            String[] parts = job.split("\t");
            out.println(ANSWER + outcome(parts[0], Path.of(parts[1])).replaceAll("\\s+", " ").strip());
            out.flush();
        }
        return 0;
    }

    private String outcome(String name, Path file) {
        try (Interpreter interpreter = Interpreter.builder().searchPath(path.toArray(Path[]::new)).open()) {
            interpreter.load(name, file);
            return Survey.LOADS;
        } catch (PyException error) {
            return error.getMessage();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError failure) {
            failure.printStackTrace();
            return "Java: " + failure;
        }
    }
}
