package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongSupplier;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.AbcMetaType;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Imports;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code contextlib}: its managers that aren't asynchronous. */
@BuiltinModule("contextlib")
public final class ContextModule {
    private static final String EXIT = "__exit__(self, exctype, excinst, exctb)";

    private ContextModule() {}

    public static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "ContextModule");
        definitions.enter("contextmanager(func)");
        ClassContents base = new ClassContents(definitions, "AbstractContextManager").returningSelf("__enter__(self)").defineAbstract("__exit__(self, exc_type, exc_value, traceback)");
        base.defineClassMethods("__subclasshook__(cls, C)").put("__class_getitem__", ClassMethodType.make(Shim.symbol("Py_GenericAliasType")));
        try (Activation call = new Activation(NULL)) {
            Namespace.steal(dict, "AbstractContextManager", base.make(AbcMetaType.TYPE, call.imported("abc", "ABC")));
        }
        long abstractManager = DictType.get(dict, "AbstractContextManager");
        asynchronous(definitions, dict);
        ClassContents decorator = new ClassContents(definitions, "ContextDecorator").returningSelf("_recreate_cm(self)").define("__call__(self, func)");
        Namespace.steal(dict, "ContextDecorator", decorator.make(BuiltinTypes.TYPE));
        ClassContents generatorBase = new ClassContents(definitions, "_GeneratorContextManagerBase").define("__init__(self, func, args, kwds)", "_recreate_cm(self)");
        Namespace.steal(dict, "_GeneratorContextManagerBase", generatorBase.make(BuiltinTypes.TYPE));
        ClassContents generator = new ClassContents(definitions, "_GeneratorContextManager").define("__enter__(self)", "__exit__(self, typ, value, traceback)");
        Namespace.steal(dict, "_GeneratorContextManager", generator.make(AbcMetaType.TYPE,
                DictType.get(dict, "_GeneratorContextManagerBase"), abstractManager, DictType.get(dict, "ContextDecorator")));
        manager(dict, new ClassContents(definitions, "closing").keeping("thing", "__init__(self, thing)").returning("thing", "__enter__(self)").define("__exit__(self, *exc_info)"), "closing");
        ClassContents nothing = new ClassContents(definitions, "nullcontext").keeping("enter_result", "__init__(self, enter_result=None)").returning("enter_result", "__enter__(self)");
        nothing.answering(Activation.none(), "__exit__(self, *excinfo)");
        nothing.defineWithBody("asynchronous", "__aenter__(self)", "__aexit__(self, *excinfo)");
        Namespace.steal(dict, "nullcontext", nothing.make(AbcMetaType.TYPE, abstractManager, DictType.get(dict, "AbstractAsyncContextManager")));
        manager(dict, new ClassContents(definitions, "suppress").keeping("_exceptions", "__init__(self, *exceptions)").answering(Activation.none(), "__enter__(self)").define(EXIT), "suppress");
        manager(dict, new ClassContents(definitions, "chdir").define("__init__(self, path)", "__enter__(self)", "__exit__(self, *excinfo)"), "chdir");
        ClassContents redirect = new ClassContents(definitions, "_RedirectStream").put("_stream", Activation.none()).define("__init__(self, new_target)", "__enter__(self)", EXIT);
        manager(dict, redirect, "_RedirectStream");
        for (String stream : new String[] {"stdout", "stderr"}) {
            ClassContents redirected = new ClassContents(definitions, "redirect_" + stream).put("_stream", Strings.of(stream));
            Namespace.steal(dict, "redirect_" + stream, redirected.make(AbcMetaType.TYPE, DictType.get(dict, "_RedirectStream")));
        }
        ExitStacks.fill(dict, abstractManager);
    }

    /** The class that tells asynchronous managers; their methods would be coroutines. */
    private static void asynchronous(Definitions definitions, long dict) {
        String name = "AbstractAsyncContextManager";
        ClassContents base = new ClassContents(definitions, name).defineWithBody("asynchronous", "__aenter__(self)");
        base.abstractWithBody("asynchronous", "__aexit__(self, exc_type, exc_value, traceback)").defineClassMethods("__subclasshook__(cls, C)");
        base.put("__class_getitem__", ClassMethodType.make(Shim.symbol("Py_GenericAliasType")));
        try (Activation call = new Activation(NULL)) {
            Namespace.steal(dict, name, base.make(AbcMetaType.TYPE, call.imported("abc", "ABC")));
        }
    }

    @Method("asynchronous")
    static long refuse(long closure, long args, long nargs) {
        throw PyError.notImplemented("asynchronous managers of contextlib");
    }

    private static void manager(long dict, ClassContents contents, String name) {
        Namespace.steal(dict, name, contents.make(AbcMetaType.TYPE, DictType.get(dict, "AbstractContextManager")));
    }

    @Method("AbstractContextManager.__exit__")
    static long exit(long closure, long args, long nargs) {
        return Activation.none();
    }

    @Method("AbstractContextManager.__subclasshook__")
    static long isManager(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return answer(call, "AbstractContextManager", "__enter__", "__exit__");
        }
    }

    @Method("AbstractAsyncContextManager.__subclasshook__")
    static long isAsynchronous(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return answer(call, "AbstractAsyncContextManager", "__aenter__", "__aexit__");
        }
    }

    private static long answer(Activation call, String asked, String enter, String exit) {
        boolean hasBoth = call.arg(0) == call.global("contextlib", asked) && has(call.arg(1), enter) && has(call.arg(1), exit);
        return hasBoth ? Activation.own(true) : Singletons.notImplemented();
    }

    /** Whether a class has a method that isn't None. */
    private static boolean has(long cls, String name) {
        long mro = TypeLookup.isType(cls) ? TypeLookup.mro(cls) : NULL;
        for (long i = 0; mro != NULL && i < TupleType.size(mro); i++) {
            long found = DictType.get(TypeLookup.dict(TupleType.get(mro, i)), name);
            if (found != NULL) return found != Singletons.NONE;
        }
        return false;
    }

    /** A {@code with} statement. */
    private static long with(Activation call, long manager, LongSupplier body) {
        long exit = call.keep(Objects.getAttr(References.type(manager), "__exit__"));
        call.invoke(call.keep(Objects.getAttr(References.type(manager), "__enter__")), manager);
        long result;
        try {
            result = body.getAsLong();
        } catch (PyError error) {
            return leave(call, manager, exit, error);
        }
        call.keep(result);
        call.invoke(exit, manager, Singletons.NONE, Singletons.NONE, Singletons.NONE);
        return References.newRef(result);
    }

    private static long leave(Activation call, long manager, long exit, PyError error) {
        long exception = call.keep(ExceptionType.instance(error));
        boolean[] suppressed = new boolean[1];
        Activation.handling(exception, () -> suppressed[0] =
                Objects.isTrue(call.invoke(exit, manager, References.type(exception), exception, call.get(exception, "__traceback__"))));
        if (suppressed[0]) return Activation.none();
        throw ExceptionType.raise(exception);
    }

    /** The function with the manager around it. */
    @Method("ContextDecorator.__call__")
    static long decorate(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long pair = call.tuple(call.arg(0), call.arg(1));
            long inner = call.keep(new Definitions(globals(call), "ContextModule").function("ContextDecorator.__call__.<locals>.inner(*args, **kwds)", "inner", pair));
            return Activation.own(call.invoke(call.imported("functools", "update_wrapper"), inner, call.arg(1)));
        }
    }

    private static long globals(Activation call) {
        return call.get(call.global("contextlib", "contextmanager"), "__globals__");
    }

    @Method("inner")
    static long inner(long pair, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long manager = call.call(TupleType.get(pair, 0), "_recreate_cm");
            return with(call, manager, () -> Calls.call(TupleType.get(pair, 1), call.arg(0), call.arg(1)));
        }
    }

    @Method("contextmanager")
    static long contextManager(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long helper = call.keep(new Definitions(globals(call), "ContextModule").function("contextmanager.<locals>.helper(*args, **kwds)", "helper", call.arg(0)));
            return Activation.own(call.invoke(call.imported("functools", "update_wrapper"), helper, call.arg(0)));
        }
    }

    @Method("helper")
    static long helper(long function, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.invoke(call.global("contextlib", "_GeneratorContextManager"), function, call.arg(0), call.arg(1)));
        }
    }

    @Method("_GeneratorContextManagerBase.__init__")
    static long initGenerator(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            call.set(self, "gen", call.apply(call.arg(1), call.arg(2), call.arg(3)));
            call.set(self, "func", call.arg(1));
            call.set(self, "args", call.arg(2));
            call.set(self, "kwds", call.arg(3));
            long doc = call.find(call.arg(1), "__doc__");
            call.set(self, "__doc__", doc == NULL || doc == Singletons.NONE ? call.get(References.type(self), "__doc__") : doc);
            return Activation.none();
        }
    }

    @Method("_GeneratorContextManagerBase._recreate_cm")
    static long recreate(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            return Activation.own(call.invoke(References.type(self), call.get(self, "func"), call.get(self, "args"), call.get(self, "kwds")));
        }
    }

    @Method("_GeneratorContextManager.__enter__")
    static long enterGenerator(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            for (String name : new String[] {"args", "kwds", "func"}) Objects.setAttr(call.arg(0), name, NULL);
            long item = next(call, call.get(call.arg(0), "gen"));
            if (item == NULL) throw PyError.runtimeError("generator didn't yield");
            return Activation.own(item);
        }
    }

    /** NULL at the generator's end. */
    private static long next(Activation call, long generator) {
        if (!Objects.isIterator(generator)) throw PyError.typeError("'" + TypeLookup.nameOf(generator) + "' object is not an iterator");
        return call.keep(Objects.next(generator));
    }

    @Method("_GeneratorContextManager.__exit__")
    static long exitGenerator(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long generator = call.get(call.arg(0), "gen");
            if (call.isGiven(1)) return thrown(call, generator);
            if (next(call, generator) == NULL) return Activation.own(false);
            call.call(generator, "close");
            throw PyError.runtimeError("generator didn't stop");
        }
    }

    private static long thrown(Activation call, long generator) {
        long value = call.isGiven(2) ? call.arg(2) : call.invoke(call.arg(1));
        try {
            call.call(generator, "throw", call.arg(1), value, call.arg(3));
        } catch (PyError error) {
            long raised = call.keep(ExceptionType.instance(error));
            if (TypeLookup.isInstance(raised, Exceptions.StopIteration)) return Activation.own(raised != value);
            boolean wrapsStop = TypeLookup.isInstance(value, Exceptions.StopIteration) && TypeLookup.isInstance(raised, Exceptions.RuntimeError)
                    && call.get(raised, "__cause__") == value;
            if (raised != value && !wrapsStop) throw ExceptionType.raise(raised);
            call.set(value, "__traceback__", call.arg(3));
            return Activation.own(false);
        }
        throw PyError.runtimeError("generator didn't stop after throw()");
    }

    @Method("closing.__exit__")
    static long exitClosing(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "thing"), "close");
            return Activation.none();
        }
    }

    @Method("suppress.__exit__")
    static long exitSuppress(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.isGiven(1) && Objects.isSubclass(call.arg(1), call.get(call.arg(0), "_exceptions")));
        }
    }

    @Method("chdir.__init__")
    static long initFolder(long closure, long args, long nargs) {
        Objects.setAttr(Memory.getLong(args), "path", Memory.getLong(args + 8));
        return initOld(args, "_old_cwd");
    }

    private static long initOld(long args, String name) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), name, call.keep(ListType.make(0)));
            return Activation.none();
        }
    }

    @Method("chdir.__enter__")
    static long enterFolder(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "_old_cwd"), "append", call.invoke(call.imported("os", "getcwd")));
            call.invoke(call.imported("os", "chdir"), call.get(call.arg(0), "path"));
            return Activation.none();
        }
    }

    @Method("chdir.__exit__")
    static long exitFolder(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.invoke(call.imported("os", "chdir"), call.call(call.get(call.arg(0), "_old_cwd"), "pop"));
            return Activation.none();
        }
    }

    @Method("_RedirectStream.__init__")
    static long initRedirect(long closure, long args, long nargs) {
        Objects.setAttr(Memory.getLong(args), "_new_target", Memory.getLong(args + 8));
        return initOld(args, "_old_targets");
    }

    @Method("_RedirectStream.__enter__")
    static long enterRedirect(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String stream = call.text(call.arg(0), "_stream");
            long sys = call.keep(Imports.importModule("sys"));
            call.call(call.get(call.arg(0), "_old_targets"), "append", call.get(sys, stream));
            long target = call.get(call.arg(0), "_new_target");
            call.set(sys, stream, target);
            return Activation.own(target);
        }
    }

    @Method("_RedirectStream.__exit__")
    static long exitRedirect(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long sys = call.keep(Imports.importModule("sys"));
            call.set(sys, call.text(call.arg(0), "_stream"), call.call(call.get(call.arg(0), "_old_targets"), "pop"));
            return Activation.none();
        }
    }
}
