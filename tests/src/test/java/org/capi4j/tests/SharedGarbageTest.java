package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cycles through Java's heap and Python's: found when they are garbage, and left alone when they are not. */
class SharedGarbageTest {
    private Interpreter python;
    private PyModule gc;
    private PyModule threads;

    @BeforeEach
    void open() throws Exception {
        python = Interpreter.open();
        gc = python.importModule("gc");
        threads = ThreadsTest.load(python);
    }

    @AfterEach
    void close() {
        python.close();
    }

    /** An object that is no value of Python's, and may hold handles. */
    private static final class Holder {
        final List<Object> holds = new ArrayList<>();
    }

    /** How many objects of a type there are. */
    private long count(String type) {
        return python.statistics().objectsByType().getOrDefault(type, 0L);
    }

    /** A new Python list with these items, as a handle. */
    private PyObject list(Object... items) {
        PyObject list = python.convert(List.of());
        for (Object item : items) list.callMethod("append", item);
        return list;
    }

    /** A list with a callable that holds a handle on the list. */
    private WeakReference<Holder> cycleThroughCallable() {
        Holder holder = new Holder();
        PyObject list = list();
        holder.holds.add(list);
        list.callMethod("append", python.callable("cycle", (args, kwargs) -> holder.holds.size()));
        return new WeakReference<>(holder);
    }

    /** A Java collection of handles, in an opaque object that is in a list that one of the handles is on. */
    private WeakReference<Holder> cycleThroughCollection() {
        Holder holder = new Holder();
        PyObject dict = python.convert(java.util.Map.of());
        PyObject outer = list(list(dict));
        dict.callMethod("__setitem__", "holder", holder);
        holder.holds.add(outer);
        holder.holds.add(python.convert("text"));
        return new WeakReference<>(holder);
    }

    @Test
    void cyclesThroughCallablesAreFound() {
        gc.call("collect");
        long before = count("capi4j.JavaCallable");
        List<WeakReference<Holder>> cycles = new ArrayList<>();
        for (int i = 0; i < 50; i++) cycles.add(cycleThroughCallable());
        assertEquals(before + 50, count("capi4j.JavaCallable"));
        gc.call("collect");
        assertEquals(before, count("capi4j.JavaCallable"));
        System.gc();
        for (WeakReference<Holder> cycle : cycles) assertNull(cycle.get());
    }

    @Test
    void cyclesThroughCollectionsAreFound() {
        gc.call("collect");
        long before = count("capi4j.JavaObject");
        WeakReference<Holder> cycle = cycleThroughCollection();
        assertEquals(before + 1, count("capi4j.JavaObject"));
        gc.call("collect");
        assertEquals(before, count("capi4j.JavaObject"));
        System.gc();
        assertNull(cycle.get());
    }

    /** A program that never asks for a collection doesn't keep more of them than a search is worth. */
    @Test
    void cyclesAreFoundUnasked() {
        WeakReference<Holder> first = cycleThroughCallable();
        for (int i = 0; i < 25_000; i++) cycleThroughCallable();
        assertTrue(count("capi4j.JavaCallable") < 15_000, () -> count("capi4j.JavaCallable") + " callables");
        System.gc();
        assertNull(first.get());
    }

    @Test
    void unaskedOnlyWhileCollectionsAreWanted() {
        gc.call("disable");
        for (int i = 0; i < 12_000; i++) cycleThroughCallable();
        assertTrue(count("capi4j.JavaCallable") >= 12_000, () -> count("capi4j.JavaCallable") + " callables");
        gc.call("enable");
        assertTrue(count("capi4j.JavaCallable") < 5_000, () -> count("capi4j.JavaCallable") + " callables");
    }

    /** Growth that is no garbage costs searches, fewer and fewer, and nothing else. */
    @Test
    void whatGrowsAndLivesStays() {
        List<PyObject> callables = new ArrayList<>();
        for (int i = 0; i < 35_000; i++) {
            long answer = i;
            callables.add(list(python.callable("answer", (args, kwargs) -> answer)));
        }
        for (int i = 0; i < callables.size(); i += 1_000) {
            assertEquals((long) i, threads.call("call", (PyObject) callables.get(i).callMethod("__getitem__", 0)));
        }
    }

    @Test
    void whatJavaHoldsStays() {
        PyObject list = list();
        Holder holder = new Holder();
        holder.holds.add(list);
        list.callMethod("append", python.callable("answer", (args, kwargs) -> 42L + holder.holds.size()));
        WeakReference<Holder> watched = new WeakReference<>(holder);
        for (int i = 0; i < 3; i++) {
            gc.call("collect");
            assertEquals(43L, threads.call("call", ((PyObject) list.callMethod("__getitem__", 0))));
        }
        assertNotNull(watched.get());
        assertEquals(1L, list.callMethod("__len__"));
    }

    /** Java holds one end of a chain that goes from heap to heap; nothing of it may go. */
    @Test
    void whatIsReachableThroughBothHeapsStays() {
        PyObject end = list("the end");
        PyObject middle = list(python.callable("middle", (args, kwargs) -> end));
        PyObject start = list(python.callable("start", (args, kwargs) -> middle));
        assertEquals("['the end']", walk(start));
        gc.call("collect");
        assertEquals("['the end']", walk(start));
    }

    private String walk(PyObject start) {
        PyObject current = start;
        for (int i = 0; i < 2; i++) {
            PyObject callable = (PyObject) current.callMethod("__getitem__", 0);
            current = callable.invoke(List.of(), java.util.Map.of());
        }
        return current.repr();
    }

    @Test
    void whatPythonHoldsStays() {
        WeakReference<Holder> cycle = heldByModule();
        gc.call("collect");
        System.gc();
        assertNotNull(cycle.get());
        assertEquals(1L, threads.call("call", threads.getAttr("kept")));
        threads.delAttr("kept");
        gc.call("collect");
        System.gc();
        assertNull(cycle.get());
    }

    private WeakReference<Holder> heldByModule() {
        Holder holder = new Holder();
        holder.holds.add(list());
        threads.setAttr("kept", python.callable("kept", (args, kwargs) -> (long) holder.holds.size()));
        return new WeakReference<>(holder);
    }

    private void cyclesCollected(int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < 300; i++) cycleThroughCallable();
            gc.call("collect");
        }
    }

    @Test
    void manyCyclesLeaveNothing() {
        cyclesCollected(1); // caches fill
        long blocks = Blocks.settled(python);
        cyclesCollected(3);
        long after = Blocks.settled(python);
        assertTrue(after <= blocks + 10, () -> "blocks: " + blocks + " before, " + after + " after");
    }
}
