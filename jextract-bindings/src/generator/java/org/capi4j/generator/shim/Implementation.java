package org.capi4j.generator.shim;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A static Java method that C can call.
 *
 * @param holder the class, {@code org.capi4j.capi.PyList}
 * @param result the result's Java type, {@code void} for a C function that returns an int only to report success too
 */
record Implementation(String holder, String method, String result, List<Parameter> parameters) {

    /** A parameter; {@code isNullable} where the source says so. */
    record Parameter(String type, String name, boolean isNullable) {}

    String simpleHolder() {
        return holder.substring(holder.lastIndexOf('.') + 1);
    }

    String internalHolder() {
        return holder.replace('.', '/');
    }

    String descriptor() {
        return parameters.stream()
                .map(parameter -> String.valueOf(descriptor(parameter.type())))
                .collect(Collectors.joining("", "(", ")" + descriptor(result)));
    }

    String signature() {
        return parameters.stream().map(Parameter::type).collect(Collectors.joining(", ", result + " (", ")"));
    }

    private static char descriptor(String type) {
        return switch (type) {
            case "long" -> 'J';
            case "boolean" -> 'Z';
            default -> Character.toUpperCase(type.charAt(0));
        };
    }
}
