package org.capi4j.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.capi4j.layout.PyThreadState;
import org.capi4j.memory.Memory;

/**
 * What the Java side keeps per interpreter. Everything that CPython keeps in {@code PyInterpreterState} hangs off this object or
 * off the shim's {@code struct c4j_interp} at {@link #address()}; nothing of it is static.
 *
 * <p>Packages further up attach their own state under a key: {@code state.attached(Imports.class, Imports::new)}.
 */
public final class InterpreterState {
    /** Turns a Java throwable into a Python exception that remembers it, and reports errors that nobody can receive. */
    public interface JavaErrors {
        PyError wrap(Throwable failure, String function);

        void writeUnraisable(PyError error, String function);

        /** Consumes a new error and gives it back with the exception being handled as its {@code __context__}. */
        PyError chain(PyError error);
    }

    /** The import system, which stands above the packages that sometimes need a module. */
    @FunctionalInterface
    public interface Importer {
        /** A new reference to the module {@code name}. */
        long importModule(String name);
    }

    /** Attached state that holds references: gives them up at the interpreter's end, after the modules are gone. */
    @FunctionalInterface
    public interface Ending {
        void end();
    }

    private static final CopyOnWriteArrayList<InterpreterState> BY_ID = new CopyOnWriteArrayList<>();
    private static final int ENDING_ROUNDS = 4;
    private static volatile InterpreterState only;

    private final int id;
    private final long address;
    private final Map<Class<?>, Object> attached = new LinkedHashMap<>();
    private JavaErrors javaErrors;
    private Importer importer;
    private Object javaObjects;

    private InterpreterState(int id, long address) {
        this.id = id;
        this.address = address;
    }

    /** Registers a new interpreter whose shim part {@code make} creates from the id. */
    public static InterpreterState open(java.util.function.LongUnaryOperator make) {
        synchronized (BY_ID) {
            int id = BY_ID.size();
            InterpreterState state = new InterpreterState(id, make.applyAsLong(id));
            BY_ID.add(state);
            only = countOpen() == 1 ? state : null;
            return state;
        }
    }

    /** Forgets a closed interpreter. */
    public void close() {
        synchronized (BY_ID) {
            BY_ID.set(id, null);
            only = countOpen() == 1 ? BY_ID.stream().filter(s -> s != null).findFirst().orElseThrow() : null;
        }
    }

    private static long countOpen() {
        return BY_ID.stream().filter(s -> s != null).count();
    }

    /** The interpreter whose GIL this thread holds. */
    public static InterpreterState current() {
        InterpreterState single = only;
        return single != null ? single : ofThread(ThreadState.current());
    }

    private static InterpreterState ofThread(long thread) {
        long interpreter = Memory.getLong(thread + PyThreadState.interp);
        return BY_ID.get((int) Memory.getLong(interpreter));
    }

    public int id() {
        return id;
    }

    /** The address of the shim's {@code struct c4j_interp}, whose first field is the id. */
    public long address() {
        return address;
    }

    /** The state that {@code key}'s package keeps for this interpreter, made at the first call. The GIL is held. */
    public <T> T attached(Class<T> key, Supplier<T> make) {
        Object known = attached.get(key);
        if (known == null) {
            known = make.get();
            attached.put(key, known);
        }
        return key.cast(known);
    }

    /** Ends all that is attached. What dies of it may attach new state, which ends too. The GIL is held. */
    public void endAttached() {
        for (int round = 0; round < ENDING_ROUNDS && !attached.isEmpty(); round++) {
            List<Object> values = new ArrayList<>(attached.values());
            attached.clear();
            for (Object value : values.reversed()) {
                if (value instanceof Ending ending) ending.end();
            }
        }
    }

    public JavaErrors javaErrors() {
        return javaErrors;
    }

    public void setJavaErrors(JavaErrors javaErrors) {
        this.javaErrors = javaErrors;
    }

    public Importer importer() {
        return importer;
    }

    public void setImporter(Importer importer) {
        this.importer = importer;
    }

    /** What package bridge keeps, here rather than under a key because every callback asks for it. */
    public Object javaObjects() {
        return javaObjects;
    }

    public void setJavaObjects(Object javaObjects) {
        this.javaObjects = javaObjects;
    }
}
