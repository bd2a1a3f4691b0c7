package org.capi4j.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A slot of the class's {@link BuiltinType} that an exported C function fills, such as {@code PyObject_GenericGetAttr}. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@Repeatable(SlotRefs.class)
public @interface SlotRef {

    /** The field of {@code PyTypeObject} or of one of its method tables. */
    String slot();

    /** The function's symbol. */
    String function();
}
