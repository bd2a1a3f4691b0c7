package org.capi4j.memory;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** What machine this is: Linux on x86-64 runs, anything else gets one clear line. */
public final class Platform {
    private Platform() {}

    /** The root folder, where the platform is supported; throws {@link UnsatisfiedLinkError} with one line elsewhere. */
    static Path requireSupported() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        if (!system.equals("Linux") || !processor.equals("amd64")) {
            throw new UnsatisfiedLinkError("capi4j runs on Linux x86-64 (glibc 2.28 or newer), not on " + system + " " + processor);
        }
        return Path.of("/");
    }

    /** Throws {@link UnsatisfiedLinkError} with one line where the JVM denies native access. */
    static void requireNativeAccess() {
        try {
            MemorySegment.NULL.reinterpret(0);
        } catch (IllegalCallerException denied) {
            Module module = Platform.class.getModule();
            throw new UnsatisfiedLinkError(
                    "capi4j needs native access: run java with --enable-native-access=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED"));
        }
    }

    /** The user's cache folder for capi4j: the property {@code capi4j.cache}, {@code $XDG_CACHE_HOME/capi4j} or {@code ~/.cache/capi4j}. */
    public static Path cacheFolder() {
        String chosen = System.getProperty("capi4j.cache");
        if (chosen != null) return Path.of(chosen);
        String cache = System.getenv("XDG_CACHE_HOME");
        if (cache != null && !cache.isEmpty()) return Path.of(cache, "capi4j");
        return Path.of(System.getProperty("user.home"), ".cache", "capi4j");
    }
}
