package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyDescrObject;
import org.capi4j.layout.PyWrapperDescrObject;
import org.capi4j.layout.wrapperbase;
import org.capi4j.memory.Memory;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** wrapper_descriptor ("slot wrapper"): {@code int.__add__}. */
@BuiltinType("PyWrapperDescr_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "__objclass__", type = Constants.T_OBJECT, offset = PyDescrObject.d_type, flags = Constants.READONLY)
@Member(name = "__name__", type = Constants.T_OBJECT, offset = PyDescrObject.d_name, flags = Constants.READONLY)
public final class WrapperDescrType {
    private static final int KEYWORDS = 1;

    private WrapperDescrType() {}

    static long base(long descriptor) {
        return Memory.getLong(descriptor + PyWrapperDescrObject.d_base);
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        long count = TupleType.size(args);
        String type = TypeLookup.fullName(Descriptors.type(self));
        if (count < 1) {
            throw PyError.typeError("descriptor '" + Descriptors.name(self) + "' of '" + type + "' object needs an argument");
        }
        long object = TupleType.get(args, 0);
        if (!TypeTests.realIsSubclass(References.type(object), Descriptors.type(self))) {
            throw PyError.typeError("descriptor '" + Descriptors.name(self) + "' requires a '" + type + "' object but received a '"
                    + TypeLookup.fullNameOf(object) + "'");
        }
        long rest = Calls.tuple(TupleType.items(args) + 8, count - 1);
        try {
            return callWith(self, object, rest, kwargs);
        } finally {
            References.decref(rest);
        }
    }

    /** Calls the wrapper function with an object that is known to fit. */
    static long callWith(long descriptor, long object, long args, long kwargs) {
        long base = base(descriptor);
        long wrapper = Memory.getLong(base + wrapperbase.wrapper);
        long wrapped = Memory.getLong(descriptor + PyWrapperDescrObject.d_wrapped);
        if ((Memory.getInt(base + wrapperbase.flags) & KEYWORDS) != 0) {
            return FunctionCall.object(wrapper, object, args, wrapped, kwargs);
        }
        if (kwargs != NULL && DictType.size(kwargs) > 0) {
            throw PyError.typeError("wrapper " + Descriptors.name(descriptor) + "() takes no keyword arguments");
        }
        return FunctionCall.object(wrapper, object, args, wrapped);
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL) return References.newRef(self);
        Descriptors.checkInstance(self, object);
        return MethodWrapperType.make(self, object);
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
        return Descriptors.repr("slot wrapper", self);
    }

    @Getter("__qualname__")
    public static long qualname(long self) {
        return Descriptors.qualname(self);
    }

    @Getter("__doc__")
    public static long doc(long self) {
        return docOf(self);
    }

    static long docOf(long descriptor) {
        return MethodCall.strOrNone(DocString.text(Descriptors.name(descriptor), rawDoc(descriptor)));
    }

    static long signatureOf(long descriptor) {
        return MethodCall.strOrNone(DocString.signature(Descriptors.name(descriptor), rawDoc(descriptor)));
    }

    private static String rawDoc(long descriptor) {
        return Memory.getString(Memory.getLong(base(descriptor) + wrapperbase.doc));
    }

    @Getter("__text_signature__")
    public static long signature(long self) {
        return signatureOf(self);
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        return Descriptors.reduce(self);
    }
}
