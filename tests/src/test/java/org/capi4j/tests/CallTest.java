package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyName;
import org.capi4j.PyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls from Java, typed and by name: every convention, number and kind of arguments; what they leave behind is nothing. */
class CallTest {
    private Interpreter python;
    private PyModule calls;

    @BeforeEach
    void open() throws Exception {
        python = Interpreter.open();
        calls = python.load(CCompiler.ours(ReplayCase.SOURCES.resolve("c/calls.c"), "calls.cpython-311-x86_64-linux-gnu.so"));
    }

    @AfterEach
    void close() {
        python.close();
    }

    private <T> T bind(Class<T> type) {
        return calls.bind(MethodHandles.lookup(), type);
    }

    interface Conventions {
        long noargs();

        long one(long number);

        @PyName("one")
        double same(double number);

        @PyName("one")
        boolean same(boolean bool);

        List<Object> fast();

        List<Object> fast(long a);

        List<Object> fast(long a, double b);

        List<Object> fast(long a, double b, boolean c);

        List<Object> fast(long a, double b, boolean c, int d);

        List<Object> fast(long a, double b, boolean c, int d, short e, byte f, float g);

        List<Object> fast_keywords(long a, double b);

        List<Object> tuple();

        List<Object> tuple(long a);

        List<Object> tuple(long a, double b);

        List<Object> tuple(long a, double b, boolean c);

        List<Object> tuple(long a, double b, boolean c, int d);

        List<Object> tuple(long a, double b, boolean c, int d, short e, byte f, float g);

        List<Object> tuple_keywords(long a, double b);
    }

    @Test
    void everyConventionTakesEveryNumberOfArguments() {
        Conventions bound = bind(Conventions.class);
        assertEquals(1, bound.noargs());
        for (long number : new long[] {0, 1, -5, -6, 256, 257, 1L << 30, -(1L << 30), 1L << 60, Long.MAX_VALUE, Long.MIN_VALUE, 0x8C4A5F1D33E2B7A9L}) {
            assertEquals(number, bound.one(number));
            assertEquals(List.of(number), bound.tuple(number));
            assertEquals(List.of(number), calls.call("fast", number));
        }
        assertEquals(-0.0, bound.same(-0.0));
        assertTrue(bound.same(true));
        for (int round = 0; round < 3; round++) {
            assertEquals(List.of(), bound.fast());
            assertEquals(List.of(1000L), bound.fast(1000));
            assertEquals(List.of(1L, 2.5), bound.fast(1, 2.5));
            assertEquals(List.of(1L, 2.5, true), bound.fast(1, 2.5, true));
            assertEquals(List.of(1L, 2.5, true, 4L), bound.fast(1, 2.5, true, 4));
            assertEquals(List.of(1L, 2.5, false, 4L, 5L, 6L, 7.0), bound.fast(1, 2.5, false, 4, (short) 5, (byte) 6, 7f));
            assertEquals(List.of(List.of(1L, 2.5), Map.of()), bound.fast_keywords(1, 2.5));
            assertEquals(List.of(), bound.tuple());
            assertEquals(List.of(1000L, 2.5), bound.tuple(1000, 2.5));
            assertEquals(List.of(1L, 2.5, true), bound.tuple(1, 2.5, true));
            assertEquals(List.of(1L, 2.5, true, 4L), bound.tuple(1, 2.5, true, 4));
            assertEquals(List.of(1L, 2.5, false, 4L, 5L, 6L, 7.0), bound.tuple(1, 2.5, false, 4, (short) 5, (byte) 6, 7f));
            assertEquals(List.of(List.of(1L, 2.5), Map.of()), bound.tuple_keywords(1, 2.5));
        }
    }

    interface Many {
        long sum(int a, int b, int c, int d, int e, int f);

        double sum(
                int a, int b, int c, int d, int e, int f, int g, double h, int i, int j, int k, int l, int m, int n, int o, int p);

        long sum(
                int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p, int q, int r,
                int s, int t, int u, int v);

        List<Object> fast(String a, Object b, int c, Object d, int e, String f, int g);
    }

    @Test
    void thereIsNoLimitToTheNumberOfParameters() {
        Many bound = bind(Many.class);
        assertEquals(21, bound.sum(1, 2, 3, 4, 5, 6));
        assertEquals(136.5, bound.sum(1, 2, 3, 4, 5, 6, 7, 8.5, 9, 10, 11, 12, 13, 14, 15, 16));
        assertEquals(253, bound.sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22));
        assertEquals(Arrays.asList("a", null, 3L, List.of(1L), 5L, "grüße", 7L), bound.fast("a", null, 3, List.of(1), 5, "grüße", 7));
        Object[] numbers = new Object[30];
        Arrays.fill(numbers, 2);
        for (int count : new int[] {5, 6, 20, 21, 30}) assertEquals(2L * count, calls.call("sum", Arrays.copyOf(numbers, count)));
    }

    interface Objects {
        @PyName("one")
        String text(String text);

        @PyName("one")
        byte[] bytes(byte[] bytes);

        @PyName("one")
        double[] doubles(double[] values);

        @PyName("one")
        long[] longs(long[] values);

        @PyName("one")
        int[] ints(int[] values);

        @PyName("one")
        String[] texts(String[] texts);

        @PyName("one")
        List<Object> list(List<?> list);

        @PyName("one")
        Map<Object, Object> map(Map<?, ?> map);

        @PyName("one")
        Optional<Object> optional(Optional<?> value);

        @PyName("one")
        PyObject handle(PyObject object);

        @PyName("one")
        Object any(Object value);

        @PyName("one")
        Integer boxed(Integer number);

        @PyName("one")
        char character(char c);

        List<Object> tuple(String text, int number, String other);

        @PyName("power")
        String powerOf(long base, @PyName("exponent") int exponent, @PyName("unit") String unit);
    }

    @Test
    void objectsComeBackAsTheirTypesSay() {
        Objects bound = bind(Objects.class);
        for (String text : List.of("", "x", "plain", "a\0b", "é\0", "grüße", "€", "😀", "\ud800", "x".repeat(1023), "x".repeat(1025), "y".repeat(5000), "é".repeat(700))) {
            assertEquals(text, bound.text(text));
            assertEquals(List.of(text, 1L, "other"), bound.tuple(text, 1, "other"));
            for (int round = 0; round < 3; round++) assertEquals(text, calls.call("one", text));
            assertEquals(List.of(text, text), calls.call("fast", text, text));
        }
        assertNull(bound.text(null));
        assertArrayEquals(new byte[] {1, 0, -1}, bound.bytes(new byte[] {1, 0, -1}));
        double[] doubles = {1.5, -0.0, Double.NaN, 1e308};
        assertArrayEquals(doubles, bound.doubles(doubles));
        assertArrayEquals(new double[0], bound.doubles(new double[0]));
        long[] longs = {1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 60};
        assertArrayEquals(longs, bound.longs(longs));
        assertArrayEquals(new int[] {1, Integer.MIN_VALUE}, bound.ints(new int[] {1, Integer.MIN_VALUE}));
        assertArrayEquals(new String[] {"a", "é", null}, bound.texts(new String[] {"a", "é", null}));
        assertEquals(List.of(1L, "two", List.of()), bound.list(List.of(1, "two", List.of())));
        assertEquals(Map.of("a", 1L), bound.map(Map.of("a", 1)));
        assertEquals(Optional.of(5L), bound.optional(Optional.of(5)));
        assertEquals(Optional.empty(), bound.optional(Optional.empty()));
        assertEquals(5, bound.boxed(5));
        assertNull(bound.boxed(null));
        assertEquals('c', bound.character('c'));
        assertNull(bound.doubles(null));
        try (PyObject object = python.convert(Set.of(1)); PyObject same = bound.handle(object)) {
            assertTrue(same.is(object));
            assertTrue(same.is(bound.handle(same)));
        }
    }

    interface Nothing {
        int one(Object value);
    }

    @Test
    void resultsOfAnotherTypeAreClearErrors() {
        Nothing bound = bind(Nothing.class);
        assertEquals("None is no int", assertThrows(ClassCastException.class, () -> bound.one(null)).getMessage());
        assertEquals(5, bound.one(5));
        assertThrows(ClassCastException.class, () -> bound.one("text"));
        assertThrows(ArithmeticException.class, () -> bound.one(1L << 40));
        Objects objects = bind(Objects.class);
        assertEquals("5.0", objects.any("5.0"));
        interface Wrong {
            @PyName("one")
            double[] doubles(Object value);
        }
        Wrong wrong = bind(Wrong.class);
        assertThrows(ClassCastException.class, () -> wrong.doubles(List.of("text")));
        assertThrows(ClassCastException.class, () -> wrong.doubles("text"));
        assertArrayEquals(new double[] {1, 2.5}, wrong.doubles(List.of(1, 2.5)));
    }

    interface Keywords {
        long power(long base);

        long power(long base, @PyName("exponent") int exponent);

        @PyName("power")
        long backwards(@PyName("exponent") int exponent, @PyName("base") long base);

        List<Object> fast_keywords(int a, @PyName("x") String x, @PyName("y") List<?> y);

        List<Object> tuple_keywords(@PyName("x") double x);

        List<Object> fast(@PyName("x") int x);

        Object one(@PyName("x") int x);

        Object noargs(@PyName("x") int x);
    }

    @Test
    void argumentsGoByKeyword() {
        Keywords bound = bind(Keywords.class);
        assertEquals(9, bound.power(3));
        assertEquals(27, bound.power(3, 3));
        assertEquals(8, bound.backwards(3, 2));
        assertEquals(List.of(List.of(1L), Map.of("x", "é", "y", List.of(2L))), bound.fast_keywords(1, "é", List.of(2)));
        assertEquals(List.of(List.of(), Map.of("x", 0.5)), bound.tuple_keywords(0.5));
        assertEquals("81 m", bind(Objects.class).powerOf(3, 4, "m"));
        assertEquals("TypeError", assertThrows(PyException.class, () -> bound.fast(1)).typeName());
        assertEquals("TypeError", assertThrows(PyException.class, () -> bound.one(1)).typeName());
        assertEquals("TypeError", assertThrows(PyException.class, () -> bound.noargs(1)).typeName());
        for (int round = 0; round < 3; round++) {
            assertEquals(32L, calls.call("power", List.of(2), Map.of("exponent", 5)));
            assertEquals("32 kg", calls.call("power", List.of(2), Map.of("exponent", 5, "unit", "kg")));
            assertEquals("TypeError", assertThrows(PyException.class, () -> calls.call("power", List.of(2), Map.of("exponents", 5))).typeName());
        }
    }

    @Test
    void nonsenseInAnInterfaceIsRefused() {
        interface Unnamed {
            Object tuple_keywords(@PyName("x") int x, int y);
        }
        interface Twice {
            Object tuple_keywords(@PyName("x") int x, @PyName("x") int y);
        }
        interface Empty {
            Object tuple_keywords(@PyName("") int x);
        }
        for (Class<?> wrong : List.of(Unnamed.class, Twice.class, Empty.class)) {
            IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> bind(wrong));
            assertTrue(error.getMessage().contains("tuple_keywords"), error.getMessage());
        }
    }

    @Test
    void argumentsMayBeKept() {
        for (int round = 0; round < 3; round++) {
            calls.call("keep", 1000, 2.5, "text");
            assertEquals(List.of(1000L, 2.5, "text"), calls.call("keep", 3000));
            assertEquals(List.of(3000L), calls.call("keep", List.of(4000), "é"));
            assertEquals(List.of(List.of(4000L), "é"), calls.call("keep"));
            calls.call("forget");
        }
    }

    @Test
    void resultsMayChangeTheirType() {
        for (long i = 0; i < 100; i++) {
            Object expected = switch ((int) i % 5) {
                case 0 -> i;
                case 1 -> (double) i;
                case 2 -> Long.toString(i);
                case 3 -> null;
                default -> i % 2 == 1;
            };
            assertEquals(expected, calls.call("fickle", i));
        }
    }

    @Test
    void mapsOfAllSizesAndKeysComeBack() {
        for (int size : new int[] {0, 1, 5, 6, 255, 256, 257, 1000, 5000}) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                Object key = switch (i % 5) {
                    case 0 -> "key" + i;
                    case 1 -> (long) i;
                    case 2 -> i + 0.5;
                    case 3 -> "schlüssel" + i;
                    default -> List.of((long) i).toString();
                };
                map.put(key, i % 7 == 0 ? List.of("x") : (Object) (long) i);
            }
            Object back = calls.call("one", map);
            assertEquals(map, back);
            assertEquals(new ArrayList<>(map.keySet()), new ArrayList<>(((Map<?, ?>) back).keySet()));
        }
        Map<Object, Object> equal = new LinkedHashMap<>();
        equal.put(1, "int");
        equal.put(1L, "long");
        equal.put(1.0, "double");
        equal.put(true, "bool");
        assertEquals(Map.of(1L, "bool"), calls.call("one", equal));
    }

    @Test
    void aMapThatIsNoDictIsAnErrorAndNoLeak() {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) map.put("key" + i, "value" + i);
        map.put(List.of(), "unhashable");
        long before = Blocks.settled(python);
        for (int i = 0; i < 200; i++) assertEquals("TypeError", assertThrows(PyException.class, () -> calls.call("one", map)).typeName());
        assertUnchanged(before);
    }

    @Test
    void aFailureBeforeTheCallReleasesWhatWasMade() throws Exception {
        try (Interpreter other = Interpreter.open()) {
            PyObject foreign = other.convert(List.of(1));
            Many bound = bind(Many.class);
            interface Few {
                Object fast(String a, Object b);
            }
            Few few = bind(Few.class);
            long before = Blocks.settled(python);
            for (int i = 0; i < 1000; i++) {
                assertThrows(IllegalArgumentException.class, () -> few.fast("text", foreign));
                assertThrows(IllegalArgumentException.class, () -> bound.fast("text", List.of("x"), 1, foreign, 1, "text", 1));
                assertThrows(IllegalArgumentException.class, () -> calls.call("fast", List.of("x"), foreign));
            }
            assertUnchanged(before);
        }
    }

    private void assertUnchanged(long before) {
        long after = Blocks.settled(python);
        assertTrue(after <= before + 10, () -> "blocks: " + before + " before, " + after + " after");
    }

    @Test
    void callsOfManyPrimitivesAllocateNothing() {
        Many bound = bind(Many.class);
        com.sun.management.ThreadMXBean thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (int i = 0; i < 100_000; i++) sum += bound.sum(i, i, i, i, i, i);
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 200_000; i++) sum += bound.sum(i, i, i, i, i, i);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, sum % 3);
        assertTrue(allocated < 200_000, () -> allocated + " bytes in 200,000 calls");
    }

    interface Steady {
        long sum(long a, double b, boolean c);

        @PyName("sum")
        double total(long a, double b);

        @PyName("one")
        String text(String text);

        @PyName("one")
        Object any(Object value);

        long fail(int a);

        long power(long base, @PyName("exponent") int exponent);
    }

    /** {@code -Dcapi4j.calls=N} makes it N rounds. */
    @Test
    void aMillionCallsLeaveMemoryAndObjectsWhereTheyWere() throws Exception {
        Steady bound = bind(Steady.class);
        int rounds = Integer.getInteger("capi4j.calls", 60_000);
        round(bound, rounds / 10);
        long blocks = Blocks.settled(python);
        long objects = objects();
        long resident = resident();
        round(bound, rounds);
        assertUnchanged(blocks);
        long after = objects();
        assertTrue(after <= objects + 10, () -> "objects: " + objects + " before, " + after + " after");
        long grown = resident() - resident;
        assertTrue(grown < 64 << 10, () -> "resident memory has grown by " + grown + " KiB");
    }

    /** 17 calls each, of all kinds. */
    private void round(Steady bound, int rounds) {
        for (int i = 0; i < rounds; i++) {
            bound.total(i, 0.5);
            bound.text("text");
            bound.text(i % 10 == 0 ? "größer" : "kleiner");
            bound.any(i);
            bound.power(i, 2);
            for (int k = 0; k < 5; k++) bound.total(k, i);
            calls.call("sum", i, 1000);
            calls.call("one", "text");
            calls.call("fickle", i);
            calls.call("power", List.of(i), Map.of("exponent", 2));
            if (i % 10 != 0) continue;
            calls.call("one", List.of(i, "x"));
            assertThrows(PyException.class, () -> bound.fail(1));
            assertThrows(PyException.class, () -> calls.call("fail", "text"));
        }
    }

    private long objects() {
        List<?> tracked = new ArrayList<>((List<?>) python.importModule("gc").callMethod("get_objects"));
        return tracked.size();
    }

    /** In KiB. */
    private static long resident() throws Exception {
        System.gc();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
        }
        throw new IllegalStateException("no VmRSS");
    }
}
