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
import org.capi4j.layout.PyMemberDef;
import org.capi4j.layout.PyMemberDescrObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;

/** member_descriptor: an attribute that is a field of the object's struct, and a name in {@code __slots__}. */
@BuiltinType("PyMemberDescr_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "__objclass__", type = Constants.T_OBJECT, offset = PyDescrObject.d_type, flags = Constants.READONLY)
@Member(name = "__name__", type = Constants.T_OBJECT, offset = PyDescrObject.d_name, flags = Constants.READONLY)
public final class MemberDescrType {
    private MemberDescrType() {}

    private static long member(long self) {
        return Memory.getLong(self + PyMemberDescrObject.d_member);
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL) return References.newRef(self);
        Descriptors.checkInstance(self, object);
        return Members.get(object, member(self));
    }

    @Slot("tp_descr_set")
    public static void set(long self, long object, long value) {
        Descriptors.checkInstance(self, object);
        Members.set(object, member(self), value);
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
        return Descriptors.repr("member", self);
    }

    @Getter("__qualname__")
    public static long qualname(long self) {
        return Descriptors.qualname(self);
    }

    @Getter("__doc__")
    public static long doc(long self) {
        return MethodCall.strOrNone(Memory.getString(Memory.getLong(member(self) + PyMemberDef.doc)));
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        return Descriptors.reduce(self);
    }
}
