package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongBinaryOperator;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/** {@code json.decoder.JSONDecodeError(msg, doc, pos)}, which {@code _json} raises: the message names line and column of the place. */
@BuiltinType(
        value = "c4j_JSONDecodeError_Type",
        name = "json.decoder.JSONDecodeError", source = true,
        base = "PyExc_ValueError",
        basicsize = 80,
        dictoffset = 16,
        weaklistoffset = 72,
        flags = Constants.Py_TPFLAGS_DEFAULT | Constants.Py_TPFLAGS_BASETYPE | Constants.Py_TPFLAGS_HAVE_GC)
public final class JsonDecodeErrorType {
    public static final long TYPE = Shim.symbol("c4j_JSONDecodeError_Type");
    private static final String[] PARAMETERS = {"msg", "doc", "pos"};

    private JsonDecodeErrorType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        long[] values = SourceArguments.method("JSONDecodeError.__init__", args, kwargs, 3, 3, PARAMETERS);
        long line = inDocument(values, "count", Numbers::add, LongType.of(1));
        long column = NULL;
        try {
            column = inDocument(values, "rfind", (newline, position) -> Numbers.subtract(position, newline), References.newRef(values[2]));
            initialise(self, message(values[0], line, column, values[2]));
            for (int i = 0; i < PARAMETERS.length; i++) Objects.setAttr(self, PARAMETERS[i], values[i]);
            Objects.setAttr(self, "lineno", line);
            Objects.setAttr(self, "colno", column);
            return 0;
        } finally {
            References.decref(line);
            References.xdecref(column);
        }
    }

    /** What the document's method answers about newlines before the place, and {@code other}, consumed, together: a new reference. */
    private static long inDocument(long[] values, String method, LongBinaryOperator together, long other) {
        long newline = NULL;
        long start = NULL;
        long found = NULL;
        try {
            newline = Strings.of("\n");
            start = LongType.of(0);
            found = Calls.callMethod(values[1], method, newline, start, values[2]);
            return together.applyAsLong(found, other);
        } finally {
            References.xdecref(found);
            References.xdecref(start);
            References.xdecref(newline);
            References.decref(other);
        }
    }

    private static long message(long text, long line, long column, long position) {
        long format = Strings.of("%s: line %d column %d (char %d)");
        long parts = NULL;
        try {
            parts = TupleType.of(text, line, column, position);
            return Numbers.remainder(format, parts);
        } finally {
            References.xdecref(parts);
            References.decref(format);
        }
    }

    /** {@code ValueError.__init__} with the message, whose reference is consumed. */
    private static void initialise(long self, long message) {
        long args = TupleType.steal(message);
        try {
            int status = FunctionCall.integer(Memory.getLong(Exceptions.ValueError + PyTypeObject.tp_init), self, args, NULL);
            if (status < 0) throw PyError.systemError("ValueError.__init__ failed");
        } finally {
            References.decref(args);
        }
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long parts = TupleType.steal(Objects.getAttr(self, "msg"), Objects.getAttr(self, "doc"), Objects.getAttr(self, "pos"));
        return TupleType.steal(References.newRef(References.type(self)), parts);
    }
}
