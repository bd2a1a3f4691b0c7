package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.io.IoModule;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.Iterators;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.TupleType;

/** {@code builtins}: attributes, types, iteration, and what asks for a frame or a compiler. */
@BuiltinModule("builtins")
public final class BuiltinsModule {
    private BuiltinsModule() {}

    @Method("getattr")
    static long getattr(long module, long args, long nargs) {
        Arguments.checkPositional("getattr", nargs, 2, 3);
        long object = Memory.getLong(args);
        long name = attributeName(Memory.getLong(args + 8));
        if (nargs == 2) return Objects.getAttr(object, name);
        long value = Objects.lookupAttr(object, name);
        return value != NULL ? value : References.newRef(Memory.getLong(args + 16));
    }

    private static long attributeName(long name) {
        if (Namespace.isStr(name)) return name;
        throw PyError.typeError("attribute name must be string, not '" + TypeLookup.fullNameOf(name) + "'");
    }

    @Method("hasattr")
    static long hasattr(long module, long args, long nargs) {
        Arguments.checkPositional("hasattr", nargs, 2, 2);
        long value = Objects.lookupAttr(Memory.getLong(args), attributeName(Memory.getLong(args + 8)));
        References.xdecref(value);
        return BoolType.of(value != NULL);
    }

    @Method("setattr")
    static long setattr(long module, long args, long nargs) {
        Arguments.checkPositional("setattr", nargs, 3, 3);
        Objects.setAttr(Memory.getLong(args), Memory.getLong(args + 8), Memory.getLong(args + 16));
        return Singletons.none();
    }

    @Method("delattr")
    static long delattr(long module, long args, long nargs) {
        Arguments.checkPositional("delattr", nargs, 2, 2);
        Objects.setAttr(Memory.getLong(args), Memory.getLong(args + 8), NULL);
        return Singletons.none();
    }

    @Method(value = "dir", call = Call.VARARGS)
    static long dir(long module, long args) {
        long nargs = TupleType.size(args);
        Arguments.checkPositional("dir", nargs, 0, 1);
        return Objects.dir(nargs == 0 ? NULL : TupleType.get(args, 0));
    }

    @Method(value = "vars", call = Call.VARARGS)
    static long vars(long module, long args) {
        long nargs = TupleType.size(args);
        Arguments.checkPositional("vars", nargs, 0, 1);
        if (nargs == 0) throw noFrame();
        long dict = Objects.lookupAttr(TupleType.get(args, 0), "__dict__");
        if (dict == NULL) throw PyError.typeError("vars() argument must have __dict__ attribute");
        return dict;
    }

    /**
     * No Python code runs here, so that there is never a frame whose names could be shown. CPython's then returns NULL without an error, which
     * most callers notice: theirs is this error.
     */
    @Method("globals")
    static long globals(long module) {
        throw PyError.systemError("<built-in function globals> returned NULL without setting an exception");
    }

    @Method("locals")
    static long locals(long module) {
        throw noFrame();
    }

    private static PyError noFrame() {
        return PyError.systemError("frame does not exist");
    }

    @Method("id")
    static long id(long module, long object) {
        return LongType.ofUnsigned(object);
    }

    @Method("hash")
    static long hash(long module, long object) {
        return LongType.of(Objects.hash(object));
    }

    @Method("callable")
    static long callable(long module, long object) {
        return BoolType.of(Objects.isCallable(object));
    }

    @Method("isinstance")
    static long isinstance(long module, long args, long nargs) {
        Arguments.checkPositional("isinstance", nargs, 2, 2);
        return BoolType.of(Objects.isInstance(Memory.getLong(args), Memory.getLong(args + 8)));
    }

    @Method("issubclass")
    static long issubclass(long module, long args, long nargs) {
        Arguments.checkPositional("issubclass", nargs, 2, 2);
        return BoolType.of(Objects.isSubclass(Memory.getLong(args), Memory.getLong(args + 8)));
    }

    @Method("len")
    static long len(long module, long object) {
        return LongType.of(Objects.length(object));
    }

    @Method("iter")
    static long iter(long module, long args, long nargs) {
        Arguments.checkPositional("iter", nargs, 1, 2);
        long object = Memory.getLong(args);
        if (nargs == 1) return Objects.iter(object);
        if (!Objects.isCallable(object)) throw PyError.typeError("iter(v, w): v must be callable");
        return Iterators.callable(object, Memory.getLong(args + 8));
    }

    /** The value that a generator leaves in {@code StopIteration} stays in it: hence the slot itself. */
    @Method("next")
    static long next(long module, long args, long nargs) {
        Arguments.checkPositional("next", nargs, 1, 2);
        long iterator = Memory.getLong(args);
        if (!Iteration.isIterator(iterator)) {
            throw PyError.typeError("'" + TypeLookup.fullNameOf(iterator) + "' object is not an iterator");
        }
        if (nargs == 1) {
            long item = Iteration.step(iterator);
            if (item == NULL) throw PyError.of(Exceptions.StopIteration, null);
            return item;
        }
        long item = Objects.next(iterator);
        return item != NULL ? item : References.newRef(Memory.getLong(args + 8));
    }

    @Method("aiter")
    static long aiter(long module, long object) {
        return Iteration.async(object);
    }

    @Method("anext")
    static long anext(long module, long args, long nargs) {
        Arguments.checkPositional("anext", nargs, 1, 2);
        return Iteration.nextAsync(Memory.getLong(args), nargs > 1);
    }

    @Method("abs")
    static long abs(long module, long number) {
        return Numbers.absolute(number);
    }

    @Method("divmod")
    static long divmod(long module, long args, long nargs) {
        Arguments.checkPositional("divmod", nargs, 2, 2);
        return Numbers.divmod(Memory.getLong(args), Memory.getLong(args + 8));
    }

    @Method("pow")
    static long pow(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("pow", args, nargs, kwnames, 2, 3, "base", "exp", "mod");
        return Numbers.power(values[0], values[1], values[2] == NULL ? Singletons.NONE : values[2]);
    }

    @Method("round")
    static long round(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("round", args, nargs, kwnames, 1, 2, "number", "ndigits");
        long round = org.capi4j.type.Calls.lookupSpecial(values[0], "__round__");
        if (round == NULL) {
            throw PyError.typeError("type " + TypeLookup.fullNameOf(values[0], 100) + " doesn't define __round__ method");
        }
        try {
            boolean digits = values[1] != NULL && values[1] != Singletons.NONE;
            return digits ? org.capi4j.type.Calls.callOneArg(round, values[1]) : org.capi4j.type.Calls.callNoArgs(round);
        } finally {
            References.decref(round);
        }
    }

    @Method("__import__")
    static long importFunction(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("__import__", args, nargs, kwnames, 1, 5, "name", "globals", "locals", "fromlist", "level");
        int level = values[4] == NULL ? 0 : Arguments.integer(values[4]);
        return ImportStatement.run(values[0], values[1], values[3], level);
    }

    @Method("__build_class__")
    static long buildClass(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("__build_class__");
    }

    @Method("compile")
    static long compile(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("compile");
    }

    @Method("eval")
    static long eval(long module, long args, long nargs) {
        throw PythonSource.notImplemented("eval");
    }

    @Method("exec")
    static long exec(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("exec");
    }

    @Method("breakpoint")
    static long breakpoint(long module, long args, long nargs, long kwnames) {
        throw PyError.notImplemented("breakpoint");
    }

    @Method("open")
    static long open(long module, long args, long nargs, long kwnames) {
        return IoModule.open(module, args, nargs, kwnames);
    }

    /** What {@code builtins} has besides functions; {@code dict} has them already. */
    static void fill(long dict) {
        BuiltinNames.fill(dict);
        DictType.set(dict, "None", Singletons.NONE);
        DictType.set(dict, "Ellipsis", Singletons.ELLIPSIS);
        DictType.set(dict, "NotImplemented", Singletons.NOT_IMPLEMENTED);
        DictType.set(dict, "False", Singletons.FALSE);
        DictType.set(dict, "True", Singletons.TRUE);
        DictType.set(dict, "__debug__", Singletons.TRUE);
        Namespace.put(dict, "__doc__", "Built-in functions, types, exceptions, and other objects.");
    }
}
