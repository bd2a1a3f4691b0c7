package org.capi4j.type;

import java.util.function.Supplier;
import org.capi4j.object.InterpreterState;

/**
 * The module of the Python code that C code was called from, which classes made in C belong to where nobody says otherwise. There is no Python
 * code here: what would run is the import system while an extension is loaded, and the main program at any other time.
 */
public final class CallingModule {
    private int imports;

    private CallingModule() {}

    private static CallingModule current() {
        return InterpreterState.current().attached(CallingModule.class, CallingModule::new);
    }

    /** Its {@code __name__}. */
    public static String name() {
        return current().imports > 0 ? "importlib._bootstrap" : "__main__";
    }

    /** Loads an extension. */
    public static <T> T importing(Supplier<T> load) {
        CallingModule module = current();
        module.imports++;
        try {
            return load.get();
        } finally {
            module.imports--;
        }
    }
}
