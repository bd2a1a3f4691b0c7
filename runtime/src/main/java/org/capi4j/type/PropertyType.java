package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * property.
 *
 * <pre>
 * | PyObject | fget 16 | fset 24 | fdel 32 | doc 40 | name 48 | doc comes from the getter 56 (int) |
 * </pre>
 */
@BuiltinType("PyProperty_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "fget", type = Constants.T_OBJECT, offset = PropertyType.GET, flags = Constants.READONLY)
@Member(name = "fset", type = Constants.T_OBJECT, offset = PropertyType.SET, flags = Constants.READONLY)
@Member(name = "fdel", type = Constants.T_OBJECT, offset = PropertyType.DELETE, flags = Constants.READONLY)
@Member(name = "__doc__", type = Constants.T_OBJECT, offset = PropertyType.DOC)
public final class PropertyType {
    static final long GET = 16;
    static final long SET = 24;
    static final long DELETE = 32;
    static final long DOC = 40;
    static final long NAME = 48;
    static final long GETTER_DOC = 56;

    private static final long[] FIELDS = {GET, SET, DELETE, DOC, NAME};
    private static final String[] PARAMETERS = {"fget", "fset", "fdel", "doc"};

    private PropertyType() {}

    /** Both are borrowed, NULL for none. */
    static long make(long get, long set) {
        long property = Allocation.genericAlloc(BuiltinTypes.PROPERTY, 0);
        Memory.putLong(property + GET, References.xnewRef(get));
        Memory.putLong(property + SET, References.xnewRef(set));
        return property;
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    private static long noneAsNull(long value) {
        return value == Singletons.NONE ? NULL : value;
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        long[] values = Arguments.unpack("property", PARAMETERS, 4, 0, args, kwargs);
        References.setRef(self + GET, References.xnewRef(noneAsNull(values[0])));
        References.setRef(self + SET, References.xnewRef(noneAsNull(values[1])));
        References.setRef(self + DELETE, References.xnewRef(noneAsNull(values[2])));
        References.setRef(self + DOC, NULL);
        References.setRef(self + NAME, NULL);
        Memory.putInt(self + GETTER_DOC, 0);
        boolean documented = noneAsNull(values[3]) != NULL;
        if (documented) References.setRef(self + DOC, References.newRef(values[3]));
        else if (Memory.getLong(self + GET) != NULL) takeDocOfGetter(self);
    }

    private static void takeDocOfGetter(long self) {
        long doc = Objects.lookupAttr(Memory.getLong(self + GET), "__doc__");
        if (doc == NULL) return;
        Memory.putInt(self + GETTER_DOC, 1);
        setGetterDoc(self, doc);
    }

    /** Steals {@code doc}. A subclass's instance keeps it in its dict, as the class's own __doc__ hides the member. */
    private static void setGetterDoc(long self, long doc) {
        if (References.type(self) == BuiltinTypes.PROPERTY) {
            References.setRef(self + DOC, doc);
            return;
        }
        try {
            Objects.setAttr(self, "__doc__", doc);
        } finally {
            References.decref(doc);
        }
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        for (long field : FIELDS) References.xdecref(Memory.getLong(self + field));
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        for (long field : FIELDS) {
            int stop = Traversal.visit(Memory.getLong(self + field), visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        References.clear(self + DOC);
    }

    private static PyError lacks(long self, long object, String accessor) {
        long name = Memory.getLong(self + NAME);
        String subject = name == NULL ? "property" : "property " + Objects.reprString(name);
        String owner = "";
        if (object != NULL) {
            long qualname = TypeNames.qualname(References.type(object));
            try {
                owner = " of " + Objects.reprString(qualname) + " object";
            } finally {
                References.decref(qualname);
            }
        }
        return PyError.attributeError(subject + owner + " has no " + accessor);
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL || object == Singletons.NONE) return References.newRef(self);
        long getter = Memory.getLong(self + GET);
        if (getter == NULL) throw lacks(self, object, "getter");
        return Calls.callOneArg(getter, object);
    }

    @Slot("tp_descr_set")
    public static void set(long self, long object, long value) {
        long function = Memory.getLong(self + (value == NULL ? DELETE : SET));
        if (function == NULL) throw lacks(self, object, value == NULL ? "deleter" : "setter");
        References.decref(value == NULL ? Calls.callOneArg(function, object) : Calls.callWith(function, object, value));
    }

    /** A copy of the property with some accessors replaced. */
    private static long copyWith(long self, long get, long set, long delete) {
        long fget = chosen(get, self + GET);
        boolean docFromGetter = Memory.getInt(self + GETTER_DOC) != 0 && fget != Singletons.NONE;
        long doc = docFromGetter ? Singletons.NONE : chosen(NULL, self + DOC);
        long copy = Calls.callWith(References.type(self), fget, chosen(set, self + SET), chosen(delete, self + DELETE), doc);
        if (TypeLookup.isInstance(copy, BuiltinTypes.PROPERTY)) {
            References.setRef(copy + NAME, References.xnewRef(Memory.getLong(self + NAME)));
        }
        return copy;
    }

    private static long chosen(long replacement, long field) {
        long value = replacement == NULL || replacement == Singletons.NONE ? Memory.getLong(field) : replacement;
        return value == NULL ? Singletons.NONE : value;
    }

    @Method(value = "getter", doc = "Descriptor to obtain a copy of the property with a different getter.")
    public static long getter(long self, long function) {
        return copyWith(self, function, NULL, NULL);
    }

    @Method(value = "setter", doc = "Descriptor to obtain a copy of the property with a different setter.")
    public static long setter(long self, long function) {
        return copyWith(self, NULL, function, NULL);
    }

    @Method(value = "deleter", doc = "Descriptor to obtain a copy of the property with a different deleter.")
    public static long deleter(long self, long function) {
        return copyWith(self, NULL, NULL, function);
    }

    @Method(value = "__set_name__", call = Call.VARARGS, doc = "Method to set name of a property.")
    public static long setName(long self, long args, long nargs) {
        if (nargs != 2) {
            throw PyError.typeError("__set_name__() takes 2 positional arguments but " + nargs + " were given");
        }
        References.setRef(self + NAME, References.newRef(Memory.getLong(args + 8)));
        return Singletons.none();
    }

    @Getter("__isabstractmethod__")
    public static long isAbstract(long self) {
        for (long field : new long[] {GET, SET, DELETE}) {
            if (FunctionAttributes.isAbstract(Memory.getLong(self + field))) return BoolType.of(true);
        }
        return BoolType.of(false);
    }
}
