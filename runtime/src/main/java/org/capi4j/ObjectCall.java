package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.bridge.CallArea;
import org.capi4j.bridge.CallPlan;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * A bound method that takes or returns objects. Each parameter has the conversion of its static type; a record, because the JIT compiler
 * takes the components of a constant record for constants, and so inlines them.
 *
 * @param plan made references are handed over to it
 * @param textPlan for texts and primitives that all fit into a {@link CallArea}; null where no call can
 */
record ObjectCall(
        Interpreter interpreter, CallPlan plan, CallPlan textPlan, TypedMethod method, Class<?> result, char resultKind, int count,
        TypedArgument first, TypedArgument second, TypedArgument third, TypedArgument fourth, TypedArgument fifth) {

    static ObjectCall of(Interpreter interpreter, CallPlan plan, CallPlan textPlan, TypedMethod method) {
        return new ObjectCall(
                interpreter, plan, textPlan, method, method.result(), method.resultKind(), method.arguments().size(),
                method.argument(0), method.argument(1), method.argument(2), method.argument(3), method.argument(4));
    }

    /** The call of a method of primitives and texts with up to {@link CallPlan#REGISTERS} parameters: one downcall, where the texts are short and ASCII. */
    Object texts(Object a, Object b, Object c, Object d, Object e) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> texts(a, b, c, d, e));
        interpreter.attend();
        CallArea area = CallArea.of(count);
        boolean staged = first.stage(area, 0, a) && second.stage(area, 1, b) && third.stage(area, 2, c) && fourth.stage(area, 3, d)
                && fifth.stage(area, 4, e);
        if (!staged) return few(a, b, c, d, e);
        long value = textPlan.call(area);
        if (value == CallPlan.UNUSUAL) return unusual(textPlan);
        return result == String.class ? area.text(value) : primitive(value);
    }

    /** The call of any method with up to {@link CallPlan#REGISTERS} parameters. */
    Object few(Object a, Object b, Object c, Object d, Object e) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> few(a, b, c, d, e));
        interpreter.begin();
        long p = NULL;
        long q = NULL;
        long r = NULL;
        long s = NULL;
        int made = 0;
        try {
            p = first.make(interpreter, a);
            made = 1;
            q = second.make(interpreter, b);
            made = 2;
            r = third.make(interpreter, c);
            made = 3;
            s = fourth.make(interpreter, d);
            made = 4;
            long t = fifth.make(interpreter, e);
            made = 0;
            return converted(plan.call(p, q, r, s, t));
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            leave(made, p, q, r, s);
        }
    }

    /** The call of any method. */
    Object many(Object[] args) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> many(args));
        long[] raw = new long[count];
        int made = 0;
        interpreter.begin();
        try {
            for (; made < count; made++) raw[made] = method.argument(made).make(interpreter, args[made]);
            CallArea area = CallArea.of(count);
            for (int i = 0; i < count; i++) area.put(i, raw[i]);
            made = 0;
            return converted(plan.call(area));
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            leave(made, raw);
        }
    }

    private void leave(int made, long p, long q, long r, long s) {
        try {
            if (made != 0) release(made, p, q, r, s);
        } finally {
            interpreter.leave();
        }
    }

    private void leave(int made, long[] raw) {
        try {
            if (made != 0) release(made, raw);
        } finally {
            interpreter.leave();
        }
    }

    /** Arguments made before one that couldn't be. */
    private void release(int made, long... raw) {
        List<TypedArgument> arguments = method.arguments();
        for (int i = 0; i < Math.min(made, arguments.size()); i++) {
            if (!arguments.get(i).isPrimitive()) References.decref(raw[i]);
        }
    }

    private Object converted(long value) {
        if (value == CallPlan.UNUSUAL) return unusual(plan);
        return resultKind == 'o' ? interpreter.toJava(result, value) : primitive(value);
    }

    private Object unusual(CallPlan called) {
        long outcome = called.outcome();
        return outcome == 0 ? primitive(CallPlan.UNUSUAL) : TypedCall.lookAt(interpreter, outcome, result);
    }

    private Object primitive(long value) {
        return switch (resultKind) {
            case 'v' -> null;
            case 'z' -> value != 0;
            case 'd' -> Double.longBitsToDouble(value);
            case 'i' -> (int) value;
            default -> value;
        };
    }
}
