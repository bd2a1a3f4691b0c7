package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;
import org.capi4j.type.CText;
import org.capi4j.type.ContextType;
import org.capi4j.type.ContextVarType;
import org.capi4j.type.HamtType;
import org.capi4j.type.StrType;

/** {@code context.h}: context variables. */
@CApi
public final class PyContexts {
    private PyContexts() {}

    public static long PyContext_New() {
        return ContextType.make();
    }

    public static long PyContext_Copy(long context) {
        ContextType.require(context);
        return ContextType.copy(context);
    }

    public static long PyContext_CopyCurrent() {
        return ContextType.copy(ContextType.current());
    }

    public static long _PyContext_NewHamtForTests() {
        return HamtType.make();
    }

    public static int PyContext_Enter(long context) {
        ContextType.require(context);
        ContextType.enter(context);
        return 0;
    }

    public static int PyContext_Exit(long context) {
        ContextType.require(context);
        ContextType.exit(context);
        return 0;
    }

    public static long PyContextVar_New(long name, @Nullable long default_value) {
        long text = StrType.intern(CText.of(name));
        try {
            return ContextVarType.make(text, default_value);
        } finally {
            References.decref(text);
        }
    }

    /** {@code *value} is NULL, without an error, where the variable has neither a value nor a default. */
    public static int PyContextVar_Get(long variable, @Nullable long default_value, long value) {
        ContextVarType.require(variable);
        Memory.putLong(value, NULL);
        Memory.putLong(value, ContextVarType.value(variable, default_value));
        return 0;
    }

    public static long PyContextVar_Set(long variable, long value) {
        ContextVarType.require(variable);
        return ContextVarType.set(variable, value);
    }

    public static int PyContextVar_Reset(long variable, long token) {
        ContextVarType.require(variable);
        ContextVarType.reset(variable, token);
        return 0;
    }
}
