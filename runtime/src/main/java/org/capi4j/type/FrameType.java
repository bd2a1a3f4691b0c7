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
import org.capi4j.layout.PyCodeObject;
import org.capi4j.layout.PyFrameObject;
import org.capi4j.layout._PyInterpreterFrame;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * frame: nothing runs in it here. Extensions make frames so that tracebacks show lines of their own sources.
 *
 * <pre>
 * | PyGC_Head | ob_refcnt | ob_type | f_back | f_frame | f_trace | f_lineno ... | _PyInterpreterFrame: f_func, f_globals, ... , localsplus |
 *                                                 +----------------------------->
 * </pre>
 */
@BuiltinType("PyFrame_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@Member(name = "f_trace_lines", type = Constants.T_BOOL, offset = PyFrameObject.f_trace_lines)
public final class FrameType {
    private static final long FRAME = PyFrameObject._f_frame_data;
    private static final int UNIT = 2;
    private static final byte OWNED_BY_FRAME_OBJECT = 2;

    private FrameType() {}

    /** {@code PyFrame_New}: {@code globals} and {@code locals} (which may be NULL) are borrowed. */
    public static long make(long code, long globals, long locals) {
        long variables = Memory.getInt(code + PyCodeObject.co_nlocalsplus);
        long frame = Allocation.genericAlloc(BuiltinTypes.FRAME, variables + Memory.getInt(code + PyCodeObject.co_stacksize));
        long inner = frame + FRAME;
        Memory.putLong(frame + PyFrameObject.f_back, NULL); // where the allocator takes ob_size to be
        Memory.putLong(frame + PyFrameObject.f_frame, inner);
        Memory.putByte(frame + PyFrameObject.f_trace_lines, (byte) 1);
        Memory.putLong(inner + _PyInterpreterFrame.f_globals, References.newRef(globals));
        Memory.putLong(inner + _PyInterpreterFrame.f_locals, References.xnewRef(locals));
        Memory.putLong(inner + _PyInterpreterFrame.f_builtins, builtins(globals));
        Memory.putLong(inner + _PyInterpreterFrame.f_code, References.newRef(code));
        Memory.putLong(inner + _PyInterpreterFrame.frame_obj, frame);
        Memory.putInt(inner + _PyInterpreterFrame.stacktop, (int) variables);
        Memory.putByte(inner + _PyInterpreterFrame.owner, OWNED_BY_FRAME_OBJECT);
        long first = Memory.getInt(code + PyCodeObject._co_firsttraceable);
        Memory.putLong(inner + _PyInterpreterFrame.prev_instr, code + PyCodeObject.co_code_adaptive + UNIT * first);
        return frame;
    }

    /** A new frame without a place in a file, and with no globals but {@code __builtins__}. */
    public static long ofCaller() {
        long name = Strings.of("<java>");
        long code = NULL;
        long globals = DictType.make();
        try {
            code = CodeType.makeEmpty(name, name, 0);
            DictType.set(globals, "__builtins__", BuiltinFunctions.dict());
            return make(code, globals, NULL);
        } finally {
            References.decref(globals);
            References.xdecref(code);
            References.decref(name);
        }
    }

    /** A new reference to the dict that {@code __builtins__} in the globals leads to, or to an empty one. */
    static long builtins(long globals) {
        long found = DictType.get(globals, "__builtins__");
        if (found != NULL && ModuleType.isInstance(found)) found = ModuleType.dict(found);
        return found == NULL ? DictType.make() : References.newRef(found);
    }

    private static long inner(long frame) {
        return Memory.getLong(frame + PyFrameObject.f_frame);
    }

    /** Borrowed. */
    public static long code(long frame) {
        return Memory.getLong(inner(frame) + _PyInterpreterFrame.f_code);
    }

    /** Borrowed. */
    public static long globals(long frame) {
        return Memory.getLong(inner(frame) + _PyInterpreterFrame.f_globals);
    }

    /** Borrowed. */
    public static long builtinsOf(long frame) {
        return Memory.getLong(inner(frame) + _PyInterpreterFrame.f_builtins);
    }

    /** A borrowed mapping, made at the first call where the frame has none. */
    public static long locals(long frame) {
        long field = inner(frame) + _PyInterpreterFrame.f_locals;
        if (Memory.getLong(field) == NULL) Memory.putLong(field, DictType.make());
        return Memory.getLong(field);
    }

    /** Borrowed, or NULL. */
    public static long back(long frame) {
        return Memory.getLong(frame + PyFrameObject.f_back);
    }

    /** The offset of the last instruction in bytes, -1 before the first one. */
    public static int lasti(long frame) {
        long offset = Memory.getLong(inner(frame) + _PyInterpreterFrame.prev_instr) - (code(frame) + PyCodeObject.co_code_adaptive);
        return offset < 0 ? -1 : (int) offset;
    }

    /** {@code PyFrame_GetLineNumber}: what was set, or the line of the last instruction. */
    public static int line(long frame) {
        int line = Memory.getInt(frame + PyFrameObject.f_lineno);
        return line != 0 ? line : CodeType.lineOf(code(frame), lasti(frame));
    }

    @Getter("f_back")
    public static long getBack(long self) {
        return back(self) == NULL ? Singletons.none() : References.newRef(back(self));
    }

    @Getter("f_code")
    public static long getCode(long self) {
        return References.newRef(code(self));
    }

    @Getter("f_globals")
    public static long getGlobals(long self) {
        return References.newRef(globals(self));
    }

    @Getter("f_builtins")
    public static long getBuiltins(long self) {
        return References.newRef(builtinsOf(self));
    }

    @Getter("f_locals")
    public static long getLocals(long self) {
        return References.newRef(locals(self));
    }

    @Getter("f_lasti")
    public static long getLasti(long self) {
        return LongType.of(lasti(self));
    }

    @Getter("f_lineno")
    public static long getLine(long self) {
        int line = line(self);
        return line < 0 ? Singletons.none() : LongType.of(line);
    }

    @Getter("f_trace")
    public static long getTrace(long self) {
        long trace = Memory.getLong(self + PyFrameObject.f_trace);
        return trace == NULL ? Singletons.none() : References.newRef(trace);
    }

    @Setter("f_trace")
    public static int setTrace(long self, long value) {
        References.setRef(self + PyFrameObject.f_trace, value == Singletons.NONE ? NULL : References.xnewRef(value));
        return 0;
    }

    @Getter("f_trace_opcodes")
    public static long getTraceOpcodes(long self) {
        return BoolType.of(Memory.getByte(self + PyFrameObject.f_trace_opcodes) != 0);
    }

    @Setter("f_trace_opcodes")
    public static int setTraceOpcodes(long self, long value) {
        if (value != Singletons.TRUE && value != Singletons.FALSE) throw PyError.typeError("attribute value type must be bool");
        Memory.putByte(self + PyFrameObject.f_trace_opcodes, (byte) (value == Singletons.TRUE ? 1 : 0));
        return 0;
    }

    @Method(value = "clear", doc = "F.clear(): clear most references held by the frame")
    public static long clearFrame(long self) {
        References.clear(inner(self) + _PyInterpreterFrame.f_locals);
        References.clear(self + PyFrameObject.f_trace);
        return Singletons.none();
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long code = code(self);
        String file = Objects.reprString(Memory.getLong(code + PyCodeObject.co_filename));
        String name = Strings.toJava(Memory.getLong(code + PyCodeObject.co_name));
        return Strings.of("<frame at 0x" + Long.toHexString(self) + ", file " + file + ", line " + line(self) + ", code " + name + ">");
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, BuiltinTypes.FRAME, frame -> {
            clear(frame);
            long inner = inner(frame);
            References.clear(inner + _PyInterpreterFrame.f_func);
            References.clear(inner + _PyInterpreterFrame.f_globals);
            References.clear(inner + _PyInterpreterFrame.f_builtins);
            References.clear(inner + _PyInterpreterFrame.f_code);
            Allocation.freeInstance(frame);
        });
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        References.clear(self + PyFrameObject.f_back);
        References.clear(self + PyFrameObject.f_trace);
        References.clear(inner(self) + _PyInterpreterFrame.f_locals);
        return 0;
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        int stop = Traversal.visit(back(self), visit, argument);
        if (stop == 0) stop = Traversal.visit(Memory.getLong(self + PyFrameObject.f_trace), visit, argument);
        return stop != 0 ? stop : Traversal.visitAll(inner(self) + _PyInterpreterFrame.f_func, 5, visit, argument);
    }
}
