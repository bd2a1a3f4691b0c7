package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyDescrObject;
import org.capi4j.layout.PyGetSetDef;
import org.capi4j.layout.PyGetSetDescrObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** getset_descriptor: an attribute that C functions get and set. */
@BuiltinType("PyGetSetDescr_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "__objclass__", type = Constants.T_OBJECT, offset = PyDescrObject.d_type, flags = Constants.READONLY)
@Member(name = "__name__", type = Constants.T_OBJECT, offset = PyDescrObject.d_name, flags = Constants.READONLY)
public final class GetSetDescrType {
    private GetSetDescrType() {}

    private static long def(long self) {
        return Memory.getLong(self + PyGetSetDescrObject.d_getset);
    }

    private static PyError refused(long self, String what) {
        return PyError.attributeError("attribute '" + Descriptors.name(self) + "' of '"
                + TypeLookup.fullName(Descriptors.type(self)) + "' objects is not " + what);
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL) return References.newRef(self);
        Descriptors.checkInstance(self, object);
        long function = Memory.getLong(def(self) + PyGetSetDef.get);
        if (function == NULL) throw refused(self, "readable");
        return FunctionCall.object(function, object, Memory.getLong(def(self) + PyGetSetDef.closure));
    }

    @Slot("tp_descr_set")
    public static void set(long self, long object, long value) {
        Descriptors.checkInstance(self, object);
        long function = Memory.getLong(def(self) + PyGetSetDef.set);
        if (function == NULL) throw refused(self, "writable");
        FunctionCall.setting(function, object, value, Memory.getLong(def(self) + PyGetSetDef.closure));
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
        return Descriptors.repr("attribute", self);
    }

    @Getter("__qualname__")
    public static long qualname(long self) {
        return Descriptors.qualname(self);
    }

    @Getter("__doc__")
    public static long doc(long self) {
        return MethodCall.strOrNone(Memory.getString(Memory.getLong(def(self) + PyGetSetDef.doc)));
    }
}
