package org.capi4j.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;

/**
 * What built-in functions make of many values at once, as digests, beside those that {@code replay/digests.py} has recorded from CPython. The
 * loops are Python's: {@code map} and {@code filter}.
 */
final class Digests {
    private final PyModule builtins;
    private final Map<String, List<String>> recorded = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int part;

    /** @param file of the folder {@code digests} */
    Digests(Interpreter python, String file) throws IOException {
        builtins = python.importModule("builtins");
        Path path = ReplayCase.SOURCES.resolve("digests").resolve(file);
        for (String line : Files.readAllLines(path)) {
            String[] cells = line.split("\t");
            recorded.put(cells[0], List.of(cells[1].split(" ")));
        }
    }

    /** What follows is compared with the digests of this part. */
    void begin(int number) {
        part = number;
    }

    /** A line for each digest that isn't CPython's. */
    List<String> wrong() {
        return wrong;
    }

    PyObject call(String builtin, Object... arguments) {
        return builtins.invokeMethod(builtin, Arrays.asList(arguments), Map.of());
    }

    /** An attribute of a built-in type: {@code str.upper}. */
    PyObject method(String type, String name) {
        try (PyObject found = builtins.getAttr(type)) {
            return found.getAttr(name);
        }
    }

    PyObject function(String name) {
        return builtins.getAttr(name);
    }

    /** A list of the same value again and again. */
    PyObject repeated(Object value, int count) {
        try (PyObject one = call("list", List.of(value))) {
            return one.invokeMethod("__mul__", List.of(count), Map.of());
        }
    }

    /** {@code separator.join(map(function, *iterables))}, compared under that name. */
    void checkMap(String name, String separator, PyObject function, Object... iterables) {
        Object[] arguments = new Object[iterables.length + 1];
        arguments[0] = function;
        System.arraycopy(iterables, 0, arguments, 1, iterables.length);
        try (PyObject mapped = call("map", arguments)) {
            check(name, separator, mapped);
        }
    }

    /** {@code separator.join(strs)}, compared under that name. */
    void check(String name, String separator, PyObject strs) {
        try (PyObject text = call("str", separator);
                PyObject joined = text.invokeMethod("join", List.of(strs), Map.of());
                PyObject octets = joined.invokeMethod("encode", List.of("utf-32-le", "surrogatepass"), Map.of())) {
            String expected = recorded.get(name).get(part);
            String digest = digest(octets.as(byte[].class)).substring(0, expected.length());
            if (!digest.equals(expected)) wrong.add(name + ", part " + part + ": " + digest + ", CPython: " + expected);
        }
    }

    private static String digest(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
