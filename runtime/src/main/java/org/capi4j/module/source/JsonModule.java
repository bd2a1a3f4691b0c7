package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Imports;
import org.capi4j.module.Iteration;
import org.capi4j.module.JsonDecodeErrorType;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code json}: its functions and classes. {@code iterencode} has the whole text as one part, CPython's many. */
@BuiltinModule("json")
public final class JsonModule {
    private static final String[] HOOKS = {"object_hook", "parse_float", "parse_int", "parse_constant", "object_pairs_hook"};
    private static final String LOAD = "*, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)";
    private static final String DUMP = "*, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)";
    private static final String[] OPTIONS = {"skipkeys", "ensure_ascii", "check_circular", "allow_nan", "indent", "separators", "default", "sort_keys"};

    private JsonModule() {}

    /** The package. */
    public static void fill(long dict) {
        Namespace.steal(dict, "__path__", Namespace.list(List.of()));
        DictType.set(dict, "JSONDecodeError", JsonDecodeErrorType.TYPE);
        new Definitions(dict, "JsonModule").enter("loads(s, " + LOAD, "load(fp, " + LOAD, "dumps(obj, " + DUMP, "dump(obj, fp, " + DUMP, "detect_encoding(b)");
        long decoder = globals("json.decoder");
        ClassContents reading = new ClassContents(new Definitions(decoder, "JsonModule"), "JSONDecoder").define(
                "__init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None)", "decode(self, s, _w=None)",
                "raw_decode(self, s, idx=0)");
        Namespace.steal(dict, "JSONDecoder", reading.make(BuiltinTypes.TYPE));
        long encoder = globals("json.encoder");
        ClassContents writing = new ClassContents(new Definitions(encoder, "JsonModule"), "JSONEncoder").define(
                "__init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None)",
                "default(self, o)", "encode(self, o)", "iterencode(self, o, _one_shot=False)");
        writing.put("item_separator", Strings.of(", ")).put("key_separator", Strings.of(": "));
        Namespace.steal(dict, "JSONEncoder", writing.make(BuiltinTypes.TYPE));
        References.decref(decoder);
        References.decref(encoder);
    }

    private static long globals(String module) {
        long dict = DictType.make();
        Namespace.put(dict, "__name__", module);
        return dict;
    }

    /** {@code json.decoder} or {@code json.encoder}: what the package has of it. */
    public static void fillPart(long dict, String... names) {
        long json = ModuleType.dict(DictType.get(Imports.modules(), "json"));
        for (String name : names) DictType.set(dict, name, DictType.get(json, name));
    }

    @Method("load")
    static long load(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return loads(call, call.call(call.arg(0), "read"));
        }
    }

    @Method("loads")
    static long loads(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return loads(call, call.arg(0));
        }
    }

    private static long loads(Activation call, long text) {
        long document = text;
        if (Namespace.isStr(text)) {
            if (Strings.length(text) > 0 && Strings.toJava(text).charAt(0) == '\ufeff') throw JsonReader.error("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
        } else if (TypeLookup.isInstance(text, BuiltinTypes.BYTES) || TypeLookup.isInstance(text, BuiltinTypes.BYTE_ARRAY)) {
            document = call.call(text, "decode", call.invoke(call.global("json", "detect_encoding"), text), call.text("surrogatepass"));
        } else {
            throw PyError.typeError("the JSON object must be str, bytes or bytearray, not " + TypeLookup.nameOf(text));
        }
        long keywords = call.arg(7);
        for (int i = 0; i < HOOKS.length; i++) if (call.isGiven(i + 2)) DictType.set(keywords, HOOKS[i], call.arg(i + 2));
        long decoder = call.apply(call.isGiven(1) ? call.arg(1) : call.global("json", "JSONDecoder"), call.tuple(), keywords);
        return Activation.own(call.call(decoder, "decode", document));
    }

    /** By a byte order mark, or by where the first four bytes are 0. */
    @Method("detect_encoding")
    static long detect(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            byte[] bytes = BytesType.toJava(call.invoke(BuiltinTypes.BYTES, call.arg(0)));
            return Strings.of(encoding(bytes));
        }
    }

    private static boolean begins(byte[] bytes, int... expected) {
        if (bytes.length < expected.length) return false;
        for (int i = 0; i < expected.length; i++) if ((bytes[i] & 0xff) != expected[i]) return false;
        return true;
    }

    private static String encoding(byte[] bytes) {
        if (begins(bytes, 0, 0, 0xfe, 0xff) || begins(bytes, 0xff, 0xfe, 0, 0)) return "utf-32";
        if (begins(bytes, 0xfe, 0xff) || begins(bytes, 0xff, 0xfe)) return "utf-16";
        if (begins(bytes, 0xef, 0xbb, 0xbf)) return "utf-8-sig";
        if (bytes.length >= 4) {
            if (bytes[0] == 0) return bytes[1] == 0 ? "utf-32-be" : "utf-16-be";
            if (bytes[1] == 0) return bytes[2] == 0 && bytes[3] == 0 ? "utf-32-le" : "utf-16-le";
        } else if (bytes.length == 2) {
            if (bytes[0] == 0) return "utf-16-be";
            if (bytes[1] == 0) return "utf-16-le";
        }
        return "utf-8";
    }

    @Method("dumps")
    static long dumps(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.call(encoder(call, 1), "encode", call.arg(0)));
        }
    }

    @Method("dump")
    static long dump(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long write = call.get(call.arg(1), "write");
            Iteration.forEach(call.call(encoder(call, 2), "iterencode", call.arg(0)), part -> call.invoke(write, part));
            return Activation.none();
        }
    }

    /** The encoder for the options from a parameter on. */
    private static long encoder(Activation call, int first) {
        long keywords = call.arg(first + 9);
        int at = first;
        for (String option : OPTIONS) {
            if (at == first + 4) at++;
            DictType.set(keywords, option, call.arg(at++));
        }
        long cls = call.arg(first + 4);
        return call.apply(cls == Singletons.NONE ? call.global("json", "JSONEncoder") : cls, call.tuple(), keywords);
    }

    @Method("JSONDecoder.__init__")
    static long initDecoder(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            call.set(self, "object_hook", call.arg(1));
            call.set(self, "parse_float", Objects.isTrue(call.arg(2)) ? call.arg(2) : BuiltinTypes.FLOAT);
            call.set(self, "parse_int", Objects.isTrue(call.arg(3)) ? call.arg(3) : BuiltinTypes.INT);
            call.set(self, "parse_constant", Objects.isTrue(call.arg(4)) ? call.arg(4) : call.get(constants(call), "__getitem__"));
            call.set(self, "strict", call.arg(5));
            call.set(self, "object_pairs_hook", call.arg(6));
            return Activation.none();
        }
    }

    private static long constants(Activation call) {
        long constants = call.keep(DictType.make());
        Namespace.steal(constants, "-Infinity", FloatType.of(Double.NEGATIVE_INFINITY));
        Namespace.steal(constants, "Infinity", FloatType.of(Double.POSITIVE_INFINITY));
        Namespace.steal(constants, "NaN", FloatType.of(Double.NaN));
        return constants;
    }

    @Method("JSONDecoder.decode")
    static long decode(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!Namespace.isStr(call.arg(1))) throw PyError.typeError("expected string or bytes-like object, got '" + TypeLookup.nameOf(call.arg(1)) + "'");
            int[] text = Strings.toJava(call.arg(1)).codePoints().toArray();
            long pair = call.call(call.arg(0), "raw_decode", call.arg(1), call.number(JsonReader.blanks(text, 0)));
            int end = JsonReader.blanks(text, (int) LongType.asSsize(TupleType.get(pair, 1)));
            if (end != text.length) throw JsonReader.error("Extra data", call.arg(1), end);
            return References.newRef(TupleType.get(pair, 0));
        }
    }

    @Method("JSONDecoder.raw_decode")
    static long rawDecode(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!Namespace.isStr(call.arg(1))) throw PyError.typeError("first argument must be a string, not " + TypeLookup.nameOf(call.arg(1)));
            long start = LongType.asSsize(call.arg(2));
            if (start < 0) throw PyError.valueError("idx cannot be negative");
            JsonReader reader = new JsonReader(call, call.arg(0), call.arg(1), start);
            long value = call.keep(reader.value());
            return TupleType.of(value, call.number(reader.position()));
        }
    }

    @Method("JSONEncoder.__init__")
    static long initEncoder(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            String[] names = {"skipkeys", "ensure_ascii", "check_circular", "allow_nan", "sort_keys", "indent"};
            for (int i = 0; i < names.length; i++) call.set(self, names[i], call.arg(i + 1));
            if (call.isGiven(7)) {
                if (!isIterable(call.arg(7))) throw PyError.typeError("cannot unpack non-iterable " + TypeLookup.nameOf(call.arg(7)) + " object");
                long pair = call.keep(Sequences.tuple(call.arg(7)));
                long count = TupleType.size(pair);
                if (count > 2) throw PyError.valueError("too many values to unpack (expected 2)");
                if (count < 2) throw PyError.valueError("not enough values to unpack (expected 2, got " + count + ")");
                call.set(self, "item_separator", TupleType.get(pair, 0));
                call.set(self, "key_separator", TupleType.get(pair, 1));
            } else if (call.isGiven(6)) {
                call.set(self, "item_separator", ",");
            }
            if (call.isGiven(8)) call.set(self, "default", call.arg(8));
            return Activation.none();
        }
    }

    private static boolean isIterable(long object) {
        return Objects.hasAttr(object, "__iter__") || Sequences.check(object);
    }

    @Method("JSONEncoder.default")
    static long refuse(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            throw PyError.typeError("Object of type " + TypeLookup.name(References.type(call.arg(1))) + " is not JSON serializable");
        }
    }

    @Method("JSONEncoder.encode")
    static long encode(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Strings.of(new JsonWriter(call, call.arg(0)).text(call.arg(1)));
        }
    }

    @Method("JSONEncoder.iterencode")
    static long iterencode(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long globals = call.get(call.get(call.global("json", "JSONEncoder"), "iterencode"), "__globals__");
            String generator = "yield _make_iterencode.<locals>._iterencode(o, _current_indent_level)";
            return Activation.own(call.invoke(call.keep(new Definitions(globals, "JsonModule").function(generator, "parts", call.arg(0))), call.arg(1), call.number(0)));
        }
    }

    /** An iterator over the parts of the text; an error comes behind those that it leaves. */
    @Method("parts")
    static long parts(long encoder, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            List<String> parts = new ArrayList<>();
            long failure = NULL;
            try {
                new JsonWriter(call, encoder, parts).writeParts(call.arg(0));
            } catch (PyError error) {
                failure = call.keep(ExceptionType.instance(error));
            }
            long whole = call.keep(Namespace.list(parts));
            if (failure == NULL) return Objects.iter(whole);
            long raise = call.keep(Definitions.builtin("SharedBodies", "error", failure));
            return Activation.own(call.invoke(call.imported("itertools", "chain"), whole, call.invoke(BuiltinTypes.MAP, raise, call.tuple(Singletons.NONE))));
        }
    }
}
