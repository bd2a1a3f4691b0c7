package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.Definitions;
import org.capi4j.module.FileSystem;
import org.capi4j.module.Imports;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.BuiltinFunctions;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.FileNames;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
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
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+|\\{[^}]*\\})");

    /** Functions that CPython has in a module for all systems. */
    private static final String[] GENERIC = {
        "commonprefix(m)", "exists(path)", "getatime(filename)", "getctime(filename)", "getmtime(filename)", "getsize(filename)", "isdir(s)", "isfile(path)", "samefile(f1, f2)",
        "sameopenfile(fp1, fp2)", "samestat(s1, s2)"
    };

    @Method("join")
    static long join(long closure, long args, long nargs) {
        PathText first = PathText.of(Memory.getLong(args));
        long more = Memory.getLong(args + 8);
        String joined = first.text();
        for (long i = 0; i < TupleType.size(more); i++) {
            String part = part(first, more, i);
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
        return path.make(home(path));
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

    /** The user's own home is the environment's; others' the system's user database knows. */
    private static String home(PathText path) {
        String text = path.text();
        if (!text.startsWith("~")) return text;
        int end = text.indexOf('/') < 0 ? text.length() : text.indexOf('/');
        String home = end == 1 ? variable(path.bytes(), "HOME") : null;
        if (home == null) home = end == 1 ? userHome("getpwuid", ownUser()) : userHome("getpwnam", Strings.of(text.substring(1, end)));
        if (home == null) return text;
        String expanded = home.replaceAll("/+$", "") + text.substring(end);
        return expanded.isEmpty() ? "/" : expanded;
    }

    private static long ownUser() {
        try (OwnedObjects own = new OwnedObjects()) {
            return Calls.callMethod(own.add(Imports.importModule("os")), "getuid");
        }
    }

    /** Null for a user that isn't known; {@code key} is consumed. */
    private static String userHome(String function, long key) {
        try (OwnedObjects own = new OwnedObjects()) {
            long entry = own.add(Calls.callMethod(own.add(Imports.importModule("pwd")), function, own.add(key)));
            return PathText.of(own.add(Objects.getAttr(entry, "pw_dir"))).text();
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.KeyError)) throw error;
            error.release();
            return null;
        }
    }

    /** What {@code os.environ} or {@code os.environb} has now; null: nothing. */
    private static String variable(boolean bytes, String name) {
        try (OwnedObjects own = new OwnedObjects()) {
            long os = own.add(Imports.importModule("os"));
            long value = own.add(Calls.callMethod(own.add(Objects.getAttr(os, "environ")), "get", own.add(Strings.of(name))));
            if (value == Singletons.NONE) return null;
            return PathText.of(bytes ? own.add(Calls.callMethod(os, "fsencode", value)) : value).text();
        }
    }

    /** {@code $name} and {@code ${name}} that the environment knows are replaced. */
    @Method("expandvars")
    static long expandvars(long closure, long object) {
        PathText path = PathText.of(object);
        return path.make(VARIABLE.matcher(path.text()).replaceAll(found -> {
            String name = found.group(1);
            String value = variable(path.bytes(), name.startsWith("{") ? name.substring(1, name.length() - 1) : name);
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        }));
    }

    @Method("realpath")
    static long realpath(long closure, long args, long nargs) {
        PathText path = PathText.of(Memory.getLong(args));
        return path.make(real(absoluteParts(path), path, Objects.isTrue(Memory.getLong(args + 8))));
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
    static long relpath(long closure, long args, long nargs) {
        if (!Objects.isTrue(Memory.getLong(args))) throw PyError.valueError("no path specified");
        PathText path = PathText.of(Memory.getLong(args));
        long origin = Memory.getLong(args + 8);
        PathText start = origin == Singletons.NONE ? new PathText(".", path.bytes()) : PathText.of(origin);
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

    /** Item by item, of lists and tuples, too. */
    @Method("commonprefix")
    static long commonprefix(long closure, long sequences) {
        if (!Objects.isTrue(sequences)) return Strings.of("");
        try (OwnedObjects own = new OwnedObjects()) {
            long first = own.add(Objects.getItem(sequences, own.add(LongType.of(0))));
            long all = ListType.isInstance(first) || TupleType.isInstance(first) ? sequences : own.add(paths(sequences));
            long least = own.add(Calls.callOneArg(own.add(BuiltinFunctions.get("min")), all));
            long greatest = own.add(Calls.callOneArg(own.add(BuiltinFunctions.get("max")), all));
            long same = 0;
            while (same < Objects.length(least) && Objects.equal(own.add(Sequences.getItem(least, same)), own.add(Sequences.getItem(greatest, same)))) same++;
            return Sequences.getSlice(least, 0, same);
        }
    }

    private static long paths(long objects) {
        long paths = ListType.make(0);
        Iteration.forEach(objects, object -> Namespace.append(paths, FileNames.path(object)));
        return paths;
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
    static long samefile(long closure, long args, long nargs) {
        return BoolType.of(identity(Memory.getLong(args), true).equals(identity(Memory.getLong(args + 8), true)));
    }

    @Method("samestat")
    static long samestat(long closure, long args, long nargs) {
        return BoolType.of(isSame(Memory.getLong(args), Memory.getLong(args + 8)));
    }

    private static boolean isSame(long one, long other) {
        return sameAttribute(one, other, "st_ino") && sameAttribute(one, other, "st_dev");
    }

    private static boolean sameAttribute(long one, long other, String name) {
        try (OwnedObjects own = new OwnedObjects()) {
            return Objects.equal(own.add(Objects.getAttr(one, name)), own.add(Objects.getAttr(other, name)));
        }
    }

    @Method("sameopenfile")
    static long sameopenfile(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            long os = own.add(Imports.importModule("os"));
            long one = own.add(Calls.callMethod(os, "fstat", Memory.getLong(args)));
            return BoolType.of(isSame(one, own.add(Calls.callMethod(os, "fstat", Memory.getLong(args + 8)))));
        }
    }

    /** Whether a folder lies on another device than what it is in, or is the root. */
    @Method("ismount")
    static long ismount(long closure, long object) {
        if (ask(object, false, fields -> (StatResult.mode(fields) & FORMAT) != LINK) == 0) return BoolType.of(false);
        PathText path = PathText.of(object);
        long parent = path.make(real(absoluteParts(new PathText(path.text() + "/..", path.bytes())), path, false));
        try {
            if (ask(parent, false, fields -> true) == 0) return BoolType.of(false);
            List<Long> here = identity(object, false);
            List<Long> above = identity(parent, false);
            return BoolType.of(!here.get(1).equals(above.get(1)) || here.get(0).equals(above.get(0)));
        } finally {
            References.decref(parent);
        }
    }

    @Method("commonpath")
    static long commonpath(long closure, long paths) {
        if (!Objects.isTrue(paths)) throw PyError.valueError("commonpath() arg is an empty sequence");
        List<PathText> all = new ArrayList<>();
        Iteration.forEach(paths, path -> all.add(PathText.of(path)));
        PathText first = all.getFirst();
        if (all.stream().anyMatch(path -> path.bytes() != first.bytes())) throw PyError.typeError("Can't mix strings and bytes in path components");
        boolean isAbsolute = first.text().startsWith("/");
        if (all.stream().anyMatch(path -> path.text().startsWith("/") != isAbsolute)) throw PyError.valueError("Can't mix absolute and relative paths");
        List<String> common = parts(first);
        for (PathText path : all) {
            List<String> parts = parts(path);
            int same = 0;
            while (same < Math.min(common.size(), parts.size()) && common.get(same).equals(parts.get(same))) same++;
            common = common.subList(0, same);
        }
        return first.make((isAbsolute ? "/" : "") + String.join("/", common));
    }

    private static List<String> parts(PathText path) {
        return Arrays.stream(path.text().split("/")).filter(part -> !part.isEmpty() && !part.equals(".")).toList();
    }

    /** The numbers of file and device. */
    private static List<Long> identity(long path, boolean follow) {
        long fields = StatResult.allocate();
        try {
            PathArgument.run("stat", "path", path, follow, (name, descriptor) -> FileSystem.call("file_status", name, descriptor, follow ? 1 : 0, fields));
            return List.of(StatResult.get(fields, 1), StatResult.get(fields, 2));
        } finally {
            Allocation.free(fields);
        }
    }

    public static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "OsPathModule");
        definitions.enter("normcase(s)", "isabs(s)", "join(a, *p)", "split(p)", "splitext(p)", "splitdrive(p)", "basename(p)", "dirname(p)", "islink(path)", "lexists(path)", "ismount(path)",
                "expanduser(path)", "expandvars(path)", "normpath(path)", "abspath(path)", "realpath(filename, *, strict=False)", "relpath(path, start=None)", "commonpath(paths)");
        definitions.enter(GENERIC);
        long module = Strings.of("genericpath");
        for (String definition : GENERIC) Objects.setAttr(DictType.get(dict, definition.substring(0, definition.indexOf('('))), "__module__", module);
        References.decref(module);
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
