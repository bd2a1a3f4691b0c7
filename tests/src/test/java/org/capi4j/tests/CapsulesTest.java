package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.Test;

/** Destructors of capsules call back into Java, leave errors and use the API, while the interpreter works and while it is closed. */
class CapsulesTest {
    private static final int CALLS = 0;
    private static final int RAISES = 1;
    private static final int CHAINS = 2;
    private static final int USES_API = 3;

    private final List<Object> told = new ArrayList<>();

    private static PyModule load(Interpreter python) throws Exception {
        return python.load(CCompiler.ours(Path.of("src/test/c/capsules.c"), "capsules.cpython-311-x86_64-linux-gnu.so"));
    }

    private PyObject teller(Interpreter python) {
        return python.callable("tell", (args, kwargs) -> told.add(args[0]));
    }

    private static PyObject failing(Interpreter python) {
        return python.callable("failing", (args, kwargs) -> {
            throw new IllegalArgumentException("in a destructor");
        });
    }

    @Test
    void callBack() throws Exception {
        try (Interpreter python = Interpreter.open()) {
            PyModule capsules = load(python);
            capsules.call("drop", teller(python), CALLS, 7);
            capsules.call("drop", failing(python), CALLS, 7); // told to sys.unraisablehook
            capsules.call("drop", teller(python), USES_API, 0);
            assertEquals(List.of(7L), told);
        }
    }

    /** As in CPython, the error is there for whoever looks next; a call that doesn't look is told by its caller. */
    @Test
    void leaveAnError() throws Exception {
        try (Interpreter python = Interpreter.open()) {
            PyModule capsules = load(python);
            PyException left = assertThrows(PyException.class, () -> capsules.call("drop", teller(python), RAISES, 0));
            assertEquals("ValueError: left by a destructor", left.getMessage());
            PyException late = assertThrows(PyException.class, () -> capsules.call("drop_silently", teller(python), RAISES, 0));
            assertEquals("SystemError", late.typeName());
            PyObject handle = (PyObject) capsules.call("make", teller(python), RAISES, 0);
            handle.close();
            capsules.call("drop", teller(python), CALLS, 1);
            assertEquals(List.of(1L), told);
        }
    }

    /** A destructor that makes and drops a capsule, whose destructor does so, and so on: deeper than any stack if it were to nest for ever. */
    @Test
    void makeOthers() throws Exception {
        try (Interpreter python = Interpreter.open()) {
            load(python).call("drop", teller(python), CHAINS, 200);
            assertEquals(List.of(-1L), told);
        }
    }

    /** What modules, cycles and static variables still hold dies when the interpreter is closed, and then there is nobody to tell an error. */
    @Test
    void dieWithTheInterpreter() throws Exception {
        for (int way : new int[] {CALLS, RAISES, CHAINS, USES_API}) {
            Interpreter python = Interpreter.open();
            PyModule capsules = load(python);
            capsules.setAttr("kept", capsules.call("make", teller(python), way, 3));
            capsules.setAttr("failing", capsules.call("make", failing(python), CALLS, 3));
            python.importModule("sys").setAttr("kept", capsules.call("make", teller(python), way, 4));
            PyObject cycle = python.importModule("builtins").invokeMethod("list", List.of(), Map.of());
            cycle.callMethod("append", cycle);
            cycle.callMethod("append", capsules.call("make", teller(python), way, 5));
            capsules.call("keep", capsules.call("make", teller(python), way, 6));
            python.close();
        }
        try (Interpreter python = Interpreter.open()) {
            told.clear();
            load(python).call("drop", teller(python), CALLS, 2);
            assertEquals(List.of(2L), told);
        }
    }

    @Test
    void attributesOfModulesAreToldAtClose() throws Exception {
        Interpreter python = Interpreter.open();
        PyModule capsules = load(python);
        capsules.setAttr("kept", capsules.call("make", teller(python), CALLS, 3));
        python.close();
        assertEquals(List.of(3L), told);
    }
}
