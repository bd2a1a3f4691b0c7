package org.capi4j.object;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code SystemError: Objects/listobject.c:222: bad argument to internal function}: the place is part of what CPython says, and recorded from it. */
final class InternalCalls {
    static final String MESSAGE = "bad argument to internal function";

    /** Variadic functions come in by helpers of such names. */
    private static final String VARIADIC = "c4j_va_";

    private static final Map<String, String> PLACES = read();

    private InternalCalls() {}

    private static Map<String, String> read() {
        return lines("internal-calls.tsv").stream().map(line -> line.split("\t")).collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));
    }

    private static List<String> lines(String resource) {
        try (var reader = new BufferedReader(new InputStreamReader(InternalCalls.class.getResourceAsStream(resource), StandardCharsets.US_ASCII))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Functions that CPython itself protects against NULL. */
    private static final class NullRefusers {
        static final Set<String> NAMES = Set.copyOf(lines("null-arguments.txt"));
    }

    /** Whether CPython's function of that name, or of the name behind {@code c4j_va_}, has a SystemError of its own for NULL. */
    static boolean refusesNull(String function) {
        return NullRefusers.NAMES.contains(function.startsWith("c4j_va_") ? function.substring("c4j_va_".length()) : function);
    }

    /** The error with the place where CPython's {@code function} raises it; itself where that isn't known. */
    static PyError located(PyError error, String function) {
        String place = PLACES.get(function.startsWith(VARIADIC) ? function.substring(VARIADIC.length()) : function);
        return place == null ? error : PyError.systemError(place + ": " + MESSAGE);
    }
}
