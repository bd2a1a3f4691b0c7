package org.capi4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.bridge.CallArea;
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
 * {@link PyModule#call(String, Object...)} of one name: keeps a prepared call per combination of argument kinds and keywords, and the result
 * kind seen last, so that calls with numbers and texts in and a number or text out are one downcall.
 *
 * <p>The function is looked up again when the version of the module's dict has changed. The version is read without the GIL: a call
 * that races with an assignment may still reach the old function, as if it had come first.
 */
final class GenericCall {
    /** More arguments than fit the key of a shape. */
    static final int MOST = 20;

    private static final int MOST_SHAPES = 16;
    private static final int MOST_CHANGES = 16;
    private static final int BITS = 3;
    private static final int OBJECT = 0;
    private static final int INTEGER = 1;
    private static final int DOUBLE = 2;
    private static final int BOOLEAN = 3;
    private static final int TEXT = 4;

    /** The letters of {@link CallPlan} for the kinds above. */
    private static final String LETTERS = "Oldzs";

    private static final Object[] NONE = {};

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

    /** A call as prepared for one kind of result. */
    private record Prepared(char result, boolean inRegisters, CallPlan plan) {}

    /** A combination of arguments: their kinds packed behind a leading one, and the keywords of the last. */
    private static final class Shape {
        final long key;
        final Object[] names;
        final String kinds;
        final boolean takesObjects;
        final List<Prepared> known = new ArrayList<>();
        volatile Prepared current;
        private int changes;

        Shape(long key, Object[] names, int count) {
            this.key = key;
            this.names = names;
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < count; i++) letters.append(LETTERS.charAt(kind(key, count, i)));
            this.kinds = letters.toString();
            this.takesObjects = kinds.indexOf('O') >= 0;
        }

        boolean matches(long key, Object[] names) {
            return this.key == key && (this.names == names || Arrays.equals(this.names, names));
        }

        /** Whether the kind of result may change: one that does so again and again is no longer guessed. */
        boolean mayChange() {
            return changes++ < MOST_CHANGES;
        }
    }

    GenericCall(PyModule module, String name) {
        this.interpreter = module.interpreter();
        this.module = module;
        this.name = name;
    }

    Object call(Object[] args) {
        return call(args, NONE);
    }

    /** The last arguments are those of the keywords. */
    Object call(Object[] args, Object[] names) {
        if (interpreter.isUnpinned()) return interpreter.pinned(() -> call(args, names));
        interpreter.attend();
        Target current = current();
        Shape shape = shape(current, key(args), args, names);
        if (shape == null) return uncached(current, args, names);
        if (shape.takesObjects) return guarded(current, shape, args);
        Prepared prepared = shape.current;
        return prepared.result() == 'o' ? heldPlain(current, shape, prepared, args, names) : plain(current, shape, prepared, args, names);
    }

    /** A call without objects in. Objects may come out where the GIL is held around it. */
    private Object plain(Target current, Shape shape, Prepared prepared, Object[] args, Object[] names) {
        if (prepared.inRegisters()) {
            return result(current, shape, prepared, prepared.plan().call(raw(args, 0), raw(args, 1), raw(args, 2), raw(args, 3), raw(args, 4)));
        }
        CallArea area = CallArea.of(args.length);
        return fill(area, args) ? result(current, shape, prepared, prepared.plan().call(area)) : withTextsAsObjects(current, args, names);
    }

    private Object heldPlain(Target current, Shape shape, Prepared prepared, Object[] args, Object[] names) {
        interpreter.begin();
        try {
            return plain(current, shape, prepared, args, names);
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            interpreter.leave();
        }
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

    /** Texts next to objects are objects too. */
    private static long key(Object[] args) {
        long key = 1;
        boolean objects = false;
        boolean texts = false;
        for (Object arg : args) {
            int kind = kind(arg);
            objects |= kind == OBJECT;
            texts |= kind == TEXT;
            key = key << BITS | kind;
        }
        return objects && texts ? keyWithTextsAsObjects(args) : key;
    }

    private static long keyWithTextsAsObjects(Object[] args) {
        long key = 1;
        for (Object arg : args) key = key << BITS | (arg instanceof String ? OBJECT : kind(arg));
        return key;
    }

    private static int kind(Object arg) {
        if (arg instanceof Integer || arg instanceof Long) return INTEGER;
        if (arg instanceof String) return TEXT;
        if (arg instanceof Double) return DOUBLE;
        return arg instanceof Boolean ? BOOLEAN : OBJECT;
    }

    private static int kind(long key, int count, int index) {
        return (int) (key >>> BITS * (count - 1 - index)) & (1 << BITS) - 1;
    }

    private static long raw(Object[] args, int index) {
        return index < args.length ? raw(args[index]) : 0;
    }

    private static long raw(Object arg) {
        if (arg instanceof Integer number) return number;
        if (arg instanceof Long number) return number;
        if (arg instanceof Double number) return Double.doubleToRawLongBits(number);
        return (Boolean) arg ? 1 : 0;
    }

    /** Whether all arguments have found a place in {@code area}. */
    private static boolean fill(CallArea area, Object[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i] instanceof String text) {
                if (!area.put(i, text)) return false;
            } else {
                area.put(i, raw(args[i]));
            }
        }
        return true;
    }

    /** The shape of a call, new where there was none; null where there are too many already. */
    private Shape shape(Target owner, long key, Object[] args, Object[] names) {
        for (Shape shape : owner.shapes) {
            if (shape.matches(key, names)) return shape;
        }
        return owner.shapes.length < MOST_SHAPES ? interpreter.locked(() -> add(owner, new Shape(key, names, args.length))) : null;
    }

    /** The GIL is held, which guards all shapes. */
    private Shape add(Target owner, Shape shape) {
        prepare(owner.callable, shape, 'o');
        Shape[] all = Arrays.copyOf(owner.shapes, owner.shapes.length + 1);
        all[all.length - 1] = shape;
        owner.shapes = all;
        return shape;
    }

    /** From now on the shape expects a result of this kind. The GIL is held. */
    private void prepare(long callable, Shape shape, char result) {
        for (Prepared known : shape.known) {
            if (known.result() == result) {
                shape.current = known;
                return;
            }
        }
        boolean inRegisters = shape.kinds.length() <= CallPlan.REGISTERS && shape.kinds.indexOf('s') < 0 && result != 's';
        List<String> keywords = Arrays.stream(shape.names).map(String.class::cast).toList();
        Prepared made = new Prepared(result, inRegisters, interpreter.plan(References.newRef(callable), keywords, shape.kinds, result));
        shape.known.add(made);
        shape.current = made;
    }

    private Object withTextsAsObjects(Target owner, Object[] args, Object[] names) {
        Shape shape = shape(owner, keyWithTextsAsObjects(args), args, names);
        return shape == null ? uncached(owner, args, names) : guarded(owner, shape, args);
    }

    private Object uncached(Target owner, Object[] args, Object[] names) {
        int count = args.length - names.length;
        Map<String, Object> keywords = LinkedHashMap.newLinkedHashMap(names.length);
        for (int i = 0; i < names.length; i++) keywords.put((String) names[i], args[count + i]);
        return interpreter.locked(() -> interpreter.toJava(module.callAddress(owner.callable, Arrays.copyOf(args, count), keywords)));
    }

    /** With the GIL held around it, for objects in. */
    private Object guarded(Target owner, Shape shape, Object[] args) {
        Prepared prepared = shape.current;
        long[] raw = new long[Math.max(args.length, CallPlan.REGISTERS)];
        int made = 0;
        interpreter.begin();
        try {
            for (; made < args.length; made++) raw[made] = isObject(shape, made) ? interpreter.toPython(args[made]) : raw(args[made]);
            made = 0;
            return result(owner, shape, prepared, call(prepared, raw, args.length));
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            drop(shape, made, raw);
        }
    }

    /** Ends a call of which so many arguments were made and not handed over. */
    private void drop(Shape shape, int made, long[] raw) {
        try {
            for (int i = 0; i < made; i++) {
                if (isObject(shape, i)) References.decref(raw[i]);
            }
        } finally {
            interpreter.leave();
        }
    }

    private static boolean isObject(Shape shape, int index) {
        return shape.kinds.charAt(index) == 'O';
    }

    private static long call(Prepared prepared, long[] raw, int count) {
        if (prepared.inRegisters()) return prepared.plan().call(raw[0], raw[1], raw[2], raw[3], raw[4]);
        CallArea area = CallArea.of(count);
        for (int i = 0; i < count; i++) area.put(i, raw[i]);
        return prepared.plan().call(area);
    }

    private Object result(Target owner, Shape shape, Prepared prepared, long value) {
        if (value == CallPlan.UNUSUAL) {
            long outcome = prepared.plan().outcome();
            if (outcome != 0) return unusual(owner, shape, outcome);
        }
        return switch (prepared.result()) {
            case 'l' -> value;
            case 'f' -> Double.longBitsToDouble(value);
            case 'z' -> value != 0;
            case 's' -> CallArea.of(0).text(value);
            case 'n' -> null;
            default -> object(owner, shape, value);
        };
    }

    /** A result that comes as an object may turn out to be plain: then that is what is expected next time. The GIL is held. */
    private Object object(Target owner, Shape shape, long value) {
        char better = betterKind(value);
        if (better != 'o' && shape.mayChange()) prepare(owner.callable, shape, better);
        return interpreter.toJava(value);
    }

    private static char betterKind(long value) {
        long type = References.type(value);
        if (type == BuiltinTypes.INT) return 'l';
        if (type == BuiltinTypes.FLOAT) return 'f';
        if (type == BuiltinTypes.NONE) return 'n';
        if (type == BuiltinTypes.STR) return CallArea.takes(value) ? 's' : 'o';
        return type == BuiltinTypes.BOOL ? 'z' : 'o';
    }

    /** An error, or a result of another kind than the last: from now on any kind is expected. The GIL is held once more. */
    private Object unusual(Target owner, Shape shape, long outcome) {
        try {
            if (outcome == -1) throw ErrorIndicator.fetch();
            prepare(owner.callable, shape, 'o');
            return interpreter.toJava(outcome);
        } catch (PyError error) {
            throw interpreter.exception(error);
        } finally {
            interpreter.leave();
        }
    }
}
