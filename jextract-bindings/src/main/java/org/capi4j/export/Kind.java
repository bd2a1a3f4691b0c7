package org.capi4j.export;

/** What a {@link Method} is bound to. */
public enum Kind {
    /** {@code self} is an instance of the type, or the module. */
    INSTANCE,
    /** {@code METH_CLASS}: {@code self} is the type. */
    CLASS,
    /** {@code METH_STATIC}: {@code self} is {@code NULL}. */
    STATIC
}
