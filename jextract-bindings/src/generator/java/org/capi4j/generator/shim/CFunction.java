package org.capi4j.generator.shim;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function type, or a function that a header declares.
 *
 * @param result the result's type
 * @param error what the function returns on failure, as a decimal number; 0 for void
 * @param makesObject whether the result is a new reference to an object: after such a call garbage may be collected
 * @param reports whether a failure is the error indicator's: false where the declaration says that the call never sets it
 * @param line the declaration as the header spells it, for messages
 */
record CFunction(
        String name,
        CType result,
        List<Parameter> parameters,
        boolean variadic,
        String error,
        boolean makesObject,
        boolean reports,
        String line) {

    /** The integer arguments that System V passes in registers. */
    private static final int REGISTERS = 6;


    /**
     * A parameter.
     *
     * @param isObject a pointer to an object, which must not be NULL
     */
    record Parameter(CType type, boolean isObject) {}

    /** A function of this type that the shim keeps for itself: who calls it has checked its arguments. */
    CFunction internal(String symbol) {
        List<Parameter> unchecked = parameters.stream()
                .map(parameter -> new Parameter(parameter.type(), false))
                .toList();
        return new CFunction(symbol, result, unchecked, variadic, error, makesObject, reports, line);
    }

    /** Structs by value: nothing that a stub of longs and doubles could carry. */
    boolean isOnlyForC() {
        return variadic
                || result == CType.STRUCT
                || parameters.stream().anyMatch(parameter -> parameter.type() == CType.STRUCT);
    }

    /** The method descriptor of the guard: longs, doubles and floats. */
    String stubShape() {
        String types = parameters.stream()
                .map(parameter -> String.valueOf(parameter.type().stubDescriptor()))
                .collect(Collectors.joining());
        return "(" + types + "J".repeat(padding()) + ")" + result.stubDescriptor();
    }

    /**
     * How many longs a guard takes beyond the function's parameters: a function of up to six integers gets six, whatever stands in the
     * registers, because every further shape of upcall stub costs milliseconds at its first use.
     */
    int padding() {
        return hasIntegersOnly() ? REGISTERS - parameters.size() : 0;
    }

    /** Whether every parameter, six at most, and the result travel in integer registers. */
    boolean hasIntegersOnly() {
        return parameters.size() <= REGISTERS
                && result.stubDescriptor() == 'J'
                && parameters.stream().allMatch(parameter -> parameter.type().stubDescriptor() == 'J');
    }

    /** The Java types that an implementation has, as a source would spell them. */
    String javaSignature() {
        String types =
                parameters.stream().map(parameter -> parameter.type().java).collect(Collectors.joining(", "));
        return result.java + " (" + types + ")";
    }
}
