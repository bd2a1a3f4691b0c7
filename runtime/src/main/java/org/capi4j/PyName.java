package org.capi4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A Python name in a {@link PyModule#bind bound} interface.
 *
 * <p>On a method: the function behind it, where that isn't called as the method is. On a parameter: the argument is passed by this
 * keyword; parameters behind it have to be named too.
 *
 * <pre>{@code
 * interface Archive {
 *     @PyName("open_file") PyObject open(String path, @PyName("mode") String mode, @PyName("level") int level);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface PyName {
    String value();
}
