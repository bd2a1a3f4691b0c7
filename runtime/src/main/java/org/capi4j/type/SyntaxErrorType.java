package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PySyntaxErrorObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** SyntaxError: a message, and where in which file. */
@BuiltinType("PyExc_SyntaxError")
@Member(name = "msg", type = Constants.T_OBJECT, offset = PySyntaxErrorObject.msg)
@Member(name = "filename", type = Constants.T_OBJECT, offset = PySyntaxErrorObject.filename)
@Member(name = "lineno", type = Constants.T_OBJECT, offset = PySyntaxErrorObject.lineno)
@Member(name = "offset", type = Constants.T_OBJECT, offset = PySyntaxErrorObject.offset)
@Member(name = "text", type = Constants.T_OBJECT, offset = PySyntaxErrorObject.text)
@Member(name = "end_lineno", type = Constants.T_OBJECT, offset = PySyntaxErrorObject.end_lineno)
@Member(name = "end_offset", type = Constants.T_OBJECT, offset = PySyntaxErrorObject.end_offset)
@Member(name = "print_file_and_line", type = Constants.T_OBJECT, offset = PySyntaxErrorObject.print_file_and_line)
public final class SyntaxErrorType {
    private static final long FIELDS = PySyntaxErrorObject.msg;
    private static final int COUNT = 8;

    private SyntaxErrorType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        BaseExceptionType.init(self, args, kwargs);
        long size = TupleType.size(args);
        if (size >= 1) set(self, PySyntaxErrorObject.msg, TupleType.get(args, 0));
        if (size != 2) return 0;
        long place = Sequences.tuple(TupleType.get(args, 1));
        try {
            setPlace(self, place);
        } finally {
            References.decref(place);
        }
        return 0;
    }

    private static void set(long self, long field, long value) {
        References.setRef(self + field, References.xnewRef(value));
    }

    private static void setPlace(long self, long place) {
        long size = TupleType.size(place);
        if (size < 4 || size > 6) {
            throw PyError.typeError("function takes " + (size < 4 ? "at least 4" : "at most 6") + " arguments (" + size + " given)");
        }
        set(self, PySyntaxErrorObject.filename, TupleType.get(place, 0));
        set(self, PySyntaxErrorObject.lineno, TupleType.get(place, 1));
        set(self, PySyntaxErrorObject.offset, TupleType.get(place, 2));
        set(self, PySyntaxErrorObject.text, TupleType.get(place, 3));
        set(self, PySyntaxErrorObject.end_lineno, size > 4 ? TupleType.get(place, 4) : NULL);
        set(self, PySyntaxErrorObject.end_offset, size > 5 ? TupleType.get(place, 5) : NULL);
        if (size == 5) throw PyError.typeError("end_offset must be provided when end_lineno is provided");
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        BaseExceptionType.deallocWith(self, Exceptions.SyntaxError, FIELDS, COUNT);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        return BaseExceptionType.clearWith(self, FIELDS, COUNT);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return BaseExceptionType.traverseWith(self, FIELDS, COUNT, visit, argument);
    }

    @Slot("tp_str")
    public static long str(long self) {
        long message = Memory.getLong(self + PySyntaxErrorObject.msg);
        String text = Objects.strString(message == NULL ? Singletons.NONE : message);
        String place = place(self);
        return Strings.of(place.isEmpty() ? text : text + " (" + place + ")");
    }

    private static String place(long self) {
        long filename = Memory.getLong(self + PySyntaxErrorObject.filename);
        long line = Memory.getLong(self + PySyntaxErrorObject.lineno);
        String place = "";
        if (filename != NULL && TypeLookup.hasFlag(References.type(filename), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            String path = Strings.toJava(filename);
            place = path.substring(path.lastIndexOf('/') + 1);
        }
        if (line == NULL || !LongType.isExact(line)) return place;
        return (place.isEmpty() ? "" : place + ", ") + "line " + LongType.asLong(line);
    }
}
