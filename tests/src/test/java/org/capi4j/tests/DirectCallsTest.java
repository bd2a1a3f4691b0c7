package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.capi4j.Headers;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An extension's calls of functions that have a fast lane don't go through the trampoline, whether the dynamic linker has made the table of
 * their addresses read-only or not; the functions' addresses stay what every other library and type takes them for.
 */
class DirectCallsTest {
    /** More than the bytes of all trampolines. */
    private static final long TRAMPOLINES = 1 << 14;

    @ParameterizedTest
    @ValueSource(strings = {"-Wl,-z,relro,-z,now", "-Wl,-z,relro,-z,lazy", "-Wl,-z,norelro,-z,lazy"})
    void callsOfLanesAreDirect(String linking) throws Exception {
        Path extension = CCompiler.compile(
                Path.of("src/test/c/direct.c"), "direct.cpython-311-x86_64-linux-gnu.so", Headers.folder(), linking.replaceAll("\\W", ""), linking);
        try (Interpreter first = Interpreter.open();
                Interpreter second = Interpreter.open()) { // which has a private copy
            areDirect(first.load(extension));
            areDirect(second.load(extension));
        }
    }

    private static void areDirect(PyModule direct) {
        assertEquals(8L, direct.call("use", 7));
        assertFalse(isTrampoline(direct, "PyLong_AsLong"));
        assertTrue(isTrampoline(direct, "PyList_Reverse"), "it has no lane");
        assertEquals(true, direct.call("generic"), "PyObject_GenericGetAttr is what types hold");
    }

    /** Whether calls of {@code function} go to where a function's address stands. */
    private static boolean isTrampoline(PyModule direct, String function) {
        long callee = (Long) direct.call("calls", function);
        assertNotEquals(0L, callee);
        return Math.abs(callee - (Long) direct.call("address")) < TRAMPOLINES;
    }
}
