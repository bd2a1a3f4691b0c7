package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.Gil;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionText;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.SysAttributes;
import org.capi4j.type.TupleType;

/** {@code _thread}: locks, and threads of Java's that run Python callables. */
@BuiltinModule("_thread")
public final class ThreadModule {
    private static final AtomicLong RUNNING = new AtomicLong();

    private static final StructSequences.Shape HOOK_ARGS = new StructSequences.Shape(
            "_thread._ExceptHookArgs",
            "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.",
            "exc_type", "exc_value", "exc_traceback", "thread");

    private ThreadModule() {}

    @Method({"allocate_lock", "allocate"})
    static long allocateLock(long module) {
        return LockType.make();
    }

    @Method("get_ident")
    static long getIdent(long module) {
        return LongType.ofUnsigned(RLockType.here());
    }

    @Method("get_native_id")
    static long getNativeId(long module) {
        return LongType.ofUnsigned(NativeFunctions.api("PyThread_get_thread_native_id"));
    }

    @Method("_count")
    static long count(long module) {
        return LongType.of(RUNNING.get());
    }

    /** The stack's size of threads made from now on: the one before. 0 is the system's own. */
    @Method(value = "stack_size", call = Call.VARARGS)
    static long stackSize(long module, long args) {
        long nargs = Arguments.count("stack_size", args, 0, 1);
        long size = nargs == 0 ? 0 : Arguments.ssize(TupleType.get(args, 0));
        if (size < 0) throw PyError.valueError("size must be 0 or a positive value");
        long old = NativeCall.call(Shim.symbol("PyThread_get_stacksize"));
        if (nargs > 0 && (int) NativeCall.call(Shim.symbol("PyThread_set_stacksize"), size) == -1) {
            throw PyError.valueError("size not valid: " + size + " bytes");
        }
        return LongType.of(old);
    }

    /** A new lock that is released when the state of the calling thread is cleared: how {@code threading} waits for a thread's end. */
    @Method("_set_sentinel")
    static long setSentinel(long module) {
        long lock = LockType.make();
        NativeCall.call(Shim.symbol("c4j_set_sentinel"), References.newRef(lock));
        return lock;
    }

    /** As if the signal had come. */
    @Method(value = "interrupt_main", call = Call.VARARGS)
    static long interruptMain(long module, long args) {
        int signal = Arguments.count("signum", args, 0, 1) == 0 ? 2 : Arguments.parsedInt(TupleType.get(args, 0));
        if (signal < 1 || signal >= Signals.COUNT) throw PyError.valueError("signal number out of range");
        if (!Signals.simulate(signal)) NativeCall.call(Shim.symbol("PyErr_SetInterruptEx"), signal);
        return Singletons.none();
    }

    /** {@code threading.excepthook}: prints an exception that a thread ended with. */
    @Method("_excepthook")
    static long exceptHook(long module, long args) {
        if (References.type(args) != StructSequences.type(HOOK_ARGS)) throw PyError.typeError("_thread.excepthook argument type must be ExceptHookArgs");
        if (TupleType.get(args, 0) == Exceptions.SystemExit) return Singletons.none();
        long thread = TupleType.get(args, 3);
        String name = thread == Singletons.NONE ? Long.toUnsignedString(RLockType.here()) : Objects.strString(thread);
        long value = TupleType.get(args, 1);
        String text = value == Singletons.NONE ? "" : ExceptionText.of(value);
        SysAttributes.writeError("Exception in thread " + name + ":\n" + text);
        return Singletons.none();
    }

    static void fillHook(long dict) {
        DictType.set(dict, "_ExceptHookArgs", StructSequences.type(HOOK_ARGS));
    }

    /** Ends the thread's callable: what {@code SystemExit} does. */
    @Method({"exit", "exit_thread"})
    static long exit(long module) {
        throw PyError.of(Exceptions.SystemExit, null);
    }

    @Method(value = {"start_new_thread", "start_new"}, call = Call.VARARGS)
    static long start(long module, long args) {
        long nargs = TupleType.size(args);
        Arguments.checkPositional("start_new_thread", nargs, 2, 3);
        long function = TupleType.get(args, 0);
        long arguments = TupleType.get(args, 1);
        long keywords = nargs == 3 ? TupleType.get(args, 2) : NULL;
        if (!Objects.isCallable(function)) throw PyError.typeError("first arg must be callable");
        if (!TupleType.isInstance(arguments)) throw PyError.typeError("2nd arg must be a tuple");
        if (keywords != NULL && !DictType.isInstance(keywords)) throw PyError.typeError("optional 3rd arg must be a dictionary");
        References.incref(function);
        References.incref(arguments);
        References.xincref(keywords);
        return LongType.ofUnsigned(start(InterpreterState.current(), function, arguments, keywords));
    }

    /** The identity of the new thread, which says it as soon as it runs. The references are consumed. */
    private static long start(InterpreterState interpreter, long function, long args, long kwargs) {
        var identity = new java.util.concurrent.CompletableFuture<Long>();
        Thread thread = new Thread(() -> {
            identity.complete(RLockType.here());
            run(interpreter, function, args, kwargs);
        });
        thread.setDaemon(true);
        thread.start();
        return NativeFunctions.withoutGil(identity::join);
    }

    private static void run(InterpreterState interpreter, long function, long args, long kwargs) {
        if (!Gil.enter(interpreter)) return; // closed meanwhile, and its objects with it
        RUNNING.incrementAndGet();
        try {
            References.decref(Calls.call(function, args, kwargs));
        } catch (PyError error) {
            if (error.type() == Exceptions.SystemExit) error.release();
            else interpreter.javaErrors().writeUnraisable(error, "thread started by " + Objects.reprString(function));
        } finally {
            References.xdecref(kwargs);
            References.decref(args);
            References.decref(function);
            RUNNING.decrementAndGet();
            Gil.leave(interpreter);
        }
    }

    static void fill(long dict) {
        fillHook(dict);
        DictType.set(dict, "LockType", LockType.TYPE);
        DictType.set(dict, "RLock", RLockType.TYPE);
        DictType.set(dict, "_local", LocalType.TYPE);
        DictType.set(dict, "error", Exceptions.RuntimeError);
        Namespace.steal(dict, "TIMEOUT_MAX", FloatType.of(LockType.TIMEOUT_MAX));
    }
}
