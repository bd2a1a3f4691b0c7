package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.capi4j.Interpreter;
import org.capi4j.PyBuffer;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Threads that come and go, platform ones, virtual ones and C's, do anything at random in interpreters that others close and open
 * meanwhile, some of which share a GIL: each answer is right, or tells that the interpreter is closed, and nothing hangs. For
 * {@code -Dcapi4j.life.seconds=600} (5); {@code -Dcapi4j.life.seed} is where the threads' seeds begin (1), but their turns are the
 * system's.
 */
class RandomLifeTest {
    private static final long SECONDS = Long.getLong("capi4j.life.seconds", 5);
    private static final long PATIENCE = 60;
    private static final int SLOTS = 4;
    private static final int PLATFORM = 8;
    private static final int VIRTUAL = 20;

    private static Path api;
    private static Path callbacks;
    private static Path threads;
    private static Path interpreters;

    private final AtomicReferenceArray<Home> slots = new AtomicReferenceArray<>(SLOTS);
    private final AtomicLong seeds = new AtomicLong(1_000_000 * Long.getLong("capi4j.life.seed", 1));
    private final AtomicLong done = new AtomicLong();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    interface Api {
        int add(int a, int b);

        Object echo(Object object);
    }

    /** What somebody does; {@code other} is any interpreter, often another one. */
    private interface Deed {
        void in(Home home, Home other, SplittableRandom random) throws Exception;
    }

    /** An interpreter with what all of them have. */
    private static final class Home {
        final Interpreter python;
        final boolean isGuest;
        final PyModule calls;
        final PyModule faults;
        final PyModule workers;
        final PyModule children;
        final PyModule builtins;
        final Api typed;
        final PyObject nothing;
        final PyObject sum;
        final PyObject nested;

        Home(Interpreter host) {
            python = host == null ? Interpreter.open() : Interpreter.builder().shareGil(host).open();
            isGuest = host != null;
            calls = python.load(api);
            faults = python.load(callbacks);
            workers = python.load(threads);
            children = python.load(interpreters);
            builtins = python.importModule("builtins");
            typed = calls.bind(MethodHandles.lookup(), Api.class);
            nothing = python.callable("nothing", (args, kwargs) -> null);
            sum = python.callable("sum", (args, kwargs) -> (Long) args[0] + (Long) args[1]);
            nested = python.callable("nested", (args, kwargs) -> calls.call("add", 20, 22));
        }

        PyObject type(String method, PyObject callable) {
            PyObject bases = builtins.invokeMethod("tuple", List.of(), Map.of());
            return builtins.invokeMethod("type", List.of("Mine", bases, Map.of(method, callable)), Map.of());
        }
    }

    @BeforeAll
    static void compile() throws IOException {
        api = compiled("api");
        callbacks = compiled("callbacks");
        threads = compiled("threads");
        interpreters = compiled("interpreters");
    }

    private static Path compiled(String name) throws IOException {
        return CCompiler.ours(Path.of("src/test/c/" + name + ".c"), name + ".cpython-311-x86_64-linux-gnu.so");
    }

    private static final List<Deed> DEEDS = List.of(
            (home, other, random) -> assertEquals(5, home.typed.add(2, 3)),
            (home, other, random) -> assertEquals("text", home.typed.echo("text")),
            (home, other, random) -> assertEquals(3L, home.calls.call("add", 1, 2)),
            (home, other, random) -> assertEquals(42L, home.nested.call()),
            (home, other, random) -> home.python.run(() -> other.typed.add(1, 2)),
            (home, other, random) -> assertEquals(7L, home.python.callable("across", (args, kwargs) -> other.calls.call("add", 3, 4)).call()),
            (home, other, random) -> home.python.importModule("gc").call("collect", random.nextInt(8) == 0 ? 2 : 0),
            (home, other, random) -> home.python.statistics(),
            RandomLifeTest::convert,
            RandomLifeTest::borrow,
            RandomLifeTest::makeGarbage,
            RandomLifeTest::fail,
            RandomLifeTest::exhaust,
            RandomLifeTest::useNativeThreads,
            (home, other, random) -> home.workers.call("pause_released", random.nextInt(3) * 200),
            (home, other, random) -> home.children.call("cycles", 1),
            (home, other, random) -> home.children.call("call_elsewhere", home.nothing),
            (home, other, random) -> Thread.ofPlatform().start(() -> RandomLifeTest.orClosed(() -> home.typed.add(1, 1))));

    private static void convert(Home home, Home other, SplittableRandom random) {
        try (PyObject list = home.python.convert(List.of("x", 1.5, Map.of("key", 1)))) {
            assertEquals("['x', 1.5, {'key': 1}]", list.repr());
            assertEquals(List.of("x", 1.5, Map.of("key", 1L)), list.toJava());
        }
    }

    private static void borrow(Home home, Home other, SplittableRandom random) {
        PyBuffer buffer = home.python.convert(new byte[1000]).buffer();
        assertEquals(1000, buffer.byteSize());
        if (random.nextBoolean()) buffer.close();
    }

    private static void makeGarbage(Home home, Home other, SplittableRandom random) {
        PyObject del = home.python.callable("del", (args, kwargs) -> {
            orClosed(() -> home.calls.call("add", 1, 2)); // at the interpreter's end it is
            return null;
        });
        try (PyObject type = home.type("__del__", del)) {
            PyObject object = type.invoke(List.of(), Map.of());
            object.setAttr("self", object);
            home.python.importModule("weakref").invokeMethod("ref", List.of(object, home.nothing), Map.of());
            if (random.nextBoolean()) object.delAttr("self");
            object.close();
        }
    }

    private static void fail(Home home, Home other, SplittableRandom random) {
        try {
            if (random.nextBoolean()) home.calls.call("fail", "on purpose");
            else home.calls.call("recurse", home.calls.getAttr("recurse"));
        } catch (PyException expected) {
            if (!isClosed(expected)) assertTrue(expected.getMessage().matches("(?s)ValueError: on purpose.*|RecursionError: .*"), expected.getMessage());
        }
    }

    private static void exhaust(Home home, Home other, SplittableRandom random) {
        try (Interpreter small = Interpreter.builder().memoryLimit(200_000 + random.nextInt(3_000_000)).open()) {
            PyObject list = small.convert(List.of(1));
            while (true) list.callMethod("extend", list);
        } catch (PyException expected) {
            assertEquals("MemoryError", expected.typeName());
        }
    }

    /** They get into the oldest of those that share a GIL, where a guest's callable may not be called. */
    private static void useNativeThreads(Home home, Home other, SplittableRandom random) {
        if (home.isGuest) return;
        int way = random.nextInt(6);
        if (way < 4) home.faults.call("dies", home.nothing, way);
        else if (way == 4) assertEquals(7L, home.workers.call("call_without", home.sum, 3, 4));
        else assertEquals("[3, 45, 0, 0]", home.workers.call("from_native", home.sum, 3, 5).toString());
    }

    /** One deed in what is at home in a slot, or a change of that. */
    private void live(SplittableRandom random) throws Exception {
        int place = random.nextInt(SLOTS);
        Home home = slots.get(place);
        Home other = slots.get(random.nextInt(SLOTS));
        if (home == null) move(place, random);
        else if (random.nextInt(200) == 0 && slots.compareAndSet(place, home, null)) home.python.close();
        else DEEDS.get(random.nextInt(DEEDS.size())).in(home, other == null ? home : other, random);
    }

    private void move(int place, SplittableRandom random) {
        Home host = random.nextInt(3) == 0 ? slots.get(random.nextInt(SLOTS)) : null;
        Home home = new Home(host == null ? null : host.python);
        if (!slots.compareAndSet(place, null, home)) home.python.close();
    }

    private static void orClosed(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException closed) {
            if (!isClosed(closed)) throw closed;
        }
    }

    /** A callable that used a closed interpreter has had a Java exception, which is a Python exception outside. */
    private static boolean isClosed(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof IllegalStateException && String.valueOf(each.getMessage()).toLowerCase().contains("closed")) return true;
        }
        return false;
    }

    private void work(int deeds) {
        SplittableRandom random = new SplittableRandom(seeds.incrementAndGet());
        for (int i = 0; i < deeds && !over; i++) {
            try {
                live(random);
            } catch (Throwable failure) {
                if (!isClosed(failure)) wrong.add(failure);
            }
            done.incrementAndGet();
        }
    }

    /** One short life after the other. */
    private void lives() {
        SplittableRandom random = new SplittableRandom(seeds.incrementAndGet());
        try {
            while (!over) Thread.ofPlatform().start(() -> work(1 + random.nextInt(60))).join();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void nothingHangsAndNothingIsWrong() throws Exception {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < PLATFORM; i++) all.add(Thread.ofPlatform().daemon().start(this::lives));
        for (int i = 0; i < VIRTUAL; i++) {
            all.add(Thread.startVirtualThread(() -> {
                while (!over) work(50);
            }));
        }
        for (long end = System.nanoTime() + SECONDS * 1_000_000_000L; System.nanoTime() < end && wrong.isEmpty(); ) Thread.sleep(100);
        over = true;
        for (Thread each : all) {
            each.join(PATIENCE * 1000);
            assertFalse(each.isAlive(), () -> each + " hangs after " + done + " deeds");
        }
        for (int i = 0; i < SLOTS; i++) {
            if (slots.get(i) != null) slots.get(i).python.close();
        }
        assertEquals(List.of(), List.copyOf(wrong));
        assertTrue(done.get() > 100 * SECONDS, "only " + done + " deeds");
    }
}
