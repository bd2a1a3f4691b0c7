package org.capi4j.link;

import java.nio.file.Path;
import java.util.List;
import org.capi4j.bridge.JavaExceptions;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.module.Imports;
import org.capi4j.object.Collector;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.Trampolines;

/** Starts the shim once per JVM and opens interpreters on it. */
public final class Start {
    private static final long LANES_OFF = 1;
    private static final long NEW = Shim.symbol("c4j_interp_new");
    private static final long SET_LIMIT = Shim.symbol("c4j_set_limit");
    private static final long CLEAR = Shim.symbol("c4j_interp_clear");
    private static final long RELEASED = Shim.symbol("c4j_released");
    private static final long BLOCKS = Shim.symbol("c4j_blocks");
    private static final long FREE = Shim.symbol("c4j_interp_free");

    static {
        long flags = "off".equals(System.getProperty("capi4j.fastlanes")) ? LANES_OFF : 0;
        long status = NativeCall.call(Shim.symbol("c4j_init"), flags, Trampolines.bindStub());
        if ((int) status != 0) throw new IllegalStateException("capi4j: the shim did not start: " + status);
    }

    private Start() {}

    /** A new interpreter without modules. */
    public static InterpreterState open(long memoryLimit) {
        InterpreterState state = InterpreterState.open(id -> {
            long interpreter = NativeCall.call(NEW, id);
            if (memoryLimit != Long.MAX_VALUE) NativeCall.call(SET_LIMIT, interpreter, memoryLimit);
            return interpreter;
        });
        state.setJavaErrors(new JavaExceptions());
        state.setImporter(Imports::importModule);
        return state;
    }

    /** Makes the modules that every interpreter has. The GIL is held. */
    public static void populate(InterpreterState state, List<Path> searchPath) {
        Imports.populate(searchPath, ExtensionLoader::load);
    }

    /** {@code atexit}'s functions. The GIL is held. */
    public static void runExitFunctions() {
        Imports.runExitFunctions();
    }

    /** How many threads have released the GIL for a while. */
    public static long released(InterpreterState state) {
        return NativeCall.critical(RELEASED, state.address());
    }

    /** Clears the modules. The GIL is held. */
    public static void clear(InterpreterState state) {
        Imports.clear();
        Collector.collectQuietly();
        state.endAttached();
        Collector.collectQuietly();
        NativeCall.call(CLEAR, state.address());
    }

    /** What is still allocated, by {@code c4j_blocks}: none after {@link #clear} unless something leaks or handles are open. */
    public static long blocks(InterpreterState state) {
        return NativeCall.critical(BLOCKS, state.address());
    }

    /** Gives the interpreter's memory back. The GIL is not held. */
    public static void close(InterpreterState state) {
        NativeCall.call(FREE, state.address());
        state.close();
    }
}
