package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;

/**
 * Audit hooks: C functions of the whole process ({@code PySys_AddAuditHook}) and Python callables of one interpreter
 * ({@code sys.addaudithook}). The shim counts them, so that an event that nobody listens to costs one look.
 */
public final class AuditHooks {
    private static final long COUNT = Shim.symbol("c4j_count_audit_hook");

    /** A hook in C with its data. */
    private record CHook(long function, long data) {}

    private static final List<CHook> PROCESS = new CopyOnWriteArrayList<>();

    private final List<Long> callables = new ArrayList<>();

    private AuditHooks() {}

    private static AuditHooks current() {
        return InterpreterState.current().attached(AuditHooks.class, AuditHooks::new);
    }

    /** {@code PySys_AddAuditHook}. */
    public static void add(long function, long data) {
        PROCESS.add(new CHook(function, data));
        count(NULL);
    }

    /** {@code sys.addaudithook}: the callable is borrowed. */
    static void add(long callable) {
        current().callables.add(References.newRef(callable));
        count(InterpreterState.current().address());
    }

    private static void count(long interpreter) {
        NativeCall.critical(COUNT, interpreter);
    }

    /** Tells every hook of the event; {@code args} is a tuple, borrowed. The first hook that fails ends it. */
    public static void audit(String event, long args) {
        if (!PROCESS.isEmpty()) auditProcess(event, args);
        if (current().callables.isEmpty()) return;
        long name = Strings.of(event);
        try {
            for (long callable : List.copyOf(current().callables)) References.decref(Calls.callWith(callable, name, args));
        } finally {
            References.decref(name);
        }
    }

    private static void auditProcess(String event, long args) {
        long name = Strings.of(event);
        try {
            long text = org.capi4j.type.StrType.utf8(name);
            for (CHook hook : PROCESS) {
                if ((int) NativeCall.call(hook.function(), text, args, hook.data()) == 0) continue;
                ErrorIndicator.throwIfSet();
                throw PyError.systemError("audit hook failed without setting an exception");
            }
        } finally {
            References.decref(name);
        }
    }

    /** Forgets the interpreter's callables, at its end. */
    static void clear() {
        current().callables.forEach(References::decref);
        current().callables.clear();
    }
}
