package org.capi4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.capi4j.Interpreter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: runs a case file, one JSON line per step, to be compared with what CPython printed. */
@Command(
        name = "replay",
        description = "Runs a recorded list of calls and prints one JSON line per step.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--path", paramLabel = "DIR", description = "a folder to look for the case's extension files in; may be repeated")
    private List<Path> path = List.of();

    @Option(
            names = "--compare",
            paramLabel = "EXPECTED.jsonl",
            description = "CPython's lines: prints only the steps that differ, and how many do; exit code 1 if any")
    private Path expected;

    @Parameters(paramLabel = "CASE.json", description = "the case file")
    private Path file;

    private final ObjectMapper mapper = JsonValues.mapper();

    @Override
    public Integer call() throws IOException {
        JsonNode replayCase = mapper.readTree(Files.readString(file));
        PrintWriter out = spec.commandLine().getOut();
        ReplayComparison comparison = expected == null ? null : new ReplayComparison(mapper, Files.readAllLines(expected), out);
        try (Interpreter interpreter = Interpreter.builder().searchPath(path.toArray(Path[]::new)).open();
                Replay replay = new Replay(interpreter, replayCase, path)) {
            for (JsonNode step : replayCase.get("steps")) {
                Map<String, Object> line = replay.run(step);
                if (comparison == null) out.println(mapper.writeValueAsString(line));
                else comparison.compare(step, line);
                out.flush();
            }
            return comparison == null || comparison.conclude() ? 0 : 1;
        }
    }
}
