package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.capi4j.bridge.CallPlan;
import org.capi4j.bridge.Conversion;
import org.capi4j.bridge.JavaCallableType;
import org.capi4j.bridge.JavaExceptions;
import org.capi4j.link.ExtensionLoader;
import org.capi4j.link.FirstClasses;
import org.capi4j.link.Start;
import org.capi4j.module.Imports;
import org.capi4j.module.Survivors;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Collector;
import org.capi4j.object.Gil;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.Pinned;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.TupleType;

/**
 * A Python interpreter without Python source: what C extensions live in. Many may be open in one JVM.
 *
 * <pre>{@code
 * try (Interpreter python = Interpreter.open()) {
 *     PyModule demo = python.load(Path.of("demo.cpython-311-x86_64-linux-gnu.so"));
 *     Object five = demo.call("add", 2, 3);
 * }
 * }</pre>
 *
 * Every method may be called from any thread and takes the interpreter's GIL for its duration; {@link #run} holds it over several. Whoever waits
 * longer than the switch interval ({@code sys.setswitchinterval}) has it next. Virtual threads keep their carrier while they have the GIL; while they
 * wait for it they let others run, unless they are in the middle of a call of another interpreter. A thread that is {@linkplain Thread#interrupt interrupted} gets a {@code KeyboardInterrupt} from C code that asks
 * for signals ({@code PyErr_CheckSignals}).
 *
 * <p>Threads that an extension has made, which the JVM doesn't know, get into the interpreter with {@code PyGILState_Ensure} whose extension calls it; of interpreters that
 * {@linkplain Builder#shareGil share a GIL}, and with it the extension, into the oldest. A library that extensions of several interpreters share, and that calls Python in threads of its own making,
 * gets into the oldest interpreter that is open. Once the interpreter is closed, such a thread sleeps for ever at its next call.
 */
public final class Interpreter implements AutoCloseable {
    /** {@code -Dcapi4j.debug=true} shows where in Java each error that leaves was raised. */
    private static final boolean DEBUG = Boolean.getBoolean("capi4j.debug");

    static {
        FirstClasses.load();
    }

    private final InterpreterState state;
    private final Conversion conversion = new Conversion(object -> wrap(References.newRef(object)), this::addressOf);
    private final Handles handles = new Handles();
    private final List<CallPlan> plans = new ArrayList<>();
    private final List<Long> kept = new ArrayList<>();
    private volatile boolean closed;

    private Interpreter(Builder builder) {
        state = builder.sharing == null ? Start.open(builder.memoryLimit, null) : builder.sharing.locked(() -> Start.open(builder.memoryLimit, builder.sharing.state));
        state.setSharedCollector(() -> SharedGarbage.collect(state, handles));
        locked(() -> {
            Start.populate(state, builder.searchPath);
            return null;
        });
    }

    /** How an interpreter is to be. */
    public static final class Builder {
        private final List<Path> searchPath = new ArrayList<>();
        private long memoryLimit = Long.MAX_VALUE;
        private Interpreter sharing;

        private Builder() {}

        /** Folders where {@link Interpreter#importModule} looks for extensions, in this order: {@code sys.path}. */
        public Builder searchPath(Path... folders) {
            searchPath.addAll(List.of(folders));
            return this;
        }

        /** The most bytes that this interpreter's objects may take; more is a {@code MemoryError}. */
        public Builder memoryLimit(long bytes) {
            if (bytes <= 0) throw new IllegalArgumentException("a memory limit is positive, not " + bytes);
            memoryLimit = bytes;
            return this;
        }

        /**
         * The GIL of {@code other} is the new interpreter's too, and so are the extensions that either loads: their static variables, static types
         * and whatever they keep there, as it is among the interpreters of a CPython process. Modules, {@code sys}, module state and
         * handles are each interpreter's own. Single-phase modules follow CPython's rules when both import them: those with static
         * state ({@code m_size} -1) are initialised once, and the second import gets the same objects.
         *
         * <p>Either may be closed first; memory and libraries that they share stay until the last is closed.
         */
        public Builder shareGil(Interpreter other) {
            sharing = java.util.Objects.requireNonNull(other, "other");
            return this;
        }

        /** @throws IllegalStateException when the interpreter whose GIL is to be shared is closed */
        public Interpreter open() {
            return Pinned.mayLeaveCarrier() ? onPlatformThread(() -> new Interpreter(this)) : new Interpreter(this);
        }
    }

    /** An interpreter with an empty search path and no limits. */
    public static Interpreter open() {
        return builder().open();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Loads the extension in {@code file} under the name that the file has before its first dot. */
    public PyModule load(Path file) {
        String fileName = file.getFileName().toString();
        int dot = fileName.indexOf('.');
        return load(dot < 0 ? fileName : fileName.substring(0, dot), file);
    }

    /**
     * Loads the extension in {@code file} under {@code name} (dotted for a module of a package, whose parents are made as needed), and
     * enters it into {@code sys.modules}.
     *
     * @throws PyException {@code ImportError} that names every problem of the file, or whatever its init function raised
     */
    public PyModule load(String name, Path file) {
        return locked(() -> new PyModule(this, ExtensionLoader.load(name, file), name));
    }

    /** {@code import name}: from {@code sys.modules}, the modules that capi4j brings, or an extension on the search path. */
    public PyModule importModule(String name) {
        return locked(() -> new PyModule(this, Imports.importModule(name), name));
    }

    /** A Python object made from a Java value. */
    public PyObject convert(Object value) {
        return locked(() -> wrap(toPython(value)));
    }

    /**
     * A Python callable that runs {@code function}. When the function holds handles from which the callable can be reached, that is a cycle
     * through both heaps: Python's {@code gc.collect()} finds it when it is garbage, with the help of a collection of the JVM's.
     */
    public PyObject callable(String name, PyCallable function) {
        return locked(() -> wrap(JavaCallableType.of(name, (args, kwargs) -> called(function, args, kwargs), conversion)));
    }

    /** A Python exception that comes out of a callback is raised again as it was. */
    private Object called(PyCallable function, Object[] args, Map<String, Object> kwargs) throws Exception {
        try {
            return function.call(args, kwargs);
        } catch (PyException raised) {
            PyObject value = raised.value().orElseThrow(() -> raised);
            if (value.interpreter() != this) throw raised;
            throw ExceptionType.raise(value.address());
        }
    }

    /**
     * Runs {@code action} with the GIL held all along, so that the calls in it don't take it one by one, and no other thread comes in between.
     * C code that is called in it may release the GIL for a while, and so may callbacks into Java, whenever another thread has waited for the
     * switch interval. A virtual thread stays on its carrier until the end.
     */
    public <T> T run(Callable<T> action) throws Exception {
        if (isUnpinned()) return Pinned.run(state, () -> run(action));
        begin();
        try {
            return action.call();
        } finally {
            leave();
        }
    }

    /** What this interpreter has, and has done so far. Counting objects takes time in proportion to their number. */
    public Statistics statistics() {
        return locked(() -> Statistics.of(state));
    }

    /**
     * Counts, from now on or no more, the calls of C code into Java: {@link Statistics#upcallsByFunction}. That holds for all interpreters. While
     * it is off, which it is at first, no call is slower for it.
     */
    public static void countUpcalls(boolean on) {
        if (Pinned.mayLeaveCarrier()) {
            onPlatformThread(() -> {
                countUpcalls(on);
                return null;
            });
            return;
        }
        Start.countUpcalls(on);
    }

    public boolean isOpen() {
        return !closed;
    }

    /**
     * Ends the interpreter: functions of {@code atexit} run, handles lose their objects, modules are cleared, garbage is collected, memory is
     * given back. Once the functions of {@code atexit} have run, other threads' calls fail with {@link IllegalStateException}; those that are in the middle of a call, in C
     * code that has released the GIL or in another interpreter, are waited for, but for no longer than {@code -Dcapi4j.closeTimeout}
     * milliseconds (10,000): a thread that comes back later than that sleeps for ever, as a daemon thread of CPython's does.
     *
     * @throws IllegalStateException when this thread is itself in the middle of a call: in a callback, or in {@link #run}
     */
    @Override
    public void close() {
        if (closed) return;
        if (Start.isInside(state)) throw inside();
        if (Pinned.mayLeaveCarrier()) {
            onPlatformThread(() -> {
                close();
                return null;
            });
            return;
        }
        synchronized (this) {
            if (closed) return;
            enter();
            try {
                try {
                    Start.runExitFunctions(); // which may tell other threads to come to an end
                } finally {
                    Start.refuse(state, Long.getLong("capi4j.closeTimeout", 10_000));
                }
                end();
            } finally {
                closed = true;
                Start.close(state, !handles.isEmpty());
            }
        }
    }

    /**
     * A virtual thread that waits for a lock leaves its carrier, and is the next to have the lock even when it can't get back: while others
     * occupy all carriers, waiting for the GIL of whoever waits for that lock.
     */
    private static <T> T onPlatformThread(Supplier<T> action) {
        try {
            return CompletableFuture.supplyAsync(action, runnable -> Thread.ofPlatform().start(runnable)).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException ours) throw ours;
            if (failure.getCause() instanceof Error ours) throw ours;
            throw failure;
        }
    }

    private static IllegalStateException inside() {
        return new IllegalStateException("an interpreter can't be closed in the middle of a call of it: close it afterwards");
    }

    private void end() {
        handles.releaseForgotten(null);
        plans.forEach(CallPlan::end);
        kept.forEach(References::decref);
        handles.releaseAll();
        Start.collect();
        Start.endChildren(state);
        Start.clear(state);
        handles.releaseAll();
        if (DEBUG) reportLeft();
    }

    /** What C code has leaked, as far as the collector knows it. */
    private static void reportLeft() {
        Map<String, Long> left = Survivors.countByType();
        if (!left.isEmpty()) System.err.println("capi4j: objects that outlive their interpreter: " + left);
    }

    void enter() {
        if (closed || !Gil.enter(state)) throw closed();
        try {
            Handles.Handle forgotten = handles.poll();
            if (forgotten != null) handles.releaseForgotten(forgotten);
            Collector.collectBothHeapsIfDue(state);
        } catch (Throwable failure) { // the heap may be full
            leave();
            throw failure;
        }
    }

    /** {@link #enter} where CPython would start to run Python code: pending calls, and exceptions that other threads sent, come first. */
    void begin() {
        enter();
        try {
            Gil.attend(state, false);
        } catch (PyError sent) {
            try {
                throw exception(sent);
            } finally {
                leave();
            }
        } catch (RuntimeException | Error failure) {
            leave();
            throw failure;
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("this interpreter is closed");
    }

    /** Before a call that doesn't {@link #enter} in Java. */
    void attend() {
        if (closed) throw closed();
        Handles.Handle forgotten = handles.poll();
        if (forgotten == null) return;
        enter();
        try {
            handles.releaseForgotten(forgotten);
        } finally {
            leave();
        }
    }

    Handles handles() {
        return handles;
    }

    long address() {
        return state.address();
    }

    /** Prepares a call for as long as the interpreter lives; takes over the reference to {@code callable}. The GIL is held. */
    CallPlan plan(long callable, List<String> names, String kinds, char result) {
        CallPlan plan = CallPlan.of(state.address(), callable, names, kinds, result);
        plans.add(plan);
        return plan;
    }

    /** Takes over a reference for as long as the interpreter lives. The GIL is held. */
    void keep(long object) {
        kept.add(object);
    }

    void leave() {
        Gil.leave(state);
    }

    /** For a handle that is closed: after the interpreter's end there is nothing to do. */
    void release(Handles.Handle handle) {
        if (closed) return;
        if (isUnpinned()) {
            pinned(() -> {
                release(handle);
                return null;
            });
            return;
        }
        if (!Gil.enter(state)) return;
        try {
            handles.release(handle);
        } finally {
            leave();
        }
    }

    /** Runs {@code action} with the GIL held and turns a Python error into a {@link PyException}. */
    <T> T locked(Supplier<T> action) {
        if (isUnpinned()) return pinned(() -> locked(action));
        begin();
        try {
            return action.get();
        } catch (PyError error) {
            throw exception(error);
        } finally {
            leave();
        }
    }

    /** Whether this thread has to be {@link #pinned} before it may have the GIL. */
    boolean isUnpinned() {
        return Pinned.isNeeded(state);
    }

    /** Runs {@code action}, which takes the GIL, on one carrier. */
    <T> T pinned(Supplier<T> action) {
        return Pinned.run(state, action::get);
    }

    PyException exception(PyError error) {
        if (DEBUG) error.printStackTrace();
        JavaExceptions.Description description = JavaExceptions.describe(error);
        PyObject value = wrap(description.value());
        return new PyException(description.typeName(), description.text(), description.traceback(), value, cause(description));
    }

    private Throwable cause(JavaExceptions.Description description) {
        if (description.javaCause() != null) return description.javaCause();
        return description.cause() == null ? null : exception(description.cause());
    }

    /** Takes over the reference. */
    PyObject wrap(long object) {
        try {
            return new PyObject(this, object);
        } catch (OutOfMemoryError full) {
            References.decref(object);
            throw full;
        }
    }

    /** The Java value of {@code object}, whose reference is consumed. */
    Object toJava(long object) {
        try {
            return conversion.toJava(object);
        } finally {
            References.decref(object);
        }
    }

    /** The value of {@code object}, whose reference is consumed, as the Java type that somebody wants. */
    Object toJava(Class<?> type, long object) {
        if (type == PyObject.class) return wrap(object);
        try {
            if (type == String.class && References.type(object) == BuiltinTypes.STR) return Strings.toJava(object);
            Object numbers = type == double[].class ? conversion.doubles(object) : type == long[].class ? conversion.longs(object) : null;
            if (numbers != null) return numbers;
            return as(type, conversion.toJava(object));
        } finally {
            References.decref(object);
        }
    }

    /** A new reference. */
    long toPython(Object value) {
        return conversion.toPython(value);
    }

    /** The object of a handle, borrowed; NULL for anything else. */
    long addressOf(Object value) {
        if (!(value instanceof PyObject object)) return NULL;
        if (object.interpreter() != this) throw new IllegalArgumentException("the object belongs to another interpreter");
        return object.address();
    }

    long tuple(Object[] values) {
        long tuple = TupleType.make(values.length);
        try {
            for (int i = 0; i < values.length; i++) TupleType.init(tuple, i, toPython(values[i]));
            return tuple;
        } catch (Throwable failure) {
            References.decref(tuple);
            throw failure;
        }
    }

    long builtins() {
        return Imports.builtins();
    }

    <T> T as(Class<T> type, Object value) {
        return JavaValues.as(type, value);
    }
}
