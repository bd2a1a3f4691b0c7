package org.capi4j.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.capi4j.Interpreter;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of Python, each with the outcome that CPython gave: {@code src/test/resources/org/capi4j/type/*.txt}. */
final class SnippetTest {
    private static final long FAIL_AFTER = Shim.symbol("c4j_alloc_fail_after");
    private static final long FAILED = Shim.symbol("c4j_alloc_failed");
    private static final long BLOCKS = Shim.symbol("c4j_blocks");

    @ParameterizedTest
    @ValueSource(strings = {
        "list", "tuple", "dict", "set", "slice_range", "iterators", "ordered_dict", "cycles", "subclasses", "set_random",
        "exceptions", "types", "str", "bytes", "codecs", "text_subclasses"
    })
    void answersAsCPython(String area) throws Exception {
        List<String> failures = check(area);
        assertEquals(0, failures.size(), () -> failures.size() + " lines differ\n" + String.join("\n", failures));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "list", "tuple", "dict", "set", "slice_range", "iterators", "ordered_dict", "cycles", "exceptions", "str", "bytes",
        "codecs"
    })
    void leavesNothingBehind(String area) throws Exception {
        List<String> leaks = leaks(area);
        assertEquals(0, leaks.size(), () -> leaks.size() + " lines leave objects behind\n" + String.join("\n", leaks));
    }

    /** Lines after whose second run there are more or fewer blocks of memory than before. */
    static List<String> leaks(String area) throws Exception {
        List<String> leaks = new ArrayList<>();
        try (Interpreter python = Interpreter.open()) {
            python.run(() -> {
                for (String line : lines(area)) {
                    if (line.isBlank() || line.startsWith("#") || line.startsWith("    ")) continue;
                    outcome(line);
                    long before = blocks();
                    outcome(line);
                    long left = blocks() - before;
                    if (left != 0) leaks.add(left + " blocks: " + line);
                }
                return null;
            });
        }
        return leaks;
    }

    /** What goes wrong when the n-th allocation of a line fails, for each n: a crash, another error than MemoryError, a leak. */
    static List<String> faults(String area) throws Exception {
        List<String> faults = new ArrayList<>();
        try (Interpreter python = Interpreter.open()) {
            python.run(() -> {
                for (String line : lines(area)) {
                    if (line.isBlank() || line.startsWith("#") || line.startsWith("    ")) continue;
                    outcome(line);
                    String expected = outcome(line);
                    for (long n = 1; n < 2000; n++) {
                        String fault = fault(line, expected, n);
                        if (fault == null) break;
                        if (!fault.isEmpty()) faults.add(fault + " when allocation " + n + " fails: " + line);
                    }
                }
                return null;
            });
        }
        return faults;
    }

    /** Null when the line has fewer than n allocations, an empty text when all is well. */
    private static String fault(String line, String expected, long n) throws Exception {
        long before = blocks();
        failAfter(n);
        String actual = outcome(line);
        boolean failed = failures() > 0;
        failAfter(0);
        long left = blocks() - before;
        if (!failed) return null;
        if (actual.startsWith("crash")) return actual;
        if (!actual.equals(expected) && !actual.contains("!MemoryError")) return "instead " + actual;
        return left == 0 ? "" : left + " blocks left";
    }

    private static void failAfter(long n) {
        try {
            NativeCall.critical(FAIL_AFTER, n);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long failures() {
        try {
            return NativeCall.critical(FAILED);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long blocks() {
        try {
            return NativeCall.critical(BLOCKS, InterpreterState.current().address());
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "list", "tuple", "dict", "set", "slice_range", "iterators", "ordered_dict", "exceptions", "str", "bytes", "codecs"
    })
    void survivesFailingAllocations(String area) throws Exception {
        List<String> faults = faults(area);
        assertEquals(0, faults.size(), () -> faults.size() + " faults\n" + String.join("\n", faults));
    }

    static List<String> check(String area) throws Exception {
        List<String> failures = new ArrayList<>();
        List<String> lines = lines(area);
        assertTrue(lines.size() > 1, area + ".txt is empty");
        try (Interpreter python = Interpreter.open()) {
            python.run(() -> {
                for (int i = 0; i + 1 < lines.size(); i++) {
                    String expected = lines.get(i + 1);
                    if (lines.get(i).isBlank() || lines.get(i).startsWith("#") || !expected.startsWith("    ")) continue;
                    String actual = outcome(lines.get(i));
                    if (!actual.equals(expected.strip())) {
                        failures.add(area + ".txt:" + (i + 1) + ": " + lines.get(i) + "\n   CPython " + expected.strip() + "\n   ours    "
                                + actual);
                    }
                }
                return null;
            });
        }
        return failures;
    }

    private static String outcome(String line) {
        try {
            return Snippet.run(line);
        } catch (RuntimeException | Error crash) {
            StackTraceElement[] trace = crash.getStackTrace();
            return "crash: " + crash + (trace.length > 0 ? " at " + trace[0] : "");
        }
    }

    private static List<String> lines(String area) {
        try (InputStream file = SnippetTest.class.getResourceAsStream(area + ".txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** For {@code build-support/dev-build.sh run org.capi4j.type.SnippetTest list dict}. */
    public static void main(String[] areas) throws Exception {
        for (String area : areas) {
            List<String> failures = check(area);
            failures.forEach(System.out::println);
            System.out.println(area + ": " + failures.size() + " lines differ");
            leaks(area).forEach(System.out::println);
            faults(area).forEach(System.out::println);
        }
    }
}
