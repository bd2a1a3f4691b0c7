package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PySystemExitObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionText;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.SysAttributes;

/** {@code pythonrun.h}: printing errors. {@code SystemExit} is printed like any other: it doesn't end the JVM. */
@CApi
public final class PyErrPrint {
    private static final long INSPECT = Shim.symbol("Py_InspectFlag");

    private PyErrPrint() {}

    public static void PyErr_Print() {
        PyErr_PrintEx(1);
    }

    public static void _PyErr_Print(long thread) {
        PyErr_PrintEx(1);
    }

    public static void PyErr_PrintEx(int setSysLastVars) {
        if (!ErrorIndicator.isSet()) return;
        PyError error = ErrorIndicator.fetch();
        long instance = ExceptionType.instance(error);
        try {
            if (setSysLastVars != 0) setLast(instance);
            print(instance);
        } catch (PyError second) {
            second.release();
        } finally {
            References.decref(instance);
        }
    }

    /** Whether a {@code SystemExit} is set, which is then gone and its code in {@code *exitcode}; what is no code is printed and 1. */
    public static int _Py_HandleSystemExit(long exitcode) {
        if (Memory.getInt(INSPECT) != 0 || !ErrorIndicator.isSet()) return 0;
        PyError error = ErrorIndicator.fetch();
        if (!ExceptionType.matches(error, Exceptions.SystemExit)) {
            ErrorIndicator.restore(error);
            return 0;
        }
        long instance = ExceptionType.instance(error);
        try {
            Memory.putInt(exitcode, exitCode(Memory.getLong(instance + PySystemExitObject.code)));
            return 1;
        } finally {
            References.decref(instance);
        }
    }

    private static int exitCode(long code) {
        if (code == NULL || code == Singletons.NONE) return 0;
        if (LongType.isInstance(code)) return (int) LongType.asMask(code);
        SysAttributes.writeError(Objects.strString(code) + "\n");
        return 1;
    }

    private static long traceback(long instance) {
        long traceback = ExceptionType.traceback(instance);
        return traceback == NULL ? Singletons.NONE : traceback;
    }

    private static void setLast(long instance) {
        SysAttributes.set("last_type", References.type(instance));
        SysAttributes.set("last_value", instance);
        SysAttributes.set("last_traceback", traceback(instance));
    }

    private static void print(long instance) {
        long hook = SysAttributes.get("excepthook");
        if (hook == NULL || References.type(hook) == BuiltinTypes.C_FUNCTION) {
            SysAttributes.writeError(ExceptionText.of(instance));
            return;
        }
        References.incref(hook);
        try {
            References.decref(Calls.callWith(hook, References.type(instance), instance, traceback(instance)));
        } catch (PyError failed) {
            long second = ExceptionType.instance(failed);
            SysAttributes.writeError("Error in sys.excepthook:\n" + ExceptionText.of(second) + "\nOriginal exception was:\n" + ExceptionText.of(instance));
            References.decref(second);
        } finally {
            References.decref(hook);
        }
    }

    public static void PyErr_Display(@Nullable long type, @Nullable long value, @Nullable long traceback) {
        if (value == NULL || !ExceptionType.isInstance(value)) return;
        adopt(value, traceback);
        SysAttributes.writeError(ExceptionText.of(value));
    }

    public static void _PyErr_Display(@Nullable long file, @Nullable long type, @Nullable long value, @Nullable long traceback) {
        if (value == NULL || !ExceptionType.isInstance(value)) return;
        adopt(value, traceback);
        if (file == NULL || file == Singletons.NONE) SysAttributes.writeError(ExceptionText.of(value));
        else SysAttributes.write(file, ExceptionText.of(value));
    }

    private static void adopt(long value, long traceback) {
        boolean usable = traceback != NULL && References.type(traceback) == BuiltinTypes.TRACE_BACK;
        if (usable && ExceptionType.traceback(value) == NULL) ExceptionType.setTraceback(value, traceback);
    }
}
