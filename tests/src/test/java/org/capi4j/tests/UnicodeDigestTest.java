package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.junit.jupiter.api.Test;

/**
 * Every code point, surrogates and all that no character has: what {@code str}'s methods make of it, and CPython's own {@code unicodedata}. By
 * itself the first two planes, {@code -Dcapi4j.planes=17} for all.
 */
class UnicodeDigestTest {
    private static final int PLANES = Integer.getInteger("capi4j.planes", 2);
    private static final int PLANE = 0x10000;
    private static final List<String> PREDICATES = List.of(
            "isalpha", "isalnum", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace",
            "istitle", "isupper");
    private static final List<String> MAPPINGS =
            List.of("upper", "lower", "title", "casefold", "swapcase", "capitalize", "__repr__", "expandtabs", "strip");
    private static final List<String> DATA =
            List.of("category", "bidirectional", "combining", "east_asian_width", "mirrored", "decomposition");

    @Test
    void str() throws IOException {
        try (Interpreter python = Interpreter.open()) {
            Digests digests = new Digests(python, "unicode.txt");
            for (int plane = 0; plane < PLANES; plane++) {
                digests.begin(plane);
                try (PyObject chars = characters(digests, plane)) {
                    tested(digests, chars);
                    mapped(digests, chars);
                    joined(digests, chars);
                }
            }
            assertEquals("", String.join("\n", digests.wrong()));
        }
    }

    private static PyObject characters(Digests digests, int plane) {
        try (PyObject numbers = digests.call("range", plane * PLANE, (plane + 1) * PLANE);
                PyObject chars = digests.call("map", digests.function("chr"), numbers)) {
            return digests.call("list", chars);
        }
    }

    private static void tested(Digests digests, PyObject chars) {
        for (String name : PREDICATES) {
            try (PyObject found = digests.call("filter", digests.method("str", name), chars)) {
                digests.check(name, "|", found);
            }
        }
        try (PyObject words = around(digests, "a", chars, "");
                PyObject found = digests.call("filter", digests.method("str", "isidentifier"), words)) {
            digests.check("isidentifier in the middle", "|", found);
        }
        for (String type : List.of("int", "float")) {
            try (PyObject decimals = digests.call("filter", digests.method("str", "isdecimal"), chars);
                    PyObject numbers = digests.call("map", digests.function(type), decimals)) {
                digests.checkMap(type, "|", digests.function("str"), numbers);
            }
        }
    }

    private static void mapped(Digests digests, PyObject chars) {
        for (String name : MAPPINGS) digests.checkMap(name, "|", digests.method("str", name), chars);
        digests.checkMap("ascii", "|", digests.function("ascii"), chars);
        try (PyObject words = around(digests, "\u03a3", chars, "\u03a3")) {
            digests.checkMap("lower after a letter", "|", digests.method("str", "lower"), words);
        }
        try (PyObject words = around(digests, "a", chars, "a")) {
            digests.checkMap("title after a letter", "|", digests.method("str", "title"), words);
        }
        try (PyObject encodings = digests.repeated("utf-8", PLANE);
                PyObject errors = digests.repeated("surrogatepass", PLANE);
                PyObject encoded = digests.call("map", digests.method("str", "encode"), chars, encodings, errors)) {
            digests.checkMap("utf-8", "|", digests.function("repr"), encoded);
        }
    }

    private static PyObject around(Digests digests, String before, PyObject chars, String after) {
        try (PyObject head = digests.repeated(before, PLANE);
                PyObject tail = digests.repeated(after, PLANE);
                PyObject begun = digests.call("map", digests.method("str", "__add__"), head, chars);
                PyObject whole = digests.call("map", digests.method("str", "__add__"), begun, tail)) {
            return digests.call("list", whole);
        }
    }

    private static void joined(Digests digests, PyObject chars) {
        try (PyObject letter = digests.call("str", "a");
                PyObject text = letter.invokeMethod("join", List.of(chars), Map.of())) {
            for (String name : List.of("splitlines", "split")) digests.check(name, "|", text.invokeMethod(name, List.of(), Map.of()));
        }
    }

    @Test
    void unicodedata() throws IOException {
        Optional<String> folder = LibDynload.folder();
        assumeTrue(folder.isPresent(), "no CPython 3.11 with its extension modules");
        try (Interpreter python = Interpreter.builder().searchPath(Path.of(folder.get())).open()) {
            PyModule module = python.importModule("unicodedata");
            Digests digests = new Digests(python, "unicodedata.txt");
            for (int plane = 0; plane < PLANES; plane++) {
                digests.begin(plane);
                try (PyObject chars = characters(digests, plane)) {
                    data(digests, module, chars);
                }
            }
            assertEquals("", String.join("\n", digests.wrong()));
        }
    }

    private static void data(Digests digests, PyModule module, PyObject chars) {
        for (String name : DATA) {
            try (PyObject found = digests.call("map", module.getAttr(name), chars)) {
                digests.checkMap(name, "|", digests.function("str"), found);
            }
        }
        try (PyObject none = digests.call("list", Collections.singletonList(null));
                PyObject nothing = none.invokeMethod("__mul__", List.of(PLANE), Map.of())) {
            for (String name : List.of("name", "decimal", "digit", "numeric")) {
                try (PyObject found = digests.call("map", module.getAttr(name), chars, nothing)) {
                    digests.checkMap(name, "|", digests.function("str"), found);
                }
            }
        }
        for (String form : List.of("NFC", "NFD", "NFKC", "NFKD")) {
            try (PyObject forms = digests.repeated(form, PLANE)) {
                digests.checkMap(form, "|", module.getAttr("normalize"), forms, chars);
            }
        }
    }
}
