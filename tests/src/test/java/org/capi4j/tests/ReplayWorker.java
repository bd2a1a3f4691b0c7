package org.capi4j.tests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.cli.Replay;

/**
 * The JVM that runs cases, apart from the one that judges, so that a crash is one case's failure. It reads jobs from standard input,
 * {@code MODE TAB CASE.json TAB FOLDER:FOLDER}, and prints each one's lines, then {@code END}.
 */
public final class ReplayWorker {
    /** Ends a job's lines; no JSON line looks like it. */
    static final String END = "END";

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private ReplayWorker() {}

    /** What a job does with its case. */
    enum Mode {
        /** Runs it once. */
        RUN,
        /** Runs its steps again and again in one interpreter and prints what stays allocated. */
        LEAKS,
        /** Runs it with one allocation failing, another one each time. */
        NO_MEMORY,
        /** Loads its module with one allocation failing, another one each time. */
        LOAD_NO_MEMORY
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what extensions' Java side prints is not an answer
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String job = jobs.readLine(); job != null; job = jobs.readLine()) {
            String[] parts = job.split("\t");
            JsonNode replayCase = MAPPER.readTree(Files.readString(Path.of(parts[1])));
            List<Path> path = Stream.of(parts[2].split(":")).map(Path::of).toList();
            try {
                switch (Mode.valueOf(parts[0])) {
                    case RUN -> run(replayCase, path, out);
                    case LEAKS -> leaks(replayCase, path, out);
                    case NO_MEMORY -> new FailingAllocations(replayCase, path, out).run();
                    case LOAD_NO_MEMORY -> {
                        Path file = path.getFirst().resolve(replayCase.get("file").textValue());
                        out.println(verdict(new FailingLoads(replayCase.get("module").textValue(), file).run()));
                    }
                }
            } catch (PyException | IllegalStateException | AssertionError failure) {
                out.println(MAPPER.writeValueAsString(failure.toString()));
                failure.printStackTrace();
            }
            out.println(END);
        }
    }

    private static String verdict(List<String> wrong) throws IOException {
        return MAPPER.writeValueAsString(wrong.isEmpty() ? "none" : String.join("; ", wrong));
    }

    private static void run(JsonNode replayCase, List<Path> path, PrintStream out) throws IOException {
        try (Interpreter interpreter = open(path);
                Replay replay = new Replay(interpreter, replayCase, path)) {
            steps(replayCase, replay, out);
        }
    }

    private static Interpreter open(List<Path> path) {
        return Interpreter.builder().searchPath(path.toArray(Path[]::new)).open();
    }

    private static void steps(JsonNode replayCase, Replay replay, PrintStream out) throws IOException {
        for (JsonNode step : replayCase.get("steps")) out.println(line(replay, step));
    }

    static String line(Replay replay, JsonNode step) throws IOException {
        return MAPPER.writeValueAsString(replay.run(step));
    }

    /** After two rounds, in which caches fill, every further round must leave as many blocks as it found. */
    private static void leaks(JsonNode replayCase, List<Path> path, PrintStream out) throws IOException {
        try (Interpreter interpreter = open(path)) {
            Replay replay = new Replay(interpreter, replayCase, path);
            long[] blocks = new long[5];
            for (int round = 0; round < blocks.length; round++) {
                for (JsonNode step : replayCase.get("steps")) line(replay, step);
                replay.close();
                blocks[round] = Blocks.settled(interpreter);
            }
            boolean grows = blocks[4] > blocks[3] && blocks[3] > blocks[2];
            out.println(MAPPER.writeValueAsString(grows ? "leaks: blocks after each round " + Arrays.toString(blocks) : "none"));
        }
    }

    /** Runs a case with the n-th allocation failing, for a sample of n up to the first that is never reached. */
    private record FailingAllocations(JsonNode replayCase, List<Path> path, PrintStream out) {
        private static final int EVERY = 12;

        /** How much farther each n is than the one before, once all small ones were tried. */
        private static final double STRIDE = 1.35;

        /** @param failed how many allocations failed: 0 or 1 */
        private record Outcome(List<String> lines, long failed) {}

        void run() throws IOException {
            List<String> wrong = new ArrayList<>();
            List<String> whole = outcome(0).lines;
            Outcome outcome;
            long n = 1;
            do {
                outcome = outcome(n);
                String problem = problem(whole, outcome.lines);
                if (problem != null) wrong.add("allocation " + n + ": " + problem);
                n = n < EVERY ? n + 1 : (long) (n * STRIDE);
            } while (outcome.failed > 0);
            out.println(verdict(wrong));
        }

        private Outcome outcome(long n) throws IOException {
            List<String> lines = new ArrayList<>();
            long failed = 0;
            try (Interpreter interpreter = open(path)) {
                Replay replay = new Replay(interpreter, replayCase, path);
                try {
                    Blocks.failAllocation(n);
                    for (JsonNode step : replayCase.get("steps")) lines.add(line(replay, step));
                } catch (PyException failure) {
                    lines.add("{\"exc\": \"" + failure.typeName() + "\"}");
                } finally {
                    failed = Blocks.failedAllocations();
                    Blocks.failAllocation(0);
                }
            }
            return new Outcome(lines, failed);
        }

        /** The first line that differs must be a MemoryError; what follows may differ, as the state does. */
        private static String problem(List<String> whole, List<String> lines) throws IOException {
            for (int i = 0; i < whole.size(); i++) {
                String line = i < lines.size() ? lines.get(i) : "nothing";
                if (line.equals(whole.get(i))) continue;
                return line.contains("MemoryError") || line.contains("<exception str() failed>") ? null : line + " where there was " + whole.get(i);
            }
            return null;
        }
    }
}
