package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of threads that go in and out of three interpreters, with PyGILState and without, from Java and from native threads, one inside
 * another: none deadlocks, and every result is right. Their number is {@code -Dcapi4j.schedules=10000} (400); a schedule's seed is its number.
 */
class SchedulesTest {
    private static final int SCHEDULES = Integer.getInteger("capi4j.schedules", 400);
    private static final int FIRST = Integer.getInteger("capi4j.schedules.first", 0);
    private static final int INTERPRETERS = 3;
    private static final int REOPEN = 200;
    private static final int SECONDS = 120;

    private final ExecutorService platform = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final List<World> worlds = new ArrayList<>();
    private final long flag = Arena.global().allocate(ValueLayout.JAVA_INT).address();

    /** One interpreter with its extension and a callable that goes on as a schedule says. */
    private record World(Interpreter python, PyModule threads, PyObject add) {
        static World open() throws Exception {
            Interpreter python = Interpreter.open();
            PyModule threads = ThreadsTest.load(python);
            return new World(python, threads, python.callable("add", (args, kwargs) -> (Long) args[0] + (Long) args[1]));
        }
    }

    @Test
    void noScheduleDeadlocks() throws Exception {
        try {
            for (int seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
                if (seed % REOPEN == 0 || worlds.isEmpty()) reopen();
                run(seed);
            }
        } finally {
            platform.shutdownNow();
            virtual.shutdownNow();
            close();
        }
    }

    private void reopen() throws Exception {
        close();
        for (int i = 0; i < INTERPRETERS; i++) worlds.add(World.open());
    }

    private void close() {
        worlds.forEach(world -> world.python().close());
        worlds.clear();
    }

    private void run(int seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<Future<?>> threads = new ArrayList<>();
        for (int t = 2 + random.nextInt(4); t > 0; t--) {
            SplittableRandom own = random.split();
            threads.add((random.nextInt(3) == 0 ? virtual : platform).submit(() -> {
                for (int step = 2 + own.nextInt(6); step > 0; step--) step(own, own.nextInt(INTERPRETERS), 3);
                return null;
            }));
        }
        try {
            for (Future<?> thread : threads) thread.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException deadlock) {
            fail("schedule " + seed + " hangs: " + stacks());
        } catch (java.util.concurrent.ExecutionException wrong) {
            throw new AssertionError("schedule " + seed, wrong.getCause());
        }
    }

    /** One random action in an interpreter; some go on in another one from the inside, {@code depth} times at most. */
    private long step(SplittableRandom random, int index, int depth) throws Exception {
        World world = worlds.get(index);
        long a = random.nextInt(1000);
        long b = random.nextInt(1000);
        switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> assertEquals(a + b, world.threads().call("add", a, b));
            case 1 -> assertEquals(a + b, world.threads().call("call_without", world.add(), a, b));
            case 2 -> assertEquals(a + b, world.threads().call("call", world.add(), a, b));
            case 3 -> world.threads().call("pause_released", random.nextInt(3) * 10);
            case 4 -> assertEquals(List.of(2L, 4L, 0L, 0L), world.threads().call("from_native", world.add(), 2, 2));
            case 5 -> world.threads().call("pend", flag);
            case 6 -> assertEquals(2 * (a + b), world.python().run(() -> (Long) world.threads().call("add", a, b) + (Long) world.threads().call("add", b, a)));
            case 7 -> inside(random, world, "call", depth);
            case 8 -> inside(random, world, "call_without", depth);
            default -> world.python().run(() -> step(random, random.nextInt(INTERPRETERS), depth - 1));
        }
        return a;
    }

    private void inside(SplittableRandom random, World world, String how, int depth) {
        try (PyObject deeper = world.python().callable("deeper", (args, kwargs) -> step(random, random.nextInt(INTERPRETERS), depth - 1))) {
            world.threads().call(how, deeper);
        }
    }

    private static String stacks() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
            text.append("\n").append(thread.getKey());
            for (StackTraceElement frame : thread.getValue()) text.append("\n    ").append(frame);
        }
        return text.toString();
    }
}
