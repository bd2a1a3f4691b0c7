/** The CPython 3.11 C API in Java, and what loads C extensions against it. */
module org.capi4j {
    requires static jdk.jfr;
    requires static org.capi4j.bindings;

    exports org.capi4j;
}
