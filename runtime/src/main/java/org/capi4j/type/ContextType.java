package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyContext;
import org.capi4j.layout.PyContextVar;
import org.capi4j.layout.PyThreadState;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.ThreadState;

/**
 * contextvars.Context: the values of context variables. {@code ctx_vars}, a tree of hashes in CPython, is a dict here that is never
 * changed once another context may share it: a change is a copy.
 */
@BuiltinType(value = "PyContext_Type", references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class ContextType {
    private ContextType() {}

    /** An empty context. */
    public static long make() {
        long vars = DictType.make();
        try {
            return share(vars);
        } finally {
            References.decref(vars);
        }
    }

    private static long share(long vars) {
        MissingTokenType.publish();
        long context = Allocation.genericAlloc(BuiltinTypes.CONTEXT, 0);
        Memory.putLong(context + PyContext.ctx_vars, References.newRef(vars));
        return context;
    }

    public static void require(long object) {
        if (References.type(object) != BuiltinTypes.CONTEXT) throw PyError.typeError("an instance of Context was expected");
    }

    private static long vars(long self) {
        return Memory.getLong(self + PyContext.ctx_vars);
    }

    /** A copy that has been entered nowhere. */
    @Method("copy")
    public static long copy(long self) {
        return share(vars(self));
    }

    /** The thread's current context, borrowed, or NULL before any variable was set in it. */
    static long currentOrNull() {
        return Memory.getLong(ThreadState.current() + PyThreadState.context);
    }

    /** The thread's current context, borrowed: it is made where there was none. */
    public static long current() {
        long field = ThreadState.current() + PyThreadState.context;
        if (Memory.getLong(field) == NULL) Memory.putLong(field, make());
        return Memory.getLong(field);
    }

    private static void setCurrent(long context) {
        long tstate = ThreadState.current();
        Memory.putLong(tstate + PyThreadState.context_ver, Memory.getLong(tstate + PyThreadState.context_ver) + 1);
        References.setRef(tstate + PyThreadState.context, References.xnewRef(context));
    }

    /** {@code PyContext_Enter}. */
    public static void enter(long context) {
        if (Memory.getInt(context + PyContext.ctx_entered) != 0) {
            throw PyError.runtimeError("cannot enter context: " + Objects.reprString(context) + " is already entered");
        }
        References.setRef(context + PyContext.ctx_prev, References.xnewRef(currentOrNull()));
        Memory.putInt(context + PyContext.ctx_entered, 1);
        setCurrent(context);
    }

    /** {@code PyContext_Exit}. */
    public static void exit(long context) {
        if (Memory.getInt(context + PyContext.ctx_entered) == 0) {
            throw PyError.runtimeError("cannot exit context: " + Objects.reprString(context) + " has not been entered");
        }
        if (currentOrNull() != context) throw PyError.runtimeError("cannot exit context: thread state references a different context object");
        long previous = Memory.getLong(context + PyContext.ctx_prev);
        setCurrent(previous);
        Memory.putInt(context + PyContext.ctx_entered, 0);
        References.clear(context + PyContext.ctx_prev);
    }

    /** Sets a variable; {@code value} NULL removes it. */
    static void change(long context, long var, long value) {
        long vars = DictType.copy(vars(context));
        try {
            if (value != NULL) DictType.set(vars, var, value);
            else DictType.delete(vars, var);
            Memory.putLong(var + PyContextVar.var_cached, NULL); // what the fast lane has remembered
            References.setRef(context + PyContext.ctx_vars, References.newRef(vars));
        } finally {
            References.decref(vars);
        }
    }

    /** {@code run(callable, *args, **kwargs)}. */
    @Method("run")
    public static long run(long self, long args, long nargs, long kwnames) {
        if (nargs < 1) throw PyError.typeError("run() missing 1 required positional argument");
        enter(self);
        long result;
        try {
            result = Calls.vectorcall(Memory.getLong(args), args + 8, nargs - 1, kwnames);
        } catch (Throwable failure) {
            exit(self);
            throw failure;
        }
        exit(self);
        return result;
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        boolean given = TupleType.size(args) > 0 || kwargs != NULL && DictType.size(kwargs) > 0;
        if (given) throw PyError.typeError("Context() does not accept any arguments");
        return make();
    }

    /** Borrowed, or NULL. */
    private static long find(long self, long var) {
        if (References.type(var) != BuiltinTypes.CONTEXT_VAR) {
            throw PyError.typeError("a ContextVar key was expected, got " + Objects.reprString(var));
        }
        return DictType.get(vars(self), var);
    }

    @Slot("mp_subscript")
    public static long getItem(long self, long var) {
        long value = find(self, var);
        if (value == NULL) throw PyError.keyError(var);
        return References.newRef(value);
    }

    @Method("get")
    public static long get(long self, long args, long nargs) {
        Arguments.checkPositional("get", nargs, 1, 2);
        long value = find(self, Memory.getLong(args));
        if (value == NULL) value = Arguments.get(args, nargs, 1);
        return value == NULL ? Singletons.none() : References.newRef(value);
    }

    @Slot("sq_contains")
    public static int contains(long self, long var) {
        return find(self, var) == NULL ? 0 : 1;
    }

    @Slot("mp_length")
    public static long length(long self) {
        return DictType.size(vars(self));
    }

    @Slot("tp_iter")
    public static long iterator(long self) {
        return ContextIterator.make(ContextIterator.KEYS, vars(self), References.newRef(vars(self)));
    }

    @Method(value = "items", call = Call.NOARGS)
    public static long items(long self) {
        return ContextIterator.make(ContextIterator.ITEMS, vars(self), DictType.items(vars(self)));
    }

    @Method(value = "keys", call = Call.NOARGS)
    public static long keys(long self) {
        return iterator(self);
    }

    @Method(value = "values", call = Call.NOARGS)
    public static long values(long self) {
        return ContextIterator.make(ContextIterator.VALUES, vars(self), DictType.values(vars(self)));
    }

    @Slot("tp_richcompare")
    public static long richCompare(long self, long other, int op) {
        boolean comparable = References.type(other) == BuiltinTypes.CONTEXT && (op == Constants.Py_EQ || op == Constants.Py_NE);
        return comparable ? Objects.richCompare(vars(self), vars(other), op) : Singletons.notImplemented();
    }
}
