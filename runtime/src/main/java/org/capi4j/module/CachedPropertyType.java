package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Kind;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ObjectType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/**
 * {@code functools.cached_property}: computes an attribute once for each instance and keeps it in the instance's dict, where it is found
 * before this descriptor. (CPython holds a lock meanwhile; here the GIL has to do.)
 *
 * <pre>
 * 16 func
 * 24 attrname, None before __set_name__
 * 32 __doc__
 * 40 instance dict or NULL
 * </pre>
 */
@BuiltinType(value = "c4j_CachedProperty_Type", name = "functools.cached_property", source = true, basicsize = 48, dictoffset = 40, flags = Fields.FLAGS, references = 4)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@Member(name = "func", type = Constants.T_OBJECT, offset = 16)
@Member(name = "attrname", type = Constants.T_OBJECT, offset = 24)
@Member(name = "__doc__", type = Constants.T_OBJECT, offset = 32)
public final class CachedPropertyType {
    static final long TYPE = Shim.symbol("c4j_CachedProperty_Type");
    private static final int FUNC = 0;
    private static final int NAME = 1;
    private static final int DOC = 2;

    private CachedPropertyType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        return Fields.make(type, Singletons.none(), Singletons.none(), Singletons.none());
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        long func = KeywordArguments.parse("cached_property.__init__", args, kwargs, 1, 1, "func")[0];
        long doc = Objects.lookupAttr(func, "__doc__");
        Fields.set(self, FUNC, References.newRef(func));
        Fields.set(self, DOC, doc == NULL ? Singletons.none() : doc);
    }

    @Method("__set_name__")
    public static long setName(long self, long args, long nargs) {
        Arguments.checkPositional("__set_name__", nargs, 2, 2);
        long name = org.capi4j.memory.Memory.getLong(args + 8);
        long known = Fields.get(self, NAME);
        if (known == Singletons.NONE) Fields.set(self, NAME, References.newRef(name));
        else if (!Objects.equal(known, name)) {
            throw PyError.typeError("Cannot assign the same cached_property to two different names (" + Objects.reprString(known) + " and "
                    + Objects.reprString(name) + ").");
        }
        return Singletons.none();
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL || object == Singletons.NONE) return References.newRef(self);
        long name = Fields.get(self, NAME);
        if (name == Singletons.NONE) throw PyError.typeError("Cannot use cached_property instance without calling __set_name__ on it.");
        long dict = Objects.lookupAttr(object, "__dict__");
        if (dict == NULL) throw PyError.typeError("No '__dict__' attribute on '" + TypeLookup.nameOf(object) + "' instance to cache "
                + Objects.reprString(name) + " property.");
        try {
            return DictType.isInstance(dict) ? value(self, object, dict, name) : cannotStore(object, name);
        } finally {
            References.decref(dict);
        }
    }

    private static long value(long self, long object, long dict, long name) {
        long known = References.xnewRef(DictType.get(dict, name));
        if (known != NULL) return known;
        long value = Calls.callOneArg(Fields.get(self, FUNC), object);
        try {
            DictType.set(dict, name, value);
            return value;
        } catch (Throwable failure) {
            References.decref(value);
            throw failure;
        }
    }

    private static long cannotStore(long object, long name) {
        throw PyError.typeError("The '__dict__' attribute on '" + TypeLookup.nameOf(object)
                + "' instance does not support item assignment for caching " + Objects.reprString(name) + " property.");
    }

    @Getter("__dict__")
    public static long dict(long self) {
        return ObjectType.instanceDict(self);
    }

    @Setter("__dict__")
    public static void setDict(long self, long value) {
        ObjectType.setInstanceDict(self, value);
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    public static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }
}
