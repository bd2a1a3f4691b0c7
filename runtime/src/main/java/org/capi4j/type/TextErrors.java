package org.capi4j.type;

import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.text.TextException;
import org.capi4j.text.UnicodeException;

/** The Python exceptions of package text's failures. */
final class TextErrors {
    private TextErrors() {}

    static PyError of(TextException failure) {
        if (failure instanceof UnicodeException codec) return ExceptionType.raiseNew(CodecErrors.exception(codec));
        return switch (failure.kind()) {
            case VALUE_ERROR -> PyError.valueError(failure.getMessage());
            case TYPE_ERROR -> PyError.typeError(failure.getMessage());
            case OVERFLOW_ERROR -> PyError.overflowError(failure.getMessage());
            case MEMORY_ERROR -> PyError.memoryError();
            case INDEX_ERROR -> PyError.indexError(failure.getMessage());
            case UNICODE_ERROR -> PyError.of(Exceptions.UnicodeError, failure.getMessage());
            case LOOKUP_ERROR -> PyError.of(Exceptions.LookupError, failure.getMessage());
            default -> PyError.of(Exceptions.SystemError, failure.getMessage());
        };
    }
}
