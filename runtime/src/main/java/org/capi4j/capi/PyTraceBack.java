package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CodeType;
import org.capi4j.type.DictType;
import org.capi4j.type.FrameType;
import org.capi4j.type.SysAttributes;
import org.capi4j.type.TracebackText;
import org.capi4j.type.TracebackType;

/** {@code traceback.h}: tracebacks. */
@CApi
public final class PyTraceBack {
    private PyTraceBack() {}

    public static int PyTraceBack_Here(long frame) {
        TracebackType.here(frame);
        return 0;
    }

    public static long _PyTraceBack_FromFrame(@Nullable long next, long frame) {
        return TracebackType.make(next, frame);
    }

    /** Prints to a file object. */
    public static int PyTraceBack_Print(@Nullable long traceback, long file) {
        if (traceback == NULL) return 0;
        if (!TracebackType.isInstance(traceback)) throw PyError.badInternalCall();
        SysAttributes.write(file, TracebackText.of(traceback));
        return 0;
    }

    /** Puts a frame for a function of C code on top of the traceback of the error that is set; trouble with that is passed over. */
    public static void _PyTraceback_Add(long function, long filename, int lineno) {
        PyError error = ErrorIndicator.fetch();
        long frame = NULL;
        try {
            frame = frame(Memory.getString(function), Memory.getString(filename), lineno);
        } catch (PyError second) {
            second.release();
        }
        ErrorIndicator.restore(error);
        if (frame == NULL) return;
        TracebackType.here(frame);
        References.decref(frame);
    }

    private static long frame(String function, String filename, int lineno) {
        long file = Strings.of(filename);
        long name = Strings.of(function);
        long globals = DictType.make();
        try {
            long code = CodeType.makeEmpty(file, name, lineno);
            long frame = FrameType.make(code, globals, NULL);
            References.decref(code);
            return frame;
        } finally {
            References.decref(globals);
            References.decref(name);
            References.decref(file);
        }
    }
}
