package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** classmethod; {@link MethodWrapping} has what it shares with staticmethod. */
@BuiltinType("PyClassMethod_Type")
public final class ClassMethodType {
    private static final String NAME = "classmethod";

    private ClassMethodType() {}

    /** The callable is borrowed. */
    public static long make(long callable) {
        return MethodWrapping.make(BuiltinTypes.CLASS_METHOD, callable);
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        MethodWrapping.init(self, NAME, args, kwargs);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(MethodWrapping.repr(self, NAME));
    }

    /** What a classmethod wraps is bound to the class, by its own __get__ where it has one. */
    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        long callable = MethodWrapping.callable(self, NAME);
        if (type == NULL) type = References.type(object);
        long getter = Attributes.getter(callable);
        return getter != NULL ? FunctionCall.object(getter, callable, type, type) : MethodType.make(callable, type);
    }
}
