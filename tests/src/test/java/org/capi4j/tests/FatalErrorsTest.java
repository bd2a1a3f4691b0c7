package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What ends CPython's process ends the call, with the destructors run of what is given up. */
class FatalErrorsTest {
    private static final String WITHOUT_GIL = "the function must be called with the GIL held, but the GIL is released (the current Python thread state is NULL)";

    private Interpreter python;
    private PyModule dying;

    @BeforeEach
    void open() throws IOException {
        python = Interpreter.open();
        dying = load("dying");
    }

    private PyModule load(String name) throws IOException {
        Path source = ReplayCase.SOURCES.resolve("c/dying.cpp");
        return python.load(CCompiler.ours(source, name + ".cpython-311-x86_64-linux-gnu.so"));
    }

    @AfterEach
    void close() {
        assertEquals(0L, python.importModule("operator").call("index", 0));
        python.close();
    }

    private static PyException dies(String message, Executable call) {
        PyException error = assertThrows(PyException.class, call);
        assertEquals("SystemError: Fatal Python error: " + message, error.getMessage());
        return error;
    }

    @Test
    void theFunctionThatReportsItIsGivenUp() {
        dies("die: it is over", () -> dying.call("die", 0));
        PyException error = dies("die: it is over", () -> dying.call("die", 1));
        assertEquals("KeyError", ((PyException) error.getCause()).typeName());
        assertEquals(2L, dying.call("count_destroyed"));
    }

    @Test
    void theGilComesBack() {
        dies("PyThreadState_Get: " + WITHOUT_GIL, () -> dying.call("die", 2));
        dies("die: it is over", () -> dying.call("die", 3));
        assertEquals(2L, dying.call("count_destroyed"));
    }

    @Test
    void guardsOfStaticVariablesAreGivenBack() {
        for (int i = 0; i < 2; i++) dies("operator(): nothing can be made", () -> dying.call("die_making"));
    }

    @Test
    void whoCalledTheFunctionGoesOn() {
        try (PyObject error = (PyObject) dying.call("call_die", 0)) {
            assertEquals("<class 'SystemError'>", error.repr());
        }
        assertEquals(1L, dying.call("count_destroyed"));
    }

    @Test
    void slotsMayReportItToo() {
        PyException error = assertThrows(PyException.class, () -> dying.call("Dying"));
        assertEquals("SystemError", error.typeName());
    }

    @Test
    void modulesMayReportItAsTheyAreInitialized() {
        dies("PyInit_dying_at_once: no module", () -> load("dying_at_once"));
    }
}
