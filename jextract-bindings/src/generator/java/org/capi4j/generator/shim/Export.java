package org.capi4j.generator.shim;

import java.util.Optional;

/**
 * A function that has a trampoline.
 *
 * @param function what C calls; its parameters are those that Java takes, C may pass more
 * @param label what error messages call it
 * @param isVisible whether others than the shim may see the symbol: extensions, or Java, which looks it up
 * @param implementation empty for a function that isn't there yet, or that C implements alone
 */
record Export(CFunction function, String label, boolean isVisible, Optional<Implementation> implementation) {

    /** A function that a header declares; one with the shim's prefix is called by the shim alone. */
    static Export declared(CFunction function, Optional<Implementation> implementation) {
        String name = function.name();
        return new Export(function, name, !name.startsWith(Headers.INTERNAL), implementation);
    }

    String symbol() {
        return function.name();
    }

    /** A slot or method, which no header declares. */
    boolean isInternal() {
        return !function.line().startsWith("PyAPI_FUNC");
    }

    /** The line of the shim's table that tells Java what stands behind the trampoline. */
    String entry() {
        return String.join(
                "|",
                symbol(),
                implementation.map(Implementation::internalHolder).orElse(""),
                implementation.map(Implementation::method).orElse(""),
                implementation.map(Implementation::descriptor).orElse(""),
                function.stubShape(),
                function.error());
    }
}
