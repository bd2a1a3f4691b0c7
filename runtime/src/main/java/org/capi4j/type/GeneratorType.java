package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyFunctionObject;
import org.capi4j.layout.PyGenObject;
import org.capi4j.layout._PyInterpreterFrame;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * generator: what calling a {@link SourceFunctions function} with {@code yield} returns. Its frame has two variables: the function's body and the tuple of its
 * arguments, and once it runs the iterator that the body returned for them.
 */
@BuiltinType("PyGen_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class GeneratorType {
    private static final long FRAME = PyGenObject.gi_iframe;
    private static final long BODY = FRAME + _PyInterpreterFrame.localsplus;
    private static final long VALUES = BODY + 8;

    private static final byte CREATED = -2;
    private static final byte SUSPENDED = -1;
    private static final byte EXECUTING = 0;
    private static final byte CLEARED = 4;

    private GeneratorType() {}

    /** A new generator; the function and its body are borrowed, {@code values} is a new reference to the arguments. */
    static long make(long function, long body, long values) {
        long generator = Allocation.genericAlloc(BuiltinTypes.GENERATOR, 2);
        Memory.putLong(generator + PyGenObject.gi_code, References.newRef(FunctionType.get(function, PyFunctionObject.func_code)));
        Memory.putLong(generator + PyGenObject.gi_name, References.newRef(FunctionType.get(function, PyFunctionObject.func_name)));
        Memory.putLong(generator + PyGenObject.gi_qualname, References.newRef(FunctionType.get(function, PyFunctionObject.func_qualname)));
        Memory.putLong(generator + FRAME + _PyInterpreterFrame.f_globals, References.newRef(FunctionType.get(function, PyFunctionObject.func_globals)));
        Memory.putLong(generator + BODY, References.newRef(body));
        Memory.putLong(generator + VALUES, values);
        setState(generator, CREATED);
        return generator;
    }

    private static byte state(long generator) {
        return Memory.getByte(generator + PyGenObject.gi_frame_state);
    }

    private static void setState(long generator, byte state) {
        Memory.putByte(generator + PyGenObject.gi_frame_state, state);
    }

    private static void finish(long generator) {
        setState(generator, CLEARED);
        References.clear(generator + BODY);
        References.clear(generator + VALUES);
    }

    private static void refuseRunning(long generator) {
        if (state(generator) == EXECUTING) throw PyError.valueError("generator already executing");
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        refuseRunning(self);
        byte before = state(self);
        if (before == CLEARED) return NULL;
        setState(self, EXECUTING);
        try {
            if (before == CREATED) start(self);
            long item = Objects.next(Memory.getLong(self + VALUES));
            if (item == NULL) finish(self);
            else setState(self, SUSPENDED);
            return item;
        } catch (Throwable failure) {
            finish(self);
            throw failure;
        }
    }

    private static void start(long self) {
        long iterator = Calls.call(Memory.getLong(self + BODY), Memory.getLong(self + VALUES), NULL);
        References.setRef(self + VALUES, iterator);
    }

    @Method("send")
    public static long send(long self, long value) {
        refuseRunning(self);
        if (state(self) == CREATED && value != Singletons.NONE) throw PyError.typeError("can't send non-None value to a just-started generator");
        long item = next(self);
        if (item == NULL) throw PyError.of(Exceptions.StopIteration, null);
        return item;
    }

    /** {@code throw(typ[, val[, tb]])}: nothing in these generators catches. */
    @Method("throw")
    public static long raise(long self, long args, long nargs) {
        Arguments.checkPositional("throw", nargs, 1, 3);
        long traceback = Arguments.get(args, nargs, 2);
        if (traceback != NULL && traceback != Singletons.NONE && References.type(traceback) != BuiltinTypes.TRACE_BACK) {
            throw PyError.typeError("throw() third argument must be a traceback object");
        }
        long type = Memory.getLong(args);
        long value = Arguments.get(args, nargs, 1);
        PyError error = thrown(type, value == Singletons.NONE ? NULL : value);
        refuseRunning(self);
        finish(self);
        throw error;
    }

    private static PyError thrown(long type, long value) {
        if (ExceptionType.isClass(type)) {
            if (value != NULL && TypeLookup.isInstance(value, type)) return ExceptionType.raise(value);
            return value == NULL ? PyError.of(type, null) : PyError.ofValue(type, value);
        }
        if (!ExceptionType.isInstance(type)) {
            throw PyError.typeError("exceptions must be classes or instances deriving from BaseException, not " + TypeLookup.nameOf(type));
        }
        if (value != NULL) throw PyError.typeError("instance exception may not have a separate value");
        return ExceptionType.raise(type);
    }

    @Method("close")
    public static long close(long self) {
        refuseRunning(self);
        finish(self);
        return Singletons.none();
    }

    @Getter("gi_running")
    public static long running(long self) {
        return BoolType.of(state(self) == EXECUTING);
    }

    @Getter("gi_suspended")
    public static long suspended(long self) {
        return BoolType.of(state(self) == SUSPENDED);
    }

    @Getter("gi_yieldfrom")
    public static long yieldFrom(long self) {
        return Singletons.none();
    }

    @Getter("gi_code")
    public static long code(long self) {
        return References.newRef(Memory.getLong(self + PyGenObject.gi_code));
    }

    /** The same frame object as long as the generator lives. */
    @Getter("gi_frame")
    public static long frame(long self) {
        if (state(self) == CLEARED) return Singletons.none();
        long field = self + FRAME + _PyInterpreterFrame.frame_obj;
        if (Memory.getLong(field) == NULL) {
            Memory.putLong(field, FrameType.make(Memory.getLong(self + PyGenObject.gi_code), Memory.getLong(self + FRAME + _PyInterpreterFrame.f_globals), NULL));
        }
        return References.newRef(Memory.getLong(field));
    }

    @Getter("__name__")
    public static long name(long self) {
        return References.newRef(Memory.getLong(self + PyGenObject.gi_name));
    }

    @Setter("__name__")
    public static void setName(long self, long value) {
        setText(self + PyGenObject.gi_name, value, "__name__");
    }

    @Getter("__qualname__")
    public static long qualname(long self) {
        return References.newRef(Memory.getLong(self + PyGenObject.gi_qualname));
    }

    @Setter("__qualname__")
    public static void setQualname(long self, long value) {
        setText(self + PyGenObject.gi_qualname, value, "__qualname__");
    }

    private static void setText(long field, long value, String attribute) {
        if (value == NULL || !Objects.isStr(value)) throw PyError.typeError(attribute + " must be set to a string object");
        References.setRef(field, References.newRef(value));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<generator object " + Strings.toJava(Memory.getLong(self + PyGenObject.gi_qualname)) + " at " + ObjectType.address(self) + ">");
    }

    private static final long[] REFERENCES = {
        PyGenObject.gi_code, PyGenObject.gi_name, PyGenObject.gi_qualname, FRAME + _PyInterpreterFrame.f_globals, FRAME + _PyInterpreterFrame.frame_obj, BODY, VALUES
    };

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        for (long field : REFERENCES) {
            int stop = Traversal.visit(Memory.getLong(self + field), visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        if (Memory.getLong(self + PyGenObject.gi_weakreflist) != NULL) WeakrefType.clearAll(self);
        for (long field : REFERENCES) References.clear(self + field);
        Allocation.freeInstance(self);
    }
}
