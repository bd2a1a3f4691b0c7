package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.Decoded;

/**
 * The incremental decoder of a built-in encoding: {@code encodings.utf_8.IncrementalDecoder} and its sisters.
 *
 * <pre>
 * 0 PyObject | 16 encoding, a str | 24 errors, a str | 32 input not yet decoded, a bytes | 40 byte order found (int)
 * </pre>
 */
@BuiltinType(value = "_C4J_IncrementalDecoder_Type", name = "codecs.IncrementalDecoder", source = true, basicsize = 48, flags = 0x1500)
@Member(name = "errors", type = Constants.T_OBJECT, offset = 24)
public final class IncrementalDecoderType {
    private static final long TYPE = Shim.symbol("_C4J_IncrementalDecoder_Type");
    private static final String[] DECODE_NAMES = {"input", "final"};
    private static final long ENCODING = 16;
    private static final long ERRORS = 24;
    private static final long PENDING = 32;
    private static final long ORDER = 40;

    private IncrementalDecoderType() {}

    /** The class of an encoding, {@code encodings.utf_8.IncrementalDecoder}: a new reference. */
    static long classOf(TextEncoding encoding) {
        return IncrementalClasses.make("IncrementalDecoder", TYPE, encoding);
    }

    /** {@code decoder(errors='strict')}. */
    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        String errors = IncrementalClasses.errors("IncrementalDecoder", args, kwargs);
        long encoding = IncrementalClasses.encoding(type, TYPE);
        long decoder = Allocation.instance(type, 0);
        Memory.putLong(decoder + ENCODING, encoding);
        Memory.putLong(decoder + ERRORS, StrType.intern(errors == null ? "strict" : errors));
        Memory.putLong(decoder + PENDING, BytesType.empty());
        return decoder;
    }

    /** {@code __new__} has done it all. */
    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        References.clear(self + ENCODING);
        References.clear(self + ERRORS);
        References.clear(self + PENDING);
        Allocation.freeInstance(self);
    }

    private static long pending(long self) {
        return Memory.getLong(self + PENDING);
    }

    @Method("decode")
    static long decode(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("decode", DECODE_NAMES, 2, 1, args, nargs, kwnames);
        boolean isFinal = given[1] != NULL && Objects.isTrue(given[1]);
        IncrementalClasses.requireBytes(Strings.toJava(Memory.getLong(self + ENCODING)), given[0]);
        byte[] input = joined(pending(self), given[0]);
        String errors = StrCodecs.nameArgument("decode", "errors", Memory.getLong(self + ERRORS));
        TextEncoding encoding = encoding(self);
        Decoded decoded = StrCodecs.decode(encoding, input, errors, isFinal);
        requireMark(self, decoded);
        if (decoded.byteOrder() != 0) Memory.putInt(self + ORDER, decoded.byteOrder());
        byte[] rest = Arrays.copyOfRange(input, decoded.consumed(), input.length);
        References.setRef(self + PENDING, BytesType.of(rest));
        return StrType.of(decoded.text());
    }

    /** What has no mark in front is refused, as soon as there is enough of it. */
    private static void requireMark(long self, Decoded decoded) {
        boolean unmarked = isOpen(self) && decoded.byteOrder() == 0 && Memory.getInt(self + ORDER) == 0;
        String name = Strings.toJava(Memory.getLong(self + ENCODING)).toUpperCase(java.util.Locale.ROOT);
        int width = name.equals("UTF-16") ? 2 : 4;
        if (unmarked && decoded.consumed() >= width) throw PyError.of(Exceptions.UnicodeError, name + " stream does not start with BOM");
    }

    /** Once a byte order mark was read, the order holds. */
    private static TextEncoding encoding(long self) {
        String name = Strings.toJava(Memory.getLong(self + ENCODING));
        int order = Memory.getInt(self + ORDER);
        return TextEncoding.find(isOpen(self) && order != 0 ? name + (order < 0 ? "-le" : "-be") : name);
    }

    /** Whether the encoding leaves the byte order to the input. */
    private static boolean isOpen(long self) {
        String name = Strings.toJava(Memory.getLong(self + ENCODING));
        return name.equals("utf-16") || name.equals("utf-32");
    }

    private static byte[] joined(long pending, long input) {
        try (ByteView view = ByteView.of(input)) {
            byte[] before = BytesType.toJava(pending);
            byte[] all = Arrays.copyOf(before, Math.toIntExact(before.length + view.size()));
            System.arraycopy(Memory.getBytes(view.data(), view.size()), 0, all, before.length, all.length - before.length);
            return all;
        }
    }

    @Method("reset")
    static long reset(long self) {
        References.setRef(self + PENDING, BytesType.empty());
        Memory.putInt(self + ORDER, 0);
        return Singletons.none();
    }

    /** The pending input and a number that holds what else there is: the byte order, 0 little, 1 big, 2 not known yet. */
    @Method("getstate")
    static long getState(long self) {
        int order = Memory.getInt(self + ORDER);
        int flags = !isOpen(self) || order < 0 ? 0 : order > 0 ? 1 : 2;
        return OwnedObjects.tuple(() -> References.newRef(pending(self)), () -> LongType.of(flags));
    }

    @Method("setstate")
    static long setState(long self, long state) {
        boolean pair = TypeLookup.hasFlag(References.type(state), Constants.Py_TPFLAGS_TUPLE_SUBCLASS) && TupleType.size(state) == 2;
        if (!pair || !BytesType.isInstance(TupleType.get(state, 0))) {
            throw PyError.typeError("state must be a tuple of bytes and int");
        }
        int flags = (int) LongType.asLong(TupleType.get(state, 1));
        References.setRef(self + PENDING, References.newRef(TupleType.get(state, 0)));
        Memory.putInt(self + ORDER, !isOpen(self) || flags > 1 ? 0 : flags == 1 ? 1 : -1);
        return Singletons.none();
    }
}
