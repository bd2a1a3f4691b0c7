package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.Function;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.Decoded;

/**
 * The Python callables behind built-in codecs and error handlers: built-in functions whose {@code self} is the codec's or
 * handler's name.
 */
public final class CodecFunctions {
    private static final String[] ERRORS_NAMES = {"errors"};

    private CodecFunctions() {}

    private static final class Definitions {
        static final long ENCODE = def("encode", "c4j_CodecFunctions_encode", Constants.METH_FASTCALL);
        static final long DECODE = def("decode", "c4j_CodecFunctions_decode", Constants.METH_FASTCALL);
        static final long INCREMENTAL_ENCODER = incremental("encoder", "c4j_CodecFunctions_incrementalEncoder");
        static final long INCREMENTAL_DECODER = incremental("decoder", "c4j_CodecFunctions_incrementalDecoder");
        static final long HANDLER = Shim.symbol("c4j_CodecFunctions_handle");

        private static long incremental(String kind, String symbol) {
            return def("incremental" + kind, symbol, Constants.METH_FASTCALL | Constants.METH_KEYWORDS);
        }

        static long def(String name, String symbol, int flags) {
            return def(name, Shim.symbol(symbol), flags);
        }

        static long def(String name, long function, int flags) {
            long def = Memory.allocateForever(PyMethodDef.SIZEOF);
            Memory.putLong(def + PyMethodDef.ml_name, Memory.stringForever(name));
            Memory.putLong(def + PyMethodDef.ml_meth, function);
            Memory.putInt(def + PyMethodDef.ml_flags, flags);
            return def;
        }
    }

    private static long make(long def, String self) {
        long name = StrType.intern(self);
        try {
            return CFunctionType.make(def, name, NULL, NULL);
        } finally {
            References.decref(name);
        }
    }

    static long encoder(String encoding) {
        return make(Definitions.ENCODE, encoding);
    }

    static long decoder(String encoding) {
        return make(Definitions.DECODE, encoding);
    }

    static long incrementalEncoder(String encoding) {
        return make(Definitions.INCREMENTAL_ENCODER, encoding);
    }

    static long incrementalDecoder(String encoding) {
        return make(Definitions.INCREMENTAL_DECODER, encoding);
    }

    /** The callable of a built-in error handler; CPython's name of it has "_errors" at the end for most. */
    static long handler(String name) {
        String function = name.startsWith("surrogate") ? name : name + "_errors";
        return make(Definitions.def(function, Definitions.HANDLER, Constants.METH_O), name);
    }

    /** An error handler: {@code self} is its name. */
    @Function
    public static long handle(long self, long exception) {
        return CodecErrors.handle(Strings.toJava(self), exception);
    }

    private static String errors(String function, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 1, 2);
        long errors = Arguments.get(args, nargs, 1);
        if (errors == Singletons.NONE) return null;
        return StrCodecs.nameArgument(function, "errors", errors);
    }

    /** {@code encode(text, errors='strict')}: (bytes, characters). */
    @Function
    public static long encode(long self, long args, long nargs) {
        String errors = errors("encode", args, nargs);
        long str = StrMethods.requireArgument("encode", " 1", Memory.getLong(args));
        return OwnedObjects.tuple(
                () -> StrCodecs.encode(str, Strings.toJava(self), errors), () -> LongType.of(Strings.length(str)));
    }

    /** {@code decode(bytes, errors='strict')}: (text, bytes); the wide encodings leave out what is cut off at the end. */
    @Function
    public static long decode(long self, long args, long nargs) {
        String errors = errors("decode", args, nargs);
        TextEncoding encoding = TextEncoding.find(Strings.toJava(self));
        try (ByteView view = ByteView.of(Memory.getLong(args))) {
            byte[] input = Memory.getBytes(view.data(), view.size());
            Decoded decoded = StrCodecs.run(errors, handler -> encoding.decode(input, handler, true));
            return OwnedObjects.tuple(() -> StrType.of(decoded.text()), () -> LongType.of(decoded.consumed()));
        }
    }

    /** {@code incrementalencoder(errors='strict')}. */
    @Function
    public static long incrementalEncoder(long self, long args, long nargs, long kwnames) {
        return IncrementalEncoderType.make(self, errors(args, nargs, kwnames));
    }

    /** {@code incrementaldecoder(errors='strict')}. */
    @Function
    public static long incrementalDecoder(long self, long args, long nargs, long kwnames) {
        return IncrementalDecoderType.make(self, errors(args, nargs, kwnames));
    }

    private static String errors(long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("__init__", ERRORS_NAMES, 1, 0, args, nargs, kwnames);
        return StrCodecs.nameArgument("__init__", "errors", given[0]);
    }
}
