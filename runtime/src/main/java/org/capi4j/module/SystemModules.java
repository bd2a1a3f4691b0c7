package org.capi4j.module;

import java.util.List;
import org.capi4j.module.JavaModules.Recipe;
import org.capi4j.module.io.IoModule;
import org.capi4j.module.posix.OsModule;
import org.capi4j.module.posix.OsPathModule;
import org.capi4j.module.posix.PosixProcess;

/** The recipes of the modules that have to do with the system: files, encodings, the process. */
final class SystemModules {
    /** Those of them that {@code sys.builtin_module_names} lists. */
    static final List<String> NAMES = List.of("_io", "posix");

    private SystemModules() {}

    /** Null when there is none of that name. */
    static Recipe recipe(String name) {
        return switch (name) {
            case "_io" -> Recipe.of(IoModule::fill, "IoModule");
            case "io" -> Recipe.of(IoModule::fillPublic, "IoModule");
            case "posix" -> Recipe.of(PosixProcess::fill, "PosixProcess", "PosixFiles", "PosixPaths");
            case "os" -> Recipe.of(OsModule::fill, "OsModule");
            case "posixpath" -> Recipe.of(OsPathModule::fill, "OsPathModule");
            default -> null;
        };
    }
}
