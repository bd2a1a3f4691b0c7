package org.capi4j.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.capi4j.layout.PyThreadState;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

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

    private static final int ENDING_ROUNDS = 4;
    private static final long SERIAL = Shim.symbol("c4j_serial");

    /** The open interpreters at their places, which are used again after their end. Copied on every change. */
    private static volatile InterpreterState[] open = {};

    private static volatile InterpreterState only;

    private final int place;
    private final long address;
    private final long serial;
    private final Map<Class<?>, Object> attached = new LinkedHashMap<>();
    private JavaErrors javaErrors;
    private Importer importer;
    private Object javaObjects;
    private LongSupplier sharedCollector;

    private InterpreterState(int place, long address) {
        this.place = place;
        this.address = address;
        this.serial = NativeCall.critical(SERIAL, address);
    }

    /** Registers a new interpreter whose shim part {@code make} creates from its place. */
    public static synchronized InterpreterState open(LongUnaryOperator make) {
        int place = 0;
        while (place < open.length && open[place] != null) place++;
        InterpreterState state = new InterpreterState(place, make.applyAsLong(place));
        set(place, state);
        return state;
    }

    /** Forgets a closed interpreter. */
    public void close() {
        set(place, null);
    }

    private static synchronized void set(int place, InterpreterState state) {
        InterpreterState[] changed = Arrays.copyOf(open, Math.max(open.length, place + 1));
        changed[place] = state;
        open = changed;
        List<InterpreterState> left = Arrays.stream(changed).filter(Objects::nonNull).toList();
        only = left.size() == 1 ? left.getFirst() : null;
    }

    /** The interpreter whose GIL this thread holds. */
    public static InterpreterState current() {
        InterpreterState single = only;
        return single != null ? single : ofThread(ThreadState.current());
    }

    private static InterpreterState ofThread(long thread) {
        long interpreter = Memory.getLong(thread + PyThreadState.interp);
        return open[(int) Memory.getLong(interpreter)];
    }

    /** CPython's {@code PyInterpreterState_GetID}: 0 for the first one of this JVM. */
    public long id() {
        return serial - 1;
    }

    /** What no other interpreter of this JVM has had or will have. */
    public long serial() {
        return serial;
    }

    /** The address of the shim's {@code struct c4j_interp}, whose first field is the place. Later interpreters may have it too. */
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

    /** Looks for garbage that spans Java's heap and Python's; how many of Java's handles it has released. The GIL is held. */
    public long collectShared() {
        return sharedCollector == null ? 0 : sharedCollector.getAsLong();
    }

    public void setSharedCollector(LongSupplier sharedCollector) {
        this.sharedCollector = sharedCollector;
    }

    /** What package bridge keeps, here rather than under a key because every callback asks for it. */
    public Object javaObjects() {
        return javaObjects;
    }

    public void setJavaObjects(Object javaObjects) {
        this.javaObjects = javaObjects;
    }
}
