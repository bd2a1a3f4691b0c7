package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CText;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.OsErrorType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeType;

/** {@code pyerrors.h}: new exception types, and exceptions with more than a message. */
@CApi
public final class PyErrNew {
    private PyErrNew() {}

    public static long PyErr_NewException(long name, @Nullable long base, @Nullable long dict) {
        long className = CText.lastPart(name);
        if (className == name) throw PyError.systemError("PyErr_NewException: name must be module.class");
        if (dict != NULL && !DictType.isInstance(dict)) throw PyError.badInternalCall();
        long namespace = dict == NULL ? DictType.make() : References.newRef(dict);
        long bases = bases(base == NULL ? Exceptions.Exception : base);
        try {
            if (DictType.get(namespace, "__module__") == NULL) setText(namespace, "__module__", StrType.decodeUtf8(name, className - 1 - name, null));
            return TypeType.newType(CText.of(className), bases, namespace);
        } finally {
            References.decref(bases);
            References.decref(namespace);
        }
    }

    private static long bases(long base) {
        return TupleType.isInstance(base) ? References.newRef(base) : TupleType.of(base);
    }

    /** Steals {@code value}. */
    private static void setText(long dict, String key, long value) {
        try {
            DictType.set(dict, key, value);
        } finally {
            References.decref(value);
        }
    }

    public static long PyErr_NewExceptionWithDoc(long name, long doc, @Nullable long base, @Nullable long dict) {
        long namespace = dict == NULL ? DictType.make() : References.newRef(dict);
        try {
            if (doc != NULL) {
                String text = CText.of(doc);
                DictType.require(namespace);
                setText(namespace, "__doc__", Strings.of(text));
            }
            return PyErr_NewException(name, base, namespace);
        } finally {
            References.decref(namespace);
        }
    }

    public static long PyErr_SetImportError(@Nullable long message, @Nullable long name, @Nullable long path) {
        return PyErr_SetImportErrorSubclass(Exceptions.ImportError, message, name, path);
    }

    public static long PyErr_SetImportErrorSubclass(
            long exception, @Nullable long message, @Nullable long name, @Nullable long path) {
        if (!Objects.isSubclass(exception, Exceptions.ImportError)) throw PyError.typeError("expected a subclass of ImportError");
        if (message == NULL) throw PyError.typeError("expected a message argument");
        long kwargs = DictType.make();
        long args = TupleType.of(message);
        try {
            DictType.set(kwargs, "name", name == NULL ? Singletons.NONE : name);
            DictType.set(kwargs, "path", path == NULL ? Singletons.NONE : path);
            throw ExceptionType.raiseNew(Calls.call(exception, args, kwargs));
        } finally {
            References.decref(args);
            References.decref(kwargs);
        }
    }

    /**
     * The rest of {@code PyErr_SetFromErrno*}, with what C knew: the error number and its text. An error that is set already stays where
     * OSError asks a dict, in vain, for the number's class.
     */
    public static long c4j_set_from_errno(long type, int number, long text, @Nullable long filename, @Nullable long filename2) {
        if (ErrorIndicator.isSet() && type == Exceptions.OSError && OsErrorType.subclass(number) == type) throw ErrorIndicator.fetch();
        long errno = LongType.of(number);
        long message = localeText(text);
        long args = filename == NULL
                ? TupleType.steal(errno, message)
                : filename2 == NULL
                        ? TupleType.steal(errno, message, References.newRef(filename))
                        : TupleType.steal(errno, message, References.newRef(filename), LongType.of(0), References.newRef(filename2));
        try {
            throw ErrorIndicator.isSet() ? overlooked(type, args) : ExceptionType.raiseNew(Calls.call(type, args, NULL));
        } finally {
            References.decref(args);
        }
    }

    /** With an error set already, making the exception fails: by an error of the type's own, or since one is set where none may be. */
    private static PyError overlooked(long type, long args) {
        PyError pending = ErrorIndicator.fetch();
        try {
            References.decref(Calls.call(type, args, NULL));
        } catch (PyError failure) {
            pending.release();
            return failure;
        }
        ErrorIndicator.restore(pending);
        return Calls.resultWithError(type);
    }

    private static long localeText(long text) {
        return StrCodecs.decodeFileName(text, Memory.stringLength(text));
    }

    public static long c4j_set_from_errno_path(long type, int number, long text, long filename) {
        long name = filename == NULL ? NULL : localeText(filename);
        try {
            return c4j_set_from_errno(type, number, text, name, NULL);
        } finally {
            References.xdecref(name);
        }
    }
}
