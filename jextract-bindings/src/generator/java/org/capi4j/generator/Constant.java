package org.capi4j.generator;

/**
 * A macro or an enumerator with a constant value.
 *
 * @param header the header that defines it, as in {@code #include <...>}
 * @param value an Integer, Long, Double or String. C's unsigned types keep their bits: UINT_MAX is -1
 */
record Constant(String name, String header, Object value) {

    String javaType() {
        return switch (value) {
            case Integer _ -> "int";
            case Long _ -> "long";
            case Double _ -> "double";
            default -> "String";
        };
    }

    /** The value as a Java literal, with the hexadecimal number as a comment where it helps to see bits. */
    String literal() {
        return switch (value) {
            case Integer number -> number + ";" + (isWide(number) ? " // 0x" + Integer.toHexString(number) : "");
            case Long number -> number + "L;" + (isWide(number) ? " // 0x" + Long.toHexString(number) : "");
            case Double number when number.isNaN() -> "Double.NaN;";
            case Double number when number.isInfinite() -> "Double.POSITIVE_INFINITY;";
            case Double number -> number + ";";
            default -> "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\";";
        };
    }

    private static boolean isWide(long number) {
        return number > 15 || number < -1;
    }
}
