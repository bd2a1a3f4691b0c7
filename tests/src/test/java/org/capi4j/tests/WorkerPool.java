package org.capi4j.tests;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs jobs in one {@link ReplayWorker} (or other such program) after the other: a new one when the last has crashed or hangs. */
final class WorkerPool implements AutoCloseable {
    private static final int SECONDS = 120;

    private final Class<?> program;
    private final List<String> options;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final ExecutorService readers = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private Process process;
    private BufferedWriter jobs;
    private BufferedReader lines;
    private Path errors;

    WorkerPool(String... options) {
        this(ReplayWorker.class, options);
    }

    /** Workers that run {@code program}: it answers each line that it reads with lines and {@link ReplayWorker#END}. */
    WorkerPool(Class<?> program, String... options) {
        this.program = program;
        this.options = List.of(options);
    }

    WorkerPool with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** The job's lines; the last one says how the worker ended when it did so before the job's end. */
    List<String> run(ReplayWorker.Mode mode, Path calls, String path) throws IOException {
        return run(mode + "\t" + calls.toAbsolutePath() + "\t" + path);
    }

    /** As above, for a job of any form. */
    List<String> run(String job) throws IOException {
        if (process == null) start();
        List<String> answer = new ArrayList<>();
        try {
            jobs.write(job + "\n");
            jobs.flush();
            readers.submit(() -> read(answer)).get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            process.destroyForcibly();
            answer.add("\"no end after " + SECONDS + " seconds\"");
            process = null;
        } catch (java.util.concurrent.ExecutionException | IOException | InterruptedException ended) {
            answer.add("\"" + death() + "\"");
            process = null;
        }
        return answer;
    }

    private Void read(List<String> answer) throws IOException {
        for (String line = lines.readLine(); !ReplayWorker.END.equals(line); line = lines.readLine()) {
            if (line == null) throw new IOException("the worker has ended");
            answer.add(line);
        }
        return null;
    }

    private void start() throws IOException {
        errors = Files.createTempFile(Files.createDirectories(Path.of("target", "workers")), "worker", ".log");
        ProcessBuilder builder = new ProcessBuilder(Stream.of(
                        List.of(ProcessHandle.current().info().command().orElse("java")),
                        List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash"),
                        List.of("-XX:ErrorFile=" + errors.toAbsolutePath() + ".crash", "-Xmx512m"),
                        options,
                        List.of("-cp", System.getProperty("java.class.path"), program.getName()))
                .flatMap(List::stream)
                .toList());
        builder.environment().putAll(Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(environment);
        process = builder.redirectError(errors.toFile()).start();
        jobs = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8));
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private String death() {
        try {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
            Path crash = Path.of(errors.toAbsolutePath() + ".crash");
            String frame = "";
            if (Files.exists(crash)) {
                List<String> report = Files.readAllLines(crash);
                int at = report.indexOf("# Problematic frame:");
                frame = at < 0 ? "" : ", in " + report.get(at + 1).replaceAll("[\"\\\\#]", "").strip();
            }
            return "the JVM ended with exit code " + process.exitValue() + frame + ", see " + errors;
        } catch (IOException | InterruptedException failure) {
            return "the JVM ended: " + failure;
        }
    }

    /** Ends the worker; the answer is its exit code, 0 when all is well. */
    int end() throws IOException, InterruptedException {
        if (process == null) return 0;
        jobs.close();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        int status = process.waitFor();
        process = null;
        return status;
    }

    @Override
    public void close() {
        if (process != null) process.destroyForcibly();
        readers.shutdownNow();
    }
}
