package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionText;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Singletons;
import org.capi4j.type.SysAttributes;

/** {@code pythonrun.h}: printing errors. {@code SystemExit} is printed like any other: it doesn't end the JVM. */
@CApi
public final class PyErrPrint {
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
