package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;

/** {@code importlib.machinery}: its one function; {@link ImportlibModule} has the rest. */
@BuiltinModule("importlib.machinery")
public final class MachineryModule {
    private MachineryModule() {}

    @Method("all_suffixes")
    static long allSuffixes(long module) {
        return ImportlibModule.suffixes();
    }
}
