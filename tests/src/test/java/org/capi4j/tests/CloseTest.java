package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.capi4j.Interpreter;
import org.capi4j.PyBuffer;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/**
 * The end of an interpreter while others use it: each of them gets {@link IllegalStateException}, nobody reads freed memory, and the
 * JVM lives. {@code -Dcapi4j.closeRounds} is how many interpreters each race closes (20).
 */
@Timeout(300)
class CloseTest {
    private static final int ROUNDS = Integer.getInteger("capi4j.closeRounds", 20);
    private static Path extension;

    interface Api {
        int add(int a, int b);

        Object echo(Object object);
    }

    /** What a thread does over and over until the interpreter is closed under it. */
    private interface Use {
        void once() throws Exception;
    }

    @BeforeAll
    static void compile() throws IOException {
        extension = CCompiler.ours(Path.of("src/test/c/api.c"), "api.cpython-311-x86_64-linux-gnu.so");
    }

    private static Api bind(PyModule module) {
        return module.bind(MethodHandles.lookup(), Api.class);
    }

    /** Runs the uses in a platform thread and a virtual one each, closes after a time that {@code random} gives, and waits for all to have been told. */
    private static void race(Interpreter python, Random random, List<Use> uses) throws InterruptedException {
        Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Use use : uses) {
            threads.add(Thread.ofPlatform().daemon().start(() -> untilClosed(use, wrong)));
            threads.add(Thread.startVirtualThread(() -> untilClosed(use, wrong)));
        }
        spin(random.nextInt(3_000_000));
        python.close();
        for (Thread thread : threads) {
            thread.join(60_000);
            assertFalse(thread.isAlive(), "a thread that used the interpreter never came back");
        }
        assertEquals(List.of(), List.copyOf(wrong));
    }

    private static void spin(int nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) Thread.onSpinWait();
    }

    private static void untilClosed(Use use, Queue<Throwable> wrong) {
        try {
            while (true) use.once();
        } catch (IllegalStateException closed) {
            if (closed.getMessage() == null || !closed.getMessage().contains("closed")) wrong.add(closed);
        } catch (Throwable other) {
            wrong.add(other);
        }
    }

    @Test
    void callsThatRaceWithCloseAreToldSo() throws Exception {
        Random random = new Random(20260311);
        for (int round = 0; round < ROUNDS; round++) {
            Interpreter python = Interpreter.open();
            PyModule api = python.load(extension);
            Api typed = bind(api);
            PyObject callback = python.callable("count", (args, kwargs) -> args.length);
            race(python, random, List.of(
                    () -> assertEquals(5, typed.add(2, 3)),
                    () -> assertEquals(7L, api.call("add", 3, 4)),
                    () -> assertEquals("text", typed.echo("text")),
                    () -> assertEquals(2, ((Number) callback.call(1, 2)).intValue()),
                    () -> {
                        try (PyObject list = python.convert(List.of("x", 1.5))) {
                            assertEquals(2, list.length());
                        }
                    }));
        }
    }

    /** Structs of closed interpreters are used again: a call of an old one must never get into a new one. */
    @Test
    void aCallOfAClosedInterpreterNeverReachesTheNext() throws Exception {
        Random random = new Random(20260312);
        for (int round = 0; round < ROUNDS; round++) {
            Interpreter python = Interpreter.open();
            Api typed = bind(python.load(extension));
            AtomicReference<Interpreter> next = new AtomicReference<>();
            race(python, random, List.of(() -> typed.add(1, 1), () -> {
                try {
                    python.convert("old").close();
                } catch (IllegalStateException closed) {
                    synchronized (next) {
                        if (next.get() == null) next.set(Interpreter.open());
                    }
                    throw closed;
                }
            }));
            assertThrows(IllegalStateException.class, () -> typed.add(1, 1));
            next.get().close();
        }
    }

    @Test
    void closingFromInsideIsRefused() throws Exception {
        try (Interpreter python = Interpreter.open(); Interpreter other = Interpreter.open()) {
            PyModule api = python.load(extension);
            PyObject close = python.callable("close", (args, kwargs) -> {
                python.close();
                return null;
            });
            PyException raised = assertThrows(PyException.class, () -> api.call("recurse", close));
            assertEquals(IllegalStateException.class, raised.getCause().getClass());
            assertThrows(IllegalStateException.class, () -> python.run(() -> {
                python.close();
                return null;
            }));
            PyObject through = other.callable("through", (args, kwargs) -> assertThrows(IllegalStateException.class, python::close).getMessage());
            PyObject nested = python.callable("nested", (args, kwargs) -> through.call());
            assertEquals("an interpreter can't be closed in the middle of a call of it: close it afterwards", nested.call());
            assertEquals(3L, api.call("add", 1, 2), "it is as usable as before");
        }
    }

    /** One thread is in the middle of a call of one interpreter that calls the other, when another thread closes the first. */
    @Test
    void closeWaitsForThreadsThatAreInAnotherInterpreter() throws Exception {
        Random random = new Random(20260313);
        try (Interpreter other = Interpreter.open()) {
            PyObject sum = other.load(extension).getAttr("add");
            for (int round = 0; round < ROUNDS; round++) {
                Interpreter python = Interpreter.open();
                PyObject nested = python.callable("nested", (args, kwargs) -> sum.call(20, 22));
                race(python, random, List.of(() -> assertEquals(42L, nested.call()), () -> assertEquals(42L, nested.call())));
            }
        }
    }

    /** What is waited for must be able to end: threads of the extension's that a call waits for come in although nobody else does any more. */
    @Test
    void threadsThatACallWaitsForComeInUntilTheEnd() throws Exception {
        Path file = CCompiler.ours(Path.of("src/test/c/threads.c"), "threads.cpython-311-x86_64-linux-gnu.so");
        Random random = new Random(1);
        for (int round = 0; round < 4 * ROUNDS; round++) {
            Interpreter python = Interpreter.open();
            PyModule threads = python.load(file);
            PyObject add = python.callable("add", (args, kwargs) -> (Long) args[0] + (Long) args[1]);
            Thread caller = Thread.ofPlatform().daemon().start(() -> {
                try {
                    threads.call("from_native", add, 3, 30);
                } catch (IllegalStateException closed) {
                    return; // before it began
                }
            });
            spin(random.nextInt(2_000_000));
            python.close();
            caller.join(5_000);
            assertFalse(caller.isAlive(), "threads that a call waits for were left asleep");
        }
    }

    /** A thread that has been in the interpreter gives up what it has there when it ends, and the interpreter what it has of the thread. */
    @Test
    void threadsThatEndMeanwhile() throws Exception {
        Random random = new Random(20260316);
        for (int round = 0; round < 5 * ROUNDS; round++) {
            Interpreter python = Interpreter.open();
            CountDownLatch ready = new CountDownLatch(16);
            AtomicBoolean ends = new AtomicBoolean();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int delay = random.nextInt(300_000);
                threads.add(Thread.ofPlatform().start(() -> {
                    python.convert(1).close();
                    ready.countDown();
                    while (!ends.get()) Thread.yield();
                    spin(delay);
                }));
            }
            ready.await();
            ends.set(true);
            spin(random.nextInt(300_000));
            python.close();
            for (Thread thread : threads) thread.join();
        }
    }

    @Test
    void whatIsClosedTwiceOrByTwoThreadsIsClosedOnce() throws Exception {
        Random random = new Random(20260314);
        for (int round = 0; round < ROUNDS; round++) {
            Interpreter python = Interpreter.open();
            race(python, random, List.of(() -> python.convert(1).close(), () -> {
                python.close();
                python.convert(1);
            }, () -> {
                python.close();
                python.convert(1);
            }));
            python.close();
            assertFalse(python.isOpen());
        }
    }

    private static String assertTold(Executable use, String what) {
        String told = assertThrows(IllegalStateException.class, use, what).getMessage();
        assertTrue(told.toLowerCase().contains("closed"), what + ": " + told);
        return told;
    }

    @Test
    void everythingOfAClosedInterpreterIsClosed() {
        Interpreter python = Interpreter.open();
        PyModule api = python.load(extension);
        Api typed = bind(api);
        PyObject list = python.convert(List.of(1, 2));
        PyObject callable = python.callable("nothing", (args, kwargs) -> null);
        PyBuffer buffer = python.convert(new byte[] {1, 2, 3}).buffer();
        MemorySegment segment = buffer.segment();
        ByteBuffer bytes = buffer.byteBuffer();
        python.close();
        List<Executable> uses = List.of(() -> typed.add(1, 2), () -> typed.echo("x"), () -> api.call("add", 1, 2),
                () -> api.bind(MethodHandles.lookup(), Api.class), () -> api.getAttr("add"), list::length, list::repr, list::copy, list::isNone,
                () -> list.is(list), list::hashCode, callable::call, list::buffer, buffer::segment, buffer::byteSize, buffer::format, buffer::shape,
                () -> segment.get(ValueLayout.JAVA_BYTE, 0), () -> bytes.get(0), () -> python.convert(1), () -> python.load(extension),
                () -> python.importModule("sys"), () -> python.callable("x", (args, kwargs) -> null), () -> python.run(() -> null));
        for (int i = 0; i < uses.size(); i++) {
            assertTold(uses.get(i), "use " + i);
            CompletableFuture<Object> told = new CompletableFuture<>();
            String use = "use " + i + " in a virtual thread";
            Executable executable = uses.get(i);
            Thread.startVirtualThread(() -> told.completeAsync(() -> assertTold(executable, use), Runnable::run));
            told.join();
        }
        list.close();
        buffer.close();
        api.close();
        python.close();
    }

    @Test
    void memoryOfAClosedBufferCanNotBeRead() {
        try (Interpreter python = Interpreter.open(); PyObject array = python.importModule("builtins").getAttr("bytearray").invoke(List.of(8), java.util.Map.of())) {
            PyBuffer buffer = array.buffer();
            MemorySegment segment = buffer.segment();
            ByteBuffer bytes = buffer.byteBuffer();
            segment.set(ValueLayout.JAVA_BYTE, 3, (byte) 42);
            assertEquals(42, bytes.get(3));
            assertThrows(PyException.class, () -> array.callMethod("extend", (Object) new byte[100]), "the memory is lent");
            buffer.close();
            buffer.close();
            assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_BYTE, 3));
            assertThrows(IllegalStateException.class, () -> bytes.get(3));
            assertThrows(IllegalStateException.class, buffer::segment);
            array.callMethod("extend", (Object) new byte[100]);
            assertEquals(108, array.length());
        }
    }

    /** As in CPython, functions of atexit run before anybody is waited for: they may be what a thread in C code waits for. */
    @Test
    void exitFunctionsMayEndWhatIsWaitedFor() throws Exception {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            CompletableFuture<Object> met = new CompletableFuture<>();
            try (Interpreter python = Interpreter.open()) {
                PyModule threads = ThreadsTest.load(python);
                PyObject tell = python.callable("tell", (args, kwargs) -> {
                    count.set(ValueLayout.JAVA_INT, 0, 2);
                    return null;
                });
                python.importModule("atexit").call("register", tell);
                Thread.ofPlatform().daemon().start(() -> met.complete(threads.call("meet", count.address(), 2)));
                while (count.get(ValueLayout.JAVA_INT, 0) == 0) Thread.sleep(1);
            }
            assertEquals(true, met.get(60, TimeUnit.SECONDS));
        }
    }

    /** The segments alone keep the memory, as long as they are reachable. */
    @Test
    void aForgottenBufferGivesTheMemoryBackWhenItsSegmentsAreForgottenToo() throws InterruptedException {
        try (Interpreter python = Interpreter.open(); PyObject array = python.importModule("builtins").getAttr("bytearray").invoke(List.of(8), java.util.Map.of())) {
            MemorySegment segment = array.buffer().segment();
            System.gc();
            python.convert(1).close();
            assertThrows(PyException.class, () -> array.callMethod("append", 1));
            assertEquals(0, segment.get(ValueLayout.JAVA_BYTE, 0));
            segment = null;
            for (long end = System.nanoTime() + 60_000_000_000L; !canAppend(array) && System.nanoTime() < end; Thread.sleep(10)) System.gc();
            assertEquals(9, array.length());
        }
    }

    private static boolean canAppend(PyObject array) {
        try {
            array.callMethod("append", 1);
            return true;
        } catch (PyException lent) {
            return false;
        }
    }

    @Test
    void readersOfABufferThatIsClosedAreToldSo() throws Exception {
        Random random = new Random(20260315);
        for (int round = 0; round < ROUNDS; round++) {
            Interpreter python = Interpreter.open();
            PyBuffer buffer = python.convert(new byte[100_000]).buffer();
            MemorySegment segment = buffer.segment();
            ByteBuffer bytes = buffer.byteBuffer();
            boolean closeFirst = random.nextBoolean();
            List<Use> uses = new ArrayList<>(List.of(
                    () -> assertEquals(0, segment.get(ValueLayout.JAVA_BYTE, random.nextInt(100_000))),
                    () -> assertEquals(0, bytes.get(99_999)),
                    () -> assertEquals(-1, segment.mismatch(segment)),
                    () -> assertEquals(0, buffer.segment().get(ValueLayout.JAVA_BYTE, 7)),
                    () -> assertEquals(100_000, buffer.byteSize())));
            if (closeFirst) uses.add(() -> {
                buffer.close();
                buffer.segment();
            });
            race(python, random, uses);
        }
    }
}
