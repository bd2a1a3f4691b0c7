package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.AbcMetaType;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.MethodType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code contextlib.ExitStack}: managers and callbacks that are left in the opposite order. */
@BuiltinModule("contextlib.stacks")
public final class ExitStacks {
    private ExitStacks() {}

    static void fill(long dict, long abstractManager) {
        Definitions definitions = new Definitions(dict, "ExitStacks");
        ClassContents base = new ClassContents(definitions, "_BaseExitStack").define("__init__(self)", "pop_all(self)", "push(self, exit)", "enter_context(self, cm)",
                "callback(self, callback, /, *args, **kwds)", "_push_cm_exit(self, cm, cm_exit)", "_push_exit_callback(self, callback, is_sync=True)");
        base.defineStaticMethods("_create_exit_wrapper(cm, cm_exit)", "_create_cb_wrapper(callback, /, *args, **kwds)");
        Namespace.steal(dict, "_BaseExitStack", base.make(BuiltinTypes.TYPE));
        ClassContents stack = new ClassContents(definitions, "ExitStack").define("__enter__(self)", "__exit__(self, *exc_details)", "close(self)");
        Namespace.steal(dict, "ExitStack", stack.make(AbcMetaType.TYPE, DictType.get(dict, "_BaseExitStack"), abstractManager));
    }

    private static long newDeque(Activation call) {
        return call.invoke(call.imported("collections", "deque"));
    }

    @Method("_BaseExitStack.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "_exit_callbacks", newDeque(call));
            return Activation.none();
        }
    }

    /** A new stack with all that this one had. */
    @Method("_BaseExitStack.pop_all")
    static long popAll(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long stack = call.invoke(References.type(call.arg(0)));
            call.set(stack, "_exit_callbacks", call.get(call.arg(0), "_exit_callbacks"));
            call.set(call.arg(0), "_exit_callbacks", newDeque(call));
            return Activation.own(stack);
        }
    }

    @Method("_BaseExitStack.push")
    static long push(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long exit = call.find(References.type(call.arg(1)), "__exit__");
            if (exit == NULL) call.call(call.arg(0), "_push_exit_callback", call.arg(1));
            else call.call(call.arg(0), "_push_cm_exit", call.arg(1), exit);
            return Activation.own(call.arg(1));
        }
    }

    @Method("_BaseExitStack.enter_context")
    static long enterContext(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long type = References.type(call.arg(1));
            long enter = call.find(type, "__enter__");
            long exit = call.find(type, "__exit__");
            if (enter == NULL || exit == NULL) {
                throw PyError.typeError("'" + call.text(type, "__module__") + "." + call.text(type, "__qualname__") + "' object does not support the context manager protocol");
            }
            long result = call.invoke(enter, call.arg(1));
            call.call(call.arg(0), "_push_cm_exit", call.arg(1), exit);
            return Activation.own(result);
        }
    }

    @Method("_BaseExitStack.callback")
    static long callback(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long given = call.prepended(call.arg(1), call.arg(2));
            long wrapper = call.apply(call.get(call.arg(0), "_create_cb_wrapper"), given, call.arg(3));
            call.set(wrapper, "__wrapped__", call.arg(1));
            call.call(call.arg(0), "_push_exit_callback", wrapper);
            return Activation.own(call.arg(1));
        }
    }

    @Method("_BaseExitStack._push_cm_exit")
    static long pushManager(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long wrapper = call.call(call.arg(0), "_create_exit_wrapper", call.arg(1), call.arg(2));
            call.call(call.arg(0), "_push_exit_callback", wrapper, Singletons.TRUE);
            return Activation.none();
        }
    }

    @Method("_BaseExitStack._push_exit_callback")
    static long pushCallback(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "_exit_callbacks"), "append", call.tuple(call.arg(2), call.arg(1)));
            return Activation.none();
        }
    }

    @Method("_BaseExitStack._create_exit_wrapper")
    static long wrapExit(long closure, long args, long nargs) {
        return MethodType.make(Memory.getLong(args + 8), Memory.getLong(args));
    }

    @Method("_BaseExitStack._create_cb_wrapper")
    static long wrapCallback(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long globals = call.get(call.global("contextlib", "contextmanager"), "__globals__");
            String definition = "_BaseExitStack._create_cb_wrapper.<locals>._exit_wrapper(exc_type, exc, tb)";
            return new Definitions(globals, "ExitStacks").function(definition, "called", call.tuple(call.arg(0), call.arg(1), call.arg(2)));
        }
    }

    @Method("called")
    static long called(long closure, long args, long nargs) {
        References.decref(Calls.call(TupleType.get(closure, 0), TupleType.get(closure, 1), TupleType.get(closure, 2)));
        return Activation.none();
    }

    @Method("ExitStack.__enter__")
    static long enter(long closure, long args, long nargs) {
        return References.newRef(Memory.getLong(args));
    }

    @Method("ExitStack.close")
    static long close(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long none = Singletons.NONE;
            call.call(call.arg(0), "__exit__", none, none, none);
            return Activation.none();
        }
    }

    /** Each callback hears of the exception that is on its way then: the one the stack was left with, or one that a callback before it has raised. */
    @Method("ExitStack.__exit__")
    static long exit(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long none = Singletons.NONE;
            long details = call.arg(1);
            boolean received = TupleType.size(details) > 0 && TupleType.get(details, 0) != none;
            boolean suppressed = false;
            boolean raises = false;
            long waiting = call.get(call.arg(0), "_exit_callbacks");
            while (Objects.isTrue(waiting)) {
                long callback = TupleType.get(call.call(waiting, "pop"), 1);
                try {
                    if (!Objects.isTrue(call.apply(callback, details, NULL))) continue;
                    suppressed = true;
                    raises = false;
                    details = call.tuple(none, none, none);
                } catch (PyError error) {
                    long exception = call.keep(ExceptionType.instance(error));
                    chain(exception, TupleType.get(details, 1));
                    raises = true;
                    details = call.tuple(References.type(exception), exception, call.get(exception, "__traceback__"));
                }
            }
            if (raises) throw ExceptionType.raise(TupleType.get(details, 1));
            return Activation.own(received && suppressed);
        }
    }

    /** Puts what was on its way behind what came up then. */
    private static void chain(long exception, long before) {
        if (before == Singletons.NONE || before == exception) return;
        long last = exception;
        for (long next = ExceptionType.context(last); next != NULL && next != before; next = ExceptionType.context(next)) last = next;
        if (ExceptionType.context(last) == NULL && last != before) ExceptionType.setContext(last, References.newRef(before));
    }
}
