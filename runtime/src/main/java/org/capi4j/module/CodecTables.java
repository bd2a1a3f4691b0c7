package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.CharmapCodec;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;

/** {@code _codecs}: conversions by tables, and the escapes of bytes literals. */
@BuiltinModule("_codecs")
public final class CodecTables {
    private CodecTables() {}

    /** The third argument, NULL for none. */
    private static long mapping(long args, long nargs) {
        long mapping = CodecConversions.argument(args, nargs, 2);
        return mapping == Singletons.NONE ? NULL : mapping;
    }

    @Method("charmap_encode")
    static long encode(long module, long args, long nargs) {
        Arguments.checkPositional("charmap_encode", nargs, 1, 3);
        long text = CodecConversions.text("charmap_encode", args);
        long bytes = CharmapCodec.encode(text, mapping(args, nargs), CodecConversions.errors("charmap_encode", args, nargs));
        return TupleType.steal(bytes, LongType.of(StrType.length(text)));
    }

    @Method("charmap_decode")
    static long decode(long module, long args, long nargs) {
        Arguments.checkPositional("charmap_decode", nargs, 1, 3);
        try (ByteView view = ByteView.of(Memory.getLong(args))) {
            String errors = CodecConversions.errors("charmap_decode", args, nargs);
            long text = CharmapCodec.decode(view.data(), view.size(), mapping(args, nargs), errors);
            return TupleType.steal(text, LongType.of(view.size()));
        }
    }

    @Method("charmap_build")
    static long build(long module, long map) {
        Namespace.text("charmap_build", map);
        return CharmapCodec.encodingMap(map);
    }

    @Method("escape_decode")
    static long escapeDecode(long module, long args, long nargs) {
        Arguments.checkPositional("escape_decode", nargs, 1, 2);
        long object = Memory.getLong(args);
        long encoded = Namespace.isStr(object) ? StrCodecs.encodeUtf8(object, null) : References.newRef(object);
        try (ByteView view = ByteView.of(encoded)) {
            String errors = CodecConversions.errors("escape_decode", args, nargs);
            byte[] decoded = BytesEscapes.decode(Memory.getBytes(view.data(), view.size()), errors, true);
            return TupleType.steal(BytesType.of(decoded), LongType.of(view.size()));
        } finally {
            References.decref(encoded);
        }
    }

    /** What {@code repr} of the bytes has between its quotes, which are single. */
    @Method("escape_encode")
    static long escapeEncode(long module, long args, long nargs) {
        Arguments.checkPositional("escape_encode", nargs, 1, 2);
        long bytes = Memory.getLong(args);
        if (!BytesType.isInstance(bytes)) throw PyError.typeError("escape_encode() argument 1 must be bytes, not " + Arguments.typeName(bytes));
        StringBuilder text = new StringBuilder();
        for (byte b : BytesType.toJava(bytes)) {
            switch (b) {
                case '\'', '\\' -> text.append('\\').append((char) b);
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(b >= ' ' && b < 0x7f ? Character.toString(b) : String.format("\\x%02x", b));
            }
        }
        byte[] escaped = text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return TupleType.steal(BytesType.of(escaped), LongType.of(BytesType.size(bytes)));
    }

    /** The bytes of a str's UTF-8, or of an object that has some. */
    @Method("readbuffer_encode")
    static long readBuffer(long module, long args, long nargs) {
        Arguments.checkPositional("readbuffer_encode", nargs, 1, 2);
        long object = Memory.getLong(args);
        long bytes = Namespace.isStr(object) ? StrCodecs.encodeUtf8(object, null) : content(object);
        try {
            CodecConversions.errors("readbuffer_encode", args, nargs);
            return TupleType.steal(References.newRef(bytes), LongType.of(BytesType.size(bytes)));
        } finally {
            References.decref(bytes);
        }
    }

    private static long content(long object) {
        try (ByteView view = ByteView.of(object)) {
            return BytesType.ofData(view.data(), view.size());
        }
    }
}
