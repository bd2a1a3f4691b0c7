package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.AbstractClasses;
import org.capi4j.module.FileSystem;
import org.capi4j.module.Imports;
import org.capi4j.module.JavaModules;
import org.capi4j.module.Namespace;
import org.capi4j.module.io.IoModule;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.FileNames;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code os}: {@code posix} under its public name, and the few functions of {@code os.py} that C code asks for. */
@BuiltinModule("os")
public final class OsModule {
    private OsModule() {}

    @Method("getenv")
    static long getenv(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("getenv", new String[] {"key", "default"}, 2, 1, args, nargs, kwnames);
        if (!StrType.isInstance(values[0])) throw PyError.typeError("str expected, not " + TypeLookup.nameOf(values[0]));
        long environ = Objects.getAttr(module, "environ");
        try {
            return Calls.callMethod(environ, "get", values[0], values[1] == NULL ? Singletons.NONE : values[1]);
        } finally {
            References.decref(environ);
        }
    }

    @Method("fsencode")
    static long fsencode(long module, long filename) {
        long path = FileNames.path(filename);
        if (BytesType.isInstance(path)) return path;
        try {
            return StrCodecs.encodeFileName(StrType.ready(path));
        } finally {
            References.decref(path);
        }
    }

    @Method("fsdecode")
    static long fsdecode(long module, long filename) {
        long path = FileNames.path(filename);
        if (StrType.isInstance(path)) return path;
        try {
            return StrCodecs.decodeFileName(BytesType.data(path), BytesType.size(path));
        } finally {
            References.decref(path);
        }
    }

    @Method("makedirs")
    static long makedirs(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("makedirs", new String[] {"name", "mode", "exist_ok"}, 3, 1, args, nargs, kwnames);
        int mode = values[1] == NULL ? 0777 : Arguments.integer(values[1]);
        PathText path = PathText.of(values[0]);
        make(path, path.text().replaceAll("(?<=[^/])/+$", ""), mode, values[2] != NULL && Objects.isTrue(values[2]));
        return Singletons.none();
    }

    private static final int EEXIST = 17;
    private static final int ENOENT = 2;

    private static void make(PathText kind, String path, int mode, boolean mayExist) {
        long name = kind.make(path);
        try {
            long bytes = FileSystem.bytes(name);
            long result = FileSystem.call("path_mkdir", BytesType.data(bytes), mode);
            int slash = path.lastIndexOf('/');
            if (result == -ENOENT && slash > 0) {
                make(kind, path.substring(0, slash), 0777, true);
                result = FileSystem.call("path_mkdir", BytesType.data(bytes), mode);
            }
            References.decref(bytes);
            if (result < 0 && !(mayExist && result == -EEXIST && isDirectory(name))) throw FileSystem.error((int) -result, name);
        } finally {
            References.decref(name);
        }
    }

    private static boolean isDirectory(long name) {
        long answer = OsPathModule.isdir(NULL, name);
        References.decref(answer);
        return answer == Singletons.TRUE;
    }

    @Method("fdopen")
    static long fdopen(long module, long args, long nargs, long kwnames) {
        if (Arguments.count(nargs) == 0 || !LongType.isInstance(Memory.getLong(args))) {
            throw PyError.typeError("invalid fd type (<class '" + (Arguments.count(nargs) == 0 ? "NoneType" : TypeLookup.nameOf(Memory.getLong(args))) + "'>, expected integer)");
        }
        return IoModule.open(module, args, nargs, kwnames);
    }

    public static void fill(long dict) {
        JavaModules.copy("posix", dict, name -> !name.startsWith("__") && !name.equals("environ"));
        Namespace.steal(dict, "environ", EnvironmentType.make());
        Namespace.put(dict, "name", "posix");
        Namespace.put(dict, "linesep", "\n");
        Namespace.put(dict, "SEEK_SET", 0);
        Namespace.put(dict, "SEEK_CUR", 1);
        Namespace.put(dict, "SEEK_END", 2);
        Namespace.steal(dict, "PathLike", AbstractClasses.recognised("PathLike", "os", "__fspath__"));
        long path = Imports.importModule("posixpath");
        try {
            DictType.set(dict, "path", path);
            DictType.set(Imports.modules(), "os.path", path);
            for (String name : new String[] {"curdir", "pardir", "sep", "pathsep", "defpath", "extsep", "altsep", "devnull"}) {
                DictType.set(dict, name, DictType.get(ModuleType.dict(path), name));
            }
        } finally {
            References.decref(path);
        }
    }
}
