package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Function;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMethodObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** Bound methods: a function and the object that goes in front of its arguments. */
@BuiltinType(value = "PyMethod_Type", references = 2, clears = false)
@SlotRef(slot = "tp_call", function = "PyVectorcall_Call")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@Member(name = "__func__", type = Constants.T_OBJECT, offset = PyMethodObject.im_func, flags = Constants.READONLY, doc = "the function (or other callable) implementing a method")
@Member(name = "__self__", type = Constants.T_OBJECT, offset = PyMethodObject.im_self, flags = Constants.READONLY, doc = "the instance to which a method is bound")
public final class MethodType {
    private MethodType() {}

    private static final class Functions {
        static final long VECTORCALL = Shim.symbol("c4j_MethodType_vectorcall");
    }

    /** PyMethod_New. */
    public static long make(long function, long self) {
        long method = Allocation.genericAlloc(BuiltinTypes.METHOD, 0);
        Memory.putLong(method + PyMethodObject.im_func, References.newRef(function));
        Memory.putLong(method + PyMethodObject.im_self, References.newRef(self));
        Memory.putLong(method + PyMethodObject.vectorcall, Functions.VECTORCALL);
        return method;
    }

    /** Borrowed. */
    public static long function(long method) {
        return Memory.getLong(method + PyMethodObject.im_func);
    }

    /** Borrowed. */
    public static long self(long method) {
        return Memory.getLong(method + PyMethodObject.im_self);
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        Arguments.noKeywords("method", kwargs);
        Arguments.checkPositional("method", TupleType.size(args), 2, 2);
        long function = TupleType.get(args, 0);
        long self = TupleType.get(args, 1);
        if (!Objects.isCallable(function)) throw PyError.typeError("first argument must be callable");
        if (self == Singletons.NONE) throw PyError.typeError("instance must not be None");
        return make(function, self);
    }

    /** Borrows {@code args[-1]} for self where the caller lets it, else copies the arguments behind it. */
    @Function
    public static long vectorcall(long self, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        if (nargsf < 0) {
            long place = args - 8;
            long saved = Memory.getLong(place);
            Memory.putLong(place, self(self));
            try {
                return Calls.vectorcall(function(self), place, nargs + 1, kwnames);
            } finally {
                Memory.putLong(place, saved);
            }
        }
        long total = nargs + (kwnames == NULL ? 0 : TupleType.size(kwnames));
        long array = Allocation.allocate(8 * (total + 1));
        try {
            Memory.putLong(array, self(self));
            if (total > 0) Memory.copy(args, array + 8, 8 * total);
            return Calls.vectorcall(function(self), array, nargs + 1, kwnames);
        } finally {
            Allocation.free(array);
        }
    }

    /** Attributes of the method type first, then those of the function. */
    @Slot("tp_getattro")
    public static long getAttr(long self, long name) {
        long type = References.type(self);
        long attribute = TypeLookup.lookup(type, name);
        if (attribute == NULL) return Objects.getAttr(function(self), name);
        long getter = Attributes.getter(attribute);
        return getter == NULL ? References.newRef(attribute) : FunctionCall.object(getter, attribute, self, type);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long name = Objects.lookupAttr(function(self), "__qualname__");
        if (name == NULL) name = Objects.lookupAttr(function(self), "__name__");
        String text = name != NULL && Objects.isStr(name) ? Strings.toJava(name) : "?";
        References.xdecref(name);
        return Strings.of("<bound method " + text + " of " + Objects.reprString(self(self)) + ">");
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long hash = ObjectType.pointerHash(self(self)) ^ Objects.hash(function(self));
        return hash == -1 ? -2 : hash;
    }

    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || References.type(self) != BuiltinTypes.METHOD || References.type(other) != BuiltinTypes.METHOD) {
            return Singletons.notImplemented();
        }
        boolean same = self(self) == self(other) && Objects.equal(function(self), function(other));
        return BoolType.of(same == (op == Constants.Py_EQ));
    }

    @Getter("__doc__")
    public static long doc(long self) {
        return Objects.getAttr(function(self), "__doc__");
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long args = TupleType.steal(References.newRef(self(self)), Objects.getAttr(function(self), "__name__"));
        return TupleType.steal(BuiltinFunctions.get("getattr"), args);
    }
}
