package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.SourceArguments;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.MappingProxyType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** {@code enum.EnumType}: the class of enum classes, which look like containers of their members. */
@BuiltinType(
        value = "c4j_EnumMeta_Type",
        name = "enum.EnumType", source = true,
        basicsize = 904,
        vectorcallOffset = PyTypeObject.tp_vectorcall,
        itemsize = 40,
        dictoffset = 264,
        weaklistoffset = 368,
        flags = 0x80004500L,
        base = "PyType_Type")
public final class EnumMetaType {
    static final long TYPE = Shim.symbol("c4j_EnumMeta_Type");

    private EnumMetaType() {}

    /** {@code EnumType.__prepare__(cls, bases, **kwds)}. */
    @Method(value = "__prepare__", kind = Kind.CLASS)
    public static long prepare(long metatype, long args, long nargs, long kwnames) {
        Arguments.checkPositional("EnumType.__prepare__", nargs, 2, 2);
        long name = Memory.getLong(args);
        long bases = Memory.getLong(args + 8);
        EnumCreation.refuseExtension(name, bases);
        long first = EnumCreation.firstEnum(bases);
        long generate = first == NULL ? NULL : Objects.lookupAttr(first, "_generate_next_value_");
        try {
            return EnumDictType.make(name, generate);
        } finally {
            References.xdecref(generate);
        }
    }

    /** {@code EnumType(cls, bases, classdict, *, boundary=None, _simple=False, **kwds)}. */
    @Slot("tp_new")
    public static long create(long metatype, long args, long kwargs) {
        return new EnumCreation(metatype, args, kwargs).make();
    }

    /** What the keyword arguments say was said to {@code __new__}. */
    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {}

    /** {@code cls(value)} finds a member; {@code cls(name, names)} makes a new enum class. */
    @Slot("tp_call")
    public static long call(long cls, long args, long kwargs) {
        long[] values = SourceArguments.method(
                "EnumType.__call__", args, kwargs, 1, 2, "value", "names", "module", "qualname", "type", "start", "boundary");
        if (cls == TYPE || !EnumNames.isEnum(cls)) return FunctionCall.object(Memory.getLong(BuiltinTypes.TYPE + PyTypeObject.tp_call), cls, args, kwargs);
        if (values[1] == NULL || values[1] == Singletons.NONE) return EnumFunctions.lookup(cls, values[0]);
        return new FunctionalEnum(cls, values).make();
    }

    @Slot("sq_contains")
    public static int contains(long cls, long member) {
        if (!TypeLookup.isInstance(References.type(member), TYPE)) {
            throw PyError.typeError("unsupported operand type(s) for 'in': '" + TypeLookup.nameOf(member) + "' and '" + TypeLookup.nameOf(cls) + "'");
        }
        if (!TypeLookup.isInstance(member, cls)) return 0;
        long name = Objects.getAttr(member, "_name_");
        long members = map(cls);
        try {
            return DictType.contains(members, name) ? 1 : 0;
        } finally {
            References.decref(name);
            References.decref(members);
        }
    }

    /** The dict of members by name, a new reference. */
    static long map(long cls) {
        return Objects.getAttr(cls, "_member_map_");
    }

    @Slot("tp_getattro")
    public static long getAttribute(long cls, long name) {
        try {
            return FunctionCall.object(Memory.getLong(BuiltinTypes.TYPE + PyTypeObject.tp_getattro), cls, name);
        } catch (PyError error) {
            if (error.type() != Exceptions.AttributeError || cls == TYPE) throw error;
            error.release();
        }
        String text = Strings.toJava(name);
        long map = EnumNames.isDunder(text) || text.equals("_member_map_") ? NULL : map(cls);
        long member = map == NULL ? NULL : References.xnewRef(DictType.get(map, name));
        References.xdecref(map);
        if (member == NULL) throw PyError.attributeError(text);
        return member;
    }

    /** Members can be neither replaced nor deleted. */
    @Slot("tp_setattro")
    public static int setAttribute(long cls, long name, long value) {
        long map = DictType.get(TypeLookup.dict(cls), "_member_map_");
        if (map != NULL && DictType.contains(map, name)) {
            if (value == NULL) throw PyError.attributeError("'" + TypeLookup.name(cls) + "' cannot delete member " + Objects.reprString(name) + ".");
            throw PyError.attributeError("cannot reassign member " + Objects.reprString(name));
        }
        return FunctionCall.integer(Memory.getLong(BuiltinTypes.TYPE + PyTypeObject.tp_setattro), cls, name, value);
    }

    @Slot("mp_subscript")
    public static long getItem(long cls, long name) {
        long map = map(cls);
        try {
            return Objects.getItem(map, name);
        } finally {
            References.decref(map);
        }
    }

    /** A new list of the members, aliases left out. */
    static long members(long cls) {
        long names = Objects.getAttr(cls, "_member_names_");
        long map = map(cls);
        long list = ListType.make(0);
        try {
            for (long i = 0; i < ListType.size(names); i++) ListType.append(list, DictType.get(map, ListType.get(names, i)));
            return list;
        } finally {
            References.decref(names);
            References.decref(map);
        }
    }

    @Slot("tp_iter")
    public static long iter(long cls) {
        long members = members(cls);
        try {
            return Objects.iter(members);
        } finally {
            References.decref(members);
        }
    }

    @Method("__reversed__")
    public static long reversed(long cls) {
        long members = members(cls);
        try {
            return org.capi4j.type.Calls.callMethod(members, "__reversed__");
        } finally {
            References.decref(members);
        }
    }

    @Slot("mp_length")
    public static long length(long cls) {
        long names = Objects.getAttr(cls, "_member_names_");
        try {
            return ListType.size(names);
        } finally {
            References.decref(names);
        }
    }

    /** An enum class is true even without members. */
    @Slot("nb_bool")
    public static int isTrue(long cls) {
        return 1;
    }

    @Getter("__members__")
    public static long allMembers(long cls) {
        long map = map(cls);
        try {
            return MappingProxyType.make(map);
        } finally {
            References.decref(map);
        }
    }

    @Slot("tp_repr")
    public static long repr(long cls) {
        long flag = EnumClasses.current().flag;
        String kind = flag != NULL && TypeLookup.isSubtype(cls, flag) ? "flag" : "enum";
        return cls == TYPE ? Strings.of("<class 'enum.EnumType'>") : Strings.of("<" + kind + " '" + TypeLookup.name(cls) + "'>");
    }

    /** The module's dict entries by which the class is known. */
    static void enter(long dict) {
        DictType.set(dict, "EnumType", TYPE);
        DictType.set(dict, "EnumMeta", TYPE);
        DictType.set(dict, "auto", AutoType.TYPE);
        DictType.set(dict, "property", EnumPropertyType.TYPE);
        DictType.set(dict, "_EnumDict", EnumDictType.TYPE);
    }
}
