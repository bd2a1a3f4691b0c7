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
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** staticmethod: a private struct, the callable at 16 and the instance dict at 24. */
@BuiltinType("PyStaticMethod_Type")
@Member(name = "__func__", type = Constants.T_OBJECT, offset = StaticMethodType.CALLABLE, flags = Constants.READONLY)
@Member(name = "__wrapped__", type = Constants.T_OBJECT, offset = StaticMethodType.CALLABLE, flags = Constants.READONLY)
public final class StaticMethodType {
    static final long CALLABLE = 16;
    static final long DICT = 24;

    private StaticMethodType() {}

    /** The callable is borrowed. */
    public static long make(long callable) {
        long method = Allocation.genericAlloc(BuiltinTypes.STATIC_METHOD, 0);
        Memory.putLong(method + CALLABLE, References.newRef(callable));
        return method;
    }

    private static long callable(long self) {
        return Memory.getLong(self + CALLABLE);
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        Arguments.noKeywords("staticmethod", kwargs);
        Arguments.checkPositional("staticmethod", TupleType.size(args), 1, 1);
        References.setRef(self + CALLABLE, References.newRef(TupleType.get(args, 0)));
        FunctionAttributes.copy(callable(self), self);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.xdecref(callable(self));
        References.xdecref(Memory.getLong(self + DICT));
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        int stop = Traversal.visit(Memory.getLong(self + DICT), visit, argument);
        return stop != 0 ? stop : Traversal.visit(callable(self), visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        References.clear(self + DICT);
        References.clear(self + CALLABLE);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<staticmethod(" + Objects.reprString(callable(self)) + ")>");
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        return Calls.call(callable(self), args, kwargs);
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (callable(self) == NULL) throw PyError.runtimeError("uninitialized staticmethod object");
        return References.newRef(callable(self));
    }

    @Getter("__isabstractmethod__")
    public static long isAbstract(long self) {
        return BoolType.of(callable(self) != NULL && FunctionAttributes.isAbstract(callable(self)));
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
