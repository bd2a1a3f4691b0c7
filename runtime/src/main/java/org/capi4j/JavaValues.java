package org.capi4j;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Java values in the type that a caller asked for. */
final class JavaValues {
    private JavaValues() {}

    /** {@code value} as {@code type}; numbers are converted where nothing is lost. */
    @SuppressWarnings("unchecked")
    static <T> T as(Class<T> type, Object value) {
        if (type == Optional.class) return (T) Optional.ofNullable(value);
        if (value == null) {
            if (type.isPrimitive()) throw new ClassCastException("None is no " + type);
            return null;
        }
        return (T) convert(type, value);
    }

    private static Object convert(Class<?> type, Object value) {
        if (type.isInstance(value)) return value;
        if (type.isArray() && value instanceof List<?> items) return array(type.getComponentType(), items);
        if (value instanceof Long || value instanceof BigInteger) return integer(type, (Number) value);
        if (value instanceof Boolean bool && isIntegral(type)) return integer(type, bool ? 1L : 0L);
        if (value instanceof Double number && type == double.class) return number;
        if (value instanceof Double number && (type == float.class || type == Float.class)) return number.floatValue();
        if (value instanceof Boolean && type == boolean.class) return value;
        if (value instanceof String text && text.length() == 1 && (type == char.class || type == Character.class)) return text.charAt(0);
        throw new ClassCastException("a result of type " + value.getClass().getName() + " is no " + type.getName());
    }

    private static Object array(Class<?> component, List<?> items) {
        Object array = Array.newInstance(component, items.size());
        int index = 0;
        for (Object item : items) Array.set(array, index++, as(component, item));
        return array;
    }

    /** Where Python's bool, which is an int, may go. */
    private static boolean isIntegral(Class<?> type) {
        return type != boolean.class && type.isPrimitive() && type != double.class && type != float.class && type != char.class
                || type == BigInteger.class || type == Long.class || type == Integer.class || type == Short.class || type == Byte.class;
    }

    private static Object integer(Class<?> type, Number value) {
        if (type == double.class || type == Double.class) return value.doubleValue();
        if (type == BigInteger.class) return BigInteger.valueOf(value.longValue());
        if (value instanceof BigInteger) throw new ArithmeticException("the int " + value + " does not fit " + type.getName());
        long number = value.longValue();
        if (type == long.class) return number;
        if (type == int.class || type == Integer.class) return Math.toIntExact(number);
        if (type == short.class || type == Short.class) return (short) ranged(type, number, Short.MIN_VALUE, Short.MAX_VALUE);
        if (type == byte.class || type == Byte.class) return (byte) ranged(type, number, Byte.MIN_VALUE, Byte.MAX_VALUE);
        throw new ClassCastException("an int is no " + type.getName());
    }

    private static long ranged(Class<?> type, long number, long low, long high) {
        if (number < low || number > high) throw new ArithmeticException("the int " + number + " does not fit " + type.getName());
        return number;
    }
}
