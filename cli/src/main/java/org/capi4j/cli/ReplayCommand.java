package org.capi4j.cli;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Parameters(paramLabel = "CASE.json", description = "the case file")
    private Path file;

    @Override
    public Integer call() throws IOException {
        ObjectMapper mapper = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        JsonNode replayCase = mapper.readTree(file.toFile());
        PrintWriter out = spec.commandLine().getOut();
        try (Replay replay = new Replay(replayCase, path)) {
            for (JsonNode step : replayCase.get("steps")) {
                out.println(mapper.writeValueAsString(replay.run(step)));
                out.flush();
            }
        }
        return 0;
    }
}
