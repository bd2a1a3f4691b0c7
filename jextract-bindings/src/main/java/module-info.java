/**
 * What the C headers say, for Java: structs and constants ({@code org.capi4j.layout}, {@code org.capi4j.bindings}), the
 * annotations of the runtime's exports, and the tools that generate one from the other. The runtime needs it to compile only.
 */
module org.capi4j.bindings {
    requires static java.compiler;

    exports org.capi4j.export;
    exports org.capi4j.layout;
}
