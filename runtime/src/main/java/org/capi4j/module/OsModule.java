package org.capi4j.module;

import java.nio.file.Path;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;

/** {@code os}: its constants, the environment, and what asks only for the process; files are opened by {@code io}. */
@BuiltinModule("os")
public final class OsModule {
    private OsModule() {}

    @Method("fspath")
    static long fspath(long module, long path) {
        return FilePaths.of(path);
    }

    @Method("getcwd")
    static long getcwd(long module) {
        return Strings.of(Path.of("").toAbsolutePath().toString());
    }

    @Method("getpid")
    static long getpid(long module) {
        return LongType.of(ProcessHandle.current().pid());
    }

    /** {@code cpu_count()}. */
    @Method("cpu_count")
    static long cpuCount(long module) {
        return LongType.of(Runtime.getRuntime().availableProcessors());
    }

    static void fill(long dict) {
        Namespace.put(dict, "name", "posix");
        Namespace.put(dict, "sep", "/");
        DictType.set(dict, "altsep", Singletons.NONE);
        Namespace.put(dict, "extsep", ".");
        Namespace.put(dict, "pathsep", ":");
        Namespace.put(dict, "defpath", "/bin:/usr/bin");
        Namespace.put(dict, "linesep", "\n");
        Namespace.put(dict, "curdir", ".");
        Namespace.put(dict, "pardir", "..");
        Namespace.put(dict, "devnull", "/dev/null");
        DictType.set(dict, "error", Exceptions.OSError);
        Namespace.steal(dict, "environ", environment());
    }

    private static long environment() {
        long environment = DictType.make();
        try {
            System.getenv().forEach((name, value) -> Namespace.put(environment, name, value));
            return environment;
        } catch (Throwable failure) {
            References.decref(environment);
            throw failure;
        }
    }
}
