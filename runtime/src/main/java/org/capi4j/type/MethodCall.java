package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;

/**
 * Calls of the C function in a {@code PyMethodDef}, as its {@code METH_} flags want it: shared by built-in functions and method
 * descriptors. {@code callable} is the object being called, for messages; {@code cls} the defining class of a {@code METH_METHOD}.
 */
final class MethodCall {
    private static final int CONVENTION = Constants.METH_VARARGS | Constants.METH_KEYWORDS | Constants.METH_NOARGS | Constants.METH_O
            | Constants.METH_FASTCALL | Constants.METH_METHOD;
    private static final int FAST_KEYWORDS = Constants.METH_FASTCALL | Constants.METH_KEYWORDS;
    private static final int METHOD = Constants.METH_METHOD | FAST_KEYWORDS;

    private MethodCall() {}

    /** The bits of {@code ml_flags} that say how the function is called. */
    static int convention(long def) {
        return Memory.getInt(def + PyMethodDef.ml_flags) & CONVENTION;
    }

    static String name(long def) {
        return Memory.getString(Memory.getLong(def + PyMethodDef.ml_name));
    }

    /** Whether there is such a calling convention. */
    static boolean isKnown(int convention) {
        return switch (convention) {
            case Constants.METH_VARARGS, Constants.METH_VARARGS | Constants.METH_KEYWORDS, Constants.METH_NOARGS, Constants.METH_O,
                    Constants.METH_FASTCALL, FAST_KEYWORDS, METHOD -> true;
            default -> false;
        };
    }

    /** Calls with a C array of arguments and the names of the keyword arguments at its end (or NULL). */
    static long fast(long callable, long def, long self, long cls, long args, long nargs, long kwnames) {
        int convention = convention(def);
        if (kwnames != NULL && (convention & Constants.METH_KEYWORDS) == 0 && TupleType.size(kwnames) > 0) {
            throw noKeywords(callable, def, convention);
        }
        checkCount(callable, convention, nargs);
        if ((convention & Constants.METH_VARARGS) != 0) return packed(callable, def, self, args, nargs, kwnames);
        long function = Memory.getLong(def + PyMethodDef.ml_meth);
        long thread = Recursion.enter(" while calling a Python object");
        long result;
        try {
            result = raw(function, convention, self, cls, args, nargs, kwnames);
        } catch (Throwable failure) {
            Recursion.leave();
            throw failure;
        }
        Recursion.leave(thread);
        return Calls.given(result);
    }

    /** A function of the oldest convention goes by its bare name: CPython calls it through {@code tp_call}. */
    private static PyError noKeywords(long callable, long def, int convention) {
        boolean bare = convention == Constants.METH_VARARGS && TypeLookup.isInstance(callable, BuiltinTypes.C_FUNCTION);
        return PyError.typeError((bare ? name(def) + "()" : FunctionName.of(callable)) + " takes no keyword arguments");
    }

    private static void checkCount(long callable, int convention, long nargs) {
        if (convention == Constants.METH_NOARGS && nargs != 0) {
            throw PyError.typeError(FunctionName.of(callable) + " takes no arguments (" + nargs + " given)");
        }
        if (convention == Constants.METH_O && nargs != 1) {
            throw PyError.typeError(FunctionName.of(callable) + " takes exactly one argument (" + nargs + " given)");
        }
    }

    private static long raw(long function, int convention, long self, long cls, long args, long nargs, long kwnames) {
        return switch (convention) {
            case Constants.METH_NOARGS -> FunctionCall.unchecked(function, self, NULL);
            case Constants.METH_O -> FunctionCall.unchecked(function, self, Memory.getLong(args));
            case Constants.METH_FASTCALL -> FunctionCall.unchecked(function, self, args, nargs);
            case FAST_KEYWORDS -> FunctionCall.unchecked(function, self, args, nargs, kwnames);
            case METHOD -> FunctionCall.unchecked(function, self, cls, args, nargs, kwnames);
            default -> throw PyError.systemError("bad call flags");
        };
    }

    private static long packed(long callable, long def, long self, long args, long nargs, long kwnames) {
        return VectorArguments.packed(args, nargs, kwnames, (tuple, kwargs) -> unchecked(callable, def, self, tuple, kwargs));
    }

    /** Calls a {@code METH_VARARGS} function, and looks at what it left: kwargs is a dict or NULL. */
    static long varargs(long callable, long def, long self, long args, long kwargs) {
        try {
            return Calls.checked(Memory.getLong(def + PyMethodDef.ml_meth), callable, unchecked(callable, def, self, args, kwargs));
        } catch (PyError error) {
            throw Calls.noticed(callable, error);
        }
    }

    private static long unchecked(long callable, long def, long self, long args, long kwargs) {
        long function = Memory.getLong(def + PyMethodDef.ml_meth);
        boolean keywords = (convention(def) & Constants.METH_KEYWORDS) != 0;
        if (!keywords && kwargs != NULL && DictType.size(kwargs) > 0) {
            throw noKeywords(callable, def, Constants.METH_VARARGS);
        }
        long thread = Recursion.enter(" while calling a Python object");
        long result;
        try {
            result = keywords ? FunctionCall.unchecked(function, self, args, kwargs) : FunctionCall.unchecked(function, self, args);
        } catch (Throwable failure) {
            Recursion.leave();
            throw failure;
        }
        Recursion.leave(thread);
        return Calls.given(result);
    }

    /** {@code ml_doc}'s text: a new reference to a str or None. */
    static long doc(long def) {
        return strOrNone(DocString.text(name(def), Memory.getString(Memory.getLong(def + PyMethodDef.ml_doc))));
    }

    /** {@code __text_signature__}. */
    static long signature(long def) {
        return strOrNone(DocString.signature(name(def), Memory.getString(Memory.getLong(def + PyMethodDef.ml_doc))));
    }

    static long strOrNone(String text) {
        return text == null ? Singletons.none() : Strings.of(text);
    }
}
