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

    /** What interpreters that share a GIL have in common; often there is only one. */
    private static final class Group {
        final Map<Class<?>, Object> attached = new LinkedHashMap<>();
        Object javaObjects;
        boolean sharedCollectionIsDue;
    }

    private static final int ENDING_ROUNDS = 4;
    private static final long SERIAL = Shim.symbol("c4j_serial");

    /** The open interpreters at their places, which are used again after their end. Copied on every change. */
    private static volatile InterpreterState[] open = {};

    private static volatile InterpreterState only;

    private final int place;
    private final long address;
    private final long serial;
    private final Group group;
    private final Map<Class<?>, Object> attached = new LinkedHashMap<>();
    private final List<InterpreterState> children = new ArrayList<>();
    private JavaErrors javaErrors;
    private Importer importer;
    private LongSupplier sharedCollector;

    private InterpreterState(int place, long address, Group group) {
        this.place = place;
        this.address = address;
        this.group = group;
        this.serial = NativeCall.critical(SERIAL, address);
    }

    /**
     * Registers a new interpreter whose shim part {@code make} creates from its place.
     *
     * @param sharing the interpreter whose GIL it shares, or null for one of its own
     */
    public static synchronized InterpreterState open(LongUnaryOperator make, InterpreterState sharing) {
        int place = 0;
        while (place < open.length && open[place] != null) place++;
        long address = make.applyAsLong(place);
        if (address == Memory.NULL) throw new OutOfMemoryError("no memory for an interpreter");
        InterpreterState state = new InterpreterState(place, address, sharing == null ? new Group() : sharing.group);
        set(place, state);
        return state;
    }

    /** The open interpreter at {@code address}. */
    public static InterpreterState at(long address) {
        return open[(int) Memory.getLong(address)];
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
        return at(Memory.getLong(thread + PyThreadState.interp));
    }

    /** 0 for the first one of this JVM. C code gets other numbers: {@code PyInterpreterState_GetID} counts those that share a GIL. */
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

    /** As {@link #attached}, of all interpreters that share the GIL: about objects that any of them may come across. */
    public <T> T shared(Class<T> key, Supplier<T> make) {
        Object known = group.attached.get(key);
        if (known == null) {
            known = make.get();
            group.attached.put(key, known);
        }
        return key.cast(known);
    }

    /** The same object for all interpreters that share the GIL, and for no other. */
    public Object group() {
        return group;
    }

    /** Whoever has made {@code child} needn't end it any more. */
    public static void forgetChild(InterpreterState child) {
        for (InterpreterState state : open) {
            if (state != null && state.group == child.group) state.children.remove(child);
        }
    }

    /** Interpreters that C code in this one has made and not ended, the oldest first. The GIL is held. */
    public List<InterpreterState> children() {
        return children;
    }

    /** Ends all that is attached. What dies of it may attach new state, which ends too. The GIL is held. */
    public void endAttached() {
        end(attached);
    }

    /** Ends what is shared, when nobody is left to share it with. */
    public void endShared() {
        end(group.attached);
    }

    private static void end(Map<Class<?>, Object> attached) {
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

    /** Whether so many Java objects are held by Python objects that it is time to look for garbage among them. The GIL is held. */
    public boolean isSharedCollectionDue() {
        return group.sharedCollectionIsDue;
    }

    public void setSharedCollectionDue(boolean isDue) {
        group.sharedCollectionIsDue = isDue;
    }

    /** What package bridge keeps for all that share the GIL, here rather than under a key because every callback asks for it. */
    public Object javaObjects() {
        return group.javaObjects;
    }

    public void setJavaObjects(Object javaObjects) {
        group.javaObjects = javaObjects;
    }
}
