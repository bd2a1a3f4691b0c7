package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyDescrObject;
import org.capi4j.layout.PyMethodDescrObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** classmethod_descriptor: {@code dict.__dict__["fromkeys"]}. */
@BuiltinType("PyClassMethodDescr_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "__objclass__", type = Constants.T_OBJECT, offset = PyDescrObject.d_type, flags = Constants.READONLY)
@Member(name = "__name__", type = Constants.T_OBJECT, offset = PyDescrObject.d_name, flags = Constants.READONLY)
public final class ClassMethodDescrType {
    private ClassMethodDescrType() {}

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        long count = TupleType.size(args);
        if (count < 1) {
            throw PyError.typeError("descriptor '" + Descriptors.name(self) + "' of '"
                    + TypeLookup.fullName(Descriptors.type(self)) + "' object needs an argument");
        }
        long bound = get(self, NULL, TupleType.get(args, 0));
        long rest = NULL;
        try {
            rest = Calls.tuple(TupleType.items(args) + 8, count - 1);
            return Calls.call(bound, rest, kwargs);
        } finally {
            References.decref(bound);
            References.xdecref(rest);
        }
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (type == NULL) {
            if (object == NULL) {
                throw PyError.typeError("descriptor '" + Descriptors.name(self) + "' for type '"
                        + TypeLookup.fullName(Descriptors.type(self)) + "' needs either an object or a type");
            }
            type = References.type(object);
        }
        checkClass(self, type);
        long def = Memory.getLong(self + PyMethodDescrObject.d_method);
        boolean takesClass = (MethodCall.convention(def) & Constants.METH_METHOD) != 0;
        return CFunctionType.make(def, type, NULL, takesClass ? Descriptors.type(self) : NULL);
    }

    private static void checkClass(long self, long type) {
        if (!TypeLookup.isType(type)) {
            throw PyError.typeError("descriptor '" + Descriptors.name(self) + "' for type '"
                    + TypeLookup.fullName(Descriptors.type(self)) + "' needs a type, not a '" + TypeLookup.fullNameOf(type)
                    + "' as arg 2");
        }
        if (!TypeLookup.isSubtype(type, Descriptors.type(self))) {
            throw PyError.typeError("descriptor '" + Descriptors.name(self) + "' requires a subtype of '"
                    + TypeLookup.fullName(Descriptors.type(self)) + "' but received '" + TypeLookup.fullName(type) + "'");
        }
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
}
