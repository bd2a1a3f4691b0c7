package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.FileSystem;
import org.capi4j.module.NativeFunctions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code os._Environ}: the environment as a dict of strs; what is changed here is changed for child processes and C code too. */
@BuiltinType(value = "c4j_EnvironmentType", name = "os._Environ", source = true, base = "PyDict_Type", basicsize = 48, flags = Fields.FLAGS | Constants.Py_TPFLAGS_DICT_SUBCLASS)
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class EnvironmentType {
    private static final long TYPE = Shim.symbol("c4j_EnvironmentType");
    private static final int EINVAL = 22;

    private EnvironmentType() {}

    /** What the process was started with, as a dict of bytes. */
    static long bytes() {
        long dict = DictType.make();
        each((name, value) -> enter(dict, BytesType.of(name), BytesType.of(value)));
        return dict;
    }

    /** The same as strs. */
    static long make() {
        long environment = Calls.callNoArgs(TYPE);
        each((name, value) -> enter(environment, text(name), text(value)));
        return environment;
    }

    private interface Entry {
        void accept(byte[] name, byte[] value);
    }

    /** The C library's own list: the JVM's copy doesn't follow changes. */
    private static void each(Entry entry) {
        long list = Memory.getLong(Shim.find(0, "environ"));
        for (long at = list; list != NULL && Memory.getLong(at) != NULL; at += 8) {
            long string = Memory.getLong(at);
            byte[] bytes = Memory.getBytes(string, Memory.stringLength(string));
            int sign = 0;
            while (sign < bytes.length && bytes[sign] != '=') sign++;
            if (sign < bytes.length) entry.accept(Arrays.copyOf(bytes, sign), Arrays.copyOfRange(bytes, sign + 1, bytes.length));
        }
    }

    /** The first of two entries with a name counts; the references are consumed. */
    private static void enter(long dict, long name, long value) {
        try {
            DictType.setDefault(dict, name, value);
        } finally {
            References.decref(value);
            References.decref(name);
        }
    }

    private static long text(byte[] bytes) {
        long object = BytesType.of(bytes);
        try {
            return StrCodecs.decodeFileName(BytesType.data(object), bytes.length);
        } finally {
            References.decref(object);
        }
    }

    /** Tells the C library. */
    static void put(long name, long value) {
        long key = FileSystem.bytes(name);
        long content = NULL;
        try {
            content = FileSystem.bytes(value);
            byte[] text = BytesType.toJava(key);
            for (byte letter : text) {
                if (letter == '=') throw PyError.valueError("illegal environment variable name");
            }
            if (NativeFunctions.libc("setenv", BytesType.data(key), BytesType.data(content), 1) << 32 != 0) throw FileSystem.error(EINVAL);
        } finally {
            References.xdecref(content);
            References.decref(key);
        }
    }

    static void remove(long name) {
        long key = FileSystem.bytes(name);
        try {
            if (NativeFunctions.libc("unsetenv", BytesType.data(key)) << 32 != 0) throw FileSystem.error(EINVAL);
        } finally {
            References.decref(key);
        }
    }

    private static void requireStr(long object) {
        if (!StrType.isInstance(object)) throw PyError.typeError("str expected, not " + TypeLookup.nameOf(object));
    }

    @Slot("mp_subscript")
    static long get(long self, long name) {
        requireStr(name);
        long value = DictType.get(self, name);
        if (value == NULL) throw PyError.keyError(name);
        return References.newRef(value);
    }

    @Slot("mp_ass_subscript")
    static void set(long self, long name, long value) {
        requireStr(name);
        if (value == NULL) {
            remove(name);
            if (!DictType.delete(self, name)) throw PyError.keyError(name);
            return;
        }
        requireStr(value);
        put(name, value);
        DictType.set(self, name, value);
    }

    @Method("setdefault")
    static long setDefault(long self, long args, long nargs) {
        Arguments.checkPositional("setdefault", nargs, 2, 2);
        long name = Memory.getLong(args);
        if (!DictType.contains(self, name)) set(self, name, Memory.getLong(args + 8));
        return get(self, name);
    }

    @Method("copy")
    static long copy(long self) {
        return DictType.copy(self);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        long plain = DictType.copy(self);
        try {
            return Strings.of("environ(" + Objects.reprString(plain) + ")");
        } finally {
            References.decref(plain);
        }
    }
}
