package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.layout.PyThreadState;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.ThreadState;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code sys}: what is kept for each thread, and what debuggers ask. */
@BuiltinModule("sys")
public final class SysThreads {
    private static final StructSequences.Shape ASYNCGEN_HOOKS =
            new StructSequences.Shape("asyncgen_hooks", "Hooks of asynchronous generators.", "firstiter", "finalizer");

    /** {@code RTLD_NOW}. */
    private static final int NOW = 2;

    /** How an interpreter opens extension files. */
    private static final class OpenFlags {
        int flags = NOW;
    }

    private SysThreads() {}

    private static OpenFlags openFlags() {
        return InterpreterState.current().attached(OpenFlags.class, OpenFlags::new);
    }

    /** {@code dlopen}'s flags for extension files. */
    public static int dlopenFlags() {
        return openFlags().flags;
    }

    @Method("getdlopenflags")
    static long getdlopenflags(long module) {
        return LongType.of(dlopenFlags());
    }

    @Method("setdlopenflags")
    static long setdlopenflags(long module, long flags) {
        openFlags().flags = Arguments.integer(flags);
        return Singletons.none();
    }

    @Method("get_asyncgen_hooks")
    static long getAsyncgenHooks(long module) {
        return StructSequences.make(ASYNCGEN_HOOKS, kept(PyThreadState.async_gen_firstiter), kept(PyThreadState.async_gen_finalizer));
    }

    private static long kept(long field) {
        long object = Memory.getLong(ThreadState.current() + field);
        return object == NULL ? Singletons.none() : References.newRef(object);
    }

    /** {@code set_asyncgen_hooks(firstiter, finalizer)}: None takes a hook away, what is left out stays. */
    @Method(value = "set_asyncgen_hooks", call = Call.VARARGS_KEYWORDS)
    static long setAsyncgenHooks(long module, long args, long nargs, long kwnames) {
        long[] hooks = KeywordArguments.parse(null, args, nargs, kwnames, 0, 2, "firstiter", "finalizer");
        requireHook("finalizer", hooks[1]);
        keep(PyThreadState.async_gen_finalizer, "sys.set_asyncgen_hook_finalizer", hooks[1]);
        requireHook("firstiter", hooks[0]);
        keep(PyThreadState.async_gen_firstiter, "sys.set_asyncgen_hook_firstiter", hooks[0]);
        return Singletons.none();
    }

    private static void requireHook(String name, long hook) {
        if (hook == NULL || hook == Singletons.NONE || Objects.isCallable(hook)) return;
        throw PyError.typeError("callable " + name + " expected, got " + TypeLookup.fullNameOf(hook));
    }

    private static void keep(long field, String event, long hook) {
        if (hook == NULL) return;
        AuditHooks.audit(event, TupleType.empty());
        References.setRef(ThreadState.current() + field, hook == Singletons.NONE ? NULL : References.newRef(hook));
    }

    @Method("get_coroutine_origin_tracking_depth")
    static long getCoroutineOriginTrackingDepth(long module) {
        return LongType.of(Memory.getInt(ThreadState.current() + PyThreadState.coroutine_origin_tracking_depth));
    }

    @Method("set_coroutine_origin_tracking_depth")
    static long setCoroutineOriginTrackingDepth(long module, long args, long nargs, long kwnames) {
        int depth = Arguments.integer(KeywordArguments.parse("set_coroutine_origin_tracking_depth", args, nargs, kwnames, 1, 1, "depth")[0]);
        if (depth < 0) throw PyError.valueError("depth must be >= 0");
        Memory.putInt(ThreadState.current() + PyThreadState.coroutine_origin_tracking_depth, depth);
        return Singletons.none();
    }

    /** The frame of each thread that runs Python code: none does. */
    @Method("_current_frames")
    static long currentFrames(long module) {
        AuditHooks.audit("sys._current_frames", TupleType.empty());
        return DictType.make();
    }

    /** What each thread is handling, as {@code exc_info()} tells it there, by the thread's number. */
    @Method("_current_exceptions")
    static long currentExceptions(long module) {
        AuditHooks.audit("sys._current_exceptions", TupleType.empty());
        long all = DictType.make();
        try {
            long interpreter = Memory.getLong(ThreadState.current() + PyThreadState.interp);
            long thread = NativeCall.call(Shim.symbol("PyInterpreterState_ThreadHead"), interpreter);
            for (; thread != NULL; thread = Memory.getLong(thread + PyThreadState.next)) {
                long number = LongType.ofUnsigned(Memory.getLong(thread + PyThreadState.thread_id));
                long handled = SysModule.excInfoOf(thread);
                try {
                    DictType.set(all, number, handled);
                } finally {
                    References.decref(number);
                    References.decref(handled);
                }
            }
            return all;
        } catch (Throwable failure) {
            References.decref(all);
            throw failure;
        }
    }

    /** {@code func(*args)}: no Python code is ever traced here. */
    @Method("call_tracing")
    static long callTracing(long module, long args, long nargs) {
        Arguments.checkPositional("call_tracing", nargs, 2, 2);
        long arguments = Memory.getLong(args + Long.BYTES);
        if (!TupleType.isInstance(arguments)) {
            throw PyError.typeError("call_tracing() argument 2 must be tuple, not " + Arguments.typeName(arguments));
        }
        return Calls.call(Memory.getLong(args), arguments, NULL);
    }

    /** How many code objects were specialised. */
    @Method("_getquickenedcount")
    static long getQuickenedCount(long module) {
        return LongType.of(0);
    }

    private static final String[] DOMAINS = {"raw", "mem", "obj"};

    /** Writes what the allocators count to the process's standard error. */
    @Method("_debugmallocstats")
    static long debugMallocStats(long module) {
        long interpreter = InterpreterState.current().address();
        TextBuffer out = TextFiles.output(2);
        out.write(NativeCall.call(Shim.symbol("c4j_blocks"), interpreter) + " blocks in use\n");
        for (int domain = 0; domain < DOMAINS.length; domain++) {
            out.write(NativeCall.call(Shim.symbol("c4j_bytes"), interpreter, domain) + " bytes of domain " + DOMAINS[domain] + "\n");
        }
        out.flush();
        return Singletons.none();
    }
}
