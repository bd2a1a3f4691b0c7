package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.RoundTripException;
import org.capi4j.text.TextException;
import org.capi4j.text.UnicodeException;

/** The Python exceptions of package text's failures. */
final class TextErrors {
    private TextErrors() {}

    static PyError of(TextException failure) {
        if (failure instanceof UnicodeException codec) return ExceptionType.raiseNew(CodecErrors.exception(codec));
        if (failure instanceof RoundTripException labels) return roundTrip(labels);
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

    private static PyError roundTrip(RoundTripException labels) {
        long given = NULL;
        long again = NULL;
        long message = Strings.of(labels.getMessage());
        try {
            given = BytesType.of(labels.given());
            again = BytesType.of(labels.again());
            return ExceptionType.raiseNew(Calls.callWith(Exceptions.UnicodeError, message, given, again));
        } finally {
            References.xdecref(again);
            References.xdecref(given);
            References.decref(message);
        }
    }
}
