package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.InterpreterState;

/** The classes of module {@code enum} in this interpreter, borrowed from it: NULL until each is made. */
final class EnumClasses {
    long enumClass = NULL;
    long repr = NULL;
    long flag = NULL;
    /** {@code FlagBoundary}'s members. */
    long strict = NULL;
    long conform = NULL;
    long eject = NULL;
    long keep = NULL;

    static EnumClasses current() {
        return InterpreterState.current().attached(EnumClasses.class, EnumClasses::new);
    }
}
