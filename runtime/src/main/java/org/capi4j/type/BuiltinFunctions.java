package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongSupplier;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Look-ups in the {@code builtins} module, which stands above this package: module.Imports says where its dict is. */
public final class BuiltinFunctions {
    private static LongSupplier namespace = () -> {
        throw PyError.notImplemented("the builtins module");
    };

    private BuiltinFunctions() {}

    /** Says how to find the current interpreter's dict of {@code builtins} (borrowed). */
    public static void use(LongSupplier builtins) {
        namespace = builtins;
    }

    /** The dict of {@code builtins}, borrowed. */
    static long dict() {
        return namespace.getAsLong();
    }

    /** {@code _PyEval_GetBuiltin}: a new reference, AttributeError when it isn't there. */
    public static long get(String name) {
        long found = DictType.get(namespace.getAsLong(), name);
        if (found == NULL) throw PyError.of(Exceptions.AttributeError, name);
        return References.newRef(found);
    }
}
