package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets an attribute of a {@link BuiltinType} ({@code PyGetSetDef}): {@code @Setter("x") static void setX(long self, long value)};
 * {@code value} is borrowed, and {@code NULL} to delete.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Setter {

    /** The attribute's name; several for synonyms. */
    String[] value();
}
