package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyNumberMethods;
import org.capi4j.layout.PyOSErrorObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * OSError: an error number, its text, and one or two file names. {@code OSError(errno, text)} makes the subclass for that error number, which is why
 * all work is done in {@code __new__}, unless a derived class has an {@code __init__} of its own.
 */
@BuiltinType("PyExc_OSError")
@Member(name = "errno", type = Constants.T_OBJECT, offset = PyOSErrorObject.myerrno)
@Member(name = "strerror", type = Constants.T_OBJECT, offset = PyOSErrorObject.strerror)
@Member(name = "filename", type = Constants.T_OBJECT, offset = PyOSErrorObject.filename)
@Member(name = "filename2", type = Constants.T_OBJECT, offset = PyOSErrorObject.filename2)
public final class OsErrorType {
    private static final long FIELDS = PyOSErrorObject.myerrno;
    private static final int COUNT = 4;

    private OsErrorType() {}

    private static boolean usesInit(long type) {
        long own = Exceptions.OSError;
        boolean ownInit = Memory.getLong(type + PyTypeObject.tp_init) == Memory.getLong(own + PyTypeObject.tp_init);
        boolean ownNew = Memory.getLong(type + PyTypeObject.tp_new) == Memory.getLong(own + PyTypeObject.tp_new);
        return !ownInit && ownNew;
    }

    /** {@code OSError}'s subclass for an error number, or {@code OSError}: see errno(3). */
    public static long subclass(long errno) {
        return switch ((int) errno) {
            case 1, 13 -> Exceptions.PermissionError;
            case 2 -> Exceptions.FileNotFoundError;
            case 3 -> Exceptions.ProcessLookupError;
            case 4 -> Exceptions.InterruptedError;
            case 10 -> Exceptions.ChildProcessError;
            case 11, 114, 115 -> Exceptions.BlockingIOError;
            case 17 -> Exceptions.FileExistsError;
            case 20 -> Exceptions.NotADirectoryError;
            case 21 -> Exceptions.IsADirectoryError;
            case 32, 108 -> Exceptions.BrokenPipeError;
            case 103 -> Exceptions.ConnectionAbortedError;
            case 104 -> Exceptions.ConnectionResetError;
            case 110 -> Exceptions.TimeoutError;
            case 111 -> Exceptions.ConnectionRefusedError;
            default -> Exceptions.OSError;
        };
    }

    private static long subclassFor(long args) {
        long size = TupleType.size(args);
        if (size < 2 || size > 5) return Exceptions.OSError;
        long errno = TupleType.get(args, 0);
        return LongType.isInstance(errno) && LongType.fitsLong(errno) ? subclass(LongType.asLong(errno)) : Exceptions.OSError;
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        boolean usesInit = usesInit(type);
        if (!usesInit) Arguments.noKeywords(TypeLookup.fullName(type), kwargs);
        long chosen = !usesInit && type == Exceptions.OSError ? subclassFor(args) : type;
        long self = Allocation.instance(chosen, 0);
        Memory.putLong(self + PyOSErrorObject.written, -1);
        if (usesInit) {
            Memory.putLong(self + PyOSErrorObject.args, TupleType.empty());
            return self;
        }
        try {
            initialise(self, args);
            return self;
        } catch (Throwable failure) {
            References.decref(self);
            throw failure;
        }
    }

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        if (!usesInit(References.type(self))) return 0;
        Arguments.noKeywords(TypeLookup.fullNameOf(self), kwargs);
        initialise(self, args);
        return 0;
    }

    private static void initialise(long self, long args) {
        long size = TupleType.size(args);
        boolean structured = size >= 2 && size <= 5;
        long filename = structured && size > 2 ? TupleType.get(args, 2) : NULL;
        long shown = References.newRef(args);
        if (filename != NULL && filename != Singletons.NONE) {
            if (References.type(self) == Exceptions.BlockingIOError && isNumber(filename)) {
                Memory.putLong(self + PyOSErrorObject.written, written(filename));
            } else {
                set(self, PyOSErrorObject.filename, filename);
                long second = size > 4 ? TupleType.get(args, 4) : NULL;
                if (second != NULL && second != Singletons.NONE) set(self, PyOSErrorObject.filename2, second);
                References.decref(shown);
                shown = TupleType.slice(args, 0, 2);
            }
        }
        if (structured) {
            set(self, PyOSErrorObject.myerrno, TupleType.get(args, 0));
            set(self, PyOSErrorObject.strerror, TupleType.get(args, 1));
        }
        References.setRef(self + PyOSErrorObject.args, shown);
    }

    /** {@code PyNumber_Check}, which takes whatever can be made an int or a float. */
    private static boolean isNumber(long object) {
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_number);
        if (methods == NULL) return References.type(object) == BuiltinTypes.COMPLEX;
        return Memory.getLong(methods + PyNumberMethods.nb_index) != NULL
                || Memory.getLong(methods + PyNumberMethods.nb_int) != NULL
                || Memory.getLong(methods + PyNumberMethods.nb_float) != NULL
                || References.type(object) == BuiltinTypes.COMPLEX;
    }

    private static void set(long self, long field, long value) {
        References.setRef(self + field, References.newRef(value));
    }

    private static long written(long value) {
        long index = Numbers.index(value);
        try {
            if (!LongType.fitsLong(index)) {
                throw PyError.valueError("cannot fit '" + TypeLookup.fullNameOf(value) + "' into an index-sized integer");
            }
            return LongType.asLong(index);
        } finally {
            References.decref(index);
        }
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        BaseExceptionType.deallocWith(self, Exceptions.OSError, FIELDS, COUNT);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        return BaseExceptionType.clearWith(self, FIELDS, COUNT);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return BaseExceptionType.traverseWith(self, FIELDS, COUNT, visit, argument);
    }

    private static long get(long self, long field) {
        return Memory.getLong(self + field);
    }

    private static String shown(long value) {
        return value == NULL ? "None" : Objects.strString(value);
    }

    @Slot("tp_str")
    public static long str(long self) {
        long errno = get(self, PyOSErrorObject.myerrno);
        long text = get(self, PyOSErrorObject.strerror);
        long filename = get(self, PyOSErrorObject.filename);
        long second = get(self, PyOSErrorObject.filename2);
        if (filename == NULL && (errno == NULL || text == NULL)) return BaseExceptionType.str(self);
        String message = "[Errno " + shown(errno) + "] " + shown(text);
        if (filename != NULL) message += ": " + Objects.reprString(filename);
        if (filename != NULL && second != NULL) message += " -> " + Objects.reprString(second);
        return Strings.of(message);
    }

    /** The file names, which {@code args} hides, come back. */
    @Method("__reduce__")
    public static long reduce(long self) {
        long args = fullArgs(self);
        long type = References.newRef(References.type(self));
        long dict = get(self, PyOSErrorObject.dict);
        return dict == NULL ? TupleType.steal(type, args) : TupleType.steal(type, args, References.newRef(dict));
    }

    private static long fullArgs(long self) {
        long args = BaseExceptionType.args(self);
        long filename = get(self, PyOSErrorObject.filename);
        if (TupleType.size(args) != 2 || filename == NULL) return References.newRef(args);
        long second = get(self, PyOSErrorObject.filename2);
        long errno = TupleType.get(args, 0);
        long text = TupleType.get(args, 1);
        if (second == NULL) return TupleType.of(errno, text, filename);
        return TupleType.of(errno, text, filename, Singletons.NONE, second);
    }

    @Getter("characters_written")
    public static long charactersWritten(long self) {
        long written = get(self, PyOSErrorObject.written);
        if (written == -1) throw PyError.attributeError("characters_written");
        return LongType.of(written);
    }

    @Setter("characters_written")
    public static int setCharactersWritten(long self, long value) {
        if (value == NULL) {
            if (get(self, PyOSErrorObject.written) == -1) throw PyError.attributeError("characters_written");
            Memory.putLong(self + PyOSErrorObject.written, -1);
        } else {
            Memory.putLong(self + PyOSErrorObject.written, written(value));
        }
        return 0;
    }
}
