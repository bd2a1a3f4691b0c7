package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.lang.invoke.MethodHandle;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * The immortal strs and bytes that live in the shim's {@code _PyRuntime}, shared by all interpreters: stock modules and fast lanes
 * reach them there by address, so that Java must hand out the same ones. The strs are marked as interned.
 */
final class StaticObjects {
    private static final MethodHandle STRING = Shim.critical("c4j_static_string", 2);
    private static final MethodHandle CHARACTER = Shim.critical("c4j_latin1_string", 1);
    private static final MethodHandle BYTES = Shim.critical("c4j_static_bytes", 1);
    private static final MethodHandle EMPTY_BYTES = Shim.critical("c4j_empty_bytes", 0);

    private StaticObjects() {}

    /** A new reference to the static str equal to the exact str {@code str}, or NULL when there is none. */
    static long equalTo(long str) {
        if (Strings.length(str) == 1 && Strings.kind(str) == 1) return character(Memory.getUnsignedByte(Strings.data(str)));
        if (!StrType.isCompactAscii(str)) return NULL;
        try {
            return References.xnewRef((long) STRING.invokeExact(Strings.data(str), StrType.length(str)));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A new reference to the str of one character below 0x100. */
    static long character(int point) {
        try {
            return References.newRef((long) CHARACTER.invokeExact((long) point));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A new reference to the empty str. */
    static long emptyStr() {
        try {
            return References.newRef((long) STRING.invokeExact(NULL, 0L));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A new reference to the bytes of one byte, 0 to 255. */
    static long bytes(int value) {
        try {
            return References.newRef((long) BYTES.invokeExact((long) value));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A new reference to the empty bytes. */
    static long emptyBytes() {
        try {
            return References.newRef((long) EMPTY_BYTES.invokeExact());
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
