package org.capi4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.capi4j.Interpreter;

/** Threads that do random units of {@link SoakWork} in two interpreters until the time is over. */
final class Soak implements AutoCloseable {
    private static final int NUMBERS = 64;
    private static final int SAMPLE = 500;
    private static final int PATIENCE = 60_000;
    private static final int SHOWN = 5;
    private static final long PAUSE = 1_000_000;

    private final List<Interpreter> interpreters = new ArrayList<>();
    private final List<SoakWork> works = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final int platform;
    private final int virtual;
    private final LongAdder done = new LongAdder();
    private final LongAdder hash = new LongAdder();
    private final LongAdder expectedHash = new LongAdder();
    private final AtomicLong failureCount = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** A unit with a number, and the answer that a single thread got. */
    private record Task(String name, SoakWork.Unit unit, int number, String answer) {}

    Soak(List<Path> path, Path extension, int platform, int virtual) {
        this.platform = platform;
        this.virtual = virtual;
        for (int i = 0; i < 2; i++) {
            Interpreter python = Interpreter.builder().searchPath(path.toArray(new Path[0])).open();
            interpreters.add(python);
            SoakWork work = new SoakWork(python, path, extension, i == 0);
            works.add(work);
            for (Map.Entry<String, SoakWork.Unit> unit : work.units().entrySet()) prepare(unit.getKey(), unit.getValue());
        }
    }

    /** What the threads will do, done once by this one. */
    private void prepare(String name, SoakWork.Unit unit) {
        try {
            for (int number = 0; number < NUMBERS; number++) tasks.add(new Task(name, unit, number, String.valueOf(unit.run(number))));
        } catch (Exception failure) {
            throw new IllegalStateException("soak: " + name + " fails with a single thread", failure);
        }
    }

    List<String> kinds() {
        return List.copyOf(works.getFirst().units().keySet());
    }

    List<String> missing() {
        return works.getFirst().missing();
    }

    /** The process's resident memory meanwhile. */
    Curve run(long milliseconds, PrintWriter out) throws InterruptedException, IOException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < platform; i++) threads.add(Thread.ofPlatform().daemon().name("soak " + i).start(worker(i)));
        for (int i = 0; i < virtual; i++) threads.add(Thread.ofVirtual().name("soak virtual " + i).start(worker(platform + i)));
        Curve curve = watch(milliseconds, out);
        over = true;
        await(threads);
        return curve;
    }

    private Runnable worker(int seed) {
        return () -> {
            SplittableRandom random = new SplittableRandom(seed);
            while (!over) {
                perform(tasks.get(random.nextInt(tasks.size())));
                pause();
            }
        };
    }

    /** Virtual threads that only yield would be the same few all the time: their scheduler starts no others. */
    private static void pause() {
        if (Thread.currentThread().isVirtual()) LockSupport.parkNanos(PAUSE);
        else Thread.yield();
    }

    private void perform(Task task) {
        try {
            String answer = String.valueOf(task.unit().run(task.number()));
            hash.add(hash(task, answer));
            expectedHash.add(hash(task, task.answer()));
            if (!answer.equals(task.answer())) failed(task + " answered " + answer);
        } catch (Throwable failure) {
            failed(task.name() + " " + task.number() + ": " + failure);
        }
        done.increment();
    }

    private static long hash(Task task, String answer) {
        return answer.hashCode() * 0x9E3779B97F4A7C15L ^ task.name().hashCode() * 31L + task.number();
    }

    private void failed(String what) {
        if (failureCount.incrementAndGet() <= SHOWN) failures.add(what);
    }

    private Curve watch(long milliseconds, PrintWriter out) throws InterruptedException, IOException {
        Curve curve = new Curve(String.format(Locale.ROOT, "Resident memory, %d platform and %d virtual threads on %d interpreters", platform, virtual, works.size()));
        long start = System.nanoTime();
        long seconds = 0;
        for (long elapsed = 0; elapsed < milliseconds && failureCount.get() < SHOWN; elapsed = (System.nanoTime() - start) / 1_000_000) {
            curve.add(elapsed / 1000.0, resident(), done.sum());
            if (elapsed / 10_000 >= seconds) {
                out.printf(Locale.ROOT, "%4d s: %.1f MB, %,d units%n", elapsed / 1000, resident(), done.sum());
                out.flush();
                seconds++;
            }
            Thread.sleep(SAMPLE);
        }
        curve.add((System.nanoTime() - start) / 1e9, resident(), done.sum());
        return curve;
    }

    /** In megabytes. */
    private static double resident() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096 / 1048576.0;
    }

    private void await(List<Thread> threads) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE * 1_000_000L;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) failed(thread + " hangs: " + String.join(" < ", trace(thread)));
        }
    }

    private static List<String> trace(Thread thread) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : thread.getStackTrace()) frames.add(frame.toString());
        return frames;
    }

    long done() {
        return done.sum();
    }

    long hash() {
        return hash.sum();
    }

    long expectedHash() {
        return expectedHash.sum();
    }

    long failureCount() {
        return failureCount.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        if (failures.stream().anyMatch(failure -> failure.contains(" hangs: "))) return; // closing would wait for them
        interpreters.reversed().forEach(Interpreter::close);
    }
}
