package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.Definitions;
import org.capi4j.module.Imports;
import org.capi4j.module.Iteration;
import org.capi4j.module.JavaModules;
import org.capi4j.module.Namespace;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;

/** {@code threading}: its functions. */
@BuiltinModule("threading")
public final class ThreadingModule {
    private ThreadingModule() {}

    public static void fill(long dict) {
        JavaModules.copy("_thread", dict, name -> List.of("TIMEOUT_MAX", "get_ident", "get_native_id", "stack_size", "_set_sentinel").contains(name));
        String[][] names = {{"Lock", "allocate_lock"}, {"_allocate_lock", "allocate_lock"}, {"_start_new_thread", "start_new_thread"}, {"_CRLock", "RLock"}, {"local", "_local"},
            {"excepthook", "_excepthook"}, {"ExceptHookArgs", "_ExceptHookArgs"}};
        try (Activation call = new Activation(NULL)) {
            for (String[] name : names) DictType.set(dict, name[0], call.imported("_thread", name[1]));
            long count = call.invoke(call.imported("itertools", "count"), call.number(1));
            DictType.set(dict, "_counter", call.get(count, "__next__"));
        }
        DictType.set(dict, "__excepthook__", DictType.get(dict, "excepthook"));
        DictType.set(dict, "ThreadError", Exceptions.RuntimeError);
        for (String name : new String[] {"_active", "_limbo"}) Namespace.steal(dict, name, DictType.make());
        for (String name : new String[] {"_trace_hook", "_profile_hook"}) DictType.set(dict, name, Singletons.NONE);
        Definitions definitions = new Definitions(dict, "ThreadingModule");
        definitions.enter("RLock(*args, **kwargs)", "current_thread()", "currentThread()", "main_thread()", "active_count()", "activeCount()", "enumerate()", "_shutdown()");
        definitions.enter("settrace(func)", "gettrace()", "setprofile(func)", "getprofile()");
        ThreadSignals.fill(dict);
        Barriers.fill(dict);
        Threads.fill(dict);
        joinAtExit(dict);
    }

    private static void joinAtExit(long dict) {
        long atexit = Imports.importModule("atexit");
        try {
            References.decref(Calls.callMethod(atexit, "register", DictType.get(dict, "_shutdown")));
        } finally {
            References.decref(atexit);
        }
    }

    @Method("RLock")
    static long rlock(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.apply(call.global("threading", "_CRLock"), call.arg(0), call.arg(1)));
        }
    }

    /** Of a thread that nobody has started by this module there is an object from the first question on. */
    @Method({"current_thread", "currentThread"})
    static long current(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long known = DictType.get(call.global("threading", "_active"), call.invoke(call.global("threading", "get_ident")));
            return known != NULL ? References.newRef(known) : Activation.own(call.invoke(call.global("threading", "_DummyThread")));
        }
    }

    @Method("main_thread")
    static long main(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return References.newRef(call.global("threading", "_main_thread"));
        }
    }

    private static long all(Activation call) {
        long active = call.keep(Sequences.list(call.call(call.global("threading", "_active"), "values")));
        return Sequences.concat(active, call.keep(Sequences.list(call.call(call.global("threading", "_limbo"), "values"))));
    }

    @Method("enumerate")
    static long enumerate(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return all(call);
        }
    }

    @Method({"active_count", "activeCount"})
    static long count(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return LongType.of(Objects.length(call.keep(all(call))));
        }
    }

    /** Waits for all threads that are no daemons. */
    @Method("_shutdown")
    static long shutdown(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (call.global("threading", "_active") == NULL) return Activation.none();
            long here = call.keep(current(closure, args, nargs));
            Iteration.forEach(call.keep(all(call)), thread -> {
                boolean waits = thread != here && thread != call.global("threading", "_main_thread") && !call.isTrue(thread, "daemon");
                if (waits) call.call(thread, "join");
            });
            return Activation.none();
        }
    }

    private static long hook(String name) {
        try (Activation call = new Activation(NULL)) {
            return References.newRef(call.global("threading", name));
        }
    }

    private static long setHook(String name, long value) {
        Objects.setAttr(DictType.get(Imports.modules(), "threading"), name, value);
        return Activation.none();
    }

    @Method("settrace")
    static long setTrace(long closure, long args, long nargs) {
        return setHook("_trace_hook", Memory.getLong(args));
    }

    @Method("gettrace")
    static long trace(long closure, long args, long nargs) {
        return hook("_trace_hook");
    }

    @Method("setprofile")
    static long setProfile(long closure, long args, long nargs) {
        return setHook("_profile_hook", Memory.getLong(args));
    }

    @Method("getprofile")
    static long profile(long closure, long args, long nargs) {
        return hook("_profile_hook");
    }
}
