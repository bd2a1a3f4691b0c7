package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.FrameType;

/** {@code frameobject.h} and {@code pyframe.h}: frames, which extensions make for their tracebacks. */
@CApi
public final class PyFrame {
    private PyFrame() {}

    public static long PyFrame_New(long thread, long code, long globals, @Nullable long locals) {
        DictType.require(globals);
        return FrameType.make(code, globals, locals);
    }

    public static long PyFrame_GetCode(long frame) {
        return References.newRef(FrameType.code(frame));
    }

    public static int PyFrame_GetLineNumber(long frame) {
        return FrameType.line(frame);
    }

    public static int PyFrame_GetLasti(long frame) {
        return FrameType.lasti(frame);
    }

    public static long PyFrame_GetBack(long frame) {
        return References.xnewRef(FrameType.back(frame));
    }

    public static long PyFrame_GetGlobals(long frame) {
        return References.newRef(FrameType.globals(frame));
    }

    public static long PyFrame_GetBuiltins(long frame) {
        return References.newRef(FrameType.builtinsOf(frame));
    }

    public static long PyFrame_GetLocals(long frame) {
        return References.newRef(FrameType.locals(frame));
    }

    /** No generator runs in a frame here. */
    public static long PyFrame_GetGenerator(long frame) {
        return NULL;
    }

    public static int PyFrame_FastToLocalsWithError(long frame) {
        FrameType.locals(frame);
        return 0;
    }

    public static void PyFrame_FastToLocals(long frame) {
        FrameType.locals(frame);
    }

    public static void PyFrame_LocalsToFast(long frame, int clear) {}

    public static int _PyFrame_IsEntryFrame(long frame) {
        return 0;
    }
}
