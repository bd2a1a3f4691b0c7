package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code hashlib}: what CPython's binaries {@code _hashlib} and {@code _blake2} have, which have to be on the search path. */
@BuiltinModule("hashlib")
public final class HashModule {
    private static final List<String> OPENSSL =
            List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256");
    private static final List<String> BLAKE = List.of("blake2b", "blake2s");

    private HashModule() {}

    public static void fill(long dict) {
        try (Activation call = new Activation(NULL)) {
            for (String name : OPENSSL) DictType.set(dict, name, call.imported("_hashlib", "openssl_" + name));
            for (String name : BLAKE) DictType.set(dict, name, call.imported("_blake2", name));
            for (String name : new String[] {"pbkdf2_hmac", "scrypt"}) DictType.set(dict, name, call.imported("_hashlib", name));
            long guaranteed = call.invoke(BuiltinTypes.SET, call.keep(Namespace.list(OPENSSL)));
            call.call(guaranteed, "update", call.keep(Namespace.list(BLAKE)));
            DictType.set(dict, "algorithms_guaranteed", guaranteed);
            DictType.set(dict, "algorithms_available", call.call(guaranteed, "union", call.imported("_hashlib", "openssl_md_meth_names")));
        }
        Definitions definitions = new Definitions(dict, "HashModule");
        Namespace.steal(dict, "new", definitions.function("__hash_new(name, data=b'', **kwargs)"));
        definitions.enter("file_digest(fileobj, digest, /, *, _bufsize=262144)");
    }

    @Method("__hash_new")
    static long make(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(made(call, call.arg(0), call.arg(1), call.arg(2)));
        }
    }

    private static long made(Activation call, long name, long data, long keywords) {
        Objects.hash(name);
        boolean blake = StrType.isInstance(name) && BLAKE.contains(Objects.strString(name));
        if (blake) return call.apply(call.imported("_blake2", Objects.strString(name)), call.tuple(data), keywords);
        try {
            return call.apply(call.imported("_hashlib", "new"), call.tuple(name, data), keywords);
        } catch (PyError unknown) {
            if (!TypeLookup.isSubtype(unknown.type(), Exceptions.ValueError)) throw unknown;
            unknown.release();
            throw PyError.valueError("unsupported hash type " + Objects.strString(name));
        }
    }

    @Method("file_digest")
    static long digest(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long file = call.arg(0);
            long digest = StrType.isInstance(call.arg(1)) ? made(call, call.arg(1), call.invoke(BuiltinTypes.BYTES), NULL) : call.invoke(call.arg(1));
            long buffer = call.find(file, "getbuffer");
            if (buffer != NULL) call.call(digest, "update", call.invoke(buffer));
            else readAll(call, file, digest);
            return Activation.own(digest);
        }
    }

    private static void readAll(Activation call, long file, long digest) {
        boolean readable = call.find(file, "readinto") != NULL && call.find(file, "readable") != NULL && call.asks(file, "readable");
        if (!readable) throw PyError.valueError("'" + Objects.reprString(file) + "' is not a file-like object in binary reading mode.");
        long buffer = call.invoke(BuiltinTypes.BYTE_ARRAY, call.arg(2));
        long view = call.invoke(BuiltinTypes.MEMORY_VIEW, buffer);
        for (long size = read(file, buffer); size != 0; size = read(file, buffer)) {
            try (Activation part = new Activation(NULL)) {
                part.call(digest, "update", part.keep(Objects.getItem(view, part.invoke(BuiltinTypes.SLICE, part.number(size)))));
            }
        }
    }

    private static long read(long file, long buffer) {
        try (Activation call = new Activation(NULL)) {
            return LongType.asLong(call.call(file, "readinto", buffer));
        }
    }
}
