package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyUnicodeErrorObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.ErrorHandler;
import org.capi4j.text.ErrorHandlers;
import org.capi4j.text.UnicodeException;

/**
 * Error handlers of codecs between the two worlds: package text's codecs ask Java handlers, registered ones are Python callables
 * that take an exception and return a replacement and a position.
 */
final class CodecErrors {
    private CodecErrors() {}

    /** The handler of that name, null for strict; an unknown one fails when it is first needed, as in CPython. */
    static ErrorHandler handler(String name) {
        ErrorHandler known = ErrorHandlers.named(name);
        return known != null ? known : failure -> ask(CodecRegistry.lookupError(name), failure);
    }

    /** The Python exception of a failure: a new reference. */
    static long exception(UnicodeException failure) {
        long object = failure.isDecode() ? BytesType.of(failure.bytes()) : StrType.of(failure.text());
        try {
            return failure.isDecode()
                    ? UnicodeErrors.decodeError(failure.encoding(), object, failure.start(), failure.end(), failure.reason())
                    : UnicodeErrors.encodeError(failure.encoding(), object, failure.start(), failure.end(), failure.reason());
        } finally {
            References.decref(object);
        }
    }

    /** Calls a registered handler, whose reference is stolen. */
    private static ErrorHandler.Replacement ask(long callable, UnicodeException failure) {
        long exception = exception(failure);
        long answer = NULL;
        try {
            answer = Calls.callOneArg(callable, exception);
            return replacement(answer, failure.isDecode());
        } finally {
            References.xdecref(answer);
            References.decref(exception);
            References.decref(callable);
        }
    }

    private static ErrorHandler.Replacement replacement(long answer, boolean decoding) {
        boolean pair = TypeLookup.hasFlag(References.type(answer), Constants.Py_TPFLAGS_TUPLE_SUBCLASS)
                && TupleType.size(answer) == 2
                && LongType.isInstance(TupleType.get(answer, 1));
        long text = pair ? TupleType.get(answer, 0) : NULL;
        boolean str = pair && StrType.isInstance(text);
        boolean bytes = pair && !decoding && BytesType.isInstance(text);
        if (!str && !bytes) {
            throw PyError.typeError(
                    decoding
                            ? "decoding error handler must return (str, int) tuple"
                            : "encoding error handler must return (str/bytes, int) tuple");
        }
        long position = LongType.asSsize(TupleType.get(answer, 1));
        return str
                ? ErrorHandler.Replacement.of(StrType.points(StrType.ready(text)), position)
                : ErrorHandler.Replacement.of(BytesType.toJava(text), position);
    }

    // ---- the built-in handlers for Python

    /** Lets a built-in handler deal with a Python exception: a new tuple of replacement and position. */
    static long handle(String name, long exception) {
        if (name.equals("strict")) throw strict(exception);
        long type = References.type(exception);
        boolean translate = TypeLookup.isSubtype(type, Exceptions.UnicodeTranslateError);
        boolean decode = TypeLookup.isSubtype(type, Exceptions.UnicodeDecodeError);
        boolean encode = TypeLookup.isSubtype(type, Exceptions.UnicodeEncodeError);
        if (!canHandle(name, decode, encode, translate)) throw cannotHandle(exception);
        long start = UnicodeErrors.start(exception);
        long end = UnicodeErrors.end(exception);
        if (translate && name.equals("replace")) return replaced(end - start, end);
        UnicodeException failure = failure(exception, decode, translate, (int) start, (int) end);
        try {
            return tuple(ErrorHandlers.named(name).handle(failure));
        } catch (UnicodeException same) {
            throw ExceptionType.raise(exception);
        } catch (org.capi4j.text.TextException other) {
            throw TextErrors.of(other);
        }
    }

    private static boolean canHandle(String name, boolean decode, boolean encode, boolean translate) {
        return switch (name) {
            case "xmlcharrefreplace", "namereplace" -> encode;
            case "surrogateescape", "surrogatepass" -> encode || decode;
            default -> encode || decode || translate;
        };
    }

    private static PyError strict(long exception) {
        if (ExceptionType.isInstance(exception)) return ExceptionType.raise(exception);
        return PyError.typeError("codec must pass exception instance");
    }

    private static PyError cannotHandle(long exception) {
        return PyError.typeError("don't know how to handle " + TypeLookup.fullNameOf(exception) + " in error callback");
    }

    private static UnicodeException failure(long exception, boolean decode, boolean translate, int start, int end) {
        long object = UnicodeErrors.object(exception);
        String encoding = translate ? "" : Strings.toJava(Memory.getLong(exception + PyUnicodeErrorObject.encoding));
        String reason = Strings.toJava(Memory.getLong(exception + PyUnicodeErrorObject.reason));
        try {
            return decode
                    ? UnicodeException.decode(encoding, BytesType.toJava(object), start, end, reason)
                    : UnicodeException.encode(encoding, StrType.points(StrType.ready(object)), start, end, reason);
        } finally {
            References.decref(object);
        }
    }

    private static long replaced(long count, long end) {
        int[] marks = new int[(int) count];
        java.util.Arrays.fill(marks, 0xfffd);
        return OwnedObjects.tuple(() -> StrType.of(marks), () -> LongType.of(end));
    }

    private static long tuple(ErrorHandler.Replacement replacement) {
        return OwnedObjects.tuple(
                () -> replacement.text() != null ? StrType.of(replacement.text()) : BytesType.of(replacement.bytes()),
                () -> LongType.of(replacement.position()));
    }
}
