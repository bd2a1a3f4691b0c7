package org.capi4j.type;

import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.text.TextException;

/** The Python exceptions of package text's failures. */
final class TextErrors {
    private TextErrors() {}

    static PyError of(TextException failure) {
        return switch (failure.kind()) {
            case VALUE_ERROR -> PyError.valueError(failure.getMessage());
            case TYPE_ERROR -> PyError.typeError(failure.getMessage());
            case OVERFLOW_ERROR -> PyError.overflowError(failure.getMessage());
            case MEMORY_ERROR -> PyError.memoryError();
            default -> PyError.of(Exceptions.SystemError, failure.getMessage());
        };
    }
}
