package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/** {@code uuid}: the class, the name spaces, and what makes UUIDs of names and at random. */
@BuiltinModule("uuid")
public final class UuidModule {
    static final String[] VARIANTS = {
        "reserved for NCS compatibility", "specified in RFC 4122", "reserved for Microsoft compatibility", "reserved for future definition"
    };
    private static final String[] NAMES = {"RESERVED_NCS", "RFC_4122", "RESERVED_MICROSOFT", "RESERVED_FUTURE"};
    private static final SecureRandom RANDOM = new SecureRandom();

    private UuidModule() {}

    static void fill(long dict) {
        DictType.set(dict, "UUID", UuidType.TYPE);
        Namespace.steal(dict, "SafeUUID", safeUuid());
        for (int i = 0; i < NAMES.length; i++) Namespace.put(dict, NAMES[i], VARIANTS[i]);
        String[] spaces = {"DNS", "URL", "OID", "X500"};
        for (int i = 0; i < spaces.length; i++) {
            int part = i == 3 ? 4 : i;
            Namespace.steal(dict, "NAMESPACE_" + spaces[i], UuidType.of(new BigInteger("6ba7b81" + part + "9dad11d180b400c04fd430c8", 16)));
        }
    }

    /** {@code class SafeUUID: safe = 0; unsafe = -1; unknown = None}. */
    private static long safeUuid() {
        long enums = Imports.importModule("enum");
        long base = NULL;
        long members = DictType.make();
        long arguments = NULL;
        long keywords = DictType.make();
        try {
            base = Objects.getAttr(enums, "Enum");
            Namespace.put(members, "safe", 0);
            Namespace.put(members, "unsafe", -1);
            DictType.set(members, "unknown", org.capi4j.type.Singletons.NONE);
            arguments = TupleType.steal(Strings.of("SafeUUID"), References.newRef(members));
            Namespace.put(keywords, "module", "uuid");
            long cls = Calls.call(base, arguments, keywords);
            long unknown = Objects.getAttr(cls, "unknown");
            State.current().unknown = unknown;
            References.decref(unknown);
            return cls;
        } finally {
            References.decref(enums);
            References.xdecref(base);
            References.decref(members);
            References.xdecref(arguments);
            References.decref(keywords);
        }
    }

    /** {@code SafeUUID.unknown} of this interpreter, borrowed from the class. */
    private static final class State {
        long unknown = NULL;

        static State current() {
            return org.capi4j.object.InterpreterState.current().attached(State.class, State::new);
        }
    }

    /** {@code SafeUUID.unknown}, a new reference. */
    static long unknown() {
        if (State.current().unknown == NULL) References.decref(Imports.importModule("uuid"));
        return References.newRef(State.current().unknown);
    }

    @Method("uuid4")
    static long random(long module) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return versioned(bytes, 4);
    }

    private static long versioned(byte[] bytes, int version) {
        bytes[6] = (byte) (bytes[6] & 0x0f | version << 4);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        return UuidType.of(new BigInteger(1, bytes));
    }

    @Method("uuid3")
    static long md5(long module, long args, long nargs, long kwnames) {
        return named("uuid3", "MD5", 3, args, nargs, kwnames);
    }

    @Method("uuid5")
    static long sha1(long module, long args, long nargs, long kwnames) {
        return named("uuid5", "SHA-1", 5, args, nargs, kwnames);
    }

    private static long named(String function, String algorithm, int version, long args, long nargs, long kwnames) {
        long[] values = SourceArguments.function(function, args, nargs, kwnames, 2, "namespace", "name");
        long space = Objects.getAttr(values[0], "bytes");
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(Memory.getBytes(BytesType.data(space), BytesType.size(space)));
            if (!Namespace.isStr(values[1])) throw PyError.typeError("encoding without a string argument");
            digest.update(Strings.toJava(values[1]).getBytes(StandardCharsets.UTF_8));
            return versioned(Arrays.copyOf(digest.digest(), 16), version);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            References.decref(space);
        }
    }

    /** Wants the machine's address and a clock that only goes on. */
    @Method("uuid1")
    static long timed(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("uuid.uuid1");
    }
}
