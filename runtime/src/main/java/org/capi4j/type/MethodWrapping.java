package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** What classmethod and staticmethod share: a private struct, the callable at 16 and the instance dict at 24. */
@BuiltinType(value = "PyClassMethod_Type", part = true, references = 2)
@BuiltinType(value = "PyStaticMethod_Type", part = true, references = 2)
@Member(name = "__func__", type = Constants.T_OBJECT, offset = MethodWrapping.CALLABLE, flags = Constants.READONLY)
@Member(name = "__wrapped__", type = Constants.T_OBJECT, offset = MethodWrapping.CALLABLE, flags = Constants.READONLY)
public final class MethodWrapping {
    static final long CALLABLE = 16;

    private MethodWrapping() {}

    /** An instance of {@code type} around the callable, which is borrowed. */
    static long make(long type, long callable) {
        long method = Allocation.genericAlloc(type, 0);
        Memory.putLong(method + CALLABLE, References.newRef(callable));
        return method;
    }

    /** What is wrapped, borrowed; an error where nothing is yet. */
    static long callable(long self, String name) {
        long callable = Memory.getLong(self + CALLABLE);
        if (callable == NULL) throw PyError.runtimeError("uninitialized " + name + " object");
        return callable;
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    static void init(long self, String name, long args, long kwargs) {
        Arguments.noKeywords(name, kwargs);
        Arguments.checkPositional(name, TupleType.size(args), 1, 1);
        References.setRef(self + CALLABLE, References.newRef(TupleType.get(args, 0)));
        FunctionAttributes.copy(TupleType.get(args, 0), self);
    }

    static String repr(long self, String name) {
        return "<" + name + "(" + Objects.reprString(Memory.getLong(self + CALLABLE)) + ")>";
    }

    @Getter("__isabstractmethod__")
    public static long isAbstract(long self) {
        long callable = Memory.getLong(self + CALLABLE);
        return BoolType.of(callable != NULL && FunctionAttributes.isAbstract(callable));
    }

    @Getter("__dict__")
    public static long dict(long self) {
        return ObjectType.instanceDict(self);
    }

    @Setter("__dict__")
    public static void setDict(long self, long value) {
        ObjectType.setInstanceDict(self, value);
    }
}
