package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.Singletons;

/**
 * {@code enum.property}: an attribute of members that leaves its name free for a member of the class.
 *
 * <pre>
 * 16 fget, 24 fset, 32 fdel, 40 doc, 48 name, 56 the class that it stands in
 * </pre>
 */
@BuiltinType(value = "c4j_EnumProperty_Type", name = "enum.property", source = true, basicsize = 64, flags = Fields.FLAGS, references = 6)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "fget", type = Constants.T_OBJECT, offset = 16)
@Member(name = "fset", type = Constants.T_OBJECT, offset = 24)
@Member(name = "fdel", type = Constants.T_OBJECT, offset = 32)
@Member(name = "__doc__", type = Constants.T_OBJECT, offset = 40)
@Member(name = "name", type = Constants.T_OBJECT, offset = 48)
public final class EnumPropertyType {
    static final long TYPE = Shim.symbol("c4j_EnumProperty_Type");
    private static final int GET = 0;
    private static final int SET = 1;
    private static final int DELETE = 2;
    private static final int NAME = 4;
    private static final int OWNER = 5;

    private EnumPropertyType() {}

    /** The getter's reference is stolen. */
    static long make(long getter) {
        return Fields.make(TYPE, getter, NULL, NULL, NULL, NULL, NULL);
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("property", args, kwargs, 0, 4, "fget", "fset", "fdel", "doc");
        return Fields.make(type, given(values[0]), given(values[1]), given(values[2]), given(values[3]), NULL, NULL);
    }

    /** Whether it is one that computes its value, not one that stands for a member only. */
    static boolean isGetter(long object) {
        return TypeLookup.isInstance(object, TYPE) && Fields.get(object, GET) != NULL;
    }

    private static long given(long value) {
        return value == NULL || value == Singletons.NONE ? NULL : References.newRef(value);
    }

    @Method("__set_name__")
    public static long setName(long self, long args, long nargs) {
        Fields.set(self, NAME, References.newRef(Memory.getLong(args + 8)));
        Fields.set(self, OWNER, Objects.getAttr(Memory.getLong(args), "__name__"));
        return Singletons.none();
    }

    private static String name(long self) {
        return Fields.get(self, NAME) == NULL ? "None" : Objects.strString(Fields.get(self, NAME));
    }

    private static String owner(long self) {
        return Fields.get(self, OWNER) == NULL ? "None" : Objects.reprString(Fields.get(self, OWNER));
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL) return member(self, type);
        if (Fields.get(self, GET) == NULL) throw lacks(object, name(self));
        return Calls.callOneArg(Fields.get(self, GET), object);
    }

    private static long member(long self, long type) {
        long members = Objects.getAttr(type, "_member_map_");
        try {
            long member = Fields.get(self, NAME) == NULL ? NULL : DictType.get(members, Fields.get(self, NAME));
            if (member == NULL) throw PyError.attributeError(Objects.reprString(type) + " has no attribute '" + name(self) + "'");
            return References.newRef(member);
        } finally {
            References.decref(members);
        }
    }

    private static PyError lacks(long object, String name) {
        return PyError.attributeError(Objects.reprString(References.type(object)) + " has no attribute '" + name + "'");
    }

    @Slot("tp_descr_set")
    public static void set(long self, long object, long value) {
        long function = Fields.get(self, value == NULL ? DELETE : SET);
        if (function == NULL) {
            String verb = value == NULL ? "delete" : "set";
            throw PyError.attributeError("<enum " + owner(self) + "> cannot " + verb + " attribute '" + name(self) + "'");
        }
        References.decref(value == NULL ? Calls.callOneArg(function, object) : Calls.callWith(function, object, value));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<enum.property object at 0x" + Long.toHexString(self) + ">");
    }
}
