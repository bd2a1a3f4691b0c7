package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An attribute of a {@link BuiltinType} that is a field of its struct ({@code PyMemberDef}). */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@Repeatable(Members.class)
public @interface Member {

    /** The attribute's name. */
    String name();

    /** The field's type: {@code Constants.T_OBJECT} and its like. */
    int type();

    /** The field's offset in bytes. */
    long offset();

    /** {@code Constants.READONLY}, or 0. */
    int flags() default 0;

    /** The attribute's docstring; empty for {@code NULL}. */
    String doc() default "";
}
