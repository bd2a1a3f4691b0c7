package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.PyBuffer;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public Java API, against an extension of its own. */
class ApiTest {
    interface Api {
        int add(int a, int b);

        double half(double value);

        boolean is_odd(long number);

        void nothing();

        Object echo(Object value);

        String type_name(Object value);
    }

    private Interpreter python;
    private PyModule api;

    @BeforeEach
    void open() throws Exception {
        python = Interpreter.open();
        api = load(python);
    }

    @AfterEach
    void close() {
        python.close();
    }

    static PyModule load(Interpreter python) throws Exception {
        return python.load(CCompiler.ours(ReplayCase.SOURCES.resolve("c/api.c"), "api.cpython-311-x86_64-linux-gnu.so"));
    }

    static Stream<Object> values() {
        return Stream.of(
                0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 30, new BigInteger("12345678901234567890123"), new BigInteger("-9223372036854775809"), 1.5,
                Double.NaN, Double.NEGATIVE_INFINITY, true, false, "", "text", "grüße €😀", "a\0b", "x".repeat(1000), new byte[] {1, 0, -1},
                List.of(1L, "two", List.of()), Map.of("key", List.of(1L)), Set.of("member"), Arrays.asList(1L, null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeBackAsTheyWent(Object value) {
        Object back = api.call("echo", value);
        if (value instanceof byte[] bytes) assertArrayEquals(bytes, (byte[]) back);
        else assertEquals(value, back);
    }

    @Test
    void javaTypesBecomePythonTypes() {
        assertEquals("int", api.call("type_name", 5));
        assertEquals("int", api.call("type_name", (byte) 5));
        assertEquals("float", api.call("type_name", 5f));
        assertEquals("bool", api.call("type_name", true));
        assertEquals("str", api.call("type_name", 'c'));
        assertEquals("NoneType", api.call("type_name", Optional.empty()));
        assertEquals("bytes", api.call("type_name", (Object) new byte[0]));
        assertEquals("list", api.call("type_name", List.of()));
        assertEquals("dict", api.call("type_name", Map.of()));
        assertEquals("set", api.call("type_name", Set.of()));
        assertNull(api.call("nothing"));
        assertEquals(7L, api.call("echo", Optional.of(7)));
    }

    /** Short ASCII texts travel together, among others that don't. */
    @Test
    void textsOfAllSortsTravelInOneList() {
        List<Object> sorts = Arrays.asList(
                "", "x", "?", "é", "two?", "sixteen letters!", "grüße", "a\0b", "\u20ac", "y".repeat(1000), "z".repeat(1100), null, 5L, List.of("nested", "texts"));
        List<Object> mixed = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) mixed.add(sorts.get(random.nextInt(random.nextBoolean() ? 2 : sorts.size())));
        assertEquals(mixed, api.call("echo", mixed));
        assertEquals(mixed, api.call("echo", (Object) mixed.toArray()));
    }

    /** As many as it has when it is asked for them, whatever its size was. */
    @Test
    void aCollectionThatGrowsMeanwhile() {
        Collection<String> growing = new AbstractCollection<>() {
            @Override
            public Iterator<String> iterator() {
                return Collections.nCopies(1000, "more").iterator();
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertEquals(Collections.nCopies(1000, "more"), api.call("echo", growing));
    }

    @Test
    void convertingMakesNoUpcalls() {
        Interpreter.countUpcalls(true);
        try {
            String[] texts = Stream.iterate(0, i -> i + 1).limit(10_000).map(i -> "text " + i).toArray(String[]::new);
            Map<String, Integer> map = new HashMap<>();
            for (String text : texts) map.put(text, text.length());
            for (Object value : List.of(texts, map, new double[100_000], new long[100_000])) {
                long before = upcalls();
                api.call("echo", value);
                assertTrue(upcalls() - before < 100, () -> value.getClass() + ": " + python.statistics().upcallsByFunction());
            }
        } finally {
            Interpreter.countUpcalls(false);
        }
    }

    private long upcalls() {
        return python.statistics().upcallsByFunction().values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void anyJavaObjectTravels() {
        Object mine = new Object();
        assertSame(mine, api.call("echo", mine));
    }

    @Test
    void memoryIsSharedNotCopied() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment segment = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, (byte) 1, (byte) 2, (byte) 3);
            assertEquals(6L, api.call("buffer_sum", segment));
            assertEquals(99, segment.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0));
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(2).put(0, (byte) 5);
        assertEquals(5L, api.call("buffer_sum", direct));
        assertEquals(99, direct.get(0));
        try (PyObject array = python.importModule("builtins").invokeMethod("bytearray", List.of(new byte[] {7, 8}), Map.of());
                PyBuffer buffer = array.buffer()) {
            assertEquals(2, buffer.byteSize());
            buffer.byteBuffer().put(0, (byte) 1);
            assertEquals(9L, api.call("buffer_sum", array));
            PyException locked = assertThrows(PyException.class, () -> array.callMethod("append", 1));
            assertEquals("BufferError", locked.typeName());
        }
    }

    @Test
    void argumentsAndKeywords() {
        assertEquals(5L, api.call("add", 2, 3));
        assertEquals(Arrays.asList(List.of(1L), Map.of("k", "v")), api.call("keywords", List.of(1), Map.of("k", "v")));
        assertEquals(Arrays.asList(List.of(), null), api.call("keywords", List.of(), Map.of()));
    }

    @Test
    void exceptionsTellAll() {
        PyException error = assertThrows(PyException.class, () -> api.call("fail", "wrong"));
        assertEquals("ValueError", error.typeName());
        assertEquals("ValueError: wrong", error.getMessage());
        assertEquals("wrong", error.text());
        assertTrue(error.matches("Exception"));
        assertFalse(error.matches("KeyError"));
        assertEquals("KeyError: 'cause'", error.getCause().getMessage());
        assertEquals(List.of("wrong"), error.value().orElseThrow().get("args"));
        assertEquals("function takes exactly 2 arguments (1 given)", message(() -> api.call("add", 1)).replace("add()", "function"));
        assertEquals("TypeError", assertThrows(PyException.class, () -> api.call("add", "x", 1)).typeName());
        assertEquals("OverflowError", assertThrows(PyException.class, () -> api.call("add", 1L << 40, 1)).typeName());
        assertEquals("AttributeError", assertThrows(PyException.class, () -> api.call("missing")).typeName());
        assertEquals("TypeError: api.echo() takes exactly one argument (0 given)", assertThrows(PyException.class, () -> api.call("echo")).getMessage());
    }

    private static String message(Runnable call) {
        return assertThrows(PyException.class, call::run).text();
    }

    @Test
    void callbacks() {
        try (PyObject twice = python.callable("twice", (args, kwargs) -> 2 * (Long) args[0])) {
            assertEquals(42L, twice.call(21));
            assertEquals(42L, api.call("call", twice, tuple(21)));
        }
        IllegalArgumentException mine = new IllegalArgumentException("mine");
        PyObject failing = python.callable("failing", (args, kwargs) -> {
            throw mine;
        });
        PyException error = assertThrows(PyException.class, () -> api.call("call", failing, tuple()));
        assertSame(mine, error.getCause());
        PyObject raising = python.callable("raising", (args, kwargs) -> api.call("fail", "through Java"));
        assertEquals("ValueError: through Java", assertThrows(PyException.class, () -> api.call("call", raising, tuple())).getMessage());
    }

    private PyObject tuple(Object... items) {
        return python.importModule("builtins").invokeMethod("tuple", List.of(List.of(items)), Map.of());
    }

    @Test
    void endlessRecursionIsAnError() {
        PyObject[] self = new PyObject[1];
        self[0] = python.callable("again", (args, kwargs) -> api.call("recurse", self[0]));
        assertEquals("RecursionError", assertThrows(PyException.class, () -> api.call("recurse", self[0])).typeName());
        assertEquals(5L, api.call("add", 2, 3));
    }

    @Test
    void handles() {
        PyObject list = api.invokeMethod("echo", List.of(List.of(1, 2)), Map.of());
        assertEquals(2, list.length());
        assertEquals("[1, 2]", list.repr());
        list.setItem(0, "first");
        assertEquals("first", list.getItem(0));
        assertEquals("IndexError", assertThrows(PyException.class, () -> list.getItem(9)).typeName());
        PyObject copy = list.copy();
        list.close();
        list.close();
        assertThrows(IllegalStateException.class, list::length);
        assertThrows(IllegalStateException.class, () -> api.call("echo", list));
        assertEquals(2, copy.length());
        copy.close();
    }

    @Test
    void forgottenHandlesAreReleased() {
        long before = Blocks.settled(python);
        for (int i = 0; i < 1000; i++) api.invokeMethod("echo", List.of(List.of(i)), Map.of());
        assertTrue(Blocks.settled(python) <= before + 20, "blocks of forgotten handles stay");
    }

    @Test
    void nothingWorksAfterClose() {
        Api bound = api.bind(MethodHandles.lookup(), Api.class);
        PyObject kept = python.convert(List.of(1));
        python.close();
        python.close();
        assertThrows(IllegalStateException.class, () -> api.call("add", 1, 2));
        assertThrows(IllegalStateException.class, kept::length);
        assertThrows(IllegalStateException.class, () -> bound.add(1, 2));
        assertThrows(IllegalStateException.class, bound::nothing);
        assertThrows(IllegalStateException.class, () -> python.convert(1));
        kept.close();
    }

    @Test
    void typedBinding() {
        Api bound = api.bind(MethodHandles.lookup(), Api.class);
        assertEquals(5, bound.add(2, 3));
        assertEquals(-1, bound.add(Integer.MAX_VALUE, Integer.MIN_VALUE));
        assertEquals(0.75, bound.half(1.5));
        assertTrue(bound.is_odd(3));
        assertFalse(bound.is_odd(-2));
        bound.nothing();
        assertEquals("text", bound.echo("text"));
        assertEquals("str", bound.type_name("x"));
        assertEquals(1L << 40, bound.echo(1L << 40));
        assertThrows(ArithmeticException.class, () -> bound.add(Integer.MAX_VALUE, 1));
        interface Absent {
            int missing();
        }
        assertEquals("AttributeError", assertThrows(PyException.class, () -> api.bind(MethodHandles.lookup(), Absent.class)).typeName());
        assertThrows(IllegalArgumentException.class, () -> api.bind(MethodHandles.lookup(), String.class));
    }

    @Test
    void typedCallsAllocateNothing() {
        Api bound = api.bind(MethodHandles.lookup(), Api.class);
        com.sun.management.ThreadMXBean thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (int i = 0; i < 200_000; i++) sum += calls(bound, i);
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000_000; i++) sum += calls(bound, i);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(sum != 0);
        assertTrue(allocated < 1_000_000, () -> allocated + " bytes in 1,000,000 rounds of three calls");
    }

    private static long calls(Api bound, int i) {
        bound.nothing();
        return bound.add(i, 1) + (bound.is_odd(i) ? 1 : 0);
    }

    @Test
    void aMillionCallsLeaveNothingBehind() {
        Api bound = api.bind(MethodHandles.lookup(), Api.class);
        for (int i = 0; i < 1000; i++) calls(bound, i);
        long before = Blocks.settled(python);
        for (int i = 0; i < 1_000_000; i++) bound.add(i, 1000);
        for (int i = 0; i < 50_000; i++) api.call("add", i, 1);
        long after = Blocks.settled(python);
        assertTrue(after <= before + 10, () -> "blocks: " + before + " before, " + after + " after");
    }

    @Test
    void memoryLimit() throws Exception {
        try (Interpreter small = Interpreter.builder().memoryLimit(4 << 20).open()) {
            PyModule module = load(small);
            PyException error = assertThrows(PyException.class, () -> module.call("echo", (Object) new byte[8 << 20]));
            assertEquals("MemoryError", error.typeName());
            assertEquals(5L, module.call("add", 2, 3));
        }
    }

    @Test
    void manyThreads() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ExecutorService executor : List.of(threads, virtual)) {
                Api bound = api.bind(MethodHandles.lookup(), Api.class);
                List<Callable<Long>> tasks = new ArrayList<>();
                for (int t = 0; t < 16; t++) {
                    int start = t;
                    tasks.add(() -> {
                        long sum = 0;
                        for (int i = 0; i < 500; i++) sum += bound.add(start, i) + (Long) api.call("add", start, i);
                        return sum;
                    });
                }
                long sum = 0;
                for (Future<Long> result : executor.invokeAll(tasks)) sum += result.get();
                long expected = 0;
                for (int t = 0; t < 16; t++) for (int i = 0; i < 500; i++) expected += 2L * (t + i);
                assertEquals(expected, sum);
            }
        }
    }

    @Test
    void twoInterpretersKnowNothingOfEachOther() throws Exception {
        try (Interpreter other = Interpreter.open()) {
            PyModule theirs = load(other);
            api.setAttr("mine", 1);
            assertFalse(theirs.hasAttr("mine"));
            PyObject foreign = other.convert(List.of(1));
            assertThrows(IllegalArgumentException.class, () -> api.call("echo", foreign));
            assertEquals(3L, theirs.call("add", 1, 2));
        }
        assertEquals(3L, api.call("add", 1, 2));
    }

    @Test
    void theGilIsHeldOverRun() throws Exception {
        assertInstanceOf(Long.class, python.run(() -> (Long) api.call("add", 1, 2) + (Long) api.call("add", 3, 4)));
    }
}
