package org.capi4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One side of a comparison: a process of its own that answers requests; {@code worker.py} describes them. */
final class Contender implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    /** What a request came to nothing for, in the words of the side that it was made to. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    Contender(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The answer to a request, whose name and content these are. */
    JsonNode ask(String request, Object content) {
        try {
            requests.write(MAPPER.writeValueAsString(Map.of(request, content)));
            requests.newLine();
            requests.flush();
            String line = answers.readLine();
            if (line == null) throw new Failed("the process ended with status " + process.onExit().join().exitValue());
            JsonNode answer = MAPPER.readTree(line);
            if (!answer.path("ok").asBoolean()) throw new Failed(failure(answer.path("exc").asText(), answer.path("msg").asText()));
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** CPython may have built in what our side needs a file of. */
    private static String failure(String type, String message) {
        String hint = type.equals("ModuleNotFoundError") ? ": skipped; a --path with the folder of its extension file would help" : "";
        return type + ": " + message + hint;
    }

    /** The result of a step as a number. */
    double number(Map<String, ?> step) {
        return ask("step", step).get("repr").asDouble();
    }

    /** The result of a step, as {@code repr} shows it. */
    String text(Map<String, ?> step) {
        return ask("step", step).get("repr").asText();
    }

    @Override
    public void close() {
        try {
            requests.close();
            process.onExit().join();
        } catch (IOException broken) {
            process.destroy();
        }
    }
}
