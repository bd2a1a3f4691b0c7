package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.Function;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * The wrapper functions behind {@code int.__add__} and its like: {@code wrapper(self, args, wrapped)} checks the argument tuple and calls
 * the slot {@code wrapped}. {@code call} and {@code init} take the keyword arguments as a fourth parameter.
 */
public final class SlotWrappers {
    private SlotWrappers() {}

    /** One positional argument, borrowed. */
    private static long one(long args) {
        expect(args, 1);
        return TupleType.get(args, 0);
    }

    private static void expect(long args, long count) {
        long given = TupleType.size(args);
        if (given != count) {
            throw PyError.typeError("expected " + count + " argument" + (count == 1 ? "" : "s") + ", got " + given);
        }
    }

    /** As {@code PyArg_UnpackTuple} with an empty function name says it. */
    private static void expectTwo(long args) {
        long given = TupleType.size(args);
        if (given != 2) throw PyError.typeError(" expected 2 arguments, got " + given);
    }

    private static long done(int result) {
        return Singletons.none();
    }

    @Function
    public static long unary(long self, long args, long wrapped) {
        expect(args, 0);
        return FunctionCall.object(wrapped, self);
    }

    @Function
    public static long binary(long self, long args, long wrapped) {
        return FunctionCall.object(wrapped, self, one(args));
    }

    @Function
    public static long binaryLeft(long self, long args, long wrapped) {
        return FunctionCall.object(wrapped, self, one(args));
    }

    @Function
    public static long binaryRight(long self, long args, long wrapped) {
        return FunctionCall.object(wrapped, one(args), self);
    }

    private static long modulus(long args) {
        long given = TupleType.size(args);
        if (given < 1) throw PyError.typeError(" expected at least 1 argument, got " + given);
        if (given > 2) throw PyError.typeError(" expected at most 2 arguments, got " + given);
        return given == 2 ? TupleType.get(args, 1) : Singletons.NONE;
    }

    @Function
    public static long ternary(long self, long args, long wrapped) {
        long modulus = modulus(args);
        return FunctionCall.object(wrapped, self, TupleType.get(args, 0), modulus);
    }

    @Function
    public static long ternaryRight(long self, long args, long wrapped) {
        long modulus = modulus(args);
        return FunctionCall.object(wrapped, TupleType.get(args, 0), self, modulus);
    }

    @Function
    public static long inplacePower(long self, long args, long wrapped) {
        return FunctionCall.object(wrapped, self, one(args), Singletons.NONE);
    }

    @Function
    public static long hash(long self, long args, long wrapped) {
        expect(args, 0);
        return LongType.of(FunctionCall.size(wrapped, self));
    }

    @Function
    public static long length(long self, long args, long wrapped) {
        expect(args, 0);
        return LongType.of(FunctionCall.size(wrapped, self));
    }

    @Function
    public static long inquiry(long self, long args, long wrapped) {
        expect(args, 0);
        return BoolType.of(FunctionCall.integer(wrapped, self) != 0);
    }

    @Function
    public static long call(long self, long args, long wrapped, long kwargs) {
        return FunctionCall.object(wrapped, self, args, kwargs);
    }

    @Function
    public static long init(long self, long args, long wrapped, long kwargs) {
        return done(FunctionCall.integer(wrapped, self, args, kwargs));
    }

    @Function
    public static long delete(long self, long args, long wrapped) {
        expect(args, 0);
        FunctionCall.run(wrapped, self);
        ErrorIndicator.throwIfSet();
        return Singletons.none();
    }

    @Function
    public static long next(long self, long args, long wrapped) {
        expect(args, 0);
        long item = FunctionCall.objectOrNull(wrapped, self);
        if (item == NULL) throw PyError.of(Exceptions.StopIteration, null);
        return item;
    }

    private static long compare(long self, long args, long wrapped, int op) {
        return FunctionCall.object(wrapped, self, one(args), op);
    }

    @Function
    public static long lt(long self, long args, long wrapped) {
        return compare(self, args, wrapped, Constants.Py_LT);
    }

    @Function
    public static long le(long self, long args, long wrapped) {
        return compare(self, args, wrapped, Constants.Py_LE);
    }

    @Function
    public static long eq(long self, long args, long wrapped) {
        return compare(self, args, wrapped, Constants.Py_EQ);
    }

    @Function
    public static long ne(long self, long args, long wrapped) {
        return compare(self, args, wrapped, Constants.Py_NE);
    }

    @Function
    public static long gt(long self, long args, long wrapped) {
        return compare(self, args, wrapped, Constants.Py_GT);
    }

    @Function
    public static long ge(long self, long args, long wrapped) {
        return compare(self, args, wrapped, Constants.Py_GE);
    }

    /**
     * Refuses {@code object.__setattr__(str, ...)} and the like: a call that jumps over a setter written in C, which protects the
     * object's invariants, between the type that defines the object's setter and the one that {@code wrapped} belongs to.
     */
    private static void checkNotCarlo(long self, long wrapped, String what) {
        long classLevel = SlotFunctions.setAttrFunction();
        for (long type = definer(References.type(self), classLevel); type != NULL; type = TypeLookup.base(type)) {
            long function = setter(type);
            if (function == wrapped) return;
            if (function != classLevel) {
                throw PyError.typeError("can't apply this " + what + " to " + TypeLookup.fullNameOf(self) + " object");
            }
        }
    }

    private static long setter(long type) {
        return Memory.getLong(type + PyTypeObject.tp_setattro);
    }

    /** The most basic type in the MRO that has the same setter as {@code type}, unless that is a class-level one. */
    private static long definer(long type, long classLevel) {
        long mro = TypeLookup.mro(type);
        long own = setter(type);
        if (mro == NULL || own == classLevel) return type;
        for (long i = TupleType.size(mro) - 1; i >= 0; i--) {
            if (setter(TupleType.get(mro, i)) == own) return TupleType.get(mro, i);
        }
        return type;
    }

    @Function
    public static long setAttr(long self, long args, long wrapped) {
        expectTwo(args);
        checkNotCarlo(self, wrapped, "__setattr__");
        return done(FunctionCall.integer(wrapped, self, TupleType.get(args, 0), TupleType.get(args, 1)));
    }

    @Function
    public static long delAttr(long self, long args, long wrapped) {
        long name = one(args);
        checkNotCarlo(self, wrapped, "__delattr__");
        return done(FunctionCall.integer(wrapped, self, name, NULL));
    }

    @Function
    public static long descrGet(long self, long args, long wrapped) {
        long given = TupleType.size(args);
        if (given < 1) throw PyError.typeError(" expected at least 1 argument, got " + given);
        if (given > 2) throw PyError.typeError(" expected at most 2 arguments, got " + given);
        long instance = noneAsNull(TupleType.get(args, 0));
        long owner = given == 2 ? noneAsNull(TupleType.get(args, 1)) : NULL;
        if (instance == NULL && owner == NULL) throw PyError.typeError("__get__(None, None) is invalid");
        return FunctionCall.object(wrapped, self, instance, owner);
    }

    private static long noneAsNull(long object) {
        return object == Singletons.NONE ? NULL : object;
    }

    @Function
    public static long descrSet(long self, long args, long wrapped) {
        expectTwo(args);
        return done(FunctionCall.integer(wrapped, self, TupleType.get(args, 0), TupleType.get(args, 1)));
    }

    @Function
    public static long descrDelete(long self, long args, long wrapped) {
        return done(FunctionCall.integer(wrapped, self, one(args), NULL));
    }

    @Function
    public static long setItem(long self, long args, long wrapped) {
        expectTwo(args);
        return done(FunctionCall.integer(wrapped, self, TupleType.get(args, 0), TupleType.get(args, 1)));
    }

    @Function
    public static long delItem(long self, long args, long wrapped) {
        return done(FunctionCall.integer(wrapped, self, one(args), NULL));
    }

    @Function
    public static long contains(long self, long args, long wrapped) {
        return BoolType.of(FunctionCall.integer(wrapped, self, one(args)) != 0);
    }

    @Function
    public static long index(long self, long args, long wrapped) {
        long given = TupleType.size(args);
        if (given != 1) throw PyError.typeError(" expected 1 argument, got " + given);
        return FunctionCall.object(wrapped, self, Numbers.asSsize(TupleType.get(args, 0), Exceptions.OverflowError));
    }

    /** An index as a sequence slot takes it: a negative one counts from the end. */
    private static long sequenceIndex(long self, long argument) {
        long index = Numbers.asSsize(argument, Exceptions.OverflowError);
        if (index >= 0) return index;
        long table = TypeLookup.slotOf(self, PyTypeObject.tp_as_sequence);
        long length = table == NULL ? NULL : Memory.getLong(table + org.capi4j.layout.PySequenceMethods.sq_length);
        return length == NULL ? index : index + FunctionCall.length(length, self);
    }

    @Function
    public static long sequenceItem(long self, long args, long wrapped) {
        return FunctionCall.object(wrapped, self, sequenceIndex(self, one(args)));
    }

    @Function
    public static long sequenceSetItem(long self, long args, long wrapped) {
        expectTwo(args);
        long index = sequenceIndex(self, TupleType.get(args, 0));
        return done(FunctionCall.integer(wrapped, self, index, TupleType.get(args, 1)));
    }

    @Function
    public static long sequenceDelItem(long self, long args, long wrapped) {
        return done(FunctionCall.integer(wrapped, self, sequenceIndex(self, one(args)), NULL));
    }
}
