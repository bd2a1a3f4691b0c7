package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class implements the static type object {@link #value}: {@code @BuiltinType("PyList_Type")}.
 *
 * <p>Name, sizes, offsets, flags, base and metatype come from the facts table {@code types-3.11.tsv}. A type that stands not
 * there is described by the other elements.
 *
 * <p>A class may say so of several types: they share what it has.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@Repeatable(BuiltinTypeList.class)
public @interface BuiltinType {

    /** The symbol of the type object, or {@code PyExc_ValueError} for an exception. */
    String value();

    /**
     * True for a further class of a type whose other class has this element false: the slots, methods, getters and members
     * of all classes with the same symbol make one type.
     */
    boolean part() default false;

    /** {@code tp_name}: with the module in front where that isn't {@code builtins}. */
    String name() default "";

    /** Whether CPython has the class as Python source: {@code tp_name} is then the bare name, and {@code __module__} what stands before it in {@link #name}. */
    boolean source() default false;

    /** {@code tp_basicsize} in bytes. */
    long basicsize() default 16;

    /** {@code tp_itemsize} in bytes. */
    long itemsize() default 0;

    /** {@code tp_dictoffset} in bytes. */
    long dictoffset() default 0;

    /** {@code tp_weaklistoffset} in bytes. */
    long weaklistoffset() default 0;

    /** {@code tp_vectorcall_offset} in bytes. */
    long vectorcallOffset() default 0;

    /** {@code tp_flags}; {@code Py_TPFLAGS_READY} is set when the shim starts. */
    long flags() default 0;

    /** The symbol of the base type. */
    String base() default "PyBaseObject_Type";

    /**
     * How many references, each possibly {@code NULL}, the struct starts with behind its head: for them the shim makes
     * {@code tp_traverse}, {@code tp_clear} and {@code tp_dealloc}, each unless the class has it. Weak references are cleared first.
     */
    int references() default 0;

    /** Whether {@code tp_clear} is among them: not where a live object is of no use without its {@link #references}. */
    boolean clears() default true;

    /** {@code tp_doc}; empty for {@code NULL}. */
    String doc() default "";
}
