package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.capi4j.bridge.JavaObjectType;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;

/**
 * Garbage that spans both heaps: a Python object holds a Java object (a callable, say) that has a handle on the Python object. Python's collector takes
 * the handle for a root, and the JVM's takes the Python object for one.
 *
 * <p>The JVM's collector can tell when it sees Python's part of the graph. So each Python object that nothing but handles leads to gets a stand-in
 * in Java, which refers to the stand-ins of what the object refers to, or to the Java object that it holds; a handle refers to its object's stand-in. Now
 * the Java objects don't need to be held otherwise. After the JVM has collected, the handles that it has cleared were garbage, and are released.
 *
 * <pre>
 * struct c4j_owned: 0 long count | 8 PyObject **objects | 16 long *starts | 24 int *referents
 * </pre>
 */
final class SharedGarbage {
    private static final long OBJECTS = 8;
    private static final long STARTS = 16;
    private static final long REFERENTS = 24;

    private SharedGarbage() {}

    private static final class Functions {
        static final long OWNED = Shim.symbol("c4j_gc_owned");
        static final long FREE = Shim.symbol("c4j_gc_owned_free");
    }

    /** A Python object's place in the JVM's graph of objects; written for its collector alone. */
    private static final class StandIn {
        final List<Object> refersTo = new ArrayList<>(2);
    }

    /** How many handles were garbage, and are released. The GIL is held. */
    static long collect(InterpreterState state, Handles handles) {
        handles.releaseForgotten(null);
        long owned = owned(state, handles);
        if (owned == NULL) return 0;
        List<BooleanSupplier> held;
        try {
            held = isWorthwhile(owned) ? handOver(owned, handles) : List.of();
        } finally {
            NativeCall.call(Functions.FREE, owned);
        }
        if (held.isEmpty()) return 0;
        System.gc();
        held.forEach(BooleanSupplier::getAsBoolean);
        handles.forEach(handle -> {
            if (handle.get() instanceof PyObject owner) owner.keeps = null;
        });
        return handles.releaseCleared();
    }

    private static long owned(InterpreterState state, Handles handles) {
        List<Long> addresses = new ArrayList<>();
        handles.forEach(handle -> {
            if (handle.isReference()) addresses.add(handle.address());
        });
        return NativeCall.call(Functions.OWNED, state.address(), addresses.stream().mapToLong(Long::longValue).toArray());
    }

    private static long object(long owned, long index) {
        return Memory.getLong(Memory.getLong(owned + OBJECTS) + 8 * index);
    }

    /** Whether a Java object is among them: else there is nothing to find. */
    private static boolean isWorthwhile(long owned) {
        for (long i = 0; i < Memory.getLong(owned); i++) {
            if (JavaObjectType.isInstance(object(owned, i))) return true;
        }
        return false;
    }

    /** Leaves it to the JVM to hold the Java objects: what gives them back to the Python objects. */
    private static List<BooleanSupplier> handOver(long owned, Handles handles) {
        Map<Long, StandIn> standIns = standIns(owned);
        handles.forEach(handle -> {
            if (handle.isReference() && handle.get() instanceof PyObject owner) owner.keeps = standIns.get(handle.address());
        });
        List<BooleanSupplier> held = new ArrayList<>();
        for (long i = 0; i < Memory.getLong(owned); i++) {
            long object = object(owned, i);
            if (JavaObjectType.isInstance(object)) held.add(JavaObjectType.weaken(object));
        }
        return held;
    }

    private static Map<Long, StandIn> standIns(long owned) {
        int count = (int) Memory.getLong(owned);
        StandIn[] all = new StandIn[count];
        Map<Long, StandIn> byAddress = new HashMap<>();
        for (int i = 0; i < count; i++) byAddress.put(object(owned, i), all[i] = new StandIn());
        long starts = Memory.getLong(owned + STARTS);
        long referents = Memory.getLong(owned + REFERENTS);
        for (int i = 0; i < count; i++) {
            for (long edge = Memory.getLong(starts + 8L * i); edge < Memory.getLong(starts + 8L * (i + 1)); edge++) {
                all[i].refersTo.add(all[Memory.getInt(referents + 4 * edge)]);
            }
            if (JavaObjectType.isInstance(object(owned, i))) all[i].refersTo.add(JavaObjectType.get(object(owned, i)));
        }
        return byAddress;
    }
}
