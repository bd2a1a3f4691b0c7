package org.capi4j.module.io;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.type.Singletons;

/**
 * {@code _io._TextIOBase}: streams of text.
 */
@BuiltinType(
        value = "c4j_TextIoBaseType",
        name = "_io._TextIOBase",
        base = "c4j_IoBaseType",
        basicsize = 32,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class TextIoBaseType {
    static final long TYPE = Shim.symbol("c4j_TextIoBaseType");
    private static final int REFERENCES = 0;

    private TextIoBaseType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Method("detach")
    static long detach(long self) {
        throw Streams.unsupported("detach");
    }

    @Method(value = "read", call = Call.VARARGS)
    static long read(long self, long args, long nargs) {
        throw Streams.unsupported("read");
    }

    @Method(value = "readline", call = Call.VARARGS)
    static long readline(long self, long args, long nargs) {
        throw Streams.unsupported("readline");
    }

    @Method(value = "write", call = Call.VARARGS)
    static long write(long self, long args, long nargs) {
        throw Streams.unsupported("write");
    }

    @Getter("encoding")
    static long encoding(long self) {
        return Singletons.none();
    }

    @Getter("newlines")
    static long newlines(long self) {
        return Singletons.none();
    }

    @Getter("errors")
    static long errors(long self) {
        return Singletons.none();
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Streams.traverse(self, REFERENCES, visit, argument);
    }

    @Slot("tp_clear")
    static void clear(long self) {
        Streams.clear(self, REFERENCES);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Streams.dealloc(self, REFERENCES);
    }
}
