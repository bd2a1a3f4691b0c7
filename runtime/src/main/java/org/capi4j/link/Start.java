package org.capi4j.link;

import java.nio.file.Path;
import java.util.List;
import org.capi4j.bridge.JavaExceptions;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.module.Imports;
import org.capi4j.object.Collector;
import org.capi4j.object.FlightEvents;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.Trampolines;
import org.capi4j.object.Upcalls;

/** Starts the shim once per JVM and opens interpreters on it. */
public final class Start {
    private static final long LANES_OFF = 1;
    private static final long NEW = Shim.symbol("c4j_interp_new");
    private static final long SET_LIMIT = Shim.symbol("c4j_set_limit");
    private static final long CLEAR = Shim.symbol("c4j_interp_clear");
    private static final long IS_INSIDE = Shim.symbol("c4j_is_inside");
    private static final long REFUSE = Shim.symbol("c4j_interp_refuse");
    private static final long AWAIT = Shim.symbol("c4j_interp_await");
    private static final long BLOCKS = Shim.symbol("c4j_blocks");
    private static final long AWAIT_EXIT = Shim.symbol("c4j_await_exit");
    private static final long FREE = Shim.symbol("c4j_interp_free");

    static {
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

    /** A new interpreter without modules. */
    public static InterpreterState open(long memoryLimit) {
        FlightEvents.await();
        InterpreterState state = InterpreterState.open(id -> {
            long interpreter = NativeCall.call(NEW, id);
            if (memoryLimit != Long.MAX_VALUE) NativeCall.call(SET_LIMIT, interpreter, memoryLimit);
            return interpreter;
        });
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

    /** Clears the modules. The GIL is held. */
    public static void clear(InterpreterState state) {
        Imports.clear();
        Collector.collectQuietly();
        state.endAttached();
        Collector.collectQuietly();
        Libraries.of(state).end();
        NativeCall.call(CLEAR, state.address());
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
        NativeCall.call(FREE, state.address(), keep || !Libraries.PRIVATE ? 1 : 0);
        Libraries.of(state).close();
        state.close();
    }
}
