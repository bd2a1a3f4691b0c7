package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

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
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/** {@code json.decoder.JSONDecodeError(msg, doc, pos)}, which {@code _json} raises: the message names line and column of the place. */
@BuiltinType(
        value = "c4j_JSONDecodeError_Type",
        name = "json.decoder.JSONDecodeError",
        base = "PyExc_ValueError",
        basicsize = 72,
        dictoffset = 16,
        flags = Constants.Py_TPFLAGS_DEFAULT | Constants.Py_TPFLAGS_BASETYPE | Constants.Py_TPFLAGS_HAVE_GC)
public final class JsonDecodeErrorType {
    static final long TYPE = Shim.symbol("c4j_JSONDecodeError_Type");
    private static final String[] PARAMETERS = {"msg", "doc", "pos"};

    private JsonDecodeErrorType() {}

    /** {@code json}: a package with this one name of its own. */
    static void fillPackage(long dict) {
        Namespace.steal(dict, "__path__", Namespace.list(java.util.List.of()));
        org.capi4j.type.DictType.set(dict, "JSONDecodeError", TYPE);
    }

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        long[] values = Arguments.unpack("JSONDecodeError.__init__", PARAMETERS, 3, 3, args, kwargs);
        String document = Strings.toJava(values[1]);
        int position = document.offsetByCodePoints(0, Math.clamp(LongType.asLong(values[2]), 0, document.codePointCount(0, document.length())));
        String before = document.substring(0, position);
        long line = 1 + before.chars().filter(unit -> unit == '\n').count();
        long column = LongType.asLong(values[2]) - codePoints(before, before.lastIndexOf('\n'));
        String place = ": line " + line + " column " + column + " (char " + LongType.asLong(values[2]) + ")";
        initialise(self, Strings.of(Objects.strString(values[0]) + place));
        for (int i = 0; i < PARAMETERS.length; i++) Objects.setAttr(self, PARAMETERS[i], values[i]);
        set(self, "lineno", line);
        set(self, "colno", column);
        return 0;
    }

    /** How many characters come before the last newline; -1 when there is none, so that columns count from 1. */
    private static long codePoints(String text, int end) {
        return end < 0 ? -1 : text.codePointCount(0, end);
    }

    private static void set(long self, String name, long value) {
        long number = LongType.of(value);
        try {
            Objects.setAttr(self, name, number);
        } finally {
            References.decref(number);
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
