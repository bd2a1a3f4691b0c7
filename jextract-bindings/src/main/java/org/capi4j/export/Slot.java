package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method fills slots of the class's {@link BuiltinType}: {@code @Slot("sq_length") public static long length(long self)}.
 *
 * <p>It takes what the slot's C type says, in the natural types that {@link CApi} lists. A slot that returns {@code int} for
 * success may be {@code void}. {@code tp_iternext} returns 0 at the end.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Slot {

    /** Fields of {@code PyTypeObject} or of its method tables, such as {@code tp_repr} or {@code nb_add}. */
    String[] value();
}
