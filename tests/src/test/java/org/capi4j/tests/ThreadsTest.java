package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads of all kinds and the GIL. Every wait in C ends after 100 seconds, so nothing here hangs for good. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadsTest {
    private Interpreter python;
    private PyModule threads;
    private final Arena arena = Arena.ofShared();
    private final ExecutorService pool = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    @BeforeEach
    void open() throws Exception {
        python = Interpreter.open();
        threads = load(python);
    }

    @AfterEach
    void close() {
        pool.shutdownNow();
        python.close();
        arena.close();
    }

    static PyModule load(Interpreter python) throws Exception {
        return python.load(CCompiler.ours(ReplayCase.SOURCES.resolve("c/threads.c"), "threads.cpython-311-x86_64-linux-gnu.so"));
    }

    /** An int that C code sees too. */
    private final class Shared {
        private final MemorySegment segment = arena.allocate(ValueLayout.JAVA_INT);

        long address() {
            return segment.address();
        }

        int get() {
            return (int) ValueLayout.JAVA_INT.varHandle().getVolatile(segment, 0L);
        }

        void set(int value) {
            ValueLayout.JAVA_INT.varHandle().setVolatile(segment, 0L, value);
        }

        void await(int value) throws InterruptedException {
            while (get() < value) Thread.sleep(1);
        }
    }

    static Stream<ThreadFactory> kinds() {
        return Stream.of(Thread.ofPlatform().daemon().factory(), Thread.ofVirtual().factory());
    }

    private void sleepAWhile() throws InterruptedException {
        Thread.sleep(20);
    }

    @Test
    void aThreadThatWaitsStopsNoSafepoint() throws Exception {
        Shared flag = new Shared();
        Shared ready = new Shared();
        Future<Object> holder = pool.submit(() -> threads.call("hold", flag.address(), ready.address()));
        ready.await(1);
        List<Future<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) waiting.add(pool.submit(() -> threads.call("add", 1, 2)));
        sleepAWhile();
        for (int i = 0; i < 3; i++) System.gc();
        assertFalse(holder.isDone(), "the collections should have come while the GIL was held");
        flag.set(1);
        assertEquals(true, holder.get());
        for (Future<Object> call : waiting) assertEquals(3L, call.get());
    }

    @Test
    void aReleasedSectionStopsNoSafepoint() throws Exception {
        Shared count = new Shared();
        Future<Object> inside = pool.submit(() -> threads.call("meet", count.address(), 2));
        count.await(1);
        for (int i = 0; i < 3; i++) System.gc();
        assertFalse(inside.isDone());
        assertEquals(3L, threads.call("add", 1, 2));
        count.set(2);
        assertEquals(true, inside.get());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void releasedSectionsRunAtOnce(ThreadFactory kind) throws Exception {
        boolean virtual = kind.newThread(() -> {}).isVirtual();
        assumeTrue(!virtual || Runtime.getRuntime().availableProcessors() > 1, "a virtual thread in C code keeps its carrier, and there is one only");
        Shared count = new Shared();
        try (ExecutorService two = Executors.newThreadPerTaskExecutor(kind)) {
            Callable<Object> meet = () -> threads.call("meet", count.address(), 2);
            for (Future<Object> met : two.invokeAll(List.of(meet, meet))) assertEquals(true, met.get());
        }
    }

    @Test
    void aLongCallThatCallsBackStarvesNobody() throws Exception {
        Shared flag = new Shared();
        Shared ready = new Shared();
        AtomicLong calls = new AtomicLong();
        PyObject counts = python.callable("counts", (args, kwargs) -> calls.incrementAndGet());
        Future<Object> loop = pool.submit(() -> threads.call("repeat", counts, flag.address(), ready.address()));
        ready.await(1);
        for (int i = 0; i < 20; i++) {
            long before = calls.get();
            assertEquals(i + 1L, threads.call("add", i, 1));
            while (calls.get() <= before) Thread.sleep(1); // it goes on between the calls
        }
        assertFalse(loop.isDone());
        flag.set(1);
        assertTrue((Long) loop.get() >= 20);
    }

    @Test
    void threadsInTightLoopsAllGetTheirTurn() throws Exception {
        int count = 4;
        AtomicLong[] calls = Stream.generate(AtomicLong::new).limit(count).toArray(AtomicLong[]::new);
        CountDownLatch enough = new CountDownLatch(count);
        List<Future<?>> loops = new ArrayList<>();
        for (AtomicLong mine : calls) {
            loops.add(pool.submit(() -> {
                while (enough.getCount() > 0) {
                    threads.call("add", 1, 2);
                    if (mine.incrementAndGet() == 100) enough.countDown();
                }
            }));
        }
        boolean all = enough.await(120, TimeUnit.SECONDS);
        while (enough.getCount() > 0) enough.countDown();
        for (Future<?> loop : loops) loop.get();
        assertTrue(all, () -> "calls: " + List.of(calls));
    }

    @Test
    void theSwitchIntervalIsCPythons() {
        PyModule sys = python.importModule("sys");
        assertEquals(0.005, sys.call("getswitchinterval"));
        sys.call("setswitchinterval", 0.25);
        assertEquals(0.25, sys.call("getswitchinterval"));
        sys.call("setswitchinterval", 0.005);
        assertEquals("ValueError", assertThrows(PyException.class, () -> sys.call("setswitchinterval", 0)).typeName());
    }

    /** Nobody asks for the GIL before the interval is over: the loop keeps it although another thread waits. */
    @Test
    void theSwitchIntervalIsKept() throws Exception {
        PyModule sys = python.importModule("sys");
        sys.call("setswitchinterval", 1000);
        try {
            Shared flag = new Shared();
            Shared ready = new Shared();
            PyObject nothing = python.callable("nothing", (args, kwargs) -> null);
            Future<Object> loop = pool.submit(() -> threads.call("repeat", nothing, flag.address(), ready.address()));
            ready.await(1);
            Future<Object> waiting = pool.submit(() -> threads.call("add", 1, 2));
            Thread.sleep(300);
            assertFalse(waiting.isDone());
            flag.set(1);
            assertTrue((Long) loop.get() > 0);
            assertEquals(3L, waiting.get());
        } finally {
            sys.call("setswitchinterval", 0.005);
        }
    }

    @Test
    void runHoldsTheGil() throws Exception {
        AtomicLong others = new AtomicLong();
        Future<Object> other;
        try (PyObject held = python.run(() -> python.convert(List.of(1)))) {
            other = python.run(() -> {
                Future<Object> started = pool.submit(() -> {
                    Object sum = threads.call("add", 1, 2);
                    others.incrementAndGet();
                    return sum;
                });
                for (int i = 0; i < 50; i++) {
                    threads.call("add", i, 1);
                    Thread.sleep(1);
                }
                assertEquals(0, others.get());
                return started;
            });
            assertEquals("list", held.typeName());
        }
        assertEquals(3L, other.get());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gilStateFromThreadsOfJavas(ThreadFactory kind) throws Exception {
        PyObject sum = python.callable("sum", (args, kwargs) -> (Long) args[0] + (Long) args[1]);
        try (ExecutorService many = Executors.newThreadPerTaskExecutor(kind)) {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int t = 0; t < 40; t++) {
                int number = t;
                calls.add(() -> threads.call("call_without", sum, number, 1000));
            }
            List<Future<Object>> results = many.invokeAll(calls);
            for (int t = 0; t < results.size(); t++) assertEquals(1000L + t, results.get(t).get());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void threadsThatTheJvmHasNeverSeen(ThreadFactory kind) throws Exception {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        PyObject square = python.callable("square", (args, kwargs) -> {
            seen.add(Thread.currentThread().getName());
            if ((Long) args[1] == 7) throw new IllegalArgumentException("seven");
            return (Long) args[0] * (Long) args[1];
        });
        long expected = 0;
        for (int thread = 0; thread < 5; thread++) for (int call = 0; call < 20; call++) expected += call == 7 ? 0 : thread * call;
        try (ExecutorService one = Executors.newThreadPerTaskExecutor(kind)) {
            assertEquals(List.of(5L, expected, 5L, 0L), one.submit(() -> threads.call("from_native", square, 5, 20)).get());
        }
        assertEquals(100, seen.size());
    }

    /** A virtual thread that blocks in Java with the GIL would leave its carrier to another one, which would then have the GIL too. */
    @Test
    void virtualThreadsBlockWithTheGil() throws Exception {
        AtomicLong inside = new AtomicLong();
        AtomicLong most = new AtomicLong();
        ReentrantLock lock = new ReentrantLock();
        PyObject blocks = python.callable("blocks", (args, kwargs) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.sleep(1);
            inside.decrementAndGet();
            return args[0];
        });
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> tasks = new ArrayList<>();
            for (int t = 0; t < 100; t++) {
                int number = t;
                tasks.add(() -> python.run(() -> {
                    long before = (Long) threads.call("ident");
                    lock.lock();
                    try {
                        Thread.sleep(1);
                    } finally {
                        lock.unlock();
                    }
                    assertEquals(before, threads.call("ident"));
                    return threads.call("call", blocks, number);
                }));
            }
            List<Future<Object>> results = virtual.invokeAll(tasks);
            for (int t = 0; t < results.size(); t++) assertEquals((long) t, results.get(t).get());
        }
        assertEquals(1, most.get(), "threads with the GIL at once");
    }

    /** The holder waits for a virtual thread without a carrier, while others that want the GIL have all carriers. */
    @Test
    void virtualThreadsThatWaitLetOthersRun() throws Exception {
        int carriers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> waiting = new ArrayList<>();
            Object answer = python.run(() -> {
                for (int i = 0; i < carriers + 2; i++) waiting.add(virtual.submit(() -> threads.call("add", 1, 2)));
                sleepAWhile();
                return virtual.submit(() -> "late").get(120, TimeUnit.SECONDS);
            });
            assertEquals("late", answer);
            for (Future<Object> call : waiting) assertEquals(3L, call.get());
        }
    }

    @Test
    void aVirtualThreadOpensAndCloses() throws Exception {
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> tasks = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                tasks.add(() -> {
                    try (Interpreter own = Interpreter.open()) {
                        return load(own).call("add", 40, 2);
                    }
                });
            }
            for (Future<Object> result : virtual.invokeAll(tasks)) assertEquals(42L, result.get());
        }
    }

    @Test
    void callsFromOneInterpreterIntoAnother() throws Exception {
        try (Interpreter other = Interpreter.open()) {
            PyModule theirs = load(other);
            PyObject back = python.callable("back", (args, kwargs) -> threads.call("add", args[0], 1));
            PyObject across = other.callable("across", (args, kwargs) -> threads.call("call_without", back, args[0]));
            PyObject first = python.callable("first", (args, kwargs) -> theirs.call("call", across, args[0]));
            List<Future<Object>> results = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int number = t;
                results.add(pool.submit(() -> threads.call("call", first, number)));
                results.add(pool.submit(() -> theirs.call("call_without", across, number)));
            }
            for (int t = 0; t < results.size(); t++) assertEquals(t / 2 + 1L, results.get(t).get());
        }
    }

    @Test
    void pendingCallsRunAtTheNextChance() throws Exception {
        Shared done = new Shared();
        assertEquals(0L, threads.call("pend", done.address()));
        threads.call("add", 1, 2);
        assertEquals(1, done.get());
        python.run(() -> threads.call("pend", done.address()));
        assertEquals(0L, pool.submit(() -> threads.call("pend", 0)).get());
        PyException error = assertThrows(PyException.class, () -> threads.call("add", 1, 2));
        assertEquals("ValueError: from a pending call", error.getMessage());
        assertEquals(2, done.get());
        assertEquals(3L, threads.call("add", 1, 2));
    }

    @Test
    void pendingCallsRunBetweenCallbacks() {
        Shared done = new Shared();
        Shared flag = new Shared();
        List<Integer> seen = new ArrayList<>();
        PyObject twice = python.callable("twice", (args, kwargs) -> {
            seen.add(done.get());
            if (seen.size() == 1) return threads.call("pend", done.address());
            flag.set(1);
            return null;
        });
        assertEquals(2L, threads.call("repeat", twice, flag.address(), new Shared().address()));
        assertEquals(List.of(0, 1), seen);
    }

    @Test
    void anExceptionForAnotherThread() throws Exception {
        Shared flag = new Shared();
        Shared ready = new Shared();
        AtomicLong thread = new AtomicLong();
        PyObject nothing = python.callable("nothing", (args, kwargs) -> null);
        PyObject keyError = python.importModule("builtins").getAttr("KeyError");
        Future<Object> loop = pool.submit(() -> {
            thread.set((Long) threads.call("ident"));
            return threads.call("repeat", nothing, flag.address(), ready.address());
        });
        ready.await(1);
        assertEquals(1L, threads.call("send", thread.get(), keyError));
        var failure = assertThrows(java.util.concurrent.ExecutionException.class, loop::get);
        assertEquals("KeyError", ((PyException) failure.getCause()).typeName());
        assertEquals(1L, threads.call("send", threads.call("ident"), keyError));
        assertEquals("KeyError", assertThrows(PyException.class, () -> threads.call("add", 1, 2)).typeName());
        assertEquals(3L, threads.call("add", 1, 2));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInterruptedThreadGetsAKeyboardInterrupt(ThreadFactory kind) throws Exception {
        Shared ready = new Shared();
        ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
        Thread thread = kind.newThread(() -> {
            try {
                threads.call("until_interrupted", ready.address());
            } catch (PyException error) {
                errors.add(error.typeName() + " " + Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        ready.await(1);
        thread.interrupt();
        thread.join();
        assertEquals(List.of("KeyboardInterrupt false"), List.copyOf(errors));
    }
}
