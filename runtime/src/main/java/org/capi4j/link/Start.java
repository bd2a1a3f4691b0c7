package org.capi4j.link;

import static org.capi4j.memory.Memory.NULL;

import java.nio.file.Path;
import java.util.List;
import org.capi4j.bridge.JavaExceptions;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.module.ChildInterpreters;
import org.capi4j.module.Imports;
import org.capi4j.object.Collector;
import org.capi4j.object.FlightEvents;
import org.capi4j.object.Gil;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.Trampolines;
import org.capi4j.object.Upcalls;

/** Starts the shim once per JVM and opens interpreters on it. */
public final class Start {
    private static final long LANES_OFF = 1;
    private static final long NEW = Shim.symbol("c4j_interp_new");
    private static final long SET_LIMIT = Shim.symbol("c4j_set_limit");
    private static final long CLEAR = Shim.symbol("c4j_interp_clear");
    private static final long CLEAR_STATES = Shim.symbol("c4j_states_clear");
    private static final long COLLECT = Shim.symbol("PyGC_Collect");
    private static final long IS_INSIDE = Shim.symbol("c4j_is_inside");
    private static final long REFUSE = Shim.symbol("c4j_interp_refuse");
    private static final long AWAIT = Shim.symbol("c4j_interp_await");
    private static final long BLOCKS = Shim.symbol("c4j_blocks");
    private static final long AWAIT_EXIT = Shim.symbol("c4j_await_exit");
    private static final long FREE = Shim.symbol("c4j_interp_free");
    private static final long LEAVE_GROUP = Shim.symbol("c4j_group_leave");

    static {
        ChildInterpreters.use(new Children());
        long flags = "off".equals(System.getProperty("capi4j.fastlanes")) ? LANES_OFF : 0;
        long status = NativeCall.call(Shim.symbol("c4j_init"), flags, Trampolines.bindStub());
        if ((int) status != 0) throw new IllegalStateException("capi4j: the shim did not start: " + status);
        NativeCall.call(Shim.symbol("c4j_use_vms"), Shim.find(Shim.DEFAULT_SCOPE, "JNI_GetCreatedJavaVMs"));
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Start::awaitExit, "capi4j exit"));
        } catch (IllegalStateException ending) {
            awaitExit();
        }
    }

    private Start() {}

    /** Makes the shim's exit handler run before those that were registered until now. */
    static void awaitExit() {
        NativeCall.call(AWAIT_EXIT);
    }

    /**
     * A new interpreter without modules.
     *
     * @param sharing the interpreter whose GIL, which is held, it shares; null for one of its own
     */
    public static InterpreterState open(long memoryLimit, InterpreterState sharing) {
        FlightEvents.await();
        InterpreterState state = InterpreterState.open(id -> {
            long interpreter = NativeCall.call(NEW, id, sharing == null ? NULL : sharing.address());
            if (memoryLimit != Long.MAX_VALUE) NativeCall.call(SET_LIMIT, interpreter, memoryLimit);
            return interpreter;
        }, sharing);
        state.setJavaErrors(new JavaExceptions());
        state.setImporter(Imports::importModule);
        return state;
    }

    /** Counts C's calls into Java from now on, or no more; what is bound before the shim has started would not be seen. */
    public static void countUpcalls(boolean on) {
        Upcalls.count(on);
    }

    /** Makes the modules that every interpreter has. The GIL is held. */
    public static void populate(InterpreterState state, List<Path> searchPath) {
        Imports.populate(searchPath, ExtensionLoader.FINDER);
    }

    /** {@code atexit}'s functions. The GIL is held. */
    public static void runExitFunctions() {
        Imports.runExitFunctions();
    }

    /** Whether this thread is in the middle of a call of the interpreter, which must be open. */
    public static boolean isInside(InterpreterState state) {
        return (int) NativeCall.critical(IS_INSIDE, state.address()) != 0;
    }

    /**
     * From now on no other thread gets in; waits until those that are in the middle of something have ended that, but for no longer than
     * {@code milliseconds}. The GIL is held, and let go of meanwhile.
     */
    public static void refuse(InterpreterState state, long milliseconds) {
        NativeCall.call(REFUSE, state.address());
        NativeCall.call(AWAIT, state.address(), milliseconds);
    }

    /** Collects garbage, unless {@code gc.disable()} was called. The GIL is held. */
    public static void collect() {
        NativeCall.call(COLLECT);
    }

    /** Ends what C code in this interpreter has made and not ended, the newest first. The GIL is held. */
    public static void endChildren(InterpreterState state) {
        while (!state.children().isEmpty()) {
            InterpreterState child = state.children().removeLast();
            if (!Gil.enter(child)) continue;
            Imports.runExitFunctions();
            NativeCall.call(REFUSE, child.address());
            clear(child);
            close(child, false);
        }
    }

    /**
     * Clears the modules; if this is the last of the interpreters that share a GIL, what they share ends too. The GIL is held.
     *
     * @return whether it is the last one
     */
    public static boolean clear(InterpreterState state) {
        boolean isLast = (int) NativeCall.call(LEAVE_GROUP, state.address(), Long.getLong("capi4j.closeTimeout", 10_000)) != 0;
        Imports.clear(isLast);
        Collector.collectQuietly();
        NativeCall.call(CLEAR_STATES, state.address());
        state.endAttached();
        if (isLast) state.endShared();
        Collector.collectQuietly();
        if (isLast) Libraries.of(state).end();
        NativeCall.call(CLEAR, state.address());
        return isLast;
    }

    /** What is still allocated, by {@code c4j_blocks}: none after {@link #clear} unless something leaks or handles are open. */
    public static long blocks(InterpreterState state) {
        return NativeCall.critical(BLOCKS, state.address());
    }

    /**
     * Gives the interpreter's memory back, and leaves it. The GIL is held, and was entered once.
     *
     * @param keep whether somebody still uses some of the memory
     */
    public static void close(InterpreterState state, boolean keep) {
        boolean isLast = (int) NativeCall.call(LEAVE_GROUP, state.address(), 0L) != 0;
        NativeCall.call(FREE, state.address(), keep || !Libraries.PRIVATE ? 1 : 0);
        if (isLast) Libraries.of(state).close();
        state.close();
    }

    /** Interpreters that C code makes. */
    private static final class Children implements ChildInterpreters.Life {
        @Override
        public InterpreterState open(InterpreterState parent) {
            InterpreterState child = Start.open(Long.MAX_VALUE, parent);
            InterpreterState owner = parent.attached(Parent.class, () -> new Parent(parent, Imports.searchPath())).owner;
            child.attached(Parent.class, () -> new Parent(owner, Imports.searchPath()));
            owner.children().add(child);
            return child;
        }

        /** {@code sys.path} begins as the parent's did. */
        @Override
        public void populate(InterpreterState child) {
            Start.populate(child, child.attached(Parent.class, () -> new Parent(child, List.of())).searchPath);
        }

        @Override
        public void runExitFunctions() {
            Start.runExitFunctions();
        }

        @Override
        public void clear(InterpreterState child) {
            Start.clear(child);
        }

        @Override
        public void forget(InterpreterState child) {
            InterpreterState.forgetChild(child);
            child.close();
        }
    }

    /**
     * Where an interpreter comes from.
     *
     * @param owner      the one that Java has opened
     * @param searchPath what {@code sys.path} begins with
     */
    private record Parent(InterpreterState owner, List<Path> searchPath) {}
}
