package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.Warnings;

/** {@code threading}: {@code Thread}, {@code Timer}, and what stands for threads that were started otherwise. */
@BuiltinModule("threading.threads")
public final class Threads {
    private Threads() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "Threads");
        ClassContents thread = new ClassContents(definitions, "Thread").put("_initialized", References.newRef(Singletons.FALSE));
        thread.define("__init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None)", "__repr__(self)", "start(self)", "run(self)", "_bootstrap(self)",
                "join(self, timeout=None)", "is_alive(self)");
        thread.put("name", property(definitions, "_name", "Thread.name", "name")).put("daemon", property(definitions, "_daemonic", "Thread.daemon", "daemonic"));
        thread.put("ident", property(definitions, "_ident", "Thread.ident", null)).put("native_id", property(definitions, "_native_id", "Thread.native_id", null));
        thread.closing("old", Namespace.tuple("getName", "name"), "getName(self)").closing("old", Namespace.tuple("setName", "name"), "setName(self, name)");
        thread.closing("old", Namespace.tuple("isDaemon", "daemon"), "isDaemon(self)").closing("old", Namespace.tuple("setDaemon", "daemon"), "setDaemon(self, daemonic)");
        Namespace.steal(dict, "Thread", thread.make(BuiltinTypes.TYPE));
        ClassContents timer = new ClassContents(definitions, "Timer").define("__init__(self, interval, function, args=None, kwargs=None)", "cancel(self)", "run(self)");
        Namespace.steal(dict, "Timer", timer.make(BuiltinTypes.TYPE, DictType.get(dict, "Thread")));
        ClassContents main = new ClassContents(definitions, "_MainThread").define("__init__(self)");
        Namespace.steal(dict, "_MainThread", main.make(BuiltinTypes.TYPE, DictType.get(dict, "Thread")));
        ClassContents dummy = new ClassContents(definitions, "_DummyThread").define("__init__(self)").answering(Activation.own(true), "is_alive(self)");
        dummy.closing("error", TupleType.steal(References.newRef(Exceptions.AssertionError), Strings.of("cannot join a dummy thread")), "join(self, timeout=None)");
        Namespace.steal(dict, "_DummyThread", dummy.make(BuiltinTypes.TYPE, DictType.get(dict, "Thread")));
        fillMain(dict);
    }

    /** @param parameter the setter's, or null: there is none */
    private static long property(Definitions definitions, String attribute, String name, String parameter) {
        try (Activation call = new Activation(NULL)) {
            long getter = call.keep(definitions.function(name + "(self)", "get", call.text(attribute)));
            long setter = parameter == null ? Singletons.NONE
                    : call.keep(definitions.function(name + "(self, " + parameter + ")", "set" + attribute, Singletons.NONE));
            return Calls.callWith(BuiltinTypes.PROPERTY, getter, setter);
        }
    }

    /** The thread that imports the module is taken for the main one. */
    private static void fillMain(long dict) {
        try (Activation call = new Activation(NULL)) {
            long main = call.call(DictType.get(dict, "_MainThread"), "__new__", DictType.get(dict, "_MainThread"));
            prepare(call, main, call.text("MainThread"), false, started(call, dict));
            identify(call, main);
            DictType.set(DictType.get(dict, "_active"), call.get(main, "_ident"), main);
            DictType.set(dict, "_main_thread", main);
        }
    }

    /** An event, made while the module isn't imported yet. */
    private static long started(Activation call, long dict) {
        long event = call.call(DictType.get(dict, "Event"), "__new__", DictType.get(dict, "Event"));
        call.set(event, "_cond", call.invoke(DictType.get(dict, "Condition"), call.invoke(DictType.get(dict, "Lock"))));
        call.set(event, "_flag", false);
        return event;
    }

    private static void prepare(Activation call, long self, long name, boolean daemon, long started) {
        call.set(self, "_target", Singletons.NONE);
        call.set(self, "_name", name);
        call.set(self, "_args", call.tuple());
        call.set(self, "_kwargs", call.keep(DictType.make()));
        call.set(self, "_daemonic", daemon);
        call.set(self, "_ident", Singletons.NONE);
        call.set(self, "_native_id", Singletons.NONE);
        call.set(self, "_tstate_lock", Singletons.NONE);
        call.set(self, "_started", started);
        call.set(self, "_is_stopped", false);
        call.set(self, "_initialized", true);
        call.set(self, "_stderr", call.imported("sys", "stderr"));
    }

    private static long newEvent(Activation call) {
        return call.invoke(call.global("threading", "Event"));
    }

    private static void identify(Activation call, long self) {
        call.set(self, "_ident", call.invoke(call.imported("_thread", "get_ident")));
        call.set(self, "_native_id", call.invoke(call.imported("_thread", "get_native_id")));
        call.call(call.get(self, "_started"), "set");
    }

    /** The next name of the kind {@code Thread-1}; all kinds count together. */
    private static String newName(Activation call, String kind) {
        return kind + "-" + Objects.strString(call.invoke(call.global("threading", "_counter")));
    }

    @Method("Thread.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            initialise(call, call.arg(2), call.arg(3), call.arg(4), call.arg(5), call.arg(6), call.isGiven(1));
            return Activation.none();
        }
    }

    private static void initialise(Activation call, long target, long name, long args, long kwargs, long daemon, boolean grouped) {
        long self = call.arg(0);
        if (grouped) throw PyError.of(Exceptions.AssertionError, "group argument must be None for now");
        boolean inherits = daemon == Singletons.NONE;
        boolean isDaemon = inherits ? call.isTrue(call.invoke(call.global("threading", "current_thread")), "daemon") : Objects.isTrue(daemon);
        long given = name == Singletons.NONE ? call.text(defaultName(call, target)) : call.keep(Objects.str(name));
        prepare(call, self, given, isDaemon, newEvent(call));
        call.set(self, "_target", target);
        call.set(self, "_args", args);
        if (kwargs != Singletons.NONE) call.set(self, "_kwargs", kwargs);
    }

    private static String defaultName(Activation call, long target) {
        String name = newName(call, "Thread");
        long targetName = target == Singletons.NONE ? NULL : call.find(target, "__name__");
        return targetName == NULL ? name : name + " (" + Objects.strString(targetName) + ")";
    }

    private static void requireInitialised(Activation call, String message) {
        if (!call.isTrue(call.arg(0), "_initialized")) throw PyError.runtimeError(message);
    }

    private static boolean isStarted(Activation call) {
        return call.asks(call.get(call.arg(0), "_started"), "is_set");
    }

    @Method("Thread.__repr__")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (!call.isTrue(self, "_initialized")) throw PyError.of(Exceptions.AssertionError, "Thread.__init__() was not called");
            String state = call.isTrue(self, "_is_stopped") ? "stopped" : isStarted(call) ? "started" : "initial";
            if (call.isTrue(self, "_daemonic")) state += " daemon";
            if (!call.isNone(self, "_ident")) state += " " + call.text(self, "_ident");
            return Strings.of("<" + TypeLookup.name(References.type(self)) + "(" + call.text(self, "_name") + ", " + state + ")>");
        }
    }

    /** Returns once the thread runs. */
    @Method("Thread.start")
    static long start(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            requireInitialised(call, "thread.__init__() not called");
            if (isStarted(call)) throw PyError.runtimeError("threads can only be started once");
            long limbo = call.global("threading", "_limbo");
            DictType.set(limbo, self, self);
            try {
                long lock = call.invoke(call.global("threading", "_allocate_lock"));
                call.call(lock, "acquire");
                call.set(self, "_tstate_lock", lock);
                call.invoke(call.global("threading", "_start_new_thread"), call.get(self, "_bootstrap"), call.tuple());
            } catch (PyError failure) {
                DictType.delete(limbo, self);
                throw failure;
            }
            call.call(call.get(self, "_started"), "wait");
            return Activation.none();
        }
    }

    @Method("Thread.run")
    static long run(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long target = call.get(self, "_target");
            try {
                if (target != Singletons.NONE) call.apply(target, call.keep(Sequences.tuple(call.get(self, "_args"))), call.get(self, "_kwargs"));
            } finally {
                for (String name : new String[] {"_target", "_args", "_kwargs"}) Objects.setAttr(self, name, NULL);
            }
            return Activation.none();
        }
    }

    /** What the new thread runs. */
    @Method("Thread._bootstrap")
    static long bootstrap(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            identify(call, self);
            long active = call.global("threading", "_active");
            DictType.set(active, call.get(self, "_ident"), self);
            DictType.delete(call.global("threading", "_limbo"), self);
            try {
                setHooks(call);
                call.call(self, "run");
            } catch (PyError error) {
                tell(call, error);
            } finally {
                call.set(self, "_is_stopped", true);
                DictType.delete(active, call.get(self, "_ident"));
                call.call(call.get(self, "_tstate_lock"), "release");
            }
            return Activation.none();
        }
    }

    private static void setHooks(Activation call) {
        long trace = call.global("threading", "_trace_hook");
        if (trace != Singletons.NONE) call.invoke(call.imported("sys", "settrace"), trace);
        long profile = call.global("threading", "_profile_hook");
        if (profile != Singletons.NONE) call.invoke(call.imported("sys", "setprofile"), profile);
    }

    private static void tell(Activation call, PyError error) {
        long exception = call.keep(ExceptionType.instance(error));
        long traceback = call.get(exception, "__traceback__");
        long values = call.keep(ListType.of(References.type(exception), exception, traceback, call.arg(0)));
        call.invoke(call.global("threading", "excepthook"), call.invoke(call.global("threading", "ExceptHookArgs"), values));
    }

    private static boolean isAlive(Activation call) {
        return isStarted(call) && !call.isTrue(call.arg(0), "_is_stopped");
    }

    @Method("Thread.is_alive")
    static long isAlive(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!call.isTrue(call.arg(0), "_initialized")) throw PyError.of(Exceptions.AssertionError, "Thread.__init__() not called");
            return Activation.own(isAlive(call));
        }
    }

    @Method("Thread.join")
    static long join(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            requireInitialised(call, "Thread.__init__() not called");
            if (!isStarted(call)) throw PyError.runtimeError("cannot join thread before it is started");
            if (self == call.invoke(call.global("threading", "current_thread"))) throw PyError.runtimeError("cannot join current thread");
            long lock = call.get(self, "_tstate_lock");
            if (lock == Singletons.NONE) return Activation.none();
            boolean ended = call.isGiven(1) ? call.asks(lock, "acquire", Singletons.TRUE, positive(call)) : call.asks(lock, "acquire");
            if (ended) call.call(lock, "release");
            return Activation.none();
        }
    }

    private static long positive(Activation call) {
        long zero = call.number(0);
        return Objects.richCompareBool(call.arg(1), zero, Constants.Py_LT) ? zero : call.arg(1);
    }

    @Method("get")
    static long get(long attribute, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!call.isTrue(call.arg(0), "_initialized")) throw PyError.of(Exceptions.AssertionError, "Thread.__init__() not called");
            return Objects.getAttr(call.arg(0), attribute);
        }
    }

    @Method("set_name")
    static long setName(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "_name", call.keep(Objects.str(call.arg(1))));
            return Activation.none();
        }
    }

    @Method("set_daemonic")
    static long setDaemon(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            requireInitialised(call, "Thread.__init__() not called");
            if (isStarted(call)) throw PyError.runtimeError("cannot set daemon status of active thread");
            call.set(call.arg(0), "_daemonic", call.arg(1));
            return Activation.none();
        }
    }

    /** The old names of the attributes' getters and setters: closes over both names. */
    @Method("old")
    static long callOld(long names, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String advice = (nargs == 2 ? "set the " : "get the ") + Strings.toJava(TupleType.get(names, 1)) + " attribute instead";
            Warnings.warn(Exceptions.DeprecationWarning, Strings.toJava(TupleType.get(names, 0)) + "() is deprecated, " + advice, 2);
            if (nargs == 1) return Objects.getAttr(call.arg(0), TupleType.get(names, 1));
            Objects.setAttr(call.arg(0), TupleType.get(names, 1), call.arg(1));
            return Activation.none();
        }
    }

    @Method("Timer.__init__")
    static long initTimer(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long none = Singletons.NONE;
            long self = call.arg(0);
            initialise(call, none, none, call.tuple(), none, none, false);
            call.set(self, "interval", call.arg(1));
            call.set(self, "function", call.arg(2));
            call.set(self, "args", call.isGiven(3) ? call.arg(3) : call.keep(ListType.make(0)));
            call.set(self, "kwargs", call.isGiven(4) ? call.arg(4) : call.keep(DictType.make()));
            call.set(self, "finished", newEvent(call));
            return Activation.none();
        }
    }

    @Method("Timer.cancel")
    static long cancel(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "finished"), "set");
            return Activation.none();
        }
    }

    @Method("Timer.run")
    static long runTimer(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long finished = call.get(self, "finished");
            call.call(finished, "wait", call.get(self, "interval"));
            if (!call.asks(finished, "is_set")) {
                call.apply(call.get(self, "function"), call.keep(Sequences.tuple(call.get(self, "args"))), call.get(self, "kwargs"));
            }
            call.call(finished, "set");
            return Activation.none();
        }
    }

    @Method("_MainThread.__init__")
    static long initMain(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            prepare(call, call.arg(0), call.text("MainThread"), false, newEvent(call));
            enter(call);
            return Activation.none();
        }
    }

    @Method("_DummyThread.__init__")
    static long initDummy(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            prepare(call, call.arg(0), call.text(newName(call, "Dummy")), true, newEvent(call));
            enter(call);
            return Activation.none();
        }
    }

    private static void enter(Activation call) {
        identify(call, call.arg(0));
        DictType.set(call.global("threading", "_active"), call.get(call.arg(0), "_ident"), call.arg(0));
    }

}
