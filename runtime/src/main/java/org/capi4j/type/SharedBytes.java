package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyBytesObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;

/** The bytes that an interpreter shares: the empty one and those of one byte. */
final class SharedBytes {
    private final long[] single = new long[256];
    private long empty;

    private SharedBytes() {}

    static SharedBytes current() {
        return InterpreterState.current().attached(SharedBytes.class, SharedBytes::new);
    }

    /** A new reference. */
    long empty() {
        if (empty == NULL) empty = BytesType.allocate(0);
        return References.newRef(empty);
    }

    /** A new reference to the bytes of one byte, 0 to 255. */
    long single(int value) {
        if (single[value] == NULL) {
            single[value] = BytesType.allocate(1);
            Memory.putByte(single[value] + PyBytesObject.ob_sval, (byte) value);
        }
        return References.newRef(single[value]);
    }
}
