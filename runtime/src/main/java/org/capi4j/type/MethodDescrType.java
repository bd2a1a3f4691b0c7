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
import org.capi4j.layout.PyDescrObject;
import org.capi4j.layout.PyMethodDescrObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** method_descriptor: {@code list.append}. */
@BuiltinType("PyMethodDescr_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_call", function = "PyVectorcall_Call")
@Member(name = "__objclass__", type = Constants.T_OBJECT, offset = PyDescrObject.d_type, flags = Constants.READONLY)
@Member(name = "__name__", type = Constants.T_OBJECT, offset = PyDescrObject.d_name, flags = Constants.READONLY)
public final class MethodDescrType {
    private MethodDescrType() {}

    /** The vectorcall function for a calling convention: one each, so that C code of the shim can stand in for the commonest. */
    static long vectorcall(int convention) {
        return switch (convention) {
            case Constants.METH_NOARGS -> Shim.symbol("c4j_MethodDescrType_vectorcallNoArgs");
            case Constants.METH_O -> Shim.symbol("c4j_MethodDescrType_vectorcallO");
            case Constants.METH_FASTCALL -> Shim.symbol("c4j_MethodDescrType_vectorcallFast");
            case Constants.METH_VARARGS -> Shim.symbol("c4j_MethodDescrType_vectorcallVarargs");
            default -> Shim.symbol("c4j_MethodDescrType_vectorcallOther");
        };
    }

    @Function
    public static long vectorcallNoArgs(long self, long args, long nargsf, long kwnames) {
        return call(self, args, nargsf, kwnames);
    }

    @Function
    public static long vectorcallO(long self, long args, long nargsf, long kwnames) {
        return call(self, args, nargsf, kwnames);
    }

    @Function
    public static long vectorcallFast(long self, long args, long nargsf, long kwnames) {
        return call(self, args, nargsf, kwnames);
    }

    @Function
    public static long vectorcallVarargs(long self, long args, long nargsf, long kwnames) {
        return call(self, args, nargsf, kwnames);
    }

    @Function
    public static long vectorcallOther(long self, long args, long nargsf, long kwnames) {
        return call(self, args, nargsf, kwnames);
    }

    /** The first argument is the object. */
    private static long call(long descriptor, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        if (nargs < 1) throw PyError.typeError("unbound method " + FunctionName.of(descriptor) + " needs an argument");
        long object = Memory.getLong(args);
        Descriptors.checkInstance(descriptor, object);
        long def = Memory.getLong(descriptor + PyMethodDescrObject.d_method);
        return MethodCall.fast(descriptor, def, object, Descriptors.type(descriptor), args + 8, nargs - 1, kwnames);
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL) return References.newRef(self);
        Descriptors.checkInstance(self, object);
        long def = Memory.getLong(self + PyMethodDescrObject.d_method);
        boolean takesClass = (MethodCall.convention(def) & Constants.METH_METHOD) != 0;
        return CFunctionType.make(def, object, NULL, takesClass ? Descriptors.type(self) : NULL);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Descriptors.dealloc(self);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Descriptors.traverse(self, visit, argument);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Descriptors.repr("method", self);
    }

    @Getter("__qualname__")
    public static long qualname(long self) {
        return Descriptors.qualname(self);
    }

    @Getter("__doc__")
    public static long doc(long self) {
        return MethodCall.doc(Memory.getLong(self + PyMethodDescrObject.d_method));
    }

    @Getter("__text_signature__")
    public static long signature(long self) {
        return MethodCall.signature(Memory.getLong(self + PyMethodDescrObject.d_method));
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        return Descriptors.reduce(self);
    }
}
