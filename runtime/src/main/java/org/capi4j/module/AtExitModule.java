package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code atexit}: functions that run when the interpreter is closed, the last one first. */
@BuiltinModule("atexit")
public final class AtExitModule {
    private AtExitModule() {}

    private static List<long[]> functions() {
        return ImportState.current().exitFunctions;
    }

    /** Returns the function, for use as a decorator. */
    @Method(value = "register", call = Call.VARARGS_KEYWORDS)
    static long register(long module, long args, long kwargs) {
        if (TupleType.size(args) == 0) throw PyError.typeError("register() takes at least 1 argument (0 given)");
        long function = TupleType.get(args, 0);
        if (!Objects.isCallable(function)) throw PyError.typeError("the first argument must be callable");
        long keywords = kwargs == NULL ? NULL : DictType.copy(kwargs);
        functions().add(new long[] {References.newRef(function), Texts.tail(args, 1), keywords});
        return References.newRef(function);
    }

    @Method("unregister")
    static long unregister(long module, long function) {
        for (long[] entry : List.copyOf(functions())) {
            if (Objects.equal(entry[0], function) && functions().remove(entry)) release(entry);
        }
        return Singletons.none();
    }

    @Method("_clear")
    static long clear(long module) {
        List<long[]> all = List.copyOf(functions());
        functions().clear();
        all.forEach(AtExitModule::release);
        return Singletons.none();
    }

    @Method("_ncallbacks")
    static long ncallbacks(long module) {
        return LongType.of(functions().size());
    }

    @Method("_run_exitfuncs")
    static long runExitFunctions(long module) {
        run();
        return Singletons.none();
    }

    private static void release(long[] entry) {
        for (long object : entry) References.xdecref(object);
    }

    /** Runs and forgets all functions; what they raise goes to {@code sys.unraisablehook}. */
    static void run() {
        while (!functions().isEmpty()) {
            long[] entry = functions().removeLast();
            try {
                References.decref(Calls.call(entry[0], entry[1], entry[2]));
            } catch (PyError error) {
                InterpreterState.current().javaErrors().writeUnraisable(error, "atexit callback");
            } finally {
                release(entry);
            }
        }
    }
}
