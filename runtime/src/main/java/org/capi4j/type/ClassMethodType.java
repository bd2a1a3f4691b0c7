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
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** classmethod: a private struct, the callable at 16 and the instance dict at 24. */
@BuiltinType("PyClassMethod_Type")
@Member(name = "__func__", type = Constants.T_OBJECT, offset = ClassMethodType.CALLABLE, flags = Constants.READONLY)
@Member(name = "__wrapped__", type = Constants.T_OBJECT, offset = ClassMethodType.CALLABLE, flags = Constants.READONLY)
public final class ClassMethodType {
    static final long CALLABLE = 16;
    static final long DICT = 24;

    private ClassMethodType() {}

    /** The callable is borrowed. */
    public static long make(long callable) {
        long method = Allocation.genericAlloc(BuiltinTypes.CLASS_METHOD, 0);
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
        Arguments.noKeywords("classmethod", kwargs);
        Arguments.checkPositional("classmethod", TupleType.size(args), 1, 1);
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
        return Strings.of("<classmethod(" + Objects.reprString(callable(self)) + ")>");
    }

    /** What a classmethod wraps is bound to the class, by its own __get__ where it has one. */
    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        long callable = callable(self);
        if (callable == NULL) throw PyError.runtimeError("uninitialized classmethod object");
        if (type == NULL) type = References.type(object);
        long getter = Attributes.getter(callable);
        return getter != NULL ? FunctionCall.object(getter, callable, type, type) : MethodType.make(callable, type);
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
