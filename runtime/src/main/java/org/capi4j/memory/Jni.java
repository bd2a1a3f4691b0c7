package org.capi4j.memory;

import java.nio.file.Path;

/**
 * Calls between Java and C, and access to memory, by JNI, in {@code jni.c}. {@code -Dcapi4j.shortRun=true} asks for it: a process that makes a few
 * calls ends before the FFM API has linked its first stubs, and interpreted code reads memory through a segment in 1,400 ns, by JNI in 50. What
 * isn't a function of longs goes through the FFM API all the same.
 */
public final class Jni {
    /** Whether this process uses JNI. */
    public static final boolean USED = Boolean.getBoolean("capi4j.shortRun");

    private Jni() {}

    /** Loads the shim as the library of the native methods below. */
    static void load(Path shim) {
        System.load(shim.toString());
    }

    static native long call(long function, long a, long b, long c, long d, long e, long f);

    /** The address of a symbol in a library, or in {@link Shim#DEFAULT_SCOPE}; NULL: it has none. */
    static native long find(long library, String name);

    /**
     * Lets the shim's function {@code index} call {@code method} of a class (with slashes in its name), a static method of six longs with a long as its
     * result, from now on; its lazy stub stays what C calls.
     *
     * @throws NoSuchMethodError or NoClassDefFoundError when there is none
     */
    public static native boolean bind(long index, String holder, String method);

    /** A C function of one long that calls such a method: for the shim's start. */
    public static native long binder(String holder, String method);

    static native byte getByte(long address);

    static native void putByte(long address, byte value);

    static native short getShort(long address);

    static native void putShort(long address, short value);

    static native char getChar(long address);

    static native void putChar(long address, char value);

    static native int getInt(long address);

    static native void putInt(long address, int value);

    static native long getLong(long address);

    static native void putLong(long address, long value);

    static native float getFloat(long address);

    static native void putFloat(long address, float value);

    static native double getDouble(long address);

    static native void putDouble(long address, double value);

    static native void getBytes(long address, byte[] target);

    static native void putBytes(long address, byte[] source, int offset, int length);
}
