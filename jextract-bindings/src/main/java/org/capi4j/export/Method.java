package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A Python method of a {@link BuiltinType}, or a function of a {@link BuiltinModule}.
 *
 * <p>Every parameter is a {@code long}, the first one {@code self}; the result is a new reference. Where nothing else is said
 * the number of parameters gives the calling convention:
 *
 * <pre>{@code
 * @Method("clear")  static long clear(long self)                                            METH_NOARGS
 * @Method("append") static long append(long self, long item)                                METH_O
 * @Method("pop")    static long pop(long self, long args, long nargs)                       METH_FASTCALL
 * @Method("sort")   static long sort(long self, long args, long nargs, long kwnames)        METH_FASTCALL | METH_KEYWORDS
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Method {

    /** The Python name; several for a method with synonyms. */
    String[] value();

    /** The calling convention, where the number of parameters doesn't tell. */
    Call call() default Call.BY_PARAMETERS;

    /** What the method is bound to. */
    Kind kind() default Kind.INSTANCE;

    /** {@code METH_COEXIST}: replaces the wrapper of a slot of the same name. */
    boolean coexist() default false;

    /** {@code ml_doc}; empty for {@code NULL}. */
    String doc() default "";
}
