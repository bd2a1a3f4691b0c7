package org.capi4j;

import java.util.Map;
import org.capi4j.bridge.CallArea;
import org.capi4j.bridge.WholeValues;
import org.capi4j.object.References;
import org.capi4j.type.BytesType;
import org.capi4j.type.Singletons;

/** How a parameter of a bound interface's method gets to Python, by the parameter's static type. */
enum TypedArgument {
    INTEGER('l') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return ((Number) value).longValue();
        }
    },
    FLOAT('d') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return Double.doubleToRawLongBits(((Number) value).doubleValue());
        }
    },
    BOOLEAN('z') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return (Boolean) value ? 1 : 0;
        }
    },
    TEXT('O') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return value == null ? Singletons.none() : WholeValues.str((String) value);
        }

        @Override
        boolean stage(CallArea area, int index, Object value) {
            return value != null && area.put(index, (String) value);
        }
    },
    BYTES('O') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return value == null ? Singletons.none() : BytesType.of((byte[]) value);
        }
    },
    DOUBLES('O') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return value == null ? Singletons.none() : WholeValues.list((double[]) value);
        }
    },
    LONGS('O') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return value == null ? Singletons.none() : WholeValues.list((long[]) value);
        }
    },
    INTS('O') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return value == null ? Singletons.none() : WholeValues.list((int[]) value);
        }
    },
    HANDLE('O') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return value == null ? Singletons.none() : References.newRef(interpreter.addressOf(value));
        }
    },
    ANY('O') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return interpreter.toPython(value);
        }
    },
    /** What stands behind the last parameter. */
    ABSENT(' ') {
        @Override
        long make(Interpreter interpreter, Object value) {
            return 0;
        }

        @Override
        boolean stage(CallArea area, int index, Object value) {
            return true;
        }
    };

    private static final Map<Class<?>, TypedArgument> KINDS = Map.of(
            String.class, TEXT, byte[].class, BYTES, double[].class, DOUBLES, long[].class, LONGS, int[].class, INTS, PyObject.class, HANDLE);

    private final char kind;

    TypedArgument(char kind) {
        this.kind = kind;
    }

    static TypedArgument of(Class<?> type) {
        if (!type.isPrimitive() || type == char.class) return KINDS.getOrDefault(type, ANY);
        if (type == boolean.class) return BOOLEAN;
        return type == double.class || type == float.class ? FLOAT : INTEGER;
    }

    boolean isPrimitive() {
        return kind != 'O';
    }

    /** As {@link org.capi4j.bridge.CallPlan} has it. */
    char kind() {
        return kind;
    }

    char stagedKind() {
        return this == TEXT ? 's' : kind;
    }

    /** The raw value; a new reference where this is an object. The GIL is held. */
    abstract long make(Interpreter interpreter, Object value);

    /** Whether the value could be put into {@code area} as it is, without the GIL. */
    boolean stage(CallArea area, int index, Object value) {
        if (kind == 'O') return false;
        area.put(index, make(null, value));
        return true;
    }
}
