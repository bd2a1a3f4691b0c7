package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.Namespace;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.BytesType;
import org.capi4j.type.ListType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Singletons;

/** Names of files and directories. */
@BuiltinModule("posix")
public final class PosixPaths {
    private PosixPaths() {}

    private static final int PATH_MAX = 4096;

    @Method("unlink")
    static long unlink(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("unlink", new String[] {"path", "dir_fd"}, 1, 1, args, nargs, kwnames);
        PathArgument.requireNone("dir_fd", values[1]);
        PathArgument.run("unlink", "path", values[0], false, (path, descriptor) -> FileSystem.call("path_unlink", path));
        return Singletons.none();
    }

    @Method("remove")
    static long remove(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("remove", new String[] {"path", "dir_fd"}, 1, 1, args, nargs, kwnames);
        PathArgument.requireNone("dir_fd", values[1]);
        PathArgument.run("remove", "path", values[0], false, (path, descriptor) -> FileSystem.call("path_unlink", path));
        return Singletons.none();
    }

    @Method("rmdir")
    static long rmdir(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("rmdir", new String[] {"path", "dir_fd"}, 1, 1, args, nargs, kwnames);
        PathArgument.requireNone("dir_fd", values[1]);
        PathArgument.run("rmdir", "path", values[0], false, (path, descriptor) -> FileSystem.call("path_rmdir", path));
        return Singletons.none();
    }

    @Method("rename")
    static long rename(long module, long args, long nargs, long kwnames) {
        String[] names = {"src", "dst", "src_dir_fd", "dst_dir_fd"};
        long[] values = Arguments.unpack("rename", names, 2, 2, args, nargs, kwnames);
        PathArgument.requireNone("src_dir_fd", values[2]);
        PathArgument.requireNone("dst_dir_fd", values[3]);
        PathArgument.runTwo("rename", names, values[0], values[1], (from, to) -> FileSystem.call("path_rename", from, to));
        return Singletons.none();
    }

    @Method("replace")
    static long replace(long module, long args, long nargs, long kwnames) {
        String[] names = {"src", "dst", "src_dir_fd", "dst_dir_fd"};
        long[] values = Arguments.unpack("replace", names, 2, 2, args, nargs, kwnames);
        PathArgument.requireNone("src_dir_fd", values[2]);
        PathArgument.requireNone("dst_dir_fd", values[3]);
        PathArgument.runTwo("replace", names, values[0], values[1], (from, to) -> FileSystem.call("path_rename", from, to));
        return Singletons.none();
    }

    @Method("link")
    static long link(long module, long args, long nargs, long kwnames) {
        String[] names = {"src", "dst", "src_dir_fd", "dst_dir_fd", "follow_symlinks"};
        long[] values = Arguments.unpack("link", names, 2, 2, args, nargs, kwnames);
        for (int i = 2; i < 4; i++) PathArgument.requireNone(names[i], values[i]);
        PathArgument.runTwo("link", names, values[0], values[1], (from, to) -> FileSystem.call("path_link", from, to));
        return Singletons.none();
    }

    @Method("symlink")
    static long symlink(long module, long args, long nargs, long kwnames) {
        String[] names = {"src", "dst", "target_is_directory", "dir_fd"};
        long[] values = Arguments.unpack("symlink", names, 3, 2, args, nargs, kwnames);
        PathArgument.requireNone("dir_fd", values[3]);
        PathArgument.runTwo("symlink", names, values[0], values[1], (target, path) -> FileSystem.call("path_symlink", target, path));
        return Singletons.none();
    }

    @Method("readlink")
    static long readlink(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("readlink", new String[] {"path", "dir_fd"}, 1, 1, args, nargs, kwnames);
        PathArgument.requireNone("dir_fd", values[1]);
        return linkTarget(values[0]);
    }

    /** A new str, or bytes where the link's name is. */
    static long linkTarget(long link) {
        long buffer = Allocation.allocate(PATH_MAX);
        try {
            long size = PathArgument.run("readlink", "path", link, false, (path, descriptor) ->
                    FileSystem.call("path_readlink", path, buffer, PATH_MAX));
            return FileSystem.name(buffer, size, BytesType.isInstance(link));
        } finally {
            Allocation.free(buffer);
        }
    }

    @Method("mkdir")
    static long mkdir(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("mkdir", new String[] {"path", "mode", "dir_fd"}, 2, 1, args, nargs, kwnames);
        int mode = values[1] == NULL ? 0777 : Arguments.integer(values[1]);
        PathArgument.requireNone("dir_fd", values[2]);
        PathArgument.run("mkdir", "path", values[0], false, (path, descriptor) -> FileSystem.call("path_mkdir", path, mode));
        return Singletons.none();
    }

    @Method("chmod")
    static long chmod(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("chmod", new String[] {"path", "mode", "dir_fd", "follow_symlinks"}, 2, 2, args, nargs, kwnames);
        int mode = Arguments.integer(values[1]);
        PathArgument.requireNone("dir_fd", values[2]);
        PathArgument.run("chmod", "path", values[0], false, (path, descriptor) -> FileSystem.call("path_chmod", path, mode));
        return Singletons.none();
    }

    @Method("access")
    static long access(long module, long args, long nargs, long kwnames) {
        String[] names = {"path", "mode", "dir_fd", "effective_ids", "follow_symlinks"};
        long[] values = Arguments.unpack("access", names, 2, 2, args, nargs, kwnames);
        int mode = Arguments.integer(values[1]);
        PathArgument.requireNone("dir_fd", values[2]);
        long bytes = PathArgument.bytes("access", "path", values[0], "string, bytes or os.PathLike");
        try {
            return BoolType.of(FileSystem.call("path_access", BytesType.data(bytes), mode) == 0);
        } finally {
            References.decref(bytes);
        }
    }

    @Method("chdir")
    static long chdir(long module, long args, long nargs, long kwnames) {
        long path = Arguments.unpack("chdir", new String[] {"path"}, 1, 1, args, nargs, kwnames)[0];
        PathArgument.run("chdir", "path", path, false, (name, descriptor) -> FileSystem.call("path_chdir", name));
        return Singletons.none();
    }

    @Method("getcwd")
    static long getcwd(long module) {
        return workingDirectory(false);
    }

    @Method("getcwdb")
    static long getcwdb(long module) {
        return workingDirectory(true);
    }

    static long workingDirectory(boolean asBytes) {
        long buffer = Allocation.allocate(PATH_MAX);
        try {
            return FileSystem.name(buffer, FileSystem.require("path_cwd", buffer, PATH_MAX), asBytes);
        } finally {
            Allocation.free(buffer);
        }
    }

    @Method("truncate")
    static long truncate(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("truncate", new String[] {"path", "length"}, 2, 2, args, nargs, kwnames);
        long length = Arguments.ssize(values[1]);
        PathArgument.run("truncate", "path", values[0], true, (path, descriptor) -> {
            if (path == NULL) return FileSystem.call("file_truncate", descriptor, length);
            long opened = FileSystem.call("file_open", path, 1, 0);
            if (opened < 0) return opened;
            long result = FileSystem.call("file_truncate", opened, length);
            FileSystem.call("file_close", opened);
            return result;
        });
        return Singletons.none();
    }

    @Method("listdir")
    static long listdir(long module, long args, long nargs, long kwnames) {
        long given = Arguments.unpack("listdir", new String[] {"path"}, 1, 0, args, nargs, kwnames)[0];
        if (given != NULL && Numbers.isIndex(given)) throw PyError.notImplemented("os.listdir of a descriptor");
        long path = given == NULL || given == Singletons.NONE ? Strings.of(".") : References.newRef(given);
        long bytes = NULL;
        try {
            bytes = PathArgument.bytes("listdir", "path", path, "string, bytes, os.PathLike, integer or None");
            return names(path, BytesType.data(bytes), BytesType.isInstance(path));
        } finally {
            References.xdecref(bytes);
            References.decref(path);
        }
    }

    private static long names(long path, long name, boolean asBytes) {
        long names = ListType.make(0);
        long place = Allocation.allocate(8);
        long directory = NULL;
        try {
            long result = FileSystem.call("directory_open", name, place);
            if (result < 0) throw FileSystem.error((int) -result, path);
            directory = Memory.getLong(place);
            for (long entry; (entry = FileSystem.call("directory_next", directory)) != NULL; ) {
                Namespace.append(names, FileSystem.name(entry, Memory.stringLength(entry), asBytes));
            }
            return names;
        } catch (Throwable failure) {
            References.decref(names);
            throw failure;
        } finally {
            if (directory != NULL) FileSystem.call("directory_close", directory);
            Allocation.free(place);
        }
    }
}
