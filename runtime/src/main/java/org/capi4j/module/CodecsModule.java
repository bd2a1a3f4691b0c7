package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.source.CodecStreamClasses;
import org.capi4j.module.source.CodecStreamPairs;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.CodecRegistry;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code _codecs} and {@code codecs}: the registry of codecs and error handlers. */
@BuiltinModule("_codecs")
public final class CodecsModule {
    private CodecsModule() {}

    @Method("encode")
    static long encode(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("encode", args, nargs, kwnames, 1, 3, "obj", "encoding", "errors");
        return CodecRegistry.encode(values[0], encoding(values[1]), errors(values[2]));
    }

    @Method("decode")
    static long decode(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("decode", args, nargs, kwnames, 1, 3, "obj", "encoding", "errors");
        return CodecRegistry.decode(values[0], encoding(values[1]), errors(values[2]));
    }

    private static String encoding(long name) {
        return name == NULL ? "utf-8" : Namespace.text("encoding", name);
    }

    private static String errors(long name) {
        return name == NULL ? null : Namespace.text("errors", name);
    }

    @Method("lookup")
    static long lookup(long module, long name) {
        return whole(Namespace.text("lookup", name));
    }

    /** A codec with its stream classes: a new reference. */
    public static long whole(String encoding) {
        long info = CodecRegistry.lookup(encoding);
        try {
            CodecStreamClasses.complete(encoding, info);
            return info;
        } catch (Throwable failure) {
            References.decref(info);
            throw failure;
        }
    }

    @Method("register")
    static long register(long module, long function) {
        if (!Objects.isCallable(function)) throw PyError.typeError("argument must be callable");
        CodecRegistry.register(function);
        return Singletons.none();
    }

    @Method("unregister")
    static long unregister(long module, long function) {
        CodecRegistry.unregister(function);
        return Singletons.none();
    }

    @Method("register_error")
    static long registerError(long module, long args, long nargs) {
        Arguments.checkPositional("register_error", nargs, 2, 2);
        long handler = Memory.getLong(args + 8);
        if (!Objects.isCallable(handler)) throw PyError.typeError("handler must be callable");
        CodecRegistry.registerError(Namespace.text("register_error", Memory.getLong(args)), handler);
        return Singletons.none();
    }

    @Method("lookup_error")
    static long lookupError(long module, long name) {
        return CodecRegistry.lookupError(Namespace.text("lookup_error", name));
    }

    /** {@code codecs}: with what Python source adds to it. */
    static void fillPublic(long dict) {
        JavaModules.copy("_codecs", dict, name -> !name.startsWith("_"));
        byte[] little = {(byte) 0xff, (byte) 0xfe};
        byte[] big = {(byte) 0xfe, (byte) 0xff};
        for (String name : new String[] {"BOM", "BOM_LE", "BOM_UTF16", "BOM_UTF16_LE", "BOM32_LE"}) Namespace.steal(dict, name, BytesType.of(little));
        for (String name : new String[] {"BOM_BE", "BOM_UTF16_BE", "BOM32_BE"}) Namespace.steal(dict, name, BytesType.of(big));
        byte[] little32 = {(byte) 0xff, (byte) 0xfe, 0, 0};
        byte[] big32 = {0, 0, (byte) 0xfe, (byte) 0xff};
        for (String name : new String[] {"BOM_UTF32", "BOM_UTF32_LE", "BOM64_LE"}) Namespace.steal(dict, name, BytesType.of(little32));
        for (String name : new String[] {"BOM_UTF32_BE", "BOM64_BE"}) Namespace.steal(dict, name, BytesType.of(big32));
        CodecClasses.fill(dict);
        CodecStreamPairs.fill(dict);
        Namespace.steal(dict, "BOM_UTF8", BytesType.of(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}));
        for (String name : new String[] {"strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"}) {
            Namespace.steal(dict, name + "_errors", CodecRegistry.lookupError(name));
        }
    }
}
