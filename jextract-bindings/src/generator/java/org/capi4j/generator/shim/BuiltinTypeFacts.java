package org.capi4j.generator.shim;

import org.capi4j.export.BuiltinType;

/** The facts of a type that the facts table doesn't have. */
final class BuiltinTypeFacts {

    /** {@code Py_TPFLAGS_IMMUTABLETYPE}, as every static type. */
    private static final long IMMUTABLE = 1L << 8;

    private BuiltinTypeFacts() {}

    static StaticType.Facts of(BuiltinType annotation) {
        return new StaticType.Facts(
                StaticTypes.typeSymbol(annotation.value()),
                annotation.name(),
                annotation.basicsize(),
                annotation.itemsize(),
                annotation.dictoffset(),
                annotation.weaklistoffset(),
                annotation.vectorcallOffset(),
                annotation.flags() | IMMUTABLE,
                StaticTypes.typeSymbol(annotation.base()),
                "",
                annotation.source());
    }
}
