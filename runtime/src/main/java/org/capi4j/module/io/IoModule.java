package org.capi4j.module.io;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.AbcMetaType;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Imports;
import org.capi4j.module.Namespace;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;


/** {@code _io} and {@code io}. */
@BuiltinModule("_io")
public final class IoModule {
    static final long DEFAULT_BUFFER_SIZE = 8192;
    private static final String[] PARAMETERS = {"file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"};
    private static final String[][] TYPES = {
        {"FileIO", "FileIo"}, {"BytesIO", "BytesIo"}, {"StringIO", "StringIo"}, {"BufferedReader", "BufferedReader"},
        {"BufferedWriter", "BufferedWriter"}, {"BufferedRandom", "BufferedRandom"}, {"BufferedRWPair", "BufferedPair"},
        {"TextIOWrapper", "TextWrapper"}, {"IncrementalNewlineDecoder", "NewlineDecoder"}
    };
    private static final String[] BASES = {"IO", "RawIO", "BufferedIO", "TextIO"};

    private IoModule() {}

    /** {@code open}, which is in {@code builtins}. */
    public static long open(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("open", PARAMETERS, 8, 1, args, nargs, kwnames);
        return Opening.open(values);
    }

    @Method("open_code")
    static long openCode(long module, long args, long nargs, long kwnames) {
        long path = Arguments.unpack("open_code", new String[] {"path"}, 1, 1, args, nargs, kwnames)[0];
        if (!StrType.isInstance(path)) throw PyError.typeError("open_code() argument 'path' must be str, not " + Arguments.typeName(path));
        return Opening.ofCode(path);
    }

    @Method("text_encoding")
    static long textEncoding(long module, long args, long nargs) {
        Arguments.checkPositional("text_encoding", nargs, 1, 2);
        long encoding = Memory.getLong(args);
        return encoding == Singletons.NONE ? Strings.of("locale") : References.newRef(encoding);
    }

    public static void fill(long dict) {
        Namespace.put(dict, "__name__", "io"); // as CPython has it, where the public module is Python source around this one
        fill(dict, "_");
    }

    /** {@code io}: its abstract classes derive from those of {@code _io}, and know the concrete ones as theirs. */
    public static void fillPublic(long dict) {
        fill(dict, "");
        long root = DictType.get(dict, "IOBase");
        Namespace.steal(dict, "IOBase", abstractClass("IOBase", root));
        for (int i = 1; i < BASES.length; i++) {
            String name = BASES[i] + "Base";
            Namespace.steal(dict, name, abstractClass(name, DictType.get(dict, name), DictType.get(dict, "IOBase")));
        }
        register(dict, "RawIOBase", "FileIO");
        register(dict, "BufferedIOBase", "BytesIO", "BufferedReader", "BufferedWriter", "BufferedRandom", "BufferedRWPair");
        register(dict, "TextIOBase", "StringIO", "TextIOWrapper");
        Namespace.put(dict, "SEEK_SET", 0);
        Namespace.put(dict, "SEEK_CUR", 1);
        Namespace.put(dict, "SEEK_END", 2);
    }

    private static long abstractClass(String name, long... bases) {
        long doc = Objects.getAttr(bases[0], "__doc__");
        try {
            return new ClassContents("IoModule", "io").put("__doc__", doc).make(AbcMetaType.TYPE, name, bases);
        } finally {
            References.decref(doc);
        }
    }

    private static void register(long dict, String abstractClass, String... types) {
        for (String type : types) {
            References.decref(Calls.callMethod(DictType.get(dict, abstractClass), "register", DictType.get(dict, type)));
        }
    }

    /** {@code prefix} is what the names of the abstract classes begin with. {@code open} is the same function as in {@code builtins}. */
    private static void fill(long dict, String prefix) {
        Namespace.put(dict, "DEFAULT_BUFFER_SIZE", DEFAULT_BUFFER_SIZE);
        DictType.set(dict, "UnsupportedOperation", Streams.unsupportedOperation());
        DictType.set(dict, "BlockingIOError", Exceptions.BlockingIOError);
        DictType.set(dict, "open", DictType.get(Imports.builtins(), "open"));
        for (String[] type : TYPES) DictType.set(dict, type[0], Shim.symbol("c4j_" + type[1] + "Type"));
        for (String base : BASES) {
            DictType.set(dict, prefix + base + "Base", Shim.symbol("c4j_" + base.replace("IO", "IoBase") + "Type"));
        }
    }
}
