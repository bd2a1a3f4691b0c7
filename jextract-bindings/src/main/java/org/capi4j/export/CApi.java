package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class implements functions of the C API: every public static method is the function of the same name that a header
 * declares.
 *
 * <p>C types become Java's natural ones: a pointer, {@code Py_ssize_t}, {@code size_t}, {@code long} or {@code Py_hash_t} is a
 * {@code long}; {@code int}, {@code unsigned int} or an enum an {@code int}; {@code char} a {@code byte}; {@code short}, {@code
 * double}, {@code float} and {@code void} are themselves. A method throws {@code PyError} where the function fails; the header's
 * markers say what C then gets. Objects that are {@code NULL} are refused before the method is called, unless the parameter is
 * {@link Nullable}.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface CApi {}
