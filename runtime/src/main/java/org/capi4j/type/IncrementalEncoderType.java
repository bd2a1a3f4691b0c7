package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * The incremental encoder of a built-in encoding: only the byte order mark depends on what went before.
 *
 * <pre>
 * 0 PyObject | 16 encoding, a str | 24 errors, a str | 32 whether something was encoded (int)
 * </pre>
 */
@BuiltinType(value = "_C4J_IncrementalEncoder_Type", name = "codecs.IncrementalEncoder", source = true, basicsize = 40, flags = 0x1500)
@Member(name = "errors", type = Constants.T_OBJECT, offset = 24)
public final class IncrementalEncoderType {
    private static final long TYPE = Shim.symbol("_C4J_IncrementalEncoder_Type");
    private static final String[] ENCODE_NAMES = {"input", "final"};
    private static final long ENCODING = 16;
    private static final long ERRORS = 24;
    private static final long STARTED = 32;

    private IncrementalEncoderType() {}

    /** The class of an encoding, {@code encodings.utf_8.IncrementalEncoder}: a new reference. */
    static long classOf(TextEncoding encoding) {
        return IncrementalClasses.make("IncrementalEncoder", TYPE, encoding);
    }

    /** {@code encoder(errors='strict')}. */
    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        String errors = IncrementalClasses.errors("IncrementalEncoder", args, kwargs);
        long encoding = IncrementalClasses.encoding(type, TYPE);
        long encoder = Allocation.instance(type, 0);
        Memory.putLong(encoder + ENCODING, encoding);
        Memory.putLong(encoder + ERRORS, StrType.intern(errors == null ? "strict" : errors));
        return encoder;
    }

    /** {@code __new__} has done it all. */
    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        References.clear(self + ENCODING);
        References.clear(self + ERRORS);
        Allocation.freeInstance(self);
    }

    @Method("encode")
    static long encode(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("encode", ENCODE_NAMES, 2, 1, args, nargs, kwnames);
        long str = StrMethods.requireArgument(IncrementalClasses.function(encoding(self), "encode"), " 1", given[0]);
        String errors = StrCodecs.nameArgument("encode", "errors", Memory.getLong(self + ERRORS));
        long bytes = StrCodecs.encode(TextEncoding.find(encoding(self)), str, errors);
        Memory.putInt(self + STARTED, 1);
        return bytes;
    }

    /** The encoding without its mark, once that is written. */
    private static String encoding(long self) {
        String name = Strings.toJava(Memory.getLong(self + ENCODING));
        if (Memory.getInt(self + STARTED) == 0) return name;
        return switch (name) {
            case "utf-16", "utf-32" -> name + "-le";
            case "utf-8-sig" -> "utf-8";
            default -> name;
        };
    }

    @Method("reset")
    static long reset(long self) {
        Memory.putInt(self + STARTED, 0);
        return Singletons.none();
    }

    /** 0 says that there is nothing to keep; the encodings with a mark say 2 before it is written. */
    @Method("getstate")
    static long getState(long self) {
        boolean marked = !Strings.toJava(Memory.getLong(self + ENCODING)).equals(encoding(self));
        boolean marks = switch (Strings.toJava(Memory.getLong(self + ENCODING))) {
            case "utf-16", "utf-32" -> true;
            default -> false;
        };
        return LongType.of(marks && !marked ? 2 : 0);
    }

    @Method("setstate")
    static long setState(long self, long state) {
        Memory.putInt(self + STARTED, LongType.asLong(state) == 0 ? 1 : 0);
        return Singletons.none();
    }
}
