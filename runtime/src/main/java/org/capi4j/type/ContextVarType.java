package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyContext;
import org.capi4j.layout.PyContextToken;
import org.capi4j.layout.PyContextVar;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** contextvars.ContextVar: what it stands for depends on the current {@link ContextType context}. */
@BuiltinType(value = "PyContextVar_Type", references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "name", type = Constants.T_OBJECT, offset = PyContextVar.var_name, flags = Constants.READONLY)
public final class ContextVarType {
    private ContextVarType() {}

    /** {@code PyContextVar_New}: {@code defaultValue} may be NULL. */
    public static long make(long name, long defaultValue) {
        if (!Objects.isStr(name)) throw PyError.typeError("context variable name must be a str");
        long hash = Objects.hash(name);
        long var = Allocation.genericAlloc(BuiltinTypes.CONTEXT_VAR, 0);
        Memory.putLong(var + PyContextVar.var_name, References.newRef(name));
        Memory.putLong(var + PyContextVar.var_default, References.xnewRef(defaultValue));
        long mixed = ObjectType.pointerHash(var) ^ hash;
        Memory.putLong(var + PyContextVar.var_hash, mixed == -1 ? -2 : mixed);
        return var;
    }

    public static void require(long object) {
        if (References.type(object) != BuiltinTypes.CONTEXT_VAR) throw PyError.typeError("an instance of ContextVar was expected");
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        long count = TupleType.size(args);
        long keywords = kwargs == NULL ? 0 : DictType.size(kwargs);
        if (count + keywords < 1 || count < 1 && DictType.get(kwargs, "name") == NULL) {
            throw PyError.typeError("ContextVar() takes exactly 1 positional argument (0 given)");
        }
        if (count + keywords > 2) throw PyError.typeError("ContextVar() takes at most 2 arguments (" + (count + keywords) + " given)");
        if (count > 1) throw PyError.typeError("ContextVar() takes at most 1 positional argument (" + count + " given)");
        if (count == 0) throw PyError.typeError("ContextVar() takes exactly 1 positional argument (0 given)");
        long[] values = Arguments.unpack("ContextVar", new String[] {"", "default"}, 1, 1, args, kwargs);
        return make(values[0], values[1]);
    }

    /** The value in the current context, else {@code defaultValue}, else the variable's own: a new reference, NULL for none of them. */
    public static long value(long var, long defaultValue) {
        long context = ContextType.currentOrNull();
        long value = context == NULL ? NULL : DictType.get(Memory.getLong(context + PyContext.ctx_vars), var);
        if (value == NULL) value = defaultValue != NULL ? defaultValue : Memory.getLong(var + PyContextVar.var_default);
        return References.xnewRef(value);
    }

    /** {@code get([default])}. */
    @Method("get")
    public static long get(long self, long args, long nargs) {
        Arguments.checkPositional("get", nargs, 0, 1);
        long value = value(self, Arguments.get(args, nargs, 0));
        if (value == NULL) throw PyError.ofValue(Exceptions.LookupError, self);
        return value;
    }

    /** A new token by which {@link #reset} restores what was. */
    @Method("set")
    public static long set(long self, long value) {
        long context = ContextType.current();
        long old = References.xnewRef(DictType.get(Memory.getLong(context + PyContext.ctx_vars), self));
        try {
            ContextType.change(context, self, value);
            return ContextTokenType.make(context, self, old);
        } finally {
            References.xdecref(old);
        }
    }

    @Method("reset")
    public static long resetMethod(long self, long token) {
        if (References.type(token) != BuiltinTypes.CONTEXT_TOKEN) {
            throw PyError.typeError("expected an instance of Token, got " + Objects.reprString(token));
        }
        reset(self, token);
        return Singletons.none();
    }

    /** {@code PyContextVar_Reset}. */
    public static void reset(long var, long token) {
        String text = Objects.reprString(token);
        if (Memory.getInt(token + PyContextToken.tok_used) != 0) throw PyError.runtimeError(text + " has already been used once");
        if (Memory.getLong(token + PyContextToken.tok_var) != var) throw PyError.valueError(text + " was created by a different ContextVar");
        long context = ContextType.current();
        if (Memory.getLong(token + PyContextToken.tok_ctx) != context) throw PyError.valueError(text + " was created in a different Context");
        Memory.putInt(token + PyContextToken.tok_used, 1);
        ContextType.change(context, var, Memory.getLong(token + PyContextToken.tok_oldval));
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    public static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long value = Memory.getLong(self + PyContextVar.var_default);
        String name = Objects.reprString(Memory.getLong(self + PyContextVar.var_name));
        String ending = value == NULL ? "" : " default=" + Objects.reprString(value);
        return Strings.of("<ContextVar name=" + name + ending + " at " + ObjectType.address(self) + ">");
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        return Memory.getLong(self + PyContextVar.var_hash);
    }
}
