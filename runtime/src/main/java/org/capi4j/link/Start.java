package org.capi4j.link;

import java.nio.file.Path;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.capi4j.bridge.JavaExceptions;
import org.capi4j.memory.Shim;
import org.capi4j.module.Imports;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.Trampolines;

/** Starts the shim once per JVM and opens interpreters on it. */
public final class Start {
    private static final long LANES_OFF = 1;
    private static final MethodHandle NEW = Shim.function("c4j_interp_new", 1);
    private static final MethodHandle SET_LIMIT = Shim.function("c4j_set_limit", 2);
    private static final MethodHandle CLEAR = Shim.function("c4j_interp_clear", 1);
    private static final MethodHandle FREE = Shim.function("c4j_interp_free", 1);

    static {
        long flags = "off".equals(System.getProperty("capi4j.fastlanes")) ? LANES_OFF : 0;
        try {
            long status = (long) Shim.function("c4j_init", 2).invokeExact(flags, Trampolines.bindStub());
            if ((int) status != 0) throw new IllegalStateException("capi4j: the shim did not start: " + status);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Start() {}

    /** A new interpreter without modules. */
    public static InterpreterState open(long memoryLimit) {
        InterpreterState state = InterpreterState.open(id -> {
            try {
                long interpreter = (long) NEW.invokeExact(id);
                if (memoryLimit != Long.MAX_VALUE) {
                    long ignored = (long) SET_LIMIT.invokeExact(interpreter, memoryLimit);
                }
                return interpreter;
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
        });
        state.setJavaErrors(new JavaExceptions());
        state.setImporter(Imports::importModule);
        return state;
    }

    /** Makes the modules that every interpreter has. The GIL is held. */
    public static void populate(InterpreterState state, List<Path> searchPath) {
        Imports.populate(searchPath, ExtensionLoader::load);
    }

    /** Clears the modules. The GIL is held. */
    public static void clear(InterpreterState state) {
        Imports.clear();
        try {
            long ignored = (long) CLEAR.invokeExact(state.address());
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Gives the interpreter's memory back. The GIL is not held. */
    public static void close(InterpreterState state) {
        try {
            long ignored = (long) FREE.invokeExact(state.address());
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
        state.close();
    }
}
