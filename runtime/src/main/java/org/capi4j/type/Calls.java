package org.capi4j.type;

import org.capi4j.object.PyError;

/** Calling objects: vectorcall, tp_call, methods. */
public final class Calls {
    private Calls() {}

    /** PyObject_Call: args a tuple, kwargs a dict or NULL. */
    public static long call(long callable, long args, long kwargs) {
        throw PyError.notImplemented("Calls.call");
    }

    /** PyObject_Vectorcall: args is a C array of PyObject *, kwnames a tuple or NULL. */
    public static long vectorcall(long callable, long args, long nargsf, long kwnames) {
        throw PyError.notImplemented("Calls.vectorcall");
    }

    public static long callNoArgs(long callable) {
        throw PyError.notImplemented("Calls.callNoArgs");
    }

    public static long callOneArg(long callable, long argument) {
        throw PyError.notImplemented("Calls.callOneArg");
    }

    /** Positional arguments, borrowed. */
    public static long call(long callable, long... args) {
        throw PyError.notImplemented("Calls.call");
    }

    public static long callMethod(long object, String name, long... args) {
        throw PyError.notImplemented("Calls.callMethod");
    }

    public static long callMethod(long object, long name, long... args) {
        throw PyError.notImplemented("Calls.callMethod");
    }

    /** A method looked up on the type and bound: new reference or NULL. */
    public static long lookupSpecial(long object, String name) {
        throw PyError.notImplemented("Calls.lookupSpecial");
    }
}
