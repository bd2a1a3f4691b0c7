package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.NativeFunctions;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Numbers;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** Directories entry by entry, and paths without detours. */
@BuiltinModule("posix")
public final class PosixDirectories {
    private static final int ENOTDIR = 20;

    private PosixDirectories() {}

    @Method("scandir")
    static long scandir(long module, long args, long nargs, long kwnames) {
        long given = KeywordArguments.parse("scandir", args, nargs, kwnames, 0, 1, "path")[0];
        if (given != NULL && Numbers.isIndex(given)) return below(Arguments.integer(given), given);
        long path = given == NULL || given == Singletons.NONE ? Strings.of(".") : References.newRef(given);
        long bytes = NULL;
        try {
            bytes = PathArgument.bytes("scandir", "path", path, "string, bytes, os.PathLike, integer or None");
            long stream = open(BytesType.data(bytes), path);
            return ScandirIteratorType.make(BytesType.isInstance(path) ? head(bytes) : text(bytes), stream, -1);
        } finally {
            References.xdecref(bytes);
            References.decref(path);
        }
    }

    private static long open(long name, long path) {
        long place = Allocation.allocate(8);
        try {
            long result = FileSystem.call("directory_open", name, place);
            if (result < 0) throw FileSystem.error((int) -result, path);
            return Memory.getLong(place);
        } finally {
            Allocation.free(place);
        }
    }

    /** The directory of a descriptor, which stays open by itself. */
    private static long below(int descriptor, long given) {
        long copy = SystemCall.ofInt("dup", descriptor);
        if (copy < 0) throw FileSystem.error((int) -copy);
        long stream = SystemCall.ofLong("fdopendir", copy);
        if (stream == NULL) {
            FileSystem.call("file_close", copy);
            throw FileSystem.error(ENOTDIR, given);
        }
        NativeFunctions.libc("rewinddir", stream);
        return ScandirIteratorType.make(StrType.empty(), stream, descriptor);
    }

    /** The path with a slash at its end: what names are put behind. */
    private static long head(long bytes) {
        byte[] path = BytesType.toJava(bytes);
        if (path.length == 0 || path[path.length - 1] == '/') return References.newRef(bytes);
        byte[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = '/';
        return BytesType.of(longer);
    }

    private static long text(long bytes) {
        long head = head(bytes);
        try {
            return FileSystem.name(BytesType.data(head), BytesType.size(head), false);
        } finally {
            References.decref(head);
        }
    }

    @Method("_path_normpath")
    static long normpath(long module, long args, long nargs, long kwnames) {
        long path = KeywordArguments.parse("_path_normpath", args, nargs, kwnames, 1, 1, "path")[0];
        if (!StrType.isInstance(path)) throw PyError.typeError("expected 'str', not '" + TypeLookup.nameOf(path) + "'");
        String normal = normal(Strings.toJava(StrType.ready(path)));
        int end = normal.indexOf('\0');
        return Strings.of(end < 0 ? normal : normal.substring(0, end));
    }

    /** Two slashes in front are kept, more become one; a path of nothing but dots is one dot where it was one. */
    private static String normal(String path) {
        if (path.isEmpty() || path.equals(".")) return path;
        int slashes = 0;
        while (slashes < path.length() && path.charAt(slashes) == '/') slashes++;
        String root = slashes == 2 ? "//" : slashes > 0 ? "/" : "";
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.substring(slashes).split("/+")) {
            if (part.isEmpty() || part.equals(".")) continue;
            boolean up = part.equals("..");
            if (!up || parts.isEmpty() && root.isEmpty() || "..".equals(parts.peekLast())) parts.addLast(part);
            else parts.pollLast();
        }
        return root + String.join("/", parts);
    }
}
