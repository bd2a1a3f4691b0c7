package org.capi4j.object;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

    /** What CPython itself says for a NULL, by the functions that it protects so. */
    private static final class NullRefusers {
        static final Map<String, String> MESSAGES = lines("null-arguments.txt").stream()
                .map(line -> line.split("\t"))
                .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row.length == 1 ? "null argument to internal routine" : row[1] + ": " + MESSAGE));
    }

    /** CPython's own SystemError for a NULL that was given to a function, or to the one behind {@code c4j_va_}; null where it has none. */
    static PyError nullRefused(String function) {
        String message = NullRefusers.MESSAGES.get(function.startsWith(VARIADIC) ? function.substring(VARIADIC.length()) : function);
        return message == null ? null : PyError.systemError(message);
    }

    /** The error with the place where CPython's {@code function} raises it; itself where that isn't known. */
    static PyError located(PyError error, String function) {
        String place = PLACES.get(function.startsWith(VARIADIC) ? function.substring(VARIADIC.length()) : function);
        return place == null ? error : PyError.systemError(place + ": " + MESSAGE);
    }
}
