package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The classes of incremental codecs: one for each encoding, named as in package {@code encodings}, derived from a type in Java. */
final class IncrementalClasses {
    static final String[] NAMES = {"errors"};
    private static final String PACKAGE = "encodings.";

    private IncrementalClasses() {}

    /** A new class. */
    static long make(String name, long base, TextEncoding encoding) {
        long bases = TupleType.of(base);
        long contents = DictType.make();
        long module = Strings.of(PACKAGE + encoding.module());
        try {
            DictType.set(contents, "__module__", module);
            return TypeType.newType(name, bases, contents);
        } finally {
            References.decref(module);
            References.decref(contents);
            References.decref(bases);
        }
    }

    /** The name of the encoding that {@code type}, a class made above or one derived from it, is for: a new reference. */
    static long encoding(long type, long base) {
        long owner = type;
        while (owner != NULL && Memory.getLong(owner + PyTypeObject.tp_base) != base) owner = Memory.getLong(owner + PyTypeObject.tp_base);
        if (owner == NULL) throw PyError.typeError("cannot create '" + TypeLookup.name(base) + "' instances");
        String module = Strings.toJava(DictType.get(TypeLookup.dict(owner), "__module__"));
        return StrType.intern(TextEncoding.find(module.substring(PACKAGE.length())).name());
    }

    /** The function of {@code _codecs} that an encoding has, as messages name it. */
    static String function(String encoding, String verb) {
        String module = TextEncoding.find(encoding).module();
        return switch (module) {
            case "idna", "punycode" -> verb;
            case "utf_8_sig" -> "utf_8_" + verb;
            case "utf_7", "utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "ascii", "latin_1", "unicode_escape", "raw_unicode_escape" ->
                module + "_" + verb;
            default -> "charmap_" + verb;
        };
    }

    /** The error handler's name among an initialiser's arguments; null: none. */
    static String errors(String cls, long args, long kwargs) {
        long[] pair = new long[2];
        for (long at = kwargs == NULL ? -1 : DictType.next(kwargs, 0, pair); at >= 0; at = DictType.next(kwargs, at, pair)) {
            if (!Strings.toJava(pair[0]).equals("errors")) throw PyError.typeError(cls + ".__init__() got an unexpected keyword argument '" + Strings.toJava(pair[0]) + "'");
        }
        return StrCodecs.nameArgument(cls, "errors", Arguments.unpack(cls + ".__init__", NAMES, 1, 0, args, kwargs)[0]);
    }

    /** Decoders that keep bytes put these before the input. */
    static void requireBytes(String encoding, long input) {
        boolean keeps = !function(encoding, "decode").equals("charmap_decode") && !encoding.equals("ascii") && !encoding.equals("iso8859-1");
        if (keeps && !Buffers.check(input)) throw PyError.typeError("can't concat " + TypeLookup.nameOf(input) + " to bytes");
    }
}
