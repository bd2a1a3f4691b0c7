package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Iterators;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** What the classes of {@code collections.abc} with one or few methods give to classes derived from them. */
@BuiltinModule("collections.abc")
public final class GeneratorMixins {
    private GeneratorMixins() {}

    /** What the class says whose hook is asked: True where its methods are there, else NotImplemented. */
    @Method("__subclasshook__")
    static long hook(long closure, long args, long nargs) {
        Boolean answer = AbcRegistry.current().structural(Memory.getLong(args), Memory.getLong(args + 8));
        return answer == null ? Singletons.notImplemented() : BoolType.of(answer);
    }

    @Method({"Iterable.__iter__", "Reversible.__reversed__"})
    static long nothing(long closure, long self) {
        long empty = TupleType.empty();
        try {
            return Iterators.sequence(empty);
        } finally {
            References.decref(empty);
        }
    }

    /** It yields None, once. */
    @Method("Awaitable.__await__")
    static long await(long closure, long self) {
        long once = TupleType.of(Singletons.NONE);
        try {
            return Objects.iter(once);
        } finally {
            References.decref(once);
        }
    }

    @Method({"Hashable.__hash__", "Sized.__len__"})
    static long zero(long closure, long self) {
        return LongType.of(0);
    }

    @Method({"Container.__contains__", "Callable.__call__"})
    static long no(long closure, long args, long nargs) {
        return BoolType.of(false);
    }

    @Method("Iterator.__next__")
    static long end(long closure, long self) {
        throw PyError.of(Exceptions.StopIteration, null);
    }

    @Method({"Iterator.__iter__", "AsyncIterator.__aiter__"})
    static long same(long closure, long self) {
        return References.newRef(self);
    }

    @Method("AsyncIterable.__aiter__")
    static long aiter(long closure, long self) {
        long cls = AbstractClasses.get("AsyncIterator");
        return Calls.callNoArgs(cls);
    }

    @Method("Generator.__next__")
    static long next(long closure, long self) {
        return Calls.callMethod(self, "send", Singletons.NONE);
    }

    @Method({"Generator.send", "Coroutine.send"})
    static long send(long closure, long args, long nargs) {
        throw PyError.of(Exceptions.StopIteration, null);
    }

    /** {@code throw(self, typ, val=None, tb=None)}. */
    @Method({"Generator.throw", "Coroutine.throw"})
    static long raise(long closure, long args, long nargs) {
        long type = Memory.getLong(args + 8);
        long value = Memory.getLong(args + 16);
        long traceback = Memory.getLong(args + 24);
        boolean plain = value == Singletons.NONE && traceback == Singletons.NONE;
        if (plain && ExceptionType.isClass(type)) throw PyError.of(type, null);
        long raised = plain ? References.newRef(type) : value == Singletons.NONE ? Calls.callNoArgs(type) : References.newRef(value);
        if (!ExceptionType.isInstance(raised)) {
            References.decref(raised);
            throw PyError.typeError("exceptions must derive from BaseException");
        }
        if (traceback != Singletons.NONE) References.decref(Calls.callMethod(raised, "with_traceback", traceback));
        throw ExceptionType.raiseNew(raised);
    }

    private static long close(long self, String what) {
        try {
            References.decref(Calls.callMethod(self, "throw", Exceptions.GeneratorExit));
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.GeneratorExit) && !ExceptionType.matches(error, Exceptions.StopIteration)) throw error;
            error.release();
            return Singletons.none();
        }
        throw PyError.runtimeError(what + " ignored GeneratorExit");
    }

    @Method("Generator.close")
    static long closeGenerator(long closure, long self) {
        return close(self, "generator");
    }

    @Method("Coroutine.close")
    static long closeCoroutine(long closure, long self) {
        return close(self, "coroutine");
    }

    /** These are coroutines, which only an evaluator of Python code makes. */
    @Method({"AsyncIterator.__anext__", "AsyncGenerator.__anext__", "AsyncGenerator.asend", "AsyncGenerator.athrow", "AsyncGenerator.aclose"})
    static long coroutine(long closure, long args, long nargs) {
        throw PythonSource.notImplemented("a coroutine of collections.abc");
    }
}
