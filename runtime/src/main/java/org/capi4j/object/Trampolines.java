package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.capi4j.memory.Jni;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/**
 * The shim's trampolines: which Java method stands behind an index or an address.
 *
 * <p>An entry string of the shim's table says it: {@code name|JavaClass|javaMethod|javaDescriptor|stubShape|errorValue}; an empty
 * class is a function that isn't there yet. {@link #bind} is what the shim calls once per function: it makes the upcall stub of the
 * guard.
 */
public final class Trampolines {
    private static final int SIZE = 8;
    private static final long START = Shim.symbol("c4j_trampolines");
    private static final long END = Shim.symbol("c4j_trampolines_end");
    private static final long REBIND = Shim.symbol("c4j_rebind");
    private static final long ENTRIES = Shim.symbol("c4j_entries");
    private static final long LAZY_STUBS = Shim.symbol("c4j_lazy_stubs");
    private static final int LAZY_STUB_SIZE = 16;
    private static final String SIX_LONGS = "(JJJJJJ)J";
    private static final MethodType LONGS = MethodType.methodType(long.class, long.class, long.class, long.class, long.class, long.class, long.class);
    private static final MethodHandle[] TARGETS = new MethodHandle[(int) ((END - START) / SIZE)];

    /** The stubs that were made so far: as they are, and (while somebody wants to know) watched. {@code STUBS} guards both and the switch. */
    private static final long[] STUBS = new long[TARGETS.length];

    private static final long[] WATCHED = new long[TARGETS.length];
    private static boolean watching;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Trampolines() {}

    /** One line of the shim's table. */
    private record Entry(String name, String javaClass, String javaMethod, String javaDescriptor, String stubShape, String errorValue) {
        private static final int PARTS = 6;

        static Entry at(int index) {
            String line = Memory.getString(Memory.getLong(ENTRIES + 8L * index));
            String[] parts = new String[PARTS];
            int from = 0;
            for (int i = 0; i < PARTS; i++) {
                int bar = line.indexOf('|', from);
                parts[i] = line.substring(from, bar < 0 ? line.length() : bar);
                from = bar + 1;
            }
            return new Entry(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
        }

        MethodHandle find(String className, String method, String descriptor) throws ReflectiveOperationException {
            Class<?> holder = Class.forName(className.replace('/', '.'));
            MethodType type = descriptor.equals(SIX_LONGS) ? LONGS : MethodType.fromMethodDescriptorString(descriptor, holder.getClassLoader());
            return MethodHandles.privateLookupIn(holder, LOOKUP).findStatic(holder, method, type);
        }

        MethodHandle guard() throws ReflectiveOperationException {
            return find(javaClass + "Guards", javaMethod, stubShape);
        }

        boolean isForJni() {
            return Jni.isUsed() && stubShape.equals(SIX_LONGS) && !javaClass.isEmpty();
        }

        MethodHandle guardOrMissing() throws ReflectiveOperationException {
            return javaClass.isEmpty() ? missing() : guard();
        }

        /** The call without a guard, of six longs. */
        MethodHandle target() throws ReflectiveOperationException {
            return find(javaClass + "Guards", "direct$" + javaMethod, stubShape);
        }

        MethodHandle missing() {
            MethodType shape = MethodType.fromMethodDescriptorString(stubShape, null);
            MethodHandle raise = MethodHandles.insertArguments(NOT_IMPLEMENTED, 0, name);
            MethodHandle result = shape.returnType() == void.class
                    ? MethodHandles.zero(void.class)
                    : MethodHandles.constant(shape.returnType(), errorValueAs(shape.returnType()));
            return MethodHandles.dropArguments(MethodHandles.foldArguments(result, raise), 0, shape.parameterList());
        }

        private Object errorValueAs(Class<?> type) {
            double value = errorValue.isEmpty() ? 0 : Double.parseDouble(errorValue);
            if (type == double.class) return value;
            if (type == float.class) return (float) value;
            return (long) value;
        }
    }

    private static final MethodHandle NOT_IMPLEMENTED = notImplementedHandle();

    private static MethodHandle notImplementedHandle() {
        try {
            return LOOKUP.findStatic(Trampolines.class, "raiseNotImplemented", MethodType.methodType(void.class, String.class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void raiseNotImplemented(String name) {
        Guard.failed(PyError.notImplemented(name), name);
    }

    /** Whether a C function pointer is a trampoline of the shim. */
    public static boolean isOurs(long function) {
        return function >= START && function < END;
    }

    /** The Java implementation behind a function pointer, as a handle of six longs, or null when the pointer isn't ours. */
    static MethodHandle target(long function) {
        if (!isOurs(function)) return null;
        int index = (int) ((function - START) / SIZE);
        MethodHandle known = TARGETS[index];
        return known != null ? known : resolve(index);
    }

    private static MethodHandle resolve(int index) {
        Entry entry = Entry.at(index);
        if (entry.javaClass().isEmpty()) throw PyError.notImplemented(entry.name());
        try {
            return TARGETS[index] = entry.target();
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException("capi4j: the export index names a method that is not there: " + entry, wrong);
        }
    }

    /**
     * Called by the shim at the first call of function {@code index}: the address of its upcall stub. Takes six longs as all guards of integers do,
     * so that the JVM makes one kind of stub. A function that JNI calls, often, comes here again.
     */
    static long bind(long index, long b, long c, long d, long e, long f) {
        if (STUBS[(int) index] == lazyStub((int) index)) return rebind((int) index);
        Entry entry = Entry.at((int) index);
        try {
            long stub = entry.isForJni() ? bindByJni(index, entry) : Shim.upcall(entry.guardOrMissing());
            synchronized (STUBS) {
                STUBS[(int) index] = stub;
                return watching ? watched((int) index, entry.name(), entry.guardOrMissing()) : stub;
            }
        } catch (Throwable wrong) {
            System.err.println("capi4j: cannot bind " + entry + ": " + wrong);
            return NULL;
        }
    }

    /** The upcall stub of a function that JNI calls so far; its lazy stub, as long as there is no other. */
    private static long rebind(int index) {
        Jni.warm();
        if (Jni.isUsed()) return lazyStub(index);
        try {
            Entry entry = Entry.at(index);
            long stub = Shim.upcall(entry.guard());
            synchronized (STUBS) {
                STUBS[index] = stub;
                return watching ? watched(index, entry.name(), entry.guard()) : stub;
            }
        } catch (Throwable tooFull) { // the stack or the heap may be: what there is goes on
            return lazyStub(index);
        }
    }

    private static long bindByJni(long index, Entry entry) {
        Jni.bind(index, entry.javaClass() + "Guards", entry.javaMethod());
        return lazyStub((int) index);
    }

    private static long lazyStub(int index) {
        return LAZY_STUBS + (long) LAZY_STUB_SIZE * index;
    }

    private static long watched(int index, String name, MethodHandle guard) {
        if (WATCHED[index] == NULL) WATCHED[index] = Shim.upcall(Upcalls.watch(index, name, guard));
        return WATCHED[index];
    }

    /**
     * Lets {@link Upcalls} see every upcall, or no more. Functions have other stubs while it does, so that nobody pays for it at other times. A
     * function that another thread binds at this moment may miss the change.
     */
    static void watch(boolean on) {
        synchronized (STUBS) {
            if (watching == on) return;
            watching = on;
            for (int i = 0; i < STUBS.length; i++) {
                if (STUBS[i] != NULL) NativeCall.critical(REBIND, i, on ? watchedAgain(i) : STUBS[i]);
            }
        }
    }

    private static long watchedAgain(int index) {
        if (WATCHED[index] != NULL) return WATCHED[index];
        Entry entry = Entry.at(index);
        try {
            return watched(index, entry.name(), entry.guardOrMissing());
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException("capi4j: cannot watch " + entry, wrong);
        }
    }

    /** The upcall stub of {@link #bind}, for the shim's start. */
    public static long bindStub() {
        if (Jni.isUsed()) return Jni.binder(Trampolines.class.getName().replace('.', '/'), "bind");
        try {
            return Shim.upcall(LOOKUP.findStatic(Trampolines.class, "bind", LONGS));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where a C-API symbol is implemented: "lane", "java", "missing", "c" for anything else of the shim's, "" for a name it doesn't export. */
    public static String place(String name) {
        long address = Shim.find(Shim.handle(), name);
        if (address == NULL) return "";
        if (!isOurs(address)) return "c";
        int index = (int) ((address - START) / SIZE);
        if (hasLane(index)) return "lane";
        return Entry.at(index).javaClass().isEmpty() ? "missing" : "java";
    }

    /** Without a lane, the function's entry in the shim's table of lanes is its lazy stub. */
    private static boolean hasLane(int index) {
        long lane = Memory.getLong(Shim.symbol("c4j_lanes") + 8L * index);
        return lane != lazyStub(index);
    }
}
