package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.Namespace;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code os.path}: what is done with names, and what the system says about them. */
@BuiltinModule("posixpath")
public final class OsPathModule {
    private OsPathModule() {}

    private static final long FORMAT = 0170000;
    private static final long DIRECTORY = 0040000;
    private static final long REGULAR = 0100000;
    private static final long LINK = 0120000;
    private static final int LINKS_MAX = 40;

    @Method(value = "join", call = Call.VARARGS)
    static long join(long module, long args) {
        if (TupleType.size(args) == 0) throw PyError.typeError("join() missing 1 required positional argument: 'a'");
        PathText first = PathText.of(TupleType.get(args, 0));
        String joined = first.text();
        for (long i = 1; i < TupleType.size(args); i++) {
            String part = part(first, args, i);
            if (part.startsWith("/")) joined = part;
            else joined += joined.isEmpty() || joined.endsWith("/") ? part : "/" + part;
        }
        return first.make(joined);
    }

    private static String part(PathText first, long args, long index) {
        long object = TupleType.get(args, index);
        PathText part;
        try {
            part = PathText.of(object);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            throw PyError.typeError("join() argument must be str, bytes, or os.PathLike object, not '" + TypeLookup.nameOf(object) + "'");
        }
        if (part.bytes() != first.bytes()) throw PyError.typeError("Can't mix strings and bytes in path components");
        return part.text();
    }

    /** Where the last component begins. */
    private static int tail(String path) {
        return path.lastIndexOf('/') + 1;
    }

    /** What is before the last component, without slashes at its end unless it is nothing but slashes. */
    private static String head(String path) {
        String head = path.substring(0, tail(path));
        String stripped = head.replaceAll("/+$", "");
        return stripped.isEmpty() ? head : stripped;
    }

    @Method("split")
    static long split(long module, long object) {
        PathText path = PathText.of(object);
        return path.pair(head(path.text()), path.text().substring(tail(path.text())));
    }

    @Method("dirname")
    static long dirname(long module, long object) {
        PathText path = PathText.of(object);
        return path.make(head(path.text()));
    }

    @Method("basename")
    static long basename(long module, long object) {
        PathText path = PathText.of(object);
        return path.make(path.text().substring(tail(path.text())));
    }

    @Method("splitdrive")
    static long splitdrive(long module, long object) {
        PathText path = PathText.of(object);
        return path.pair("", path.text());
    }

    @Method("isabs")
    static long isabs(long module, long object) {
        PathText path = PathText.of(object);
        return BoolType.of(path.text().startsWith("/"));
    }

    @Method("normcase")
    static long normcase(long module, long object) {
        PathText path = PathText.of(object);
        return path.make(path.text());
    }

    @Method("normpath")
    static long normpath(long module, long object) {
        PathText path = PathText.of(object);
        return path.make(normal(path.text()));
    }

    @Method("abspath")
    static long abspath(long module, long object) {
        PathText path = PathText.of(object);
        return path.make(absolute(path));
    }

    @Method("expanduser")
    static long expanduser(long module, long object) {
        PathText path = PathText.of(object);
        return path.make(home(path.text()));
    }

    @Method("splitext")
    static long splitext(long module, long object) {
        PathText path = PathText.of(object);
        String text = path.text();
        int dot = text.lastIndexOf('.');
        boolean named = false;
        for (int i = tail(text); i < dot; i++) named |= text.charAt(i) != '.';
        return named ? path.pair(text.substring(0, dot), text.substring(dot)) : path.pair(text, "");
    }

    /** Without empty components, "." and, where there is one before, "..". */
    private static String normal(String path) {
        if (path.isEmpty()) return ".";
        String root = path.startsWith("//") && !path.startsWith("///") ? "//" : path.startsWith("/") ? "/" : "";
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) continue;
            boolean above = part.equals("..");
            boolean keep = !above || (root.isEmpty() && parts.isEmpty()) || (!parts.isEmpty() && parts.getLast().equals(".."));
            if (keep) parts.add(part);
            else if (!parts.isEmpty()) parts.removeLast();
        }
        String normal = root + String.join("/", parts);
        return normal.isEmpty() ? "." : normal;
    }

    private static String workingDirectory(boolean bytes) {
        long directory = PosixPaths.workingDirectory(bytes);
        try {
            return PathText.of(directory).text();
        } finally {
            References.decref(directory);
        }
    }

    private static String absolute(PathText path) {
        return normal(path.text().startsWith("/") ? path.text() : workingDirectory(path.bytes()) + "/" + path.text());
    }

    /** Only the user's own home: of others the system's user database knows. */
    private static String home(String path) {
        if (!path.equals("~") && !path.startsWith("~/")) return path;
        String home = System.getenv("HOME");
        if (home == null) return path;
        String expanded = home.replaceAll("/+$", "") + path.substring(1);
        return expanded.isEmpty() ? "/" : expanded;
    }

    @Method("realpath")
    static long realpath(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("realpath", new String[] {"filename", "strict"}, 1, 1, args, nargs, kwnames);
        PathText path = PathText.of(values[0]);
        boolean strict = values[1] != NULL && Objects.isTrue(values[1]);
        return path.make(real(absoluteParts(path), path, strict));
    }

    private static String absoluteParts(PathText path) {
        return path.text().startsWith("/") ? path.text() : workingDirectory(path.bytes()) + "/" + path.text();
    }

    private static String real(String text, PathText kind, boolean strict) {
        List<String> left = new ArrayList<>(List.of(text.split("/")));
        String done = "";
        for (int links = 0; !left.isEmpty(); ) {
            String part = left.removeFirst();
            if (part.isEmpty() || part.equals(".")) continue;
            if (part.equals("..")) {
                done = done.substring(0, Math.max(done.lastIndexOf('/'), 0));
                continue;
            }
            String target = links < LINKS_MAX ? target(kind, done + "/" + part, strict) : null;
            if (target == null) {
                done += "/" + part;
                continue;
            }
            links++;
            if (target.startsWith("/")) done = "";
            left.addAll(0, List.of(target.split("/")));
        }
        return done.isEmpty() ? "/" : done;
    }

    /** What a link names; null for what is none. */
    private static String target(PathText kind, String path, boolean strict) {
        long name = kind.make(path);
        long fields = StatResult.allocate();
        long target = NULL;
        try {
            if (strict) FileSystem.onPath(name, bytes -> FileSystem.call("file_status", bytes, -1, 0, fields));
            else if (!StatResult.ask("lstat", name, false, fields)) return null;
            if ((StatResult.mode(fields) & FORMAT) != LINK) return null;
            target = PosixPaths.linkTarget(name);
            return PathText.of(target).text();
        } finally {
            References.xdecref(target);
            Allocation.free(fields);
            References.decref(name);
        }
    }

    @Method("relpath")
    static long relpath(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("relpath", new String[] {"path", "start"}, 2, 1, args, nargs, kwnames);
        PathText path = PathText.of(values[0]);
        if (path.text().isEmpty()) throw PyError.valueError("no path specified");
        PathText start = values[1] == NULL || values[1] == Singletons.NONE ? new PathText(".", path.bytes()) : PathText.of(values[1]);
        if (start.bytes() != path.bytes()) throw PyError.typeError("Can't mix strings and bytes in path components");
        String[] from = absolute(start).substring(1).split("/");
        String[] to = absolute(path).substring(1).split("/");
        int common = 0;
        while (common < Math.min(from.length, to.length) && from[common].equals(to[common])) common++;
        List<String> parts = new ArrayList<>();
        for (int i = common; i < from.length; i++) if (!from[i].isEmpty()) parts.add("..");
        for (int i = common; i < to.length; i++) if (!to[i].isEmpty()) parts.add(to[i]);
        return path.make(parts.isEmpty() ? "." : String.join("/", parts));
    }

    @Method("commonprefix")
    static long commonprefix(long module, long paths) {
        long list = Sequences.list(paths);
        try {
            if (ListType.size(list) == 0) return Strings.of("");
            PathText first = PathText.of(ListType.get(list, 0));
            int length = first.text().length();
            for (long i = 1; i < ListType.size(list); i++) {
                String other = PathText.of(ListType.get(list, i)).text();
                int same = 0;
                while (same < Math.min(length, other.length()) && first.text().charAt(same) == other.charAt(same)) same++;
                length = same;
            }
            return first.make(first.text().substring(0, length));
        } finally {
            References.decref(list);
        }
    }

    @FunctionalInterface
    private interface Test {
        boolean on(long fields);
    }

    /** 1 for yes, 0 for no, also where there is nothing. */
    private static int ask(long path, boolean follow, Test test) {
        long fields = StatResult.allocate();
        try {
            return StatResult.ask(follow ? "stat" : "lstat", path, follow, fields) && test.on(fields) ? 1 : 0;
        } finally {
            Allocation.free(fields);
        }
    }

    @Method("exists")
    static long exists(long module, long path) {
        return BoolType.of(ask(path, true, fields -> true) == 1);
    }

    @Method("lexists")
    static long lexists(long module, long path) {
        return BoolType.of(ask(path, false, fields -> true) == 1);
    }

    @Method("isfile")
    static long isfile(long module, long path) {
        return BoolType.of(ask(path, true, fields -> (StatResult.mode(fields) & FORMAT) == REGULAR) == 1);
    }

    @Method("isdir")
    static long isdir(long module, long path) {
        return BoolType.of(ask(path, true, fields -> (StatResult.mode(fields) & FORMAT) == DIRECTORY) == 1);
    }

    @Method("islink")
    static long islink(long module, long path) {
        return BoolType.of(ask(path, false, fields -> (StatResult.mode(fields) & FORMAT) == LINK) == 1);
    }

    @Method("getsize")
    static long getsize(long module, long path) {
        long fields = StatResult.allocate();
        try {
            PathArgument.run("stat", "path", path, true, (name, descriptor) -> FileSystem.call("file_status", name, descriptor, 1, fields));
            return LongType.of(StatResult.get(fields, 6));
        } finally {
            Allocation.free(fields);
        }
    }

    @Method("getatime")
    static long getatime(long module, long path) {
        long fields = StatResult.allocate();
        try {
            PathArgument.run("stat", "path", path, true, (name, descriptor) -> FileSystem.call("file_status", name, descriptor, 1, fields));
            return FloatType.of(StatResult.get(fields, 7) / 1e9);
        } finally {
            Allocation.free(fields);
        }
    }

    @Method("getmtime")
    static long getmtime(long module, long path) {
        long fields = StatResult.allocate();
        try {
            PathArgument.run("stat", "path", path, true, (name, descriptor) -> FileSystem.call("file_status", name, descriptor, 1, fields));
            return FloatType.of(StatResult.get(fields, 8) / 1e9);
        } finally {
            Allocation.free(fields);
        }
    }

    @Method("getctime")
    static long getctime(long module, long path) {
        long fields = StatResult.allocate();
        try {
            PathArgument.run("stat", "path", path, true, (name, descriptor) -> FileSystem.call("file_status", name, descriptor, 1, fields));
            return FloatType.of(StatResult.get(fields, 9) / 1e9);
        } finally {
            Allocation.free(fields);
        }
    }

    @Method("samefile")
    static long samefile(long module, long args, long nargs) {
        Arguments.checkPositional("samefile", nargs, 2, 2);
        return BoolType.of(identity(Memory.getLong(args)).equals(identity(Memory.getLong(args + 8))));
    }

    private static List<Long> identity(long path) {
        long fields = StatResult.allocate();
        try {
            PathArgument.run("stat", "path", path, true, (name, descriptor) -> FileSystem.call("file_status", name, descriptor, 1, fields));
            return List.of(StatResult.get(fields, 1), StatResult.get(fields, 2));
        } finally {
            Allocation.free(fields);
        }
    }

    public static void fill(long dict) {
        Namespace.put(dict, "curdir", ".");
        Namespace.put(dict, "pardir", "..");
        Namespace.put(dict, "extsep", ".");
        Namespace.put(dict, "sep", "/");
        Namespace.put(dict, "pathsep", ":");
        Namespace.put(dict, "defpath", "/bin:/usr/bin");
        Namespace.put(dict, "devnull", "/dev/null");
        DictType.set(dict, "altsep", Singletons.NONE);
        Namespace.put(dict, "supports_unicode_filenames", false);
    }
}
