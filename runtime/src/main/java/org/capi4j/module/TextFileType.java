package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/**
 * What {@code sys.stdin}, {@code sys.stdout} and {@code sys.stderr} are: UTF-8 text over the process's descriptors 0, 1 and 2, with the
 * methods of {@code io.TextIOWrapper} that make sense there.
 *
 * <pre>
 * 0  PyObject  ob_base
 * 16 long      descriptor
 * </pre>
 */
@BuiltinType(value = "c4j_TextFile_Type", name = "capi4j.TextFile", basicsize = 24, flags = 0x180)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class TextFileType {
    static final long TYPE = Shim.symbol("c4j_TextFile_Type");
    private static final long DESCRIPTOR = 16;
    private static final String[] NAMES = {"<stdin>", "<stdout>", "<stderr>"};

    private TextFileType() {}

    static long make(int descriptor) {
        long file = Allocation.object(TYPE, 24);
        Memory.putLong(file + DESCRIPTOR, descriptor);
        return file;
    }

    static boolean isInstance(long object) {
        return References.type(object) == TYPE;
    }

    private static int descriptor(long self) {
        return (int) Memory.getLong(self + DESCRIPTOR);
    }

    /** The buffer behind a file that is written. */
    static TextBuffer output(long self) {
        if (descriptor(self) == 0) throw PyError.of(org.capi4j.object.Exceptions.OSError, "not writable");
        return TextFiles.output(descriptor(self));
    }

    private static void requireInput(long self) {
        if (descriptor(self) != 0) throw PyError.of(org.capi4j.object.Exceptions.OSError, "not readable");
    }

    @Method("write")
    public static long write(long self, long text) {
        if (!Namespace.isStr(text)) throw PyError.typeError("write() argument must be str, not " + Arguments.typeName(text));
        output(self).write(text);
        return LongType.of(Strings.length(text));
    }

    @Method("writelines")
    public static long writeLines(long self, long lines) {
        Iteration.forEach(lines, line -> References.decref(write(self, line)));
        return Singletons.none();
    }

    @Method("flush")
    public static long flush(long self) {
        if (descriptor(self) != 0) output(self).flush();
        return Singletons.none();
    }

    @Method("readline")
    public static long readLine(long self, long args, long nargs) {
        requireInput(self);
        Arguments.checkPositional("readline", nargs, 0, 1);
        return Strings.of(TextFiles.readLine(limit(args, nargs)));
    }

    @Method("read")
    public static long read(long self, long args, long nargs) {
        requireInput(self);
        Arguments.checkPositional("read", nargs, 0, 1);
        return Strings.of(TextFiles.read(limit(args, nargs)));
    }

    private static long limit(long args, long nargs) {
        if (nargs == 0 || Memory.getLong(args) == Singletons.NONE) return Long.MAX_VALUE;
        long limit = Arguments.ssize(Memory.getLong(args));
        return limit < 0 ? Long.MAX_VALUE : limit;
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        requireInput(self);
        String line = TextFiles.readLine(Long.MAX_VALUE);
        return line.isEmpty() ? NULL : Strings.of(line);
    }

    @Method("fileno")
    public static long fileno(long self) {
        return LongType.of(descriptor(self));
    }

    @Method("isatty")
    public static long isTerminal(long self) {
        return BoolType.of(System.console() != null && System.console().isTerminal());
    }

    @Method("readable")
    public static long readable(long self) {
        return BoolType.of(descriptor(self) == 0);
    }

    @Method("writable")
    public static long writable(long self) {
        return BoolType.of(descriptor(self) != 0);
    }

    @Method("seekable")
    public static long seekable(long self) {
        return BoolType.of(false);
    }

    /** The process's descriptors outlive any interpreter: closing only writes what is left. */
    @Method("close")
    public static long close(long self) {
        return flush(self);
    }

    @Getter("closed")
    public static long closed(long self) {
        return BoolType.of(false);
    }

    @Getter("line_buffering")
    public static long lineBuffering(long self) {
        return BoolType.of(descriptor(self) != 0);
    }

    @Getter("encoding")
    public static long encoding(long self) {
        return Strings.of("utf-8");
    }

    @Getter("errors")
    public static long errors(long self) {
        return Strings.of(descriptor(self) == 2 ? "backslashreplace" : "strict");
    }

    @Getter("newlines")
    public static long newlines(long self) {
        return Singletons.none();
    }

    @Getter("name")
    public static long name(long self) {
        return Strings.of(NAMES[descriptor(self)]);
    }

    @Getter("mode")
    public static long mode(long self) {
        return Strings.of(descriptor(self) == 0 ? "r" : "w");
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        String mode = descriptor(self) == 0 ? "r" : "w";
        return Strings.of("<capi4j.TextFile name='" + NAMES[descriptor(self)] + "' mode='" + mode + "' encoding='utf-8'>");
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.freeInstance(self);
    }
}
