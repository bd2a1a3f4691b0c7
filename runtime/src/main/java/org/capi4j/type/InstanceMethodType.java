package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyInstanceMethodObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** instancemethod: makes any callable bind to instances as a Python function does; only C code can make one. */
@BuiltinType(value = "PyInstanceMethod_Type", references = 1, clears = false)
@Member(name = "__func__", type = Constants.T_OBJECT, offset = PyInstanceMethodObject.func, flags = Constants.READONLY, doc = "the function (or other callable) implementing a method")
public final class InstanceMethodType {
    private InstanceMethodType() {}

    /** PyInstanceMethod_New. */
    public static long make(long function) {
        long method = Allocation.genericAlloc(BuiltinTypes.INSTANCE_METHOD, 0);
        Memory.putLong(method + PyInstanceMethodObject.func, References.newRef(function));
        return method;
    }

    /** Borrowed. */
    public static long function(long method) {
        return Memory.getLong(method + PyInstanceMethodObject.func);
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        Arguments.noKeywords("instancemethod", kwargs);
        Arguments.checkPositional("instancemethod", TupleType.size(args), 1, 1);
        if (!Objects.isCallable(TupleType.get(args, 0))) throw PyError.typeError("first argument must be callable");
        return make(TupleType.get(args, 0));
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        return Calls.call(function(self), args, kwargs);
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        return object == NULL ? References.newRef(function(self)) : MethodType.make(function(self), object);
    }

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
        long name = Objects.lookupAttr(function(self), "__name__");
        String text = name != NULL && Objects.isStr(name) ? Strings.toJava(name) : "?";
        References.xdecref(name);
        return Strings.of("<instancemethod " + text + " at 0x" + Long.toHexString(self) + ">");
    }

    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        boolean both = References.type(self) == BuiltinTypes.INSTANCE_METHOD && References.type(other) == BuiltinTypes.INSTANCE_METHOD;
        if (!equality || !both) return Singletons.notImplemented();
        return BoolType.of(Objects.equal(function(self), function(other)) == (op == Constants.Py_EQ));
    }

    @Getter("__doc__")
    public static long doc(long self) {
        return Objects.getAttr(function(self), "__doc__");
    }
}
