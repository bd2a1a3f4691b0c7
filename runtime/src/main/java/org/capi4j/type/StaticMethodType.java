package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** staticmethod; {@link MethodWrapping} has what it shares with classmethod. */
@BuiltinType("PyStaticMethod_Type")
public final class StaticMethodType {
    private static final String NAME = "staticmethod";

    private StaticMethodType() {}

    /** The callable is borrowed. */
    public static long make(long callable) {
        return MethodWrapping.make(BuiltinTypes.STATIC_METHOD, callable);
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        MethodWrapping.init(self, NAME, args, kwargs);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(MethodWrapping.repr(self, NAME));
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        return Calls.call(MethodWrapping.callable(self, NAME), args, kwargs);
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        return References.newRef(MethodWrapping.callable(self, NAME));
    }
}
