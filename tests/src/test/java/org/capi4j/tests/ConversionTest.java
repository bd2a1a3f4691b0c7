package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collections both ways, whose simple values travel many at a time: any mixture of them, and what happens meanwhile. */
class ConversionTest {
    /** Simple ones of each kind, and others. */
    private static final List<Object> SORTS = Arrays.asList(
            null, true, false, 0L, -1L, 257L, 1L << 30, -(1L << 59), Long.MAX_VALUE, Long.MIN_VALUE, 0.0, -1.5, Double.MAX_VALUE, "", "x", "plain", "sixteen letters!", "?", "is it?",
            "\u00e9", "gr\u00fc\u00dfe", "a\0b", "\0\0\0\0\0\0\0\0", "\u20ac", "\u20ac\u00e9", "\ud83d\ude00", "\ud83d\ude00 wide", "\ud800", "\udc00lone", "?\ud800", "y".repeat(1023),
            "z".repeat(1400), "\u00e9".repeat(2000), "\u20ac".repeat(2030), "\ud83d\ude00".repeat(600), "0123456789".repeat(1000), List.of("nested", 1L), Map.of("k", List.of()), Set.of(2L));

    private Interpreter python;
    private PyModule builtins;

    @BeforeEach
    void open() {
        python = Interpreter.open();
        builtins = python.importModule("builtins");
    }

    @AfterEach
    void close() {
        python.close();
    }

    private Object back(Object value) {
        try (PyObject object = python.convert(value)) {
            return object.toJava();
        }
    }

    private static List<Object> draw(Random random, int count) {
        List<Object> values = new ArrayList<>();
        int among = random.nextBoolean() ? SORTS.size() : 15;
        for (int i = 0; i < count; i++) values.add(SORTS.get(random.nextInt(among)));
        return values;
    }

    @Test
    void anyMixtureComesBackFromListsAndTuples() {
        Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            List<Object> values = draw(random, random.nextInt(round < 50 ? 20 : 2000));
            assertEquals(values, back(values));
            assertEquals(values, back(values.toArray()));
            try (PyObject list = python.convert(values); PyObject tuple = builtins.invokeMethod("tuple", List.of(list), Map.of())) {
                assertEquals(values, tuple.toJava());
            }
        }
    }

    @Test
    void anyMixtureComesBackFromDicts() {
        Random random = new Random(2);
        for (int round = 0; round < 60; round++) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Object value : draw(random, random.nextInt(round < 50 ? 20 : 2000))) {
                Object key = value instanceof List || value instanceof Map || value instanceof Set ? map.size() : value instanceof String text ? text + map.size() / 3 : value;
                map.put(key instanceof Integer number ? (Object) number.longValue() : key instanceof Boolean || key instanceof Double ? "" + key : key, value);
            }
            Map<?, ?> back = (Map<?, ?>) back(map);
            assertEquals(map, back);
            assertEquals(new ArrayList<>(map.keySet()), new ArrayList<>(back.keySet()));
        }
    }

    /** What CPython's own code makes of the texts: their lengths in code points, and whether each is the text that it was made of. */
    @Test
    void textsAreWhatPythonSees() {
        for (Object sort : SORTS) {
            if (!(sort instanceof String text)) continue;
            try (PyObject list = python.convert(List.of(text, text)); PyObject first = list.invokeMethod("__getitem__", List.of(0), Map.of())) {
                assertEquals((long) text.codePointCount(0, text.length()), builtins.call("len", first));
                if (!text.isEmpty()) assertEquals((long) text.codePointAt(0), builtins.call("ord", first.callMethod("__getitem__", 0)));
                assertEquals(true, first.callMethod("__eq__", text));
            }
        }
    }

    @Test
    void keysThatAreEqualInPythonAreOne() {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) map.put("key" + i, (long) i);
        map.put(1, "int");
        map.put(1L, "long");
        map.put(1.0, "double");
        map.put(true, "bool");
        for (int i = 0; i < 300; i++) map.put("after" + i, (double) i);
        Map<?, ?> back = (Map<?, ?>) back(map);
        assertEquals(601, back.size());
        assertEquals("bool", back.get(1L));
        assertEquals(299.0, back.get("after299"));
    }

    /** A map whose size isn't what it has, and which calls Python while it is asked. */
    @Test
    void aMapMayDoAnythingMeanwhile() {
        for (int claimed : new int[] {0, 1, 400, 5000}) {
            Map<Object, Object> map = new AbstractMap<>() {
                @Override
                public Set<Map.Entry<Object, Object>> entrySet() {
                    return new AbstractSet<>() {
                        @Override
                        public Iterator<Map.Entry<Object, Object>> iterator() {
                            return Collections.nCopies(400, 0).stream().map(none -> entry()).iterator();
                        }

                        @Override
                        public int size() {
                            return claimed;
                        }
                    };
                }

                private int made;

                private Map.Entry<Object, Object> entry() {
                    assertEquals(List.of("other", 5L), back(List.of("other", 5)));
                    return Map.entry("key" + made++, "value");
                }
            };
            Map<?, ?> back = (Map<?, ?>) back(map);
            assertEquals(400, back.size());
            assertEquals("value", back.get("key399"));
        }
    }

    /** An object whose {@code hash} runs {@code change}, which Java's maps ask it for. */
    private PyObject keyThatChanges(Runnable change) {
        PyObject hash = python.callable("hash", (args, kwargs) -> {
            change.run();
            return 1;
        });
        return subclass("object", Map.of("__hash__", hash)).invoke(List.of(), Map.of());
    }

    private PyObject subclass(String base, Map<String, Object> namespace) {
        PyObject bases = builtins.invokeMethod("tuple", List.of(List.of(builtins.getAttr(base))), Map.of());
        return builtins.invokeMethod("type", List.of("Sub", bases, namespace), Map.of());
    }

    @Test
    void containersMayChangeWhileTheyAreConverted() {
        PyObject[] changing = new PyObject[1];
        boolean[] armed = {false};
        PyObject key = keyThatChanges(() -> {
            if (armed[0]) changing[0].callMethod("clear");
        });
        try (PyObject dict = python.convert(Map.of())) {
            dict.callMethod("__setitem__", key, "value");
            List<Object> items = new ArrayList<>(List.of("before", dict));
            for (int i = 0; i < 1000; i++) items.add("after" + i);
            changing[0] = python.convert(items);
            dict.close();
            armed[0] = true;
            assertEquals(2, ((List<?>) changing[0].toJava()).size());
            armed[0] = false;
        }
        changing[0] = python.convert(Map.of());
        changing[0].callMethod("__setitem__", key, List.of("value", "of", "it"));
        for (int i = 0; i < 1000; i++) changing[0].callMethod("__setitem__", "after" + i, i);
        armed[0] = true;
        Map<?, ?> back = (Map<?, ?>) changing[0].toJava();
        armed[0] = false;
        assertEquals(List.of("value", "of", "it"), back.values().iterator().next());
        assertEquals(1, back.size());
    }

    @Test
    void subclassesStayHandles() {
        try (PyObject list = python.convert(List.of("a", 1))) {
            list.callMethod("append", subclass("str", Map.of()).invoke(List.of("mine"), Map.of()));
            List<?> back = (List<?>) list.toJava();
            assertEquals(List.of("a", 1L), back.subList(0, 2));
            assertEquals("mine", back.get(2).toString());
            assertTrue(back.get(2) instanceof PyObject);
        }
    }

    /** Each allocation fails in turn: a MemoryError, and nothing is left of what was made. */
    @Test
    void whatFailsInTheMiddleLeavesNothing() {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object sort : SORTS) map.put("key" + map.size(), sort);
        List<Object> values = new ArrayList<>(SORTS);
        values.add(map);
        failEachAllocation(values); // the first failures make what stays
        long before = Blocks.settled(python);
        int failures = failEachAllocation(values);
        assertTrue(failures > 80, () -> failures + " allocations");
        long after = Blocks.settled(python);
        assertTrue(after <= before + 10, () -> "blocks: " + before + " before, " + after + " after");
    }

    /** How many have failed until all went well. */
    private int failEachAllocation(List<Object> values) {
        for (int failures = 0; ; failures++) {
            Blocks.failAllocation(failures + 1);
            try {
                assertEquals(values, back(values));
                return failures;
            } catch (PyException full) {
                assertEquals("MemoryError", full.typeName());
                full.value().ifPresent(PyObject::close);
            } finally {
                Blocks.failAllocation(0);
            }
        }
    }

    /** {@code dict(other)} may take the table of the other one as it is: what happens to one of them is nothing to the other. */
    @Test
    void copiesOfDictsAreApart() {
        long before = 0;
        for (int size = 0; size < 40; size++) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) map.put("key" + i, i % 5 == 0 ? List.of("item " + i) : (Object) (i + 1000L));
            if (size == 2) before = Blocks.settled(python);
            try (PyObject dict = python.convert(map); PyObject copy = builtins.invokeMethod("dict", List.of(dict), Map.of())) {
                assertEquals(map, copy.toJava());
                for (int i = 0; i < size; i += 2) copy.callMethod("__delitem__", "key" + i);
                for (int i = 0; i < 20; i++) copy.callMethod("__setitem__", "new" + i, i);
                assertEquals(map, dict.toJava());
                assertEquals(size / 2 + 20, ((Map<?, ?>) copy.toJava()).size());
                dict.callMethod("clear");
                assertEquals(19L, copy.callMethod("get", "new19"));
                assertEquals(size > 1 ? 1001L : null, copy.callMethod("get", "key1"));
            }
        }
        long after = Blocks.settled(python);
        long least = before;
        assertTrue(after <= before + 10, () -> "blocks: " + least + " before, " + after + " after");
    }

    @Test
    void unhashableKeysAreTypeErrors() {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) map.put("key" + i, i);
        map.put(List.of(), 1);
        assertEquals("TypeError", assertThrows(PyException.class, () -> python.convert(map)).typeName());
    }
}
