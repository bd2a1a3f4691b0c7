package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.References;

/** {@code _typing}: the function that a {@code NewType} is when it is called. */
@BuiltinModule("_typing")
final class TypingIdentity {
    private TypingIdentity() {}

    @Method("_idfunc")
    static long same(long module, long object) {
        return References.newRef(object);
    }
}
