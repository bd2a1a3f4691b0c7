package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyBaseExceptionObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * BaseException: what every exception has.
 *
 * <pre>
 * | PyGC_Head (16) | ob_refcnt | ob_type | dict | args | notes | traceback | context | cause | suppress_context | fields of derived types
 * </pre>
 *
 * {@code args} is a tuple; the other references may be NULL. Derived types with fields of their own add them with {@link #clearFields},
 * {@link #deallocWith} and {@link #traverseWith}: the fields are one range of references.
 */
@BuiltinType(value = "PyExc_BaseException", doc = "Common base class for all exceptions")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@Member(name = "__suppress_context__", type = Constants.T_BOOL, offset = PyBaseExceptionObject.suppress_context)
public final class BaseExceptionType {
    private BaseExceptionType() {}

    static long args(long self) {
        return Memory.getLong(self + PyBaseExceptionObject.args);
    }

    /** Borrows {@code args}. */
    static void setArgs(long self, long args) {
        References.setRef(self + PyBaseExceptionObject.args, References.newRef(args));
    }

    static String typeName(long self) {
        return TypeLookup.fullNameOf(self);
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long self = Allocation.instance(type, 0);
        Memory.putLong(self + PyBaseExceptionObject.args, args == NULL ? TupleType.empty() : References.newRef(args));
        return self;
    }

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        Arguments.noKeywords(typeName(self), kwargs);
        setArgs(self, args);
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        deallocWith(self, Exceptions.BaseException, 0, 0);
    }

    /** {@code tp_dealloc} of {@code owner}, which adds {@code count} references from offset {@code fields} on. */
    static void deallocWith(long self, long owner, long fields, int count) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, owner, object -> {
            clearFields(object, fields, count);
            clear(object);
            Allocation.freeInstance(object);
        });
    }

    static void clearFields(long self, long fields, int count) {
        for (int i = 0; i < count; i++) References.clear(self + fields + 8L * i);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        References.clear(self + PyBaseExceptionObject.dict);
        References.clear(self + PyBaseExceptionObject.args);
        References.clear(self + PyBaseExceptionObject.notes);
        References.clear(self + PyBaseExceptionObject.traceback);
        References.clear(self + PyBaseExceptionObject.cause);
        References.clear(self + PyBaseExceptionObject.context);
        return 0;
    }

    static int clearWith(long self, long fields, int count) {
        clearFields(self, fields, count);
        return clear(self);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Traversal.visitAll(self + PyBaseExceptionObject.dict, 6, visit, argument);
    }

    static int traverseWith(long self, long fields, int count, long visit, long argument) {
        int stop = Traversal.visitAll(self + fields, count, visit, argument);
        return stop != 0 ? stop : traverse(self, visit, argument);
    }

    @Slot("tp_str")
    public static long str(long self) {
        long args = args(self);
        if (args == NULL || TupleType.size(args) == 0) return Strings.of("");
        return TupleType.size(args) == 1 ? Objects.str(TupleType.get(args, 0)) : Objects.str(args);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        String name = TypeLookup.nameOf(self);
        long args = args(self);
        if (TupleType.size(args) == 1) return Strings.of(name + "(" + Objects.reprString(TupleType.get(args, 0)) + ")");
        return Strings.of(name + Objects.reprString(args));
    }

    @Method(value = "__reduce__")
    public static long reduce(long self) {
        long type = References.type(self);
        long args = args(self);
        long dict = Memory.getLong(self + PyBaseExceptionObject.dict);
        return dict == NULL ? TupleType.of(type, args) : TupleType.of(type, args, dict);
    }

    @Method("__setstate__")
    public static long setState(long self, long state) {
        if (state == Singletons.NONE) return Singletons.none();
        if (!TypeLookup.hasFlag(References.type(state), Constants.Py_TPFLAGS_DICT_SUBCLASS)) {
            throw PyError.typeError("state is not a dictionary");
        }
        long[] entry = new long[2];
        for (long at = DictType.next(state, 0, entry); at >= 0; at = DictType.next(state, at, entry)) {
            long name = References.newRef(entry[0]);
            long value = References.newRef(entry[1]);
            try {
                Objects.setAttr(self, name, value);
            } finally {
                References.decref(name);
                References.decref(value);
            }
        }
        return Singletons.none();
    }

    @Method(value = "with_traceback", doc = "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.")
    public static long withTraceback(long self, long traceback) {
        setTraceback(self, traceback);
        return References.newRef(self);
    }

    @Method(value = "add_note", doc = "Exception.add_note(note) --\n    add a note to the exception")
    public static long addNote(long self, long note) {
        if (!TypeLookup.hasFlag(References.type(note), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError("note must be a str, not '" + TypeLookup.fullNameOf(note) + "'");
        }
        long notes = Objects.lookupAttr(self, "__notes__");
        if (notes == NULL) {
            notes = ListType.make(0);
            try {
                Objects.setAttr(self, "__notes__", notes);
            } catch (Throwable failure) {
                References.decref(notes);
                throw failure;
            }
        }
        try {
            if (!ListType.isInstance(notes)) throw PyError.typeError("Cannot add note: __notes__ is not a list");
            ListType.append(notes, note);
        } finally {
            References.decref(notes);
        }
        return Singletons.none();
    }

    @Getter("__dict__")
    public static long dict(long self) {
        long field = self + PyBaseExceptionObject.dict;
        if (Memory.getLong(field) == NULL) Memory.putLong(field, DictType.make());
        return References.newRef(Memory.getLong(field));
    }

    @Setter("__dict__")
    public static int setDict(long self, long value) {
        if (value == NULL) throw PyError.typeError("cannot delete __dict__");
        if (!TypeLookup.hasFlag(References.type(value), Constants.Py_TPFLAGS_DICT_SUBCLASS)) {
            throw PyError.typeError("__dict__ must be set to a dictionary, not a '" + TypeLookup.fullNameOf(value) + "'");
        }
        References.setRef(self + PyBaseExceptionObject.dict, References.newRef(value));
        return 0;
    }

    @Getter("args")
    public static long getArgs(long self) {
        long args = args(self);
        return args == NULL ? Singletons.none() : References.newRef(args);
    }

    @Setter("args")
    public static int setArgsAttribute(long self, long value) {
        if (value == NULL) throw PyError.typeError("args may not be deleted");
        References.setRef(self + PyBaseExceptionObject.args, Sequences.tuple(value));
        return 0;
    }

    private static long orNone(long value) {
        return value == NULL ? Singletons.none() : References.newRef(value);
    }

    @Getter("__traceback__")
    public static long getTraceback(long self) {
        return orNone(ExceptionType.traceback(self));
    }

    @Setter("__traceback__")
    public static int setTraceback(long self, long value) {
        if (value == NULL) throw PyError.typeError("__traceback__ may not be deleted");
        if (value != Singletons.NONE && References.type(value) != BuiltinTypes.TRACE_BACK) {
            throw PyError.typeError("__traceback__ must be a traceback or None");
        }
        ExceptionType.setTraceback(self, value == Singletons.NONE ? NULL : value);
        return 0;
    }

    @Getter("__context__")
    public static long getContext(long self) {
        return orNone(ExceptionType.context(self));
    }

    @Setter("__context__")
    public static int setContext(long self, long value) {
        ExceptionType.setContext(self, References.xnewRef(exceptionOrNone(value, "__context__", "exception context")));
        return 0;
    }

    @Getter("__cause__")
    public static long getCause(long self) {
        return orNone(Memory.getLong(self + PyBaseExceptionObject.cause));
    }

    @Setter("__cause__")
    public static int setCause(long self, long value) {
        ExceptionType.setCause(self, References.xnewRef(exceptionOrNone(value, "__cause__", "exception cause")));
        return 0;
    }

    private static long exceptionOrNone(long value, String attribute, String what) {
        if (value == NULL) throw PyError.typeError(attribute + " may not be deleted");
        if (value == Singletons.NONE) return NULL;
        if (!ExceptionType.isInstance(value)) throw PyError.typeError(what + " must be None or derive from BaseException");
        return value;
    }
}
