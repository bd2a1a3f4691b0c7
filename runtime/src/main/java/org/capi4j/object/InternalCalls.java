package org.capi4j.object;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        try (var reader = new BufferedReader(
                new InputStreamReader(InternalCalls.class.getResourceAsStream("internal-calls.tsv"), StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error with the place where CPython's {@code function} raises it; itself where that isn't known. */
    static PyError located(PyError error, String function) {
        String place = PLACES.get(function.startsWith(VARIADIC) ? function.substring(VARIADIC.length()) : function);
        return place == null ? error : PyError.systemError(place + ": " + MESSAGE);
    }
}
