package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.Function;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** {@code int.__new__}: a built-in function whose self is the type, which calls {@code tp_new} after checks that it is safe. */
public final class NewWrapper {
    private static final class Definition {
        static final long FUNCTION = Shim.symbol("c4j_NewWrapper_call");
        static final long DEF = make();

        private static long make() {
            long def = Memory.allocateForever(PyMethodDef.SIZEOF);
            Memory.putLong(def + PyMethodDef.ml_name, Memory.stringForever("__new__"));
            Memory.putLong(def + PyMethodDef.ml_meth, FUNCTION);
            Memory.putInt(def + PyMethodDef.ml_flags, Constants.METH_VARARGS | Constants.METH_KEYWORDS);
            Memory.putLong(
                    def + PyMethodDef.ml_doc,
                    Memory.stringForever("__new__($type, *args, **kwargs)\n--\n\n"
                            + "Create and return a new object.  See help(type) for accurate signature."));
            return def;
        }
    }

    private NewWrapper() {}

    static long make(long type) {
        return CFunctionType.make(Definition.DEF, type, NULL, NULL);
    }

    /** Whether {@code object} is a {@code __new__} made here. */
    static boolean isOne(long object) {
        return References.type(object) == org.capi4j.object.BuiltinTypes.C_FUNCTION
                && Memory.getLong(CFunctionType.def(object) + PyMethodDef.ml_meth) == Definition.FUNCTION;
    }

    @Function
    public static long call(long self, long args, long kwargs) {
        if (self == NULL || !TypeLookup.isType(self)) throw PyError.systemError("__new__() called with non-type 'self'");
        String name = TypeLookup.fullName(self);
        long count = TupleType.size(args);
        if (count < 1) throw PyError.typeError(name + ".__new__(): not enough arguments");
        long type = TupleType.get(args, 0);
        check(self, name, type);
        long rest = Calls.tuple(TupleType.items(args) + 8, count - 1);
        try {
            return FunctionCall.object(Memory.getLong(self + PyTypeObject.tp_new), type, rest, kwargs);
        } finally {
            References.decref(rest);
        }
    }

    private static void check(long self, String name, long type) {
        if (!TypeLookup.isType(type)) {
            throw PyError.typeError(name + ".__new__(X): X is not a type object (" + TypeLookup.fullNameOf(type) + ")");
        }
        String typeName = TypeLookup.fullName(type);
        if (!TypeLookup.isSubtype(type, self)) {
            throw PyError.typeError(name + ".__new__(" + typeName + "): " + typeName + " is not a subtype of " + name);
        }
        // The nearest C-defined ancestor's tp_new must be this one's: a more general one would skip its initialisation.
        long solid = type;
        while (solid != NULL && newFunction(solid) == SlotFunctions.newFunction()) solid = TypeLookup.base(solid);
        if (solid != NULL && newFunction(solid) != newFunction(self)) {
            throw PyError.typeError(
                    name + ".__new__(" + typeName + ") is not safe, use " + TypeLookup.fullName(solid) + ".__new__()");
        }
    }

    private static long newFunction(long type) {
        return Memory.getLong(type + PyTypeObject.tp_new);
    }
}
