package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyUnicodeErrorObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** UnicodeDecodeError(encoding, bytes, start, end, reason); any bytes-like object is copied into bytes. */
@BuiltinType("PyExc_UnicodeDecodeError")
@Member(name = "encoding", type = Constants.T_OBJECT, offset = PyUnicodeErrorObject.encoding)
@Member(name = "object", type = Constants.T_OBJECT, offset = PyUnicodeErrorObject.object)
@Member(name = "start", type = Constants.T_PYSSIZET, offset = PyUnicodeErrorObject.start)
@Member(name = "end", type = Constants.T_PYSSIZET, offset = PyUnicodeErrorObject.end)
@Member(name = "reason", type = Constants.T_OBJECT, offset = PyUnicodeErrorObject.reason)
public final class UnicodeDecodeErrorType {
    private UnicodeDecodeErrorType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        BaseExceptionType.init(self, args, kwargs);
        UnicodeErrors.requireCount(args, 5);
        long encoding = UnicodeErrors.str(args, 0);
        long given = TupleType.get(args, 1);
        long start = Arguments.ssize(TupleType.get(args, 2));
        long end = Arguments.ssize(TupleType.get(args, 3));
        long reason = UnicodeErrors.str(args, 4);
        long object = bytes(given);
        UnicodeErrors.set(self, encoding, object, start, end, reason);
        References.decref(object);
        return 0;
    }

    /** A new reference to the bytes themselves, or to a copy of a bytes-like object. */
    private static long bytes(long given) {
        if (TypeLookup.hasFlag(References.type(given), Constants.Py_TPFLAGS_BYTES_SUBCLASS)) return References.newRef(given);
        if (!Buffers.check(given)) {
            throw PyError.typeError("a bytes-like object is required, not '" + TypeLookup.fullNameOf(given) + "'");
        }
        return Objects.bytes(given);
    }

    @Slot("tp_str")
    public static long str(long self) {
        long object = Memory.getLong(self + PyUnicodeErrorObject.object);
        if (object == NULL) return Strings.of("");
        long start = Memory.getLong(self + PyUnicodeErrorObject.start);
        long end = Memory.getLong(self + PyUnicodeErrorObject.end);
        String codec = "'" + UnicodeErrors.text(self, PyUnicodeErrorObject.encoding) + "' codec can't decode byte";
        String reason = UnicodeErrors.text(self, PyUnicodeErrorObject.reason);
        if (!BytesType.isInstance(object) || end != start + 1 || start < 0 || start >= BytesType.size(object)) {
            return Strings.of(codec + "s in position " + start + "-" + (end - 1) + ": " + reason);
        }
        int octet = Memory.getUnsignedByte(BytesType.data(object) + start);
        return Strings.of(codec + " 0x%02x in position %d: ".formatted(octet, start) + reason);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        UnicodeErrors.dealloc(self, Exceptions.UnicodeDecodeError);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        return UnicodeErrors.clear(self);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return UnicodeErrors.traverse(self, visit, argument);
    }
}
