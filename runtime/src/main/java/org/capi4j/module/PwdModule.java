package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.TypeLookup;

/** {@code pwd}: the users that the C library knows. A C {@code struct passwd} is name, password, uid and gid (ints), gecos, folder and shell. */
@BuiltinModule("pwd")
public final class PwdModule {
    private static final StructSequences.Shape PASSWD = new StructSequences.Shape(
            "pwd.struct_passwd",
            "pwd.struct_passwd: Results from getpw*() routines.\n\n"
                    + "This object may be accessed either as a tuple of\n"
                    + "  (pw_name,pw_passwd,pw_uid,pw_gid,pw_gecos,pw_dir,pw_shell)\n"
                    + "or via the object attributes as named in the above tuple.",
            "pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell");

    private PwdModule() {}

    static void fill(long dict) {
        DictType.set(dict, "struct_passwd", StructSequences.type(PASSWD));
    }

    private static long entry(long passwd) {
        return StructSequences.make(
                PASSWD,
                text(passwd),
                text(passwd + 8),
                LongType.of(Integer.toUnsignedLong(Memory.getInt(passwd + 16))),
                LongType.of(Integer.toUnsignedLong(Memory.getInt(passwd + 20))),
                text(passwd + 24),
                text(passwd + 32),
                text(passwd + 40));
    }

    private static long text(long field) {
        long text = Memory.getLong(field);
        return text == NULL ? Singletons.none() : StrCodecs.decodeFileName(text, Memory.stringLength(text));
    }

    @Method("getpwuid")
    static long byNumber(long module, long uid) {
        if (!LongType.isInstance(uid)) throw PyError.typeError("uid should be integer, not " + TypeLookup.nameOf(uid));
        BigInteger number = LongType.asBigInteger(uid);
        if (number.signum() < 0 && !number.equals(BigInteger.ONE.negate()) || number.bitLength() > 32) throw missing("getpwuid(): uid not found");
        long found = NativeFunctions.libc("getpwuid", number.intValue());
        if (found == NULL) throw missing("getpwuid(): uid not found: " + number);
        return entry(found);
    }

    @Method("getpwnam")
    static long byName(long module, long name) {
        Namespace.text("getpwnam", name);
        long bytes = StrCodecs.encodeFileName(name);
        try {
            if (Memory.stringLength(BytesType.data(bytes)) != BytesType.size(bytes)) throw PyError.valueError("embedded null byte");
            long found = NativeFunctions.libc("getpwnam", BytesType.data(bytes));
            if (found == NULL) throw missing("getpwnam(): name not found: " + Objects.reprString(name));
            return entry(found);
        } finally {
            References.decref(bytes);
        }
    }

    private static PyError missing(String message) {
        long text = Strings.of(message);
        try {
            return PyError.keyError(text);
        } finally {
            References.decref(text);
        }
    }

    @Method("getpwall")
    static long all(long module) {
        long list = ListType.make(0);
        NativeFunctions.libc("setpwent");
        for (long passwd = NativeFunctions.libc("getpwent"); passwd != NULL; passwd = NativeFunctions.libc("getpwent")) {
            Namespace.append(list, entry(passwd));
        }
        NativeFunctions.libc("endpwent");
        return list;
    }
}
