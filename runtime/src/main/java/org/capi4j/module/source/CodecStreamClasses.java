package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import java.util.Map;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.CodecRegistry;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** The classes {@code StreamReader} and {@code StreamWriter} of the built-in codecs, made when somebody looks a codec up or opens a stream. */
@BuiltinModule("encodings")
public final class CodecStreamClasses {
    /** Codecs whose functions keep what isn't whole yet for the next call. */
    private static final List<String> PARTIAL = List.of("utf_8", "utf_7", "utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be");

    private static final List<String> ESCAPES = List.of("unicode_escape", "raw_unicode_escape");

    private static final List<String> PIECEWISE = List.of("hex", "base64", "quopri", "uu");

    /** Codecs whose beginning tells how to go on, and the size of the mark there. */
    private static final Map<String, Integer> MARKED = Map.of("utf_16", 2, "utf_32", 4, "utf_8_sig", 3);

    private CodecStreamClasses() {}

    /** Gives a codec its classes; {@code info} is borrowed. Codecs that somebody registered are left as they are. */
    public static void complete(String encoding, long info) {
        if (TupleType.get(info, 2) != Singletons.NONE || !CodecRegistry.isBuiltin(encoding)) return;
        try (Activation call = new Activation(NULL)) {
            long reader = make(call, info, "StreamReader", "decode");
            long writer = make(call, info, "StreamWriter", "encode");
            if (TupleType.get(info, 2) != Singletons.NONE) return;
            if (call.isNone(info, "incrementalencoder")) addIncremental(call, info);
            call.set(info, "streamreader", reader);
            call.set(info, "streamwriter", writer);
            replace(info, 2, reader);
            replace(info, 3, writer);
        }
    }

    /** Of codecs that aren't for text: those whose pieces are coded one by one. */
    private static void addIncremental(Activation call, long info) {
        if (!PIECEWISE.contains(call.text(info, "name"))) return;
        long globals = call.keep(DictType.make());
        DictType.set(globals, "__name__", call.text(module(call, info)));
        for (String name : new String[] {"IncrementalEncoder", "IncrementalDecoder"}) {
            String method = name.equals("IncrementalEncoder") ? "encode" : "decode";
            ClassContents contents = new ClassContents(new Definitions(globals, "CodecStreamClasses"), name);
            contents.closing("code piece", Activation.own(call.get(info, method)), method + "(self, input, final=False)");
            call.set(info, name.toLowerCase(java.util.Locale.ROOT), call.keep(contents.make(BuiltinTypes.TYPE, call.imported("codecs", name))));
        }
    }

    @Method("code piece")
    static long codePiece(long coder, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!call.text(call.arg(0), "errors").equals("strict")) throw PyError.ofValue(Exceptions.AssertionError, NULL);
            return Sequences.getItem(call.invoke(coder, call.arg(1)), 0);
        }
    }

    private static void replace(long tuple, int index, long item) {
        long before = TupleType.get(tuple, index);
        TupleType.init(tuple, index, References.newRef(item));
        References.decref(before);
    }

    private static String module(Activation call, long info) {
        long incremental = call.get(info, "incrementaldecoder");
        return incremental == Singletons.NONE ? "encodings." + call.text(info, "name") + "_codec" : call.text(incremental, "__module__");
    }

    private static long make(Activation call, long info, String name, String method) {
        String module = module(call, info);
        String codec = module.substring("encodings.".length());
        long base = call.imported("codecs", name);
        long globals = call.keep(DictType.make());
        DictType.set(globals, "__name__", call.text(module));
        ClassContents contents = new ClassContents(new Definitions(globals, "CodecStreamClasses"), name);
        long multibyte = call.get(info, "incrementaldecoder") == Singletons.NONE ? NULL : call.find(call.get(info, "incrementaldecoder"), "codec");
        if (multibyte != NULL) {
            contents.put("codec", References.newRef(multibyte));
            return call.keep(contents.make(BuiltinTypes.TYPE, call.imported("_multibytecodec", "Multibyte" + name), base));
        }
        if (PARTIAL.contains(codec)) return call.keep(contents.put(method, Activation.own(function(call, codec, method))).make(BuiltinTypes.TYPE, base));
        if (MARKED.containsKey(codec)) return marked(call, contents, codec, method, base);
        boolean ofBytes = call.get(info, "_is_text_encoding") == Singletons.FALSE && !codec.equals("rot_13");
        if (ofBytes) contents.put("charbuffertype", References.newRef(BuiltinTypes.BYTES));
        boolean isEscaped = method.equals("decode") && ESCAPES.contains(codec);
        if (isEscaped) contents.closing("decode part", Activation.own(function(call, codec, method)), "decode(self, input, errors='strict')");
        ClassContents whole = new ClassContents(new Definitions(globals, "CodecStreamClasses"), "Codec");
        for (String coder : new String[] {"encode", "decode"}) whole.closing("code", Activation.own(call.get(info, coder)), coder + "(self, input, errors='strict')");
        return call.keep(contents.make(BuiltinTypes.TYPE, call.keep(whole.make(BuiltinTypes.TYPE, call.imported("codecs", "Codec"))), base));
    }

    private static long function(Activation call, String codec, String method) {
        return call.imported("_codecs", codec + "_" + method);
    }

    @Method("code")
    static long code(long coder, long args, long nargs) {
        return Calls.callWith(coder, Memory.getLong(args + 8), Memory.getLong(args + 16));
    }

    @Method("decode part")
    static long decodePart(long decoder, long args, long nargs) {
        return Calls.callWith(decoder, Memory.getLong(args + 8), Memory.getLong(args + 16), Singletons.FALSE);
    }

    /** The first call of {@code method} hides it by the instance's own, until the stream is reset. */
    private static long marked(Activation call, ClassContents contents, String codec, String method, long base) {
        contents.closing("reset " + method, References.newRef(base), "reset(self)");
        String first = codec.equals("utf_8_sig") ? method + " signature" : method + " mark";
        contents.closing(first, Strings.of(codec), method + "(self, input, errors='strict')");
        return call.keep(contents.make(BuiltinTypes.TYPE, base));
    }

    @Method("reset decode")
    static long resetDecoder(long base, long args, long nargs) {
        return reset(base, args, "decode");
    }

    @Method("reset encode")
    static long resetEncoder(long base, long args, long nargs) {
        return reset(base, args, "encode");
    }

    private static long reset(long base, long args, String method) {
        try (Activation call = new Activation(args)) {
            call.call(base, "reset", call.arg(0));
            DictType.delete(call.get(call.arg(0), "__dict__"), method);
            return Activation.none();
        }
    }

    @Method("encode mark")
    static long encodeMark(long codec, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long result = call.invoke(function(call, Strings.toJava(codec), "encode"), call.arg(1), call.arg(2));
            call.set(call.arg(0), "encode", function(call, Strings.toJava(codec) + "_le", "encode"));
            return References.newRef(result);
        }
    }

    @Method("decode mark")
    static long decodeMark(long codec, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String name = Strings.toJava(codec);
            long found = call.invoke(function(call, name + "_ex", "decode"), call.arg(1), call.arg(2), call.number(0), Singletons.FALSE);
            long order = LongType.asLong(TupleType.get(found, 2));
            long consumed = LongType.asLong(TupleType.get(found, 1));
            if (order != 0) call.set(call.arg(0), "decode", function(call, name + (order < 0 ? "_le" : "_be"), "decode"));
            else if (consumed >= MARKED.get(name)) throw PyError.of(Exceptions.UnicodeError, name.replace("utf_", "UTF-") + " stream does not start with BOM");
            return TupleType.of(TupleType.get(found, 0), TupleType.get(found, 1));
        }
    }

    @Method("encode signature")
    static long encodeSignature(long codec, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long text = call.invoke(call.imported("codecs", "lookup"), codec);
            call.set(call.arg(0), "encode", function(call, "utf_8", "encode"));
            return Activation.own(call.call(text, "encode", call.arg(1), call.arg(2)));
        }
    }

    @Method("decode signature")
    static long decodeSignature(long codec, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long mark = call.imported("codecs", "BOM_UTF8");
            long input = call.arg(1);
            long decode = function(call, "utf_8", "decode");
            boolean isMarked = Objects.equal(call.keep(Sequences.getSlice(input, 0, 3)), mark);
            if (Objects.length(input) < 3 && call.asks(mark, "startswith", input)) return TupleType.steal(Strings.of(""), LongType.of(0));
            call.set(call.arg(0), "decode", decode);
            if (!isMarked) return Activation.own(call.invoke(decode, input, call.arg(2)));
            long pair = call.invoke(decode, call.keep(Sequences.getSlice(input, 3, Long.MAX_VALUE)), call.arg(2));
            return TupleType.of(TupleType.get(pair, 0), call.keep(Numbers.add(TupleType.get(pair, 1), call.number(3))));
        }
    }
}
