package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class implements functions of the module {@link #value}: its {@link Method}s, which take the module as {@code self}. They
 * become the {@code PyMethodDef} array {@code c4j_methods_<Class>} of the shim.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface BuiltinModule {

    /** The module's name. */
    String value();
}
