package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTracebackObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** traceback: one frame that an exception left, and the next newer one. */
@BuiltinType(value = "PyTraceBack_Type", doc = "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback object.")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "tb_frame", type = Constants.T_OBJECT, offset = PyTracebackObject.tb_frame, flags = Constants.READONLY)
@Member(name = "tb_lasti", type = Constants.T_INT, offset = PyTracebackObject.tb_lasti, flags = Constants.READONLY)
public final class TracebackType {
    private static final String[] PARAMETERS = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno"};

    private TracebackType() {}

    /** A new traceback; {@code next} (NULL for none) and {@code frame} are borrowed. */
    public static long make(long next, long frame, int lasti, int line) {
        long traceback = Allocation.genericAlloc(BuiltinTypes.TRACE_BACK, 0);
        Memory.putLong(traceback + PyTracebackObject.tb_next, References.xnewRef(next));
        Memory.putLong(traceback + PyTracebackObject.tb_frame, References.newRef(frame));
        Memory.putInt(traceback + PyTracebackObject.tb_lasti, lasti);
        Memory.putInt(traceback + PyTracebackObject.tb_lineno, line);
        return traceback;
    }

    /** A new traceback of where the frame is now; its line is found out when it is asked for. */
    public static long make(long next, long frame) {
        int lasti = FrameType.lasti(frame);
        return make(next, frame, lasti, -1);
    }

    /** {@code PyTraceBack_Here}: puts the frame on top of the traceback of the error that is set. */
    public static void here(long frame) {
        PyError error = ErrorIndicator.fetch();
        long traceback;
        try {
            traceback = make(error.traceback(), frame);
        } catch (PyError second) {
            error.release();
            throw second;
        }
        long type = References.newRef(error.type());
        long value = References.xnewRef(error.value());
        error.release();
        ErrorIndicator.set(type, value, traceback);
    }

    public static boolean isInstance(long object) {
        return References.type(object) == BuiltinTypes.TRACE_BACK;
    }

    static long next(long self) {
        return Memory.getLong(self + PyTracebackObject.tb_next);
    }

    /** The line where the frame was left. */
    static int line(long self) {
        int line = Memory.getInt(self + PyTracebackObject.tb_lineno);
        if (line != -1) return line;
        long code = FrameType.code(Memory.getLong(self + PyTracebackObject.tb_frame));
        return CodeType.lineOf(code, Memory.getInt(self + PyTracebackObject.tb_lasti));
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = Arguments.unpack("TracebackType", PARAMETERS, 4, 4, args, kwargs);
        long frame = values[1];
        if (References.type(frame) != BuiltinTypes.FRAME) {
            throw PyError.typeError("TracebackType() argument 'tb_frame' must be frame, not " + shownType(frame));
        }
        int lasti = Arguments.integer(values[2]);
        int line = Arguments.integer(values[3]);
        if (values[0] != Singletons.NONE && !isInstance(values[0])) throw notTraceback(values[0]);
        return make(values[0] == Singletons.NONE ? NULL : values[0], frame, lasti, line);
    }

    private static String shownType(long object) {
        return object == Singletons.NONE ? "None" : TypeLookup.fullNameOf(object);
    }

    private static PyError notTraceback(long object) {
        return PyError.typeError("expected traceback object or None, got '" + TypeLookup.fullNameOf(object) + "'");
    }

    @Getter("tb_next")
    public static long getNext(long self) {
        return next(self) == NULL ? Singletons.none() : References.newRef(next(self));
    }

    @Setter("tb_next")
    public static int setNext(long self, long value) {
        if (value == NULL) throw PyError.typeError("can't delete tb_next attribute");
        if (value != Singletons.NONE && !isInstance(value)) {
            throw PyError.typeError("expected traceback object, got '" + TypeLookup.fullNameOf(value) + "'");
        }
        long next = value == Singletons.NONE ? NULL : value;
        for (long entry = next; entry != NULL; entry = next(entry)) {
            if (entry == self) throw PyError.valueError("traceback loop detected");
        }
        References.setRef(self + PyTracebackObject.tb_next, References.xnewRef(next));
        return 0;
    }

    @Getter("tb_lineno")
    public static long getLine(long self) {
        int line = line(self);
        return line == -1 ? Singletons.none() : LongType.of(line);
    }

    @Method("__dir__")
    public static long dir(long self) {
        return ListType.of(StrType.intern("tb_frame"), StrType.intern("tb_next"), StrType.intern("tb_lasti"), StrType.intern("tb_lineno"));
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, BuiltinTypes.TRACE_BACK, traceback -> {
            clear(traceback);
            Allocation.freeInstance(traceback);
        });
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        References.clear(self + PyTracebackObject.tb_next);
        References.clear(self + PyTracebackObject.tb_frame);
        return 0;
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Traversal.visitAll(self + PyTracebackObject.tb_next, 2, visit, argument);
    }
}
