package org.capi4j.bridge;

import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.Guard;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * A Java object as an opaque Python object: {@code capi4j.JavaObject}. It keeps the Java object alive until its last reference
 * goes, and gives it back unchanged.
 *
 * <pre>
 * 0  PyObject  ob_base
 * 16 long      index into the {@link JavaObjects} of the interpreters that share the GIL
 * </pre>
 */
@BuiltinType(value = "c4j_JavaObject_Type", name = "capi4j.JavaObject", basicsize = JavaObjectType.SIZE, flags = 0x4080)
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
public final class JavaObjectType {
    static final long INDEX = 16;
    static final long SIZE = 24;
    static final long TYPE = Shim.symbol("c4j_JavaObject_Type");

    private JavaObjectType() {}

    /** A new Python object for {@code value}. */
    public static long of(Object value) {
        return wrap(TYPE, value);
    }

    static long wrap(long type, Object value) {
        long object = Allocation.genericAlloc(type, 0);
        Memory.putLong(object + INDEX, JavaObjects.current().add(value));
        return object;
    }

    /** Whether {@code object} is a Java object or a Java callable. */
    public static boolean isInstance(long object) {
        long type = References.type(object);
        return type == TYPE || type == JavaCallableType.TYPE;
    }

    /**
     * Lets a Java object go unless somebody else holds it: the answer gives it back to {@code object}, and says whether that is still possible. In
     * between {@link #get} finds it as long as the JVM has not collected it.
     */
    public static BooleanSupplier weaken(long object) {
        JavaObjects objects = JavaObjects.current();
        int index = (int) Memory.getLong(object + INDEX);
        WeakReference<Object> weak = new Weak(objects.objects[index]);
        objects.objects[index] = weak;
        return () -> objects.restore(index, weak);
    }

    /** What stands in the table for an object that is weakly held. */
    private static final class Weak extends WeakReference<Object> {
        Weak(Object value) {
            super(value);
        }
    }

    /** The Java object in {@code object}, or null when that is something else. */
    public static Object get(long object) {
        if (!isInstance(object)) return null;
        return JavaObjects.current().get(Memory.getLong(object + INDEX));
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return 0; // what a Java object refers to, the JVM's collector knows
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        JavaObjects.current().remove(Memory.getLong(self + INDEX));
        Allocation.freeObject(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        try {
            return Strings.of("<Java " + get(self) + ">");
        } catch (Throwable failure) {
            throw Guard.error(failure, "toString");
        }
    }

    /** The Java objects that Python objects of one interpreter hold, or of those that share its GIL. */
    static final class JavaObjects {
        /** So many more objects than twice as many as the last search for garbage has left are a reason for the next one. */
        private static final int MORE = 10_000;

        private Object[] objects = new Object[16];
        private int[] free = new int[16];
        private int freeCount;
        private int used;
        private int least; // the smallest count since that search

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
            if (count() >= 2 * least + MORE) {
                least = count();
                InterpreterState.current().setSharedCollectionDue(true);
            }
            return index;
        }

        Object get(long index) {
            Object value = objects[(int) index];
            if (!(value instanceof Weak weak)) return value;
            Object still = weak.get();
            if (still == null) throw PyError.of(Exceptions.ReferenceError, "this Java object was garbage and has been collected");
            return still;
        }

        boolean restore(int index, WeakReference<Object> weak) {
            Object value = weak.get();
            if (objects[index] == weak && value != null) objects[index] = value;
            return value != null;
        }

        void remove(long index) {
            objects[(int) index] = null;
            if (freeCount == free.length) free = java.util.Arrays.copyOf(free, 2 * freeCount);
            free[freeCount++] = (int) index;
            least = Math.min(least, count());
        }

        private int count() {
            return used - freeCount;
        }
    }
}
