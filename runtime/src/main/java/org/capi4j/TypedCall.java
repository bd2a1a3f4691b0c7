package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.lang.reflect.Method;
import org.capi4j.bridge.CallPlan;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Objects;

/** One method of a bound interface: a {@link CallPlan} with the conversions of the method's types. */
final class TypedCall {
    private final Interpreter interpreter;
    private final CallPlan plan;
    private final Class<?>[] parameters;
    private final Class<?> result;

    /** The call of {@code module.function} for a bound interface's method. */
    static TypedCall of(PyModule module, String function, Method method) {
        Interpreter interpreter = module.interpreter();
        return interpreter.locked(() -> new TypedCall(interpreter, Objects.getAttr(module.address(), function), method));
    }

    /** Takes over the reference to {@code callable}. */
    private TypedCall(Interpreter interpreter, long callable, Method method) {
        this.interpreter = interpreter;
        this.parameters = method.getParameterTypes();
        this.result = method.getReturnType();
        StringBuilder kinds = new StringBuilder();
        for (Class<?> parameter : parameters) kinds.append(kind(parameter));
        this.plan = interpreter.plan(callable, kinds.toString(), resultKind(result));
    }

    private static char kind(Class<?> type) {
        if (!type.isPrimitive() || type == char.class) return 'o';
        if (type == boolean.class) return 'z';
        return type == double.class || type == float.class ? 'd' : 'l';
    }

    private static char resultKind(Class<?> type) {
        if (type == void.class) return 'v';
        if (type == int.class) return 'i';
        return type == byte.class || type == short.class || type == float.class ? 'o' : kind(type);
    }

    /** Whether every parameter and the result travel unboxed, so that {@link #primitive} does. */
    boolean isPrimitive() {
        for (Class<?> parameter : parameters) {
            if (kind(parameter) == 'o') return false;
        }
        return resultKind(result) != 'o';
    }

    /** The call of a method without objects: raw bits in, raw bits out. */
    long primitive(long a, long b, long c, long d, long e, long f) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> primitive(a, b, c, d, e, f));
        interpreter.attend();
        long value = plan.call(a, b, c, d, e, f);
        return value == CallPlan.UNUSUAL ? unusual() : value;
    }

    private long unusual() {
        long outcome = plan.outcome();
        if (outcome == 0) return CallPlan.UNUSUAL;
        try {
            if (outcome == -1) throw ErrorIndicator.fetch();
            return raw(interpreter.as(result, interpreter.toJava(outcome)));
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            interpreter.leave();
        }
    }

    private static long raw(Object value) {
        return switch (value) {
            case Boolean bool -> bool ? 1 : 0;
            case Double number -> Double.doubleToRawLongBits(number);
            case Number number -> number.longValue();
            default -> throw new IllegalStateException("no primitive: " + value);
        };
    }

    /** The call of any other method. */
    Object general(Object[] args) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> general(args));
        interpreter.begin();
        long[] raw = new long[CallPlan.MAX_ARGUMENTS];
        int made = 0;
        try {
            for (; made < parameters.length; made++) raw[made] = argument(parameters[made], args[made]);
            return converted(plan.call(raw[0], raw[1], raw[2], raw[3], raw[4], raw[5]));
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            for (int i = 0; i < made; i++) {
                if (kind(parameters[i]) == 'o') References.decref(raw[i]);
            }
            interpreter.leave();
        }
    }

    private long argument(Class<?> type, Object value) {
        return switch (kind(type)) {
            case 'o' -> interpreter.toPython(value);
            case 'z' -> (Boolean) value ? 1 : 0;
            case 'd' -> Double.doubleToRawLongBits(((Number) value).doubleValue());
            default -> ((Number) value).longValue();
        };
    }

    private Object converted(long value) {
        if (value == CallPlan.UNUSUAL) {
            long outcome = plan.outcome();
            if (outcome != 0) {
                try {
                    if (outcome == -1) throw ErrorIndicator.fetch();
                    return interpreter.as(result, interpreter.toJava(outcome));
                } finally {
                    interpreter.leave();
                }
            }
        }
        return switch (resultKind(result)) {
            case 'o' -> object(value);
            case 'v' -> null;
            case 'z' -> value != 0;
            case 'd' -> Double.longBitsToDouble(value);
            case 'i' -> (int) value;
            default -> value;
        };
    }

    private Object object(long value) {
        if (value == NULL) throw PyError.systemError("a call returned neither result nor error");
        if (result == PyObject.class) return interpreter.wrap(value);
        return interpreter.as(result, interpreter.toJava(value));
    }
}
