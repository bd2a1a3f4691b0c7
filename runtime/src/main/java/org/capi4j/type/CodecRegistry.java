package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.layout.Constants;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.ErrorHandlers;

/**
 * The codecs and error handlers of an interpreter. What CPython finds in package {@code encodings} is built in and comes first;
 * then the search functions are asked that somebody registered.
 */
public final class CodecRegistry implements InterpreterState.Ending {
    private static final List<String> HANDLERS = List.of(
            "strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogatepass", "surrogateescape");

    private final List<Long> searchFunctions = new ArrayList<>();
    private final Map<String, Long> codecs = new HashMap<>();
    private final Map<String, Long> handlers = new HashMap<>();
    private long codecInfoType;

    private CodecRegistry() {}

    private static CodecRegistry current() {
        return InterpreterState.current().attached(CodecRegistry.class, CodecRegistry::new);
    }

    @Override
    public void end() {
        searchFunctions.forEach(References::decref);
        codecs.values().forEach(References::decref);
        handlers.values().forEach(References::decref);
        References.xdecref(codecInfoType);
    }

    // ---- registering

    /** {@code PyCodec_Register}: the function is borrowed. */
    public static void register(long searchFunction) {
        if (!Objects.isCallable(searchFunction)) throw PyError.typeError("argument must be callable");
        current().searchFunctions.add(References.newRef(searchFunction));
    }

    /** {@code PyCodec_Unregister}: forgets the codecs found so far too. */
    public static void unregister(long searchFunction) {
        CodecRegistry registry = current();
        if (!registry.searchFunctions.remove((Long) searchFunction)) return;
        List<Long> found = new ArrayList<>(registry.codecs.values());
        registry.codecs.clear();
        found.forEach(References::decref);
        References.decref(searchFunction);
    }

    /** {@code PyCodec_RegisterError}. */
    public static void registerError(String name, long handler) {
        if (!Objects.isCallable(handler)) throw PyError.typeError("handler must be callable");
        Long old = current().handlers.put(name, References.newRef(handler));
        if (old != null) References.decref(old);
    }

    /** {@code PyCodec_LookupError}: a new reference; null is "strict". */
    public static long lookupError(String name) {
        String wanted = name == null ? "strict" : name;
        CodecRegistry registry = current();
        Long known = registry.handlers.get(wanted);
        if (known == null) {
            CText.require(wanted);
            if (!HANDLERS.contains(wanted)) throw TextErrors.of(ErrorHandlers.unknown(wanted));
            known = CodecFunctions.handler(wanted);
            registry.handlers.put(wanted, known);
        }
        return References.newRef(known);
    }

    /** Lets the built-in handler of that name deal with an exception: (replacement, position). */
    public static long handle(String name, long exception) {
        return CodecErrors.handle(name, exception);
    }

    // ---- looking up

    /** {@code _PyCodec_Lookup}: a new reference to a tuple of encoder, decoder, stream reader and stream writer. */
    public static long lookup(String encoding) {
        CodecRegistry registry = current();
        String name = TextEncoding.normalized(encoding);
        Long known = registry.codecs.get(name);
        if (known == null) {
            long found = registry.search(encoding, name);
            known = found;
            registry.codecs.put(name, found);
        }
        return References.newRef(known);
    }

    /** Whether an encoding is found before the search functions are asked. */
    public static boolean isBuiltin(String encoding) {
        String name = TextEncoding.normalized(encoding);
        return TextEncoding.find(name) != null || BinaryCodecs.find(name) != null || MultibyteCodecs.find(name) != null;
    }

    private long search(String encoding, String name) {
        TextEncoding builtin = TextEncoding.find(name);
        if (builtin != null) return codecInfo(builtin);
        String binary = BinaryCodecs.find(name);
        if (binary != null) return binaryCodecInfo(binary);
        String[] multibyte = MultibyteCodecs.find(name);
        if (multibyte != null) return multibyteCodecInfo(multibyte);
        for (long function : List.copyOf(searchFunctions)) {
            long argument = Strings.of(name);
            long found;
            try {
                found = Calls.callOneArg(function, argument);
            } finally {
                References.decref(argument);
            }
            if (isTuple(found) && TupleType.size(found) == 4) return found;
            References.decref(found);
            if (found != Singletons.NONE) throw PyError.typeError("codec search functions must return 4-tuples");
        }
        throw PyError.of(Exceptions.LookupError, "unknown encoding: " + encoding);
    }

    private static boolean isTuple(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
    }

    /** What {@code codecs.CodecInfo} is: a tuple with attributes. */
    private long codecInfo(TextEncoding encoding) {
        String name = encoding.name();
        long info = codecInfo(name, CodecFunctions.encoder(encoding), CodecFunctions.decoder(encoding), true);
        setAttr(info, "incrementalencoder", IncrementalEncoderType.classOf(encoding));
        setAttr(info, "incrementaldecoder", IncrementalDecoderType.classOf(encoding));
        return info;
    }

    /** Incremental codecs are for text: these have none. */
    private long binaryCodecInfo(String name) {
        long info = codecInfo(name, CodecFunctions.binaryEncoder(name), CodecFunctions.binaryDecoder(name), false);
        setAttr(info, "incrementalencoder", Singletons.none());
        setAttr(info, "incrementaldecoder", Singletons.none());
        return info;
    }

    private long multibyteCodecInfo(String[] row) {
        long codec = MultibyteCodecs.codec(row);
        try {
            long info = codecInfo(row[0], Objects.getAttr(codec, "encode"), Objects.getAttr(codec, "decode"), true);
            setAttr(info, "incrementalencoder", MultibyteCodecs.classOf("IncrementalEncoder", row[0], codec));
            setAttr(info, "incrementaldecoder", MultibyteCodecs.classOf("IncrementalDecoder", row[0], codec));
            return info;
        } finally {
            References.decref(codec);
        }
    }

    /** {@code encoder} and {@code decoder} are stolen. */
    private long codecInfo(String name, long encoder, long decoder, boolean text) {
        long parts = TupleType.of(encoder, decoder, Singletons.NONE, Singletons.NONE);
        long info = Calls.callMethod(BuiltinTypes.TUPLE, "__new__", codecInfoType(), parts);
        References.decref(parts);
        setAttr(info, "name", Strings.of(name));
        setAttr(info, "encode", encoder);
        setAttr(info, "decode", decoder);
        setAttr(info, "streamreader", Singletons.none());
        setAttr(info, "streamwriter", Singletons.none());
        setAttr(info, "_is_text_encoding", BoolType.of(text));
        return info;
    }

    /** {@code value} is stolen. */
    private static void setAttr(long object, String name, long value) {
        try {
            Objects.setAttr(object, name, value);
        } finally {
            References.decref(value);
        }
    }

    /** {@code codecs.CodecInfo}, borrowed. */
    public static long infoType() {
        return current().codecInfoType();
    }

    private long codecInfoType() {
        if (codecInfoType == NULL) {
            long bases = TupleType.of(BuiltinTypes.TUPLE);
            long namespace = DictType.make();
            long module = Strings.of("codecs");
            DictType.set(namespace, "__module__", module);
            References.decref(module);
            codecInfoType = TypeType.newType("CodecInfo", bases, namespace);
            References.decref(namespace);
            References.decref(bases);
        }
        return codecInfoType;
    }

    /** {@code _PyCodec_LookupTextEncoding}: {@code alternate} is the function that takes any codec. */
    public static long lookupText(String encoding, String alternate) {
        if (BinaryCodecs.find(TextEncoding.normalized(encoding)) != null) throw notText(encoding, alternate);
        long codec = lookup(encoding);
        if (References.type(codec) == BuiltinTypes.TUPLE) return codec;
        try {
            requireText(codec, encoding, alternate);
        } catch (RuntimeException failure) {
            References.decref(codec);
            throw failure;
        }
        return codec;
    }

    private static void requireText(long codec, String encoding, String alternate) {
        long flag = Objects.lookupAttr(codec, "_is_text_encoding");
        if (flag == NULL) return;
        boolean text = Objects.isTrue(flag);
        References.decref(flag);
        if (!text) throw notText(encoding, alternate);
    }

    private static PyError notText(String encoding, String alternate) {
        return PyError.of(
                Exceptions.LookupError,
                "'" + encoding + "' is not a text encoding; use " + alternate + " to handle arbitrary codecs");
    }

    /** Encoder (0), decoder (1), stream reader (2) or stream writer (3) of a codec: a new reference. */
    public static long part(String encoding, int index) {
        long codec = lookup(encoding);
        long part = References.newRef(TupleType.get(codec, index));
        References.decref(codec);
        return part;
    }

    // ---- calling

    /** {@code PyCodec_Encode}. */
    public static long encode(long object, String encoding, String errors) {
        return call("encod", part(encoding, 0), object, encoding, errors);
    }

    /** {@code PyCodec_Decode}. */
    public static long decode(long object, String encoding, String errors) {
        return call("decod", part(encoding, 1), object, encoding, errors);
    }

    /** {@code _PyCodec_EncodeText}. */
    public static long encodeText(long object, String encoding, String errors) {
        References.decref(lookupText(encoding, "codecs.encode()"));
        return encode(object, encoding, errors);
    }

    /** {@code _PyCodec_DecodeText}. */
    public static long decodeText(long object, String encoding, String errors) {
        References.decref(lookupText(encoding, "codecs.decode()"));
        return decode(object, encoding, errors);
    }

    /** Calls an encoder or decoder, whose reference is stolen; it returns (result, consumed). */
    private static long call(String verb, long function, long object, String encoding, String errors) {
        long argument = errors == null ? NULL : Strings.of(errors);
        long pair;
        try {
            pair = argument == NULL ? Calls.callOneArg(function, object) : Calls.callWith(function, object, argument);
        } catch (PyError failure) {
            throw CodecFailure.named(failure, verb + "ing", encoding);
        } finally {
            References.xdecref(argument);
            References.decref(function);
        }
        try {
            if (!isTuple(pair) || TupleType.size(pair) != 2) {
                throw PyError.typeError(verb + "er must return a tuple (object, integer)");
            }
            return References.newRef(TupleType.get(pair, 0));
        } finally {
            References.decref(pair);
        }
    }

    // ---- incremental codecs and streams

    /** {@code factory(errors)} of an attribute of a codec info: {@code _PyCodecInfo_GetIncrementalDecoder}. */
    public static long incremental(long codecInfo, String attribute, String errors) {
        long factory = Objects.getAttr(codecInfo, attribute);
        long argument = errors == null ? NULL : Strings.of(errors);
        try {
            return argument == NULL ? Calls.callNoArgs(factory) : Calls.callOneArg(factory, argument);
        } finally {
            References.xdecref(argument);
            References.decref(factory);
        }
    }

    /** A stream reader (2) or writer (3) on {@code stream}. */
    public static long stream(String encoding, int index, long stream, String errors) {
        long factory = part(encoding, index);
        long argument = errors == null ? NULL : Strings.of(errors);
        try {
            return argument == NULL ? Calls.callOneArg(factory, stream) : Calls.callWith(factory, stream, argument);
        } finally {
            References.xdecref(argument);
            References.decref(factory);
        }
    }
}
