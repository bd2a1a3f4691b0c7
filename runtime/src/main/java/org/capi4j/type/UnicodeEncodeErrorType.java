package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyUnicodeErrorObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.Strings;

/** UnicodeEncodeError(encoding, str, start, end, reason). */
@BuiltinType("PyExc_UnicodeEncodeError")
@Member(name = "encoding", type = Constants.T_OBJECT, offset = PyUnicodeErrorObject.encoding)
@Member(name = "object", type = Constants.T_OBJECT, offset = PyUnicodeErrorObject.object)
@Member(name = "start", type = Constants.T_PYSSIZET, offset = PyUnicodeErrorObject.start)
@Member(name = "end", type = Constants.T_PYSSIZET, offset = PyUnicodeErrorObject.end)
@Member(name = "reason", type = Constants.T_OBJECT, offset = PyUnicodeErrorObject.reason)
public final class UnicodeEncodeErrorType {
    private UnicodeEncodeErrorType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        BaseExceptionType.init(self, args, kwargs);
        UnicodeErrors.requireCount(args, 5);
        long encoding = UnicodeErrors.str(args, 0);
        long object = UnicodeErrors.str(args, 1);
        long start = Arguments.ssize(TupleType.get(args, 2));
        long end = Arguments.ssize(TupleType.get(args, 3));
        UnicodeErrors.set(self, encoding, object, start, end, UnicodeErrors.str(args, 4));
        return 0;
    }

    @Slot("tp_str")
    public static long str(long self) {
        long object = Memory.getLong(self + PyUnicodeErrorObject.object);
        if (object == NULL) return Strings.of("");
        long start = Memory.getLong(self + PyUnicodeErrorObject.start);
        long end = Memory.getLong(self + PyUnicodeErrorObject.end);
        String codec = "'" + UnicodeErrors.text(self, PyUnicodeErrorObject.encoding) + "' codec can't encode character";
        String reason = UnicodeErrors.text(self, PyUnicodeErrorObject.reason);
        if (!UnicodeErrors.isStr(object) || end != start + 1 || start < 0 || start >= Strings.length(object)) {
            return Strings.of(codec + "s in position " + start + "-" + (end - 1) + ": " + reason);
        }
        int point = Strings.get(Strings.kind(object), Strings.data(object), start);
        return Strings.of(codec + " '" + UnicodeErrors.escape(point) + "' in position " + start + ": " + reason);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        UnicodeErrors.dealloc(self, Exceptions.UnicodeEncodeError);
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
