package org.capi4j.bridge;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * A Java object as an opaque Python object: {@code capi4j.JavaObject}. It keeps the Java object alive until its last reference
 * goes, and gives it back unchanged.
 *
 * <pre>
 * 0  PyObject  ob_base
 * 16 long      index into the interpreter's {@link JavaObjects}
 * </pre>
 */
@BuiltinType(value = "c4j_JavaObject_Type", name = "capi4j.JavaObject", basicsize = JavaObjectType.SIZE, flags = 0x80)
public final class JavaObjectType {
    static final long INDEX = 16;
    static final long SIZE = 24;
    static final long TYPE = Shim.symbol("c4j_JavaObject_Type");

    private JavaObjectType() {}

    /** A new Python object for {@code value}. */
    public static long of(Object value) {
        return wrap(TYPE, SIZE, value);
    }

    static long wrap(long type, long size, Object value) {
        long object = Allocation.object(type, size);
        Memory.putLong(object + INDEX, JavaObjects.current().add(value));
        return object;
    }

    /** The Java object in {@code object}, or null when that is something else. */
    public static Object get(long object) {
        long type = References.type(object);
        if (type != TYPE && type != JavaCallableType.TYPE) return null;
        return JavaObjects.current().get(Memory.getLong(object + INDEX));
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        JavaObjects.current().remove(Memory.getLong(self + INDEX));
        Allocation.free(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<Java " + get(self) + ">");
    }

    /** The Java objects that Python objects of one interpreter hold. */
    static final class JavaObjects {
        private Object[] objects = new Object[16];
        private int[] free = new int[16];
        private int freeCount;
        private int used;

        static JavaObjects current() {
            InterpreterState state = InterpreterState.current();
            if (state.javaObjects() instanceof JavaObjects known) return known;
            JavaObjects made = new JavaObjects();
            state.setJavaObjects(made);
            return made;
        }

        long add(Object value) {
            int index = freeCount > 0 ? free[--freeCount] : used++;
            if (index == objects.length) objects = java.util.Arrays.copyOf(objects, 2 * index);
            objects[index] = value;
            return index;
        }

        Object get(long index) {
            return objects[(int) index];
        }

        void remove(long index) {
            objects[(int) index] = null;
            if (freeCount == free.length) free = java.util.Arrays.copyOf(free, 2 * freeCount);
            free[freeCount++] = (int) index;
        }

        long count() {
            return used - freeCount;
        }
    }
}
