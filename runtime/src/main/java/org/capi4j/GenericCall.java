package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.bridge.CallPlan;
import org.capi4j.layout.PyDictObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;

/**
 * {@link PyModule#call(String, Object...)} of one name: keeps a prepared call per combination of argument kinds, and the result kind
 * seen last, so that calls with numbers in and a number out are one downcall.
 *
 * <p>The function is looked up again when the version of the module's dict has changed. The version is read without the GIL: a call
 * that races with an assignment may still reach the old function, as if it had come first.
 */
final class GenericCall {
    private static final int MOST_SHAPES = 16;

    private final Interpreter interpreter;
    private final PyModule module;
    private final String name;
    private volatile Target target;

    /** A function as found in one version of the module's dict, with its prepared calls. */
    private static final class Target {
        final long callable;
        final long versionField;
        volatile long version;
        volatile Shape[] shapes = {};

        Target(long callable, long versionField, long version) {
            this.callable = callable;
            this.versionField = versionField;
            this.version = version;
        }
    }

    /** Kinds of arguments packed two bits each behind a leading one, and the plan for them with one kind of result. */
    private record Shape(long key, char result, CallPlan plan) {
        boolean takesObjects() {
            for (long rest = key; rest > 1; rest >>>= 2) {
                if ((rest & 3) == 0) return true;
            }
            return false;
        }
    }

    GenericCall(PyModule module, String name) {
        this.interpreter = module.interpreter();
        this.module = module;
        this.name = name;
    }

    Object call(Object[] args) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> call(args));
        interpreter.attend();
        Target current = current();
        long key = key(args);
        Shape shape = find(current, key);
        if (shape == null) return first(current, key, args);
        if (shape.result() == 'o' || shape.takesObjects()) return guarded(current, shape, args);
        return unboxed(current, shape, shape.plan().call(raw(args, 0), raw(args, 1), raw(args, 2), raw(args, 3), raw(args, 4), raw(args, 5)));
    }

    private Target current() {
        module.address(); // throws when the handle is closed
        Target known = target;
        if (known != null && known.version == Memory.getLong(known.versionField)) return known;
        return interpreter.locked(() -> {
            long dict = ModuleType.dict(module.address());
            long version = Memory.getLong(dict + PyDictObject.ma_version_tag);
            long callable = Objects.getAttr(module.address(), name);
            if (known != null && known.callable == callable) {
                References.decref(callable);
                known.version = version;
                return known;
            }
            interpreter.keep(callable);
            if (known == null) interpreter.keep(References.newRef(dict));
            return target = new Target(callable, dict + PyDictObject.ma_version_tag, version);
        });
    }

    private static long key(Object[] args) {
        long key = 1;
        for (Object arg : args) key = key << 2 | kind(arg);
        return key;
    }

    /** 1 integer, 2 double, 3 boolean, 0 anything else. */
    private static int kind(Object arg) {
        if (arg instanceof Integer || arg instanceof Long) return 1;
        if (arg instanceof Double) return 2;
        return arg instanceof Boolean ? 3 : 0;
    }

    private static long raw(Object[] args, int index) {
        if (index >= args.length) return 0;
        return switch (args[index]) {
            case Integer number -> number;
            case Long number -> number;
            case Double number -> Double.doubleToRawLongBits(number);
            case Boolean bool -> bool ? 1 : 0;
            default -> throw new IllegalStateException();
        };
    }

    private static Shape find(Target target, long key) {
        for (Shape shape : target.shapes) {
            if (shape.key() == key) return shape;
        }
        return null;
    }

    private synchronized Shape prepare(Target owner, long key, char result) {
        StringBuilder kinds = new StringBuilder();
        for (long rest = key; rest > 1; rest >>>= 2) kinds.insert(0, "oldz".charAt((int) (rest & 3)));
        CallPlan plan = interpreter.plan(References.newRef(owner.callable), kinds.toString(), result);
        Shape shape = new Shape(key, result, plan);
        Shape[] others = Arrays.stream(owner.shapes).filter(other -> other.key() != key).toArray(Shape[]::new);
        Shape[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = shape;
        owner.shapes = all;
        return shape;
    }

    /** The first call with these kinds of arguments finds out what kind of result comes. */
    private Object first(Target owner, long key, Object[] args) {
        interpreter.begin();
        try {
            if (owner.shapes.length >= MOST_SHAPES) return interpreter.toJava(callObject(owner.callable, args));
            return guarded(owner, prepare(owner, key, 'o'), args);
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            interpreter.leave();
        }
    }

    private long callObject(long callable, Object[] args) {
        long tuple = interpreter.tuple(args);
        try {
            return org.capi4j.type.Calls.callWith(callable, tuple, NULL);
        } finally {
            References.decref(tuple);
        }
    }

    /** With the GIL held around it, for objects in or out. */
    private Object guarded(Target owner, Shape shape, Object[] args) {
        interpreter.begin();
        long[] raw = new long[CallPlan.MAX_ARGUMENTS];
        int made = 0;
        try {
            for (; made < args.length; made++) raw[made] = kind(args[made]) == 0 ? interpreter.toPython(args[made]) : raw(args, made);
            long value = shape.plan().call(raw[0], raw[1], raw[2], raw[3], raw[4], raw[5]);
            if (shape.result() != 'o' || value == CallPlan.UNUSUAL) return unboxed(owner, shape, value);
            char better = betterKind(value);
            if (better != 'o') prepare(owner, shape.key(), better);
            return interpreter.toJava(value);
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            for (int i = 0; i < made; i++) {
                if (kind(args[i]) == 0) References.decref(raw[i]);
            }
            interpreter.leave();
        }
    }

    private static char betterKind(long value) {
        long type = References.type(value);
        if (type == BuiltinTypes.INT) return 'l';
        if (type == BuiltinTypes.FLOAT) return 'f';
        if (type == BuiltinTypes.NONE) return 'n';
        return type == BuiltinTypes.BOOL ? 'z' : 'o';
    }

    private Object unboxed(Target owner, Shape shape, long value) {
        if (value == CallPlan.UNUSUAL) {
            long outcome = shape.plan().outcome();
            if (outcome != 0) return unusual(owner, shape, outcome);
        }
        return switch (shape.result()) {
            case 'l' -> value;
            case 'f' -> Double.longBitsToDouble(value);
            case 'z' -> value != 0;
            default -> null;
        };
    }

    /** An error, or a result of another kind than the last: from now on any kind is expected. The GIL is held once more. */
    private Object unusual(Target owner, Shape shape, long outcome) {
        try {
            if (outcome == -1) throw ErrorIndicator.fetch();
            prepare(owner, shape.key(), 'o');
            return interpreter.toJava(outcome);
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            interpreter.leave();
        }
    }
}
