package org.capi4j.module;

import org.capi4j.module.JavaModules.Recipe;
import org.capi4j.module.io.IoModule;
import org.capi4j.module.posix.OsModule;
import org.capi4j.module.posix.OsPathModule;
import org.capi4j.module.posix.PosixProcess;

/** The recipes of the modules that have to do with the system: files, encodings, the process. */
final class SystemModules {
    private SystemModules() {}

    /** Null when there is none of that name. */
    static Recipe recipe(String name) {
        return switch (name) {
            case "_io" -> Recipe.of(IoModule::fill, "IoModule");
            case "io" -> Recipe.of(IoModule::fillPublic, "IoModule");
            case "posix" -> Recipe.of(PosixProcess::fill, "PosixProcess", "PosixFiles", "PosixPaths", "PosixWaiting", "PosixIdentity", "PosixDescriptors", "PosixSystem", "PosixSpawning", "PosixScheduling", "PosixDirectories");
            case "os" -> Recipe.of(OsModule::fill, "OsModule");
            case "posixpath" -> Recipe.of(OsPathModule::fill);
            case "_imp" -> Recipe.of(ImpModule::fill, "ImpModule");
            case "_frozen_importlib" -> Recipe.of(ImportlibModule::fillBootstrap);
            case "_frozen_importlib_external" -> Recipe.of(ImportlibModule::fillExternal);
            case "importlib" -> Recipe.of(ImportlibModule::fill, "ImportlibModule");
            case "importlib.machinery" -> Recipe.of(ImportlibModule::fillMachinery, "MachineryModule");
            case "importlib.util" -> Recipe.of(dict -> {}, "ImportlibUtilModule");
            case "_abc" -> Recipe.of(dict -> {}, "AbcFunctions");
            case "_stat", "stat" -> Recipe.of(StatModule::fill, "StatModule");
            case "_string" -> Recipe.of(dict -> {}, "StringModule");
            case "_locale" -> Recipe.of(LocaleModule::fill, "LocaleModule");
            case "locale" -> Recipe.of(LocaleModule::fillPublic, "LocaleModule");
            case "_signal", "signal" -> Recipe.of(SignalModule::fill, "SignalModule", "SignalTimes");
            case "pwd" -> Recipe.of(PwdModule::fill, "PwdModule");
            case "faulthandler" -> Recipe.of(dict -> {}, "FaultHandlerModule");
            case "_tracemalloc" -> Recipe.of(dict -> {}, "TracemallocModule");
            default -> null;
        };
    }
}
