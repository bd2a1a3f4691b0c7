package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Reads an attribute of a {@link BuiltinType} ({@code PyGetSetDef}): {@code @Getter("real") static long real(long self)}, the
 * result is a new reference.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Getter {

    /** The attribute's name; several for synonyms. */
    String[] value();

    /** The attribute's docstring; empty for {@code NULL}. */
    String doc() default "";
}
