package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyContextToken;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** contextvars.Token: what a variable was before it was set, for {@code ContextVar.reset}. */
@BuiltinType(value = "PyContextToken_Type", references = 3)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class ContextTokenType {
    private ContextTokenType() {}

    /** {@code old} NULL: the variable had no value in this context. */
    static long make(long context, long var, long old) {
        long token = Allocation.genericAlloc(BuiltinTypes.CONTEXT_TOKEN, 0);
        Memory.putLong(token + PyContextToken.tok_ctx, References.newRef(context));
        Memory.putLong(token + PyContextToken.tok_var, References.newRef(var));
        Memory.putLong(token + PyContextToken.tok_oldval, References.xnewRef(old));
        return token;
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        throw PyError.runtimeError("Tokens can only be created by ContextVars");
    }

    @Getter("var")
    public static long var(long self) {
        return References.newRef(Memory.getLong(self + PyContextToken.tok_var));
    }

    @Getter("old_value")
    public static long oldValue(long self) {
        long old = Memory.getLong(self + PyContextToken.tok_oldval);
        return References.newRef(old == NULL ? MissingTokenType.missing() : old);
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    public static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        String used = Memory.getInt(self + PyContextToken.tok_used) != 0 ? " used" : "";
        String var = Objects.reprString(Memory.getLong(self + PyContextToken.tok_var));
        return Strings.of("<Token" + used + " var=" + var + " at " + ObjectType.address(self) + ">");
    }
}
