package org.capi4j.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Makes the FFM API ready while the process goes on with {@link Jni}: what a first call of each kind would link, a thread of its own links, so that
 * nobody waits for it.
 */
final class Linking {
    private static boolean begun;

    private Linking() {}

    /** Begins, once. Where there is no thread for it the process stays with JNI. */
    static void begin() {
        if (!isFirst()) return;
        try {
            Thread.ofPlatform().daemon().name("capi4j linker").inheritInheritableThreadLocals(false).start(Linking::link);
        } catch (OutOfMemoryError noThread) {
            return;
        }
    }

    private static synchronized boolean isFirst() {
        boolean isFirst = !begun;
        begun = true;
        return isFirst;
    }

    private static void link() {
        try {
            NativeCall.link();
            Memory.link();
            MethodType shape = MethodType.methodType(long.class, long.class, long.class, long.class, long.class, long.class, long.class);
            Shim.upcall(MethodHandles.lookup().findStatic(Linking.class, "nothing", shape));
            Jni.used = false;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        } catch (Error full) { // the heap is, and JNI needs none of it
            return;
        }
    }

    /** Has the shape that functions of the C API have. */
    private static long nothing(long a, long b, long c, long d, long e, long f) {
        return 0;
    }
}
