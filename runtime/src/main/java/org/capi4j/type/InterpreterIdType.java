package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyInterpreterState;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * InterpreterID: names an interpreter to C code, and may keep it: one that {@code _xxsubinterpreters} has made ends with the last of these.
 *
 * <pre>
 * 0  PyObject  ob_base
 * 16 int64_t   id
 * </pre>
 */
@BuiltinType(value = "_PyInterpreterID_Type", basicsize = 24, doc = "A interpreter ID identifies a interpreter and may be used as an int.")
public final class InterpreterIdType {
    private static final long ID = 16;
    private static final long LOOK_UP = Shim.symbol("_PyInterpreterState_LookUpID");
    private static final long INCREF = Shim.symbol("_PyInterpreterState_IDIncref");
    private static final long DECREF = Shim.symbol("_PyInterpreterState_IDDecref");

    private InterpreterIdType() {}

    /** The address of the interpreter with this id, or an error. */
    public static long lookUp(long id) {
        long interpreter = NativeCall.call(LOOK_UP, id);
        if (interpreter == NULL) ErrorIndicator.throwIfSet();
        return interpreter;
    }

    /** {@code _PyInterpreterID_New}: the interpreter must exist. */
    public static long make(long id) {
        return make(BuiltinTypes.INTERPRETER_ID, id, lookUp(id));
    }

    /** {@code _PyInterpreterState_GetIDObject}. */
    public static long of(long interpreter) {
        return make(BuiltinTypes.INTERPRETER_ID, Memory.getLong(interpreter + PyInterpreterState.id), interpreter);
    }

    /** @param interpreter counts the new object, unless NULL */
    private static long make(long type, long id, long interpreter) {
        long object = Allocation.genericAlloc(type, 0);
        Memory.putLong(object + ID, id);
        if (interpreter != NULL) NativeCall.call(INCREF, interpreter);
        return object;
    }

    /** An id out of what names an interpreter: one of these objects, or an int. */
    public static long convert(long object) {
        if (TypeLookup.isInstance(object, BuiltinTypes.INTERPRETER_ID)) return Memory.getLong(object + ID);
        if (!Numbers.isIndex(object)) throw PyError.typeError("interpreter ID must be an int, got " + TypeLookup.fullNameOf(object));
        long id = LongType.asLongLong(object);
        if (id < 0) throw PyError.valueError("interpreter ID must be a non-negative int, got " + Objects.reprString(object));
        return id;
    }

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        if (TupleType.size(args) == 2 && kwargs == NULL) throw PyError.typeError("InterpreterID.__init__() takes at most 1 positional argument (2 given)");
        long[] values = KeywordArguments.parse("InterpreterID.__init__", args, kwargs, 1, 1, "id", "force");
        long id = convert(values[0]);
        boolean force = values[1] != NULL && Objects.isTrue(values[1]);
        return make(type, id, force ? lookUpOrNull(id) : lookUp(id));
    }

    private static long lookUpOrNull(long id) {
        long interpreter = NativeCall.call(LOOK_UP, id);
        if (interpreter == NULL) ErrorIndicator.clear();
        return interpreter;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        PyError pending = ErrorIndicator.isSet() ? ErrorIndicator.fetch() : null;
        long interpreter = lookUpOrNull(Memory.getLong(self + ID));
        Allocation.freeObject(self);
        if (interpreter != NULL) NativeCall.call(DECREF, interpreter);
        if (pending != null) ErrorIndicator.restore(pending);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(TypeLookup.name(References.type(self)) + "(" + Memory.getLong(self + ID) + ")");
    }

    @Slot("tp_str")
    public static long str(long self) {
        return Strings.of(Long.toString(Memory.getLong(self + ID)));
    }

    @Slot({"nb_int", "nb_index"})
    public static long index(long self) {
        return LongType.of(Memory.getLong(self + ID));
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long id = index(self);
        try {
            return Objects.hash(id);
        } finally {
            References.decref(id);
        }
    }

    /** Equal to another one, and to a number of that value. */
    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        if (op != Constants.Py_EQ && op != Constants.Py_NE) return Singletons.notImplemented();
        if (!TypeLookup.isInstance(left, BuiltinTypes.INTERPRETER_ID)) return Singletons.notImplemented();
        return BoolType.of(isEqual(Memory.getLong(left + ID), right) == (op == Constants.Py_EQ));
    }

    private static boolean isEqual(long id, long other) {
        if (TypeLookup.isInstance(other, BuiltinTypes.INTERPRETER_ID)) return Memory.getLong(other + ID) == id;
        if (!Numbers.isNumber(other)) return false;
        long number = LongType.of(id);
        try {
            return Objects.equal(number, other);
        } finally {
            References.decref(number);
        }
    }
}
