package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;

/**
 * The immortal strs and bytes that live in the shim's {@code _PyRuntime}, shared by all interpreters: stock modules and fast lanes
 * reach them there by address, so that Java must hand out the same ones. The strs are marked as interned.
 */
final class StaticObjects {
    private static final long STRING = Shim.symbol("c4j_static_string");
    private static final long CHARACTER = Shim.symbol("c4j_latin1_string");
    private static final long BYTES = Shim.symbol("c4j_static_bytes");
    private static final long EMPTY_BYTES = Shim.symbol("c4j_empty_bytes");

    private StaticObjects() {}

    /** A new reference to the str of one character below 0x100. */
    static long character(int point) {
        return References.newRef(NativeCall.critical(CHARACTER, (long) point));
    }

    /** A new reference to the empty str. */
    static long emptyStr() {
        return References.newRef(NativeCall.critical(STRING, NULL, 0L));
    }

    /** A new reference to the bytes of one byte, 0 to 255. */
    static long bytes(int value) {
        return References.newRef(NativeCall.critical(BYTES, (long) value));
    }

    /** A new reference to the empty bytes. */
    static long emptyBytes() {
        return References.newRef(NativeCall.critical(EMPTY_BYTES));
    }
}
