package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code sys}: the hooks for errors, results and audit events. */
@BuiltinModule("sys")
public final class SysHooks {
    private SysHooks() {}

    @Method("excepthook")
    static long excepthook(long module, long args, long nargs) {
        Arguments.checkPositional("excepthook", nargs, 3, 3);
        long file = TextFiles.standard("stderr");
        if (file == NULL) return Singletons.none();
        try {
            TextFiles.write(file, report(Memory.getLong(args + 8)));
        } finally {
            References.decref(file);
        }
        return Singletons.none();
    }

    /** The traceback and the last line of an exception. */
    private static String report(long value) {
        if (!TypeLookup.isInstance(value, Exceptions.BaseException)) {
            return "TypeError: print_exception(): Exception expected for value, " + TypeLookup.fullNameOf(value) + " found\n";
        }
        PyError error = ExceptionType.raise(value);
        try {
            return ExceptionType.formatTraceback(value) + ExceptionType.describe(error) + "\n";
        } finally {
            error.release();
        }
    }

    @Method("displayhook")
    static long displayhook(long module, long value) {
        if (value == Singletons.NONE) return Singletons.none();
        DictType.set(Imports.builtins(), "_", Singletons.NONE);
        long file = TextFiles.standard("stdout");
        if (file == NULL) throw PyError.runtimeError("lost sys.stdout");
        try {
            TextFiles.writeObject(file, value, false);
            TextFiles.write(file, "\n");
        } finally {
            References.decref(file);
        }
        DictType.set(Imports.builtins(), "_", value);
        return Singletons.none();
    }

    /** Takes the argument of {@code PyErr_WriteUnraisable}: exc_type, exc_value, exc_traceback, err_msg, object. */
    @Method("unraisablehook")
    static long unraisablehook(long module, long unraisable) {
        if (!TypeLookup.nameOf(unraisable).equals("UnraisableHookArgs")) {
            throw PyError.typeError("sys.unraisablehook argument type must be UnraisableHookArgs");
        }
        long file = TextFiles.standard("stderr");
        if (file == NULL) return Singletons.none();
        try {
            TextFiles.write(file, heading(TupleType.get(unraisable, 3), TupleType.get(unraisable, 4)));
            long value = TupleType.get(unraisable, 1);
            if (value != Singletons.NONE) TextFiles.write(file, report(value));
        } finally {
            References.decref(file);
        }
        return Singletons.none();
    }

    private static String heading(long message, long object) {
        boolean hasMessage = message != Singletons.NONE;
        if (object == Singletons.NONE) return hasMessage ? Objects.strString(message) + ":\n" : "";
        return (hasMessage ? Objects.strString(message) : "Exception ignored in") + ": " + Objects.reprString(object) + "\n";
    }

    @Method("breakpointhook")
    static long breakpointhook(long module, long args, long nargs, long kwnames) {
        throw PyError.notImplemented("sys.breakpointhook");
    }

    @Method("audit")
    static long audit(long module, long args, long nargs) {
        if (nargs == 0) throw PyError.typeError("audit() missing 1 required positional argument: 'event'");
        long event = Memory.getLong(args);
        if (!Namespace.isStr(event)) throw PyError.typeError("expected str for argument 'event', not " + TypeLookup.fullNameOf(event));
        long rest = TupleType.make(nargs - 1);
        for (long i = 1; i < nargs; i++) TupleType.init(rest, i - 1, References.newRef(Memory.getLong(args + 8 * i)));
        try {
            AuditHooks.audit(Strings.toJava(event), rest);
        } finally {
            References.decref(rest);
        }
        return Singletons.none();
    }

    /** A hook that is there already may refuse a new one, which is then left out without a word. */
    @Method("addaudithook")
    static long addaudithook(long module, long args, long nargs, long kwnames) {
        long hook = KeywordArguments.parse("addaudithook", args, nargs, kwnames, 1, 1, "hook")[0];
        try {
            AuditHooks.audit("sys.addaudithook", TupleType.empty());
        } catch (PyError refused) {
            if (!ExceptionType.matches(refused, Exceptions.RuntimeError)) throw refused;
            refused.release();
            return Singletons.none();
        }
        AuditHooks.add(hook);
        return Singletons.none();
    }
}
