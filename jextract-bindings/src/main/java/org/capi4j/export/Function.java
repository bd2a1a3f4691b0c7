package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The static method is reachable from C through a trampoline {@code c4j_<Class>_<method>}, for function pointers that no exported
 * name and no slot of a built-in type has: slot functions of classes made at run time, callbacks. {@link #value} is the value that the
 * guard returns when the method throws.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Function {
    /** The error value: 0 for pointers, -1 for integers. */
    long value() default 0;
}
