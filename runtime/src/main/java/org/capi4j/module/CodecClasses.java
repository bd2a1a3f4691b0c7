package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.CodecRegistry;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StaticMethodType;
import org.capi4j.type.TupleType;

/** {@code codecs}: what a codec that somebody registers is made of. */
@BuiltinModule("codecs")
public final class CodecClasses {
    private static final String[] PARTS = {"encode", "decode", "streamreader", "streamwriter", "incrementalencoder", "incrementaldecoder", "name"};

    private CodecClasses() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "CodecClasses");
        definitions.enter("make_identity_dict(rng)", "make_encoding_map(decoding_map)");
        String[][] getters = {
            {"encoder", "encode"}, {"decoder", "decode"}, {"reader", "streamreader"}, {"writer", "streamwriter"},
            {"incrementalencoder", "incrementalencoder"}, {"incrementaldecoder", "incrementaldecoder"}
        };
        for (String[] getter : getters) {
            long attribute = Strings.of(getter[1]);
            String body = getter[0].startsWith("incremental") ? "getincremental" : "get";
            Namespace.steal(dict, "get" + getter[0], definitions.function("get" + getter[0] + "(encoding)", body, attribute));
            References.decref(attribute);
        }
        info(definitions, dict);
        ClassContents codec = new ClassContents(definitions, "Codec").raising(Exceptions.NotImplementedError, "encode(self, input, errors='strict')", "decode(self, input, errors='strict')");
        Namespace.steal(dict, "Codec", codec.make(BuiltinTypes.TYPE));
        encoders(definitions, dict);
        decoders(definitions, dict);
    }

    private static void info(Definitions definitions, long dict) {
        long cls = CodecRegistry.infoType();
        try (OwnedObjects own = new OwnedObjects()) {
            long create = own.add(definitions.function(
                    "CodecInfo.__new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None, name=None, *, "
                            + "_is_text_encoding=None)"));
            Objects.setAttr(cls, "__new__", own.add(StaticMethodType.make(create)));
            Objects.setAttr(cls, "__repr__", own.add(definitions.function("CodecInfo.__repr__(self)")));
            Objects.setAttr(cls, "_is_text_encoding", Singletons.TRUE);
        }
        DictType.set(dict, "CodecInfo", cls);
    }

    private static void encoders(Definitions definitions, long dict) {
        ClassContents plain = new ClassContents(definitions, "IncrementalEncoder").define("__init__(self, errors='strict')");
        plain.raising(Exceptions.NotImplementedError, "encode(self, input, final=False)").answering(Singletons.none(), "reset(self)", "setstate(self, state)");
        Namespace.steal(dict, "IncrementalEncoder", plain.answering(LongType.of(0), "getstate(self)").make(BuiltinTypes.TYPE));
        ClassContents buffered = new ClassContents(definitions, "BufferedIncrementalEncoder").define("__init__(self, errors='strict')");
        buffered.raising(Exceptions.NotImplementedError, "_buffer_encode(self, input, errors, final)").define("encode(self, input, final=False)", "reset(self)");
        buffered.define("getstate(self)", "setstate(self, state)");
        Namespace.steal(dict, "BufferedIncrementalEncoder", buffered.make(BuiltinTypes.TYPE, DictType.get(dict, "IncrementalEncoder")));
    }

    private static void decoders(Definitions definitions, long dict) {
        ClassContents plain = new ClassContents(definitions, "IncrementalDecoder").keeping("errors", "__init__(self, errors='strict')");
        plain.raising(Exceptions.NotImplementedError, "decode(self, input, final=False)").answering(Singletons.none(), "reset(self)", "setstate(self, state)");
        plain.answering(TupleType.steal(BytesType.of(new byte[0]), LongType.of(0)), "getstate(self)");
        Namespace.steal(dict, "IncrementalDecoder", plain.make(BuiltinTypes.TYPE));
        ClassContents buffered = new ClassContents(definitions, "BufferedIncrementalDecoder").define("__init__(self, errors='strict')");
        buffered.raising(Exceptions.NotImplementedError, "_buffer_decode(self, input, errors, final)").define("decode(self, input, final=False)", "reset(self)");
        buffered.define("getstate(self)", "setstate(self, state)");
        Namespace.steal(dict, "BufferedIncrementalDecoder", buffered.make(BuiltinTypes.TYPE, DictType.get(dict, "IncrementalDecoder")));
    }

    /** {@code lookup(encoding).attribute}, by the module's {@code lookup}. */
    @Method("get")
    static long get(long attribute, long encoding) {
        long lookup = DictType.get(ModuleType.dict(DictType.get(Imports.modules(), "codecs")), "lookup");
        long codec = Calls.callOneArg(lookup, encoding);
        try {
            return Objects.getAttr(codec, attribute);
        } finally {
            References.decref(codec);
        }
    }

    @Method("getincremental")
    static long getIncremental(long attribute, long encoding) {
        long found = get(attribute, encoding);
        if (found != Singletons.NONE) return found;
        References.decref(found);
        throw PyError.ofValue(Exceptions.LookupError, encoding);
    }

    @Method("CodecInfo.__new__")
    static long newInfo(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            long parts = own.add(TupleType.fromItems(args + 8, 4));
            long info = Calls.callMethod(BuiltinTypes.TUPLE, "__new__", Memory.getLong(args), parts);
            own.add(info);
            for (int i = 0; i < PARTS.length; i++) Objects.setAttr(info, PARTS[i], Memory.getLong(args + 8L * (i + 1)));
            long text = Memory.getLong(args + 8L * (PARTS.length + 1));
            if (text != Singletons.NONE) Objects.setAttr(info, "_is_text_encoding", text);
            return References.newRef(info);
        }
    }

    @Method("CodecInfo.__repr__")
    static long repr(long closure, long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            String type = Objects.strString(own.add(Objects.getAttr(References.type(self), "__module__"))) + "."
                    + Objects.strString(own.add(Objects.getAttr(References.type(self), "__qualname__")));
            return Strings.of("<" + type + " object for encoding " + Objects.strString(own.add(Objects.getAttr(self, "name"))) + " at 0x" + Long.toHexString(self) + ">");
        }
    }

    private static void setText(long self, String name, String text) {
        long value = Strings.of(text);
        try {
            Objects.setAttr(self, name, value);
        } finally {
            References.decref(value);
        }
    }

    @Method("IncrementalEncoder.__init__")
    static long initEncoder(long closure, long args, long nargs) {
        Objects.setAttr(Memory.getLong(args), "errors", Memory.getLong(args + 8));
        setText(Memory.getLong(args), "buffer", "");
        return Singletons.none();
    }

    @Method("BufferedIncrementalEncoder.__init__")
    static long initBufferedEncoder(long closure, long args, long nargs) {
        return initEncoder(closure, args, nargs);
    }

    @Method("BufferedIncrementalDecoder.__init__")
    static long initBufferedDecoder(long closure, long args, long nargs) {
        Objects.setAttr(Memory.getLong(args), "errors", Memory.getLong(args + 8));
        return resetDecoder(closure, Memory.getLong(args));
    }

    /** What the class's own method takes of the input behind what was left over; the rest is kept. */
    private static long coded(long args, String method) {
        long self = Memory.getLong(args);
        try (OwnedObjects own = new OwnedObjects()) {
            long input = own.add(Numbers.add(own.add(Objects.getAttr(self, "buffer")), Memory.getLong(args + 8)));
            long result = own.add(Calls.callMethod(self, method, input, own.add(Objects.getAttr(self, "errors")), Memory.getLong(args + 16)));
            long pair = own.add(org.capi4j.type.Sequences.tuple(result));
            if (TupleType.size(pair) != 2) throw PyError.valueError("too many values to unpack (expected 2)");
            long rest = own.add(Calls.callWith(BuiltinTypes.SLICE, TupleType.get(pair, 1), Singletons.NONE));
            Objects.setAttr(self, "buffer", own.add(Objects.getItem(input, rest)));
            return References.newRef(TupleType.get(pair, 0));
        }
    }

    @Method("BufferedIncrementalEncoder.encode")
    static long encode(long closure, long args, long nargs) {
        return coded(args, "_buffer_encode");
    }

    @Method("BufferedIncrementalDecoder.decode")
    static long decode(long closure, long args, long nargs) {
        return coded(args, "_buffer_decode");
    }

    @Method("BufferedIncrementalEncoder.reset")
    static long resetEncoder(long closure, long self) {
        setText(self, "buffer", "");
        return Singletons.none();
    }

    @Method("BufferedIncrementalDecoder.reset")
    static long resetDecoder(long closure, long self) {
        long empty = BytesType.of(new byte[0]);
        try {
            Objects.setAttr(self, "buffer", empty);
            return Singletons.none();
        } finally {
            References.decref(empty);
        }
    }

    /** The buffer, or 0 for an empty one. */
    @Method("BufferedIncrementalEncoder.getstate")
    static long encoderState(long closure, long self) {
        long buffer = Objects.getAttr(self, "buffer");
        if (Objects.isTrue(buffer)) return buffer;
        References.decref(buffer);
        return LongType.of(0);
    }

    @Method("BufferedIncrementalEncoder.setstate")
    static long setEncoderState(long closure, long args, long nargs) {
        if (!Objects.isTrue(Memory.getLong(args + 8))) return resetEncoder(closure, Memory.getLong(args));
        Objects.setAttr(Memory.getLong(args), "buffer", Memory.getLong(args + 8));
        return Singletons.none();
    }

    @Method("BufferedIncrementalDecoder.getstate")
    static long decoderState(long closure, long self) {
        return TupleType.steal(Objects.getAttr(self, "buffer"), LongType.of(0));
    }

    @Method("BufferedIncrementalDecoder.setstate")
    static long setDecoderState(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            Objects.setAttr(Memory.getLong(args), "buffer", own.add(Objects.getItem(Memory.getLong(args + 8), own.add(LongType.of(0)))));
            return Singletons.none();
        }
    }

    @Method("make_identity_dict")
    static long identity(long closure, long range) {
        try (OwnedObjects own = new OwnedObjects()) {
            long dict = own.add(DictType.make());
            Iteration.forEach(range, item -> DictType.set(dict, item, item));
            return References.newRef(dict);
        }
    }

    /** The inverse; None for what several are mapped to. */
    @Method("make_encoding_map")
    static long encodingMap(long closure, long map) {
        try (OwnedObjects own = new OwnedObjects()) {
            long inverse = own.add(DictType.make());
            Iteration.forEach(own.add(Calls.callMethod(map, "items")), pair -> {
                long value = TupleType.get(pair, 1);
                DictType.set(inverse, value, DictType.get(inverse, value) == NULL ? TupleType.get(pair, 0) : Singletons.NONE);
            });
            return References.newRef(inverse);
        }
    }
}
