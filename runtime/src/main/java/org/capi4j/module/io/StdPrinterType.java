package org.capi4j.module.io;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.BytesType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** stderrprinter: what CPython writes to before there is {@code io}. The descriptor stands behind the head. */
@BuiltinType("PyStdPrinter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class StdPrinterType {
    private StdPrinterType() {}

    /** A new printer for a descriptor. */
    public static long make(int descriptor) {
        long printer = Allocation.genericAlloc(BuiltinTypes.STD_PRINTER, 0);
        Memory.putInt(printer + PyObject.SIZEOF, descriptor);
        return printer;
    }

    private static int descriptor(long self) {
        return Memory.getInt(self + PyObject.SIZEOF);
    }

    /** Bytes written, of the text in UTF-8 with what can't be encoded as escapes. */
    @Method(value = "write", call = Call.VARARGS)
    static long write(long self, long args) {
        if (TupleType.size(args) != 1) throw PyError.typeError("function takes exactly 1 argument (" + TupleType.size(args) + " given)");
        long text = TupleType.get(args, 0);
        if (!StrType.isInstance(text)) throw PyError.typeError("argument 1 must be str, not " + TypeLookup.nameOf(text));
        long bytes = StrCodecs.encodeUtf8(text, "backslashreplace");
        try {
            return LongType.of(FileSystem.require("file_write", descriptor(self), BytesType.data(bytes), BytesType.size(bytes)));
        } finally {
            References.decref(bytes);
        }
    }

    @Method("fileno")
    static long fileNumber(long self) {
        return LongType.of(descriptor(self));
    }

    @Method("isatty")
    static long isTerminal(long self) {
        return BoolType.of(FileSystem.call("file_is_terminal", descriptor(self)) > 0);
    }

    @Method({"close", "flush"})
    static long nothing(long self) {
        return Singletons.none();
    }

    @Getter(value = "encoding", doc = "Encoding of the file")
    static long encoding(long self) {
        return Singletons.none();
    }

    @Getter(value = "closed", doc = "True if the file is closed")
    static long closed(long self) {
        return BoolType.of(false);
    }

    @Getter(value = "mode", doc = "String giving the file mode")
    static long mode(long self) {
        return Strings.of("w");
    }

    @Slot("tp_repr")
    static long repr(long self) {
        return Strings.of("<stdprinter(fd=" + descriptor(self) + ") object at 0x" + Long.toHexString(self) + ">");
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.freeInstance(self);
    }
}
