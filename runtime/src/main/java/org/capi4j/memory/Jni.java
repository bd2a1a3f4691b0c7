package org.capi4j.memory;

import java.nio.file.Path;

/**
 * Calls between Java and C, and access to memory, by JNI, in {@code jni.c}: how every process begins. Linking the FFM API's first stubs takes longer
 * than many a process lives, and interpreted code reads memory through a segment in 1,400 ns, by JNI in 50. A process that goes on calls faster by the
 * FFM API, which {@link Linking} then makes ready. What isn't a function of longs goes through the FFM API in any case.
 *
 * <p>{@code -Dcapi4j.shortRun=true} keeps a process with JNI, {@code false} doesn't let it begin with it.
 */
public final class Jni {
    private static final String SHORT_RUN = System.getProperty("capi4j.shortRun", "");

    /** Calls into C, or accesses to memory in a row, by JNI until the FFM API is worth its linking. */
    private static final int COLD_CALLS = 10_000;

    private static final boolean FOR_GOOD = SHORT_RUN.equals("true");

    /** Whether it is JNI's turn. Changes to true when the library is there, and to false for good; who sees that late is only slower. */
    static boolean used;

    private static int coldCalls = COLD_CALLS;

    private Jni() {}

    public static boolean isUsed() {
        return used;
    }

    /** Loads the shim as the library of the native methods below. Another class loader may have it already. */
    static void load(Path shim) {
        if (SHORT_RUN.equals("false")) return;
        try {
            System.load(shim.toString());
            used = true;
        } catch (UnsatisfiedLinkError taken) {
            if (FOR_GOOD) throw taken;
        }
    }

    /** Something is called again and again. */
    public static void warm() {
        if (used && !FOR_GOOD) Linking.begin();
    }

    /** So many accesses to memory are about to come one after the other, which counts as much as calls do. */
    public static void count(int accesses) {
        if (!used) return;
        int before = coldCalls;
        coldCalls = before - accesses;
        if (before > 0 && before <= accesses) warm();
    }

    /** {@link #call} that counts. */
    static long invoke(long function, long a, long b, long c, long d, long e, long f) {
        if (--coldCalls == 0) warm();
        return call(function, a, b, c, d, e, f);
    }

    private static native long call(long function, long a, long b, long c, long d, long e, long f);

    /** The address of a symbol in a library, or in {@link Shim#DEFAULT_SCOPE}; NULL: it has none. */
    static native long find(long library, String name);

    /**
     * Lets the shim's function {@code index} call {@code method} of a class (with slashes in its name), a static method of six longs with a long as its
     * result, from now on; its lazy stub stays what C calls.
     *
     * @throws NoSuchMethodError or NoClassDefFoundError when there is none
     */
    public static native boolean bind(long index, String holder, String method);

    /**
     * A C function of one long that calls such a method: for the shim's start. It is called again, whose result is what C calls from then on, when
     * a function that JNI calls was called often.
     */
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

    static native void copy(long source, long target, long size);

    static native void fill(long address, long size, byte value);

    static native long stringLength(long address);

    static native void getBytes(long address, byte[] target, int size);

    static native void putBytes(long address, byte[] source, int offset, int length);
}
