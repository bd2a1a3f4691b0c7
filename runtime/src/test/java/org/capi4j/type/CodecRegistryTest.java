package org.capi4j.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.capi4j.Interpreter;
import org.capi4j.PyCallable;
import org.capi4j.PyObject;
import org.capi4j.module.Imports;
import org.junit.jupiter.api.Test;

/** Search functions and error handlers that somebody registered; the outcomes are CPython 3.11's. */
class CodecRegistryTest {
    /** Sets {@code name} in builtins, evaluates each case and compares. */
    private static void check(String name, PyCallable function, String register, String... casesAndOutcomes) throws Exception {
        try (Interpreter python = Interpreter.open()) {
            PyObject callable = python.callable(name, function);
            python.importModule("builtins").setAttr(name, callable);
            python.run(() -> {
                long object = DictType.get(Imports.builtins(), name);
                if (register == null) CodecRegistry.register(object);
                else CodecRegistry.registerError(register, object);
                for (int i = 0; i < casesAndOutcomes.length; i += 2) {
                    assertEquals(casesAndOutcomes[i + 1], Snippet.run(casesAndOutcomes[i]));
                }
                return null;
            });
        }
    }

    @Test
    void searchFunction() throws Exception {
        check(
                "search",
                (args, kwargs) -> args[0].equals("foo_bar") ? 5 : null,
                null,
                "'a'.encode('Foo-Bar')", "!TypeError: codec search functions must return 4-tuples",
                "'a'.encode('Nope')", "!LookupError: unknown encoding: Nope");
    }

    @Test
    void handlerThatIsWrong() throws Exception {
        check(
                "handler",
                (args, kwargs) -> 5,
                "wrong",
                "'\\xe9'.encode('ascii', 'wrong')", "!TypeError: encoding error handler must return (str/bytes, int) tuple",
                "b'\\xff'.decode('ascii', 'wrong')", "!TypeError: decoding error handler must return (str, int) tuple");
    }

    @Test
    void handlerWithReplacement() throws Exception {
        check(
                "handler",
                (args, kwargs) -> {
                    PyObject failure = (PyObject) args[0];
                    return tuple(failure, "<" + failure.get("reason") + ">", failure.get("end"));
                },
                "reasons",
                "'a\\xe9b'.encode('ascii', 'reasons')", "b'a<ordinal not in range(128)>b'",
                "b'a\\xffb'.decode('utf-8', 'reasons')", "'a<invalid start byte>b'");
    }

    @Test
    void handlerThatLeavesTheText() throws Exception {
        check(
                "handler",
                (args, kwargs) -> tuple((PyObject) args[0], "x", 100),
                "far",
                "'\\xe9'.encode('ascii', 'far')", "!IndexError: position 100 from error handler out of bounds",
                "b'\\xff'.decode('ascii', 'far')", "!IndexError: position 100 from error handler out of bounds");
    }

    private static PyObject tuple(PyObject any, Object... items) {
        PyObject type = any.interpreter().importModule("builtins").getAttr("tuple");
        return type.invoke(List.of(List.of(items)), Map.of());
    }
}
