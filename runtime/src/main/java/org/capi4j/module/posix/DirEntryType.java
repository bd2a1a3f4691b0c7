package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Kind;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyStructSequence;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.FileSystem;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.BytesType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * {@code os.DirEntry}: an entry of a directory, with what the system told of it when it was read.
 *
 * <pre>
 * 16 name
 * 24 path: the directory's and the name
 * 32 stat_result, NULL before it was asked for
 * 40 stat_result of a symbolic link itself
 * 48 d_type
 * 56 d_ino
 * 64 descriptor of the directory, -1 where its path is known
 * </pre>
 */
@Member(name = "name", type = Constants.T_OBJECT_EX, offset = 16, flags = Constants.READONLY)
@Member(name = "path", type = Constants.T_OBJECT_EX, offset = 24, flags = Constants.READONLY)
@BuiltinType(value = "c4j_DirEntry_Type", name = "posix.DirEntry", basicsize = 72, flags = DirEntryType.NO_INSTANCES)
public final class DirEntryType {
    static final long TYPE = Shim.symbol("c4j_DirEntry_Type");

    /** {@code Py_TPFLAGS_DISALLOW_INSTANTIATION}. */
    static final long NO_INSTANCES = 0x80;

    private static final int NAME = 0;
    private static final int PATH = 1;
    private static final int STATUS = 2;
    private static final int LINK_STATUS = 3;
    private static final int KIND = 4;
    private static final int INODE = 5;
    private static final int DIRECTORY = 6;
    private static final int REFERENCES = 4;

    /** Where {@code struct dirent} has {@code d_type} and {@code d_name}. */
    private static final int TYPE_OFFSET = 18;
    private static final int NAME_OFFSET = 19;

    private static final int UNKNOWN = 0;
    private static final int LINK = 10;
    private static final int FORMAT = 0170000;

    private static final String[] FOLLOW = {"follow_symlinks"};

    private DirEntryType() {}

    /** An entry whose name is at {@code entry}; the references are stolen. */
    static long make(long entry, long name, long path, int directory) {
        long made = Fields.make(TYPE, name, path);
        Fields.setNumber(made, KIND, Memory.getByte(entry - NAME_OFFSET + TYPE_OFFSET));
        Fields.setNumber(made, INODE, Memory.getLong(entry - NAME_OFFSET));
        Fields.setNumber(made, DIRECTORY, directory);
        return made;
    }

    @Slot("tp_repr")
    static long repr(long self) {
        return Strings.of("<DirEntry " + Objects.reprString(Fields.get(self, NAME)) + ">");
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Fields.clear(self, REFERENCES);
        Allocation.freeInstance(self);
    }

    @Method("__fspath__")
    static long fspath(long self) {
        return References.newRef(Fields.get(self, PATH));
    }

    @Method("inode")
    static long inode(long self) {
        return LongType.ofUnsigned(Fields.number(self, INODE));
    }

    @Method(value = "stat", call = Call.METHOD)
    static long stat(long self, long args, long nargs, long kwnames) {
        return References.newRef(status(self, follows("stat", args, nargs, kwnames)));
    }

    @Method(value = "is_dir", call = Call.METHOD)
    static long isDir(long self, long args, long nargs, long kwnames) {
        return BoolType.of(is(self, 04, follows("is_dir", args, nargs, kwnames)));
    }

    @Method(value = "is_file", call = Call.METHOD)
    static long isFile(long self, long args, long nargs, long kwnames) {
        return BoolType.of(is(self, 010, follows("is_file", args, nargs, kwnames)));
    }

    @Method(value = "is_symlink", call = Call.METHOD)
    static long isSymlink(long self, long args, long nargs, long kwnames) {
        if (nargs > 0 || kwnames != NULL && TupleType.size(kwnames) > 0) throw PyError.typeError("is_symlink() takes no arguments");
        return BoolType.of(is(self, LINK, false));
    }

    private static boolean follows(String function, long args, long nargs, long kwnames) {
        long given = KeywordArguments.parse(function, args, nargs, kwnames, 0, 0, FOLLOW)[0];
        return given == NULL || Objects.isTrue(given);
    }

    /** Whether the entry is of that kind, a number of {@code d_type}, which a file's mode has as well; no if it is gone. */
    private static boolean is(long self, int kind, boolean follow) {
        int known = (int) Fields.number(self, KIND);
        if (known != UNKNOWN && !(follow && known == LINK)) return known == kind;
        try {
            long mode = LongType.asLong(Memory.getLong(status(self, follow) + PyStructSequence.ob_item));
            return (mode & FORMAT) == (long) kind << 12;
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.FileNotFoundError)) throw error;
            error.release();
            return false;
        }
    }

    /** Borrowed; of what is no link, both are the same. */
    private static long status(long self, boolean follow) {
        boolean link = follow && is(self, LINK, false);
        int field = follow && link ? STATUS : LINK_STATUS;
        if (Fields.get(self, field) == NULL) Fields.set(self, field, ask(self, link));
        return Fields.get(self, field);
    }

    private static long ask(long self, boolean follow) {
        long path = place(self);
        long fields = NULL;
        try {
            fields = StatResult.allocate();
            long result = FileSystem.call("file_status", BytesType.data(path), -1, follow ? 1 : 0, fields);
            if (result < 0) throw FileSystem.error((int) -result, Fields.get(self, PATH));
            return StatResult.of(fields);
        } finally {
            Allocation.free(fields);
            References.decref(path);
        }
    }

    /** The path's bytes; below an open directory by its descriptor. */
    private static long place(long self) {
        long path = FileSystem.bytes(Fields.get(self, PATH));
        long directory = Fields.number(self, DIRECTORY);
        if (directory < 0) return path;
        try {
            byte[] name = BytesType.toJava(path);
            byte[] head = ("/proc/self/fd/" + directory + "/").getBytes(StandardCharsets.US_ASCII);
            byte[] whole = Arrays.copyOf(head, head.length + name.length);
            System.arraycopy(name, 0, whole, head.length, name.length);
            return BytesType.of(whole);
        } finally {
            References.decref(path);
        }
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long parameters) {
        return GenericAliasType.make(type, parameters);
    }
}
