package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.layout.PyUnicodeErrorObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BytesType;
import org.capi4j.type.CText;
import org.capi4j.type.StrType;
import org.capi4j.type.UnicodeErrors;

/** {@code pyerrors.h}: what codec error handlers read and change. */
@CApi
public final class PyUnicodeError {
    private PyUnicodeError() {}

    private static void setReason(long exception, long reason) {
        long text = StrType.decodeUtf8(reason, Memory.stringLength(reason), null);
        References.setRef(UnicodeErrors.require(exception) + PyUnicodeErrorObject.reason, text);
    }

    public static long PyUnicodeDecodeError_Create(long encoding, long object, long length, long start, long end, long reason) {
        if (encoding == NULL || object == NULL || reason == NULL) throw PyError.typeError("argument must be str or bytes, not NULL");
        long bytes = BytesType.of(Memory.getBytes(object, length));
        try {
            return UnicodeErrors.decodeError(CText.of(encoding), bytes, start, end, CText.of(reason));
        } finally {
            References.decref(bytes);
        }
    }

    public static long _PyUnicodeTranslateError_Create(long object, long start, long end, long reason) {
        return UnicodeErrors.translateError(object, start, end, CText.of(reason));
    }

    public static long PyUnicodeDecodeError_GetEncoding(long exception) {
        return UnicodeErrors.strField(exception, PyUnicodeErrorObject.encoding, "encoding");
    }

    public static long PyUnicodeDecodeError_GetObject(long exception) {
        return UnicodeErrors.object(exception);
    }

    public static int PyUnicodeDecodeError_GetStart(long exception, long start) {
        Memory.putLong(start, UnicodeErrors.start(exception));
        return 0;
    }

    public static int PyUnicodeDecodeError_SetStart(long exception, long start) {
        Memory.putLong(UnicodeErrors.require(exception) + PyUnicodeErrorObject.start, start);
        return 0;
    }

    public static int PyUnicodeDecodeError_GetEnd(long exception, long end) {
        Memory.putLong(end, UnicodeErrors.end(exception));
        return 0;
    }

    public static int PyUnicodeDecodeError_SetEnd(long exception, long end) {
        Memory.putLong(UnicodeErrors.require(exception) + PyUnicodeErrorObject.end, end);
        return 0;
    }

    public static long PyUnicodeDecodeError_GetReason(long exception) {
        return UnicodeErrors.strField(exception, PyUnicodeErrorObject.reason, "reason");
    }

    public static int PyUnicodeDecodeError_SetReason(long exception, long reason) {
        setReason(exception, reason);
        return 0;
    }

    public static long PyUnicodeEncodeError_GetEncoding(long exception) {
        return UnicodeErrors.strField(exception, PyUnicodeErrorObject.encoding, "encoding");
    }

    public static long PyUnicodeEncodeError_GetObject(long exception) {
        return UnicodeErrors.object(exception);
    }

    public static int PyUnicodeEncodeError_GetStart(long exception, long start) {
        Memory.putLong(start, UnicodeErrors.start(exception));
        return 0;
    }

    public static int PyUnicodeEncodeError_SetStart(long exception, long start) {
        Memory.putLong(UnicodeErrors.require(exception) + PyUnicodeErrorObject.start, start);
        return 0;
    }

    public static int PyUnicodeEncodeError_GetEnd(long exception, long end) {
        Memory.putLong(end, UnicodeErrors.end(exception));
        return 0;
    }

    public static int PyUnicodeEncodeError_SetEnd(long exception, long end) {
        Memory.putLong(UnicodeErrors.require(exception) + PyUnicodeErrorObject.end, end);
        return 0;
    }

    public static long PyUnicodeEncodeError_GetReason(long exception) {
        return UnicodeErrors.strField(exception, PyUnicodeErrorObject.reason, "reason");
    }

    public static int PyUnicodeEncodeError_SetReason(long exception, long reason) {
        setReason(exception, reason);
        return 0;
    }

    public static long PyUnicodeTranslateError_GetObject(long exception) {
        return UnicodeErrors.object(exception);
    }

    public static int PyUnicodeTranslateError_GetStart(long exception, long start) {
        Memory.putLong(start, UnicodeErrors.start(exception));
        return 0;
    }

    public static int PyUnicodeTranslateError_SetStart(long exception, long start) {
        Memory.putLong(UnicodeErrors.require(exception) + PyUnicodeErrorObject.start, start);
        return 0;
    }

    public static int PyUnicodeTranslateError_GetEnd(long exception, long end) {
        Memory.putLong(end, UnicodeErrors.end(exception));
        return 0;
    }

    public static int PyUnicodeTranslateError_SetEnd(long exception, long end) {
        Memory.putLong(UnicodeErrors.require(exception) + PyUnicodeErrorObject.end, end);
        return 0;
    }

    public static long PyUnicodeTranslateError_GetReason(long exception) {
        return UnicodeErrors.strField(exception, PyUnicodeErrorObject.reason, "reason");
    }

    public static int PyUnicodeTranslateError_SetReason(long exception, long reason) {
        setReason(exception, reason);
        return 0;
    }
}
