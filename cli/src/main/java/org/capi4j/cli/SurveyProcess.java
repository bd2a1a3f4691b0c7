package org.capi4j.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process that loads extension files, ours or CPython's; a new one is started when it has died or hangs. */
final class SurveyProcess implements AutoCloseable {
    /** Processes are renewed after as many files: what extensions leave behind must not add up. */
    private static final int FILES = 40;

    private final List<String> command;
    private final String prefix;
    private final int seconds;
    private final Path log;
    private final ExecutorService readers = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private Process process;
    private BufferedWriter jobs;
    private BufferedReader lines;
    private int asked;

    /** @param prefix begins the lines that are answers */
    SurveyProcess(List<String> command, String prefix, int seconds) throws IOException {
        this.command = command;
        this.prefix = prefix;
        this.seconds = seconds;
        this.log = Files.createTempFile("capi4j-survey", ".log");
    }

    /** What loading the file comes to: {@code loads}, an exception, {@code crash: where}, or that it didn't end. */
    String load(String name, Path file) throws IOException {
        if (asked >= FILES) stop();
        boolean fresh = process == null;
        String answer = ask(name, file);
        // a crash may be the fault of a file that was loaded before
        return answer.startsWith(Survey.CRASH) && !fresh ? ask(name, file) : answer;
    }

    private String ask(String name, Path file) throws IOException {
        if (process == null) start();
        asked++;
        try {
            jobs.write(name + "\t" + file + "\n");
            jobs.flush();
            return readers.submit(this::answer).get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            stop();
            return "no end after " + seconds + " seconds";
        } catch (ExecutionException | IOException ended) {
            return death();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private String answer() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int at = line.indexOf(prefix);
            if (at >= 0) return line.substring(at + prefix.length());
        }
        throw new IOException("the process has ended");
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("TZ", "UTC");
        builder.environment().put("LC_ALL", "C.UTF-8");
        process = builder.start();
        jobs = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8));
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        asked = 0;
    }

    private String death() throws IOException {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) process.destroyForcibly();
            int status = process.waitFor();
            process = null;
            return Survey.CRASH + "exit code " + status + frame();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** The frame that the JVM names in its last words, or the last line of standard error. */
    private String frame() throws IOException {
        try (Stream<String> errors = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> text = errors.toList();
            int frame = text.indexOf("# Problematic frame:");
            if (frame >= 0 && frame + 1 < text.size()) return ", in " + text.get(frame + 1).replace("#", "").strip();
            return text.isEmpty() ? "" : ", " + text.getLast();
        }
    }

    private void stop() {
        if (process != null) process.destroyForcibly();
        process = null;
        asked = 0;
    }

    @Override
    public void close() throws IOException {
        stop();
        readers.shutdownNow();
        Files.deleteIfExists(log);
    }
}
