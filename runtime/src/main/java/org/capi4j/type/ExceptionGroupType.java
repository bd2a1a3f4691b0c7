package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Kind;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyBaseExceptionGroupObject;
import org.capi4j.layout.PyBaseExceptionObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * BaseExceptionGroup: a message and a tuple of exceptions. {@code ExceptionGroup} derives from it and from {@code Exception}; having two bases it
 * is a heap type, which every interpreter makes for itself.
 */
@BuiltinType(value = "PyExc_BaseExceptionGroup", doc = "A combination of multiple unrelated exceptions.")
@Member(name = "message", type = Constants.T_OBJECT, offset = PyBaseExceptionGroupObject.msg, flags = Constants.READONLY, doc = "exception message")
@Member(name = "exceptions", type = Constants.T_OBJECT, offset = PyBaseExceptionGroupObject.excs, flags = Constants.READONLY, doc = "nested exceptions")
public final class ExceptionGroupType {
    private static final long FIELDS = PyBaseExceptionGroupObject.msg;
    private static final int COUNT = 2;

    private ExceptionGroupType() {}

    /** The interpreter's own {@code ExceptionGroup}. */
    private record Derived(long type) implements InterpreterState.Ending {
        @Override
        public void end() {
            References.decref(type);
        }

        static Derived make() {
            long bases = TupleType.of(Exceptions.BaseExceptionGroup, Exceptions.Exception);
            long dict = DictType.make();
            long module = Strings.of("builtins");
            try {
                DictType.set(dict, "__module__", module);
                return new Derived(TypeType.newType("ExceptionGroup", bases, dict));
            } finally {
                References.decref(module);
                References.decref(dict);
                References.decref(bases);
            }
        }
    }

    /** The type {@code ExceptionGroup} of the current interpreter: borrowed. */
    public static long exceptionGroup() {
        return InterpreterState.current().attached(Derived.class, Derived::make).type();
    }

    private static long message(long self) {
        return Memory.getLong(self + PyBaseExceptionGroupObject.msg);
    }

    static long exceptions(long self) {
        return Memory.getLong(self + PyBaseExceptionGroupObject.excs);
    }

    public static boolean isGroup(long object) {
        return TypeLookup.isInstance(object, Exceptions.BaseExceptionGroup);
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long size = TupleType.size(args);
        if (size != 2) throw PyError.typeError("BaseExceptionGroup.__new__() takes exactly 2 arguments (" + size + " given)");
        long message = TupleType.get(args, 0);
        if (!UnicodeErrors.isStr(message)) {
            String found = message == Singletons.NONE ? "None" : TypeLookup.fullNameOf(message);
            throw PyError.typeError("BaseExceptionGroup.__new__() argument 1 must be str, not " + found);
        }
        long exceptions = exceptionsOf(TupleType.get(args, 1));
        try {
            long self = BaseExceptionType.create(typeFor(type, exceptions), args, NULL);
            Memory.putLong(self + PyBaseExceptionGroupObject.msg, References.newRef(message));
            Memory.putLong(self + PyBaseExceptionGroupObject.excs, References.newRef(exceptions));
            return self;
        } finally {
            References.decref(exceptions);
        }
    }

    /** A new tuple of the sequence's items, all of which are exceptions. */
    private static long exceptionsOf(long sequence) {
        if (!Sequences.check(sequence)) throw PyError.typeError("second argument (exceptions) must be a sequence");
        long tuple = Sequences.tuple(sequence);
        try {
            if (TupleType.size(tuple) == 0) throw PyError.valueError("second argument (exceptions) must be a non-empty sequence");
            for (long i = 0; i < TupleType.size(tuple); i++) {
                if (!ExceptionType.isInstance(TupleType.get(tuple, i))) {
                    throw PyError.valueError("Item " + i + " of second argument (exceptions) is not an exception");
                }
            }
            return tuple;
        } catch (PyError error) {
            References.decref(tuple);
            throw error;
        }
    }

    /** {@code BaseExceptionGroup} of nothing but Exceptions is an {@code ExceptionGroup}; that may hold nothing else. */
    private static long typeFor(long type, long exceptions) {
        boolean onlyExceptions = true;
        for (long i = 0; i < TupleType.size(exceptions); i++) {
            onlyExceptions &= TypeLookup.isInstance(TupleType.get(exceptions, i), Exceptions.Exception);
        }
        if (type == Exceptions.BaseExceptionGroup) return onlyExceptions ? exceptionGroup() : type;
        if (onlyExceptions || !TypeLookup.isSubtype(type, Exceptions.Exception)) return type;
        String name = type == exceptionGroup() ? "an ExceptionGroup" : "'" + TypeLookup.fullName(type) + "'";
        throw PyError.typeError("Cannot nest BaseExceptions in " + name);
    }

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        return BaseExceptionType.init(self, args, kwargs);
    }

    @Slot("tp_str")
    public static long str(long self) {
        long count = TupleType.size(exceptions(self));
        return Strings.of(Objects.strString(message(self)) + " (" + count + " sub-exception" + (count > 1 ? "s" : "") + ")");
    }

    @Method(value = "derive", call = Call.VARARGS)
    public static long derive(long self, long arguments) {
        if (TupleType.size(arguments) != 1) throw PyError.typeError("function takes exactly 1 argument (" + TupleType.size(arguments) + " given)");
        long exceptions = TupleType.get(arguments, 0);
        long args = TupleType.of(message(self), exceptions);
        try {
            return Calls.call(Exceptions.BaseExceptionGroup, args, NULL);
        } finally {
            References.decref(args);
        }
    }

    @Method(value = "split", call = Call.VARARGS)
    public static long split(long self, long args) {
        Arguments.checkPositional("split", TupleType.size(args), 1, 1);
        long condition = TupleType.get(args, 0);
        requireCondition(condition);
        long[] parts = parts(self, condition, true);
        return TupleType.steal(orNone(parts[0]), orNone(parts[1]));
    }

    @Method(value = "subgroup", call = Call.VARARGS)
    public static long subgroup(long self, long args) {
        Arguments.checkPositional("subgroup", TupleType.size(args), 1, 1);
        long condition = TupleType.get(args, 0);
        requireCondition(condition);
        return orNone(parts(self, condition, false)[0]);
    }

    private static long orNone(long object) {
        return object == NULL ? Singletons.none() : object;
    }

    private static void requireCondition(long condition) {
        if (References.type(condition) == BuiltinTypes.FUNCTION || ExceptionType.isClass(condition)) return;
        boolean types = TupleType.isExact(condition);
        for (long i = 0; types && i < TupleType.size(condition); i++) types = ExceptionType.isClass(TupleType.get(condition, i));
        if (!types) throw PyError.typeError("expected a function, exception type or tuple of exception types");
    }

    private static boolean matches(long exception, long condition) {
        if (References.type(condition) != BuiltinTypes.FUNCTION) return ExceptionType.matches(exception, condition);
        long result = Calls.callOneArg(condition, exception);
        try {
            return Objects.isTrue(result);
        } finally {
            References.decref(result);
        }
    }

    /** New references to what matches and what doesn't, of the same nesting; NULL for nothing. The latter only where it is wanted. */
    private static long[] parts(long exception, long condition, boolean rest) {
        if (matches(exception, condition)) return new long[] {References.newRef(exception), NULL};
        if (!isGroup(exception)) return new long[] {NULL, rest ? References.newRef(exception) : NULL};
        long matching = ListType.make(0);
        long others = NULL;
        try {
            others = ListType.make(0);
            long exceptions = exceptions(exception);
            for (long i = 0; i < TupleType.size(exceptions); i++) {
                collect(parts(TupleType.get(exceptions, i), condition, rest), matching, others);
            }
            return subsets(exception, matching, others);
        } finally {
            References.decref(matching);
            References.xdecref(others);
        }
    }

    /** Puts what there is of the two parts into the lists; the references are stolen, also when there is no memory. */
    private static void collect(long[] parts, long matching, long others) {
        try {
            if (parts[0] != NULL) ListType.appendSteal(matching, parts[0]);
        } catch (PyError error) {
            References.xdecref(parts[1]);
            throw error;
        }
        if (parts[1] != NULL) ListType.appendSteal(others, parts[1]);
    }

    private static long[] subsets(long group, long matching, long others) {
        long match = subset(group, matching);
        try {
            return new long[] {match, subset(group, others)};
        } catch (PyError error) {
            References.xdecref(match);
            throw error;
        }
    }

    /** A group like {@code group} of the exceptions in the list, or NULL when there are none. */
    private static long subset(long group, long exceptions) {
        if (ListType.size(exceptions) == 0) return NULL;
        long derived = Calls.callMethod(group, "derive", exceptions);
        if (!isGroup(derived)) {
            References.decref(derived);
            throw PyError.typeError("derive must return an instance of BaseExceptionGroup");
        }
        ExceptionType.setTraceback(derived, ExceptionType.traceback(group));
        ExceptionType.setContext(derived, References.xnewRef(ExceptionType.context(group)));
        ExceptionType.setCause(derived, References.xnewRef(Memory.getLong(group + PyBaseExceptionObject.cause)));
        try {
            copyNotes(group, derived);
            return derived;
        } catch (PyError error) {
            References.decref(derived);
            throw error;
        }
    }

    private static void copyNotes(long group, long derived) {
        long notes = Objects.lookupAttr(group, "__notes__");
        if (notes == NULL) return;
        try {
            if (!Sequences.check(notes)) return;
            long copy = Sequences.list(notes);
            try {
                Objects.setAttr(derived, "__notes__", copy);
            } finally {
                References.decref(copy);
            }
        } finally {
            References.decref(notes);
        }
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS, doc = "See PEP 585")
    public static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        BaseExceptionType.deallocWith(self, Exceptions.BaseExceptionGroup, FIELDS, COUNT);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        return BaseExceptionType.clearWith(self, FIELDS, COUNT);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return BaseExceptionType.traverseWith(self, FIELDS, COUNT, visit, argument);
    }
}
