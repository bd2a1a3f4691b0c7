package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.TypeType;

/** {@code abc.ABCMeta}: classes that others may be registered with, and that can't be instantiated while abstract methods are left. */
@BuiltinType(
        value = "c4j_ABCMeta_Type",
        name = "abc.ABCMeta", source = true,
        basicsize = 904,
        vectorcallOffset = PyTypeObject.tp_vectorcall,
        itemsize = 40,
        dictoffset = 264,
        weaklistoffset = 368,
        flags = 0x80004500L,
        base = "PyType_Type")
public final class AbcMetaType {
    public static final long TYPE = Shim.symbol("c4j_ABCMeta_Type");

    private AbcMetaType() {}

    @Slot("tp_new")
    public static long create(long metatype, long args, long kwargs) {
        long cls = TypeType.make(metatype, args, kwargs);
        try {
            if (!saysItsModule(args)) setModule(cls);
            initialise(cls);
            return cls;
        } catch (Throwable failure) {
            References.decref(cls);
            throw failure;
        }
    }

    /** A new abstract class of ours, without contents but these abstract methods: what the metaclass's call makes, by a shorter way. */
    static long make(String name, String module, String[] methods, long... bases) {
        long contents = DictType.make();
        Namespace.put(contents, "__module__", module);
        Namespace.steal(contents, "__slots__", TupleType.empty());
        return make(name, contents, methods, bases);
    }

    /** The same with contents, whose reference is consumed; {@code methods} are the abstract ones, those of bases too. */
    static long make(String name, long contents, String[] methods, long... bases) {
        long args = TupleType.steal(Strings.of(name), TupleType.of(bases), contents);
        try {
            long cls = TypeType.make(TYPE, args, NULL);
            setMethods(cls, methods);
            setData(cls);
            return cls;
        } finally {
            References.decref(args);
        }
    }

    private static void setMethods(long cls, String... methods) {
        long names = SetType.make(NULL);
        try {
            for (String method : methods) {
                long text = Strings.of(method);
                SetType.add(names, text);
                References.decref(text);
            }
            set(cls, names);
        } finally {
            References.decref(names);
        }
    }

    /** Whether the namespace, the third argument, has the module's name. */
    private static boolean saysItsModule(long args) {
        return DictType.get(TupleType.get(args, 2), "__module__") != NULL;
    }

    /** In CPython {@code __new__} is a function of module {@code abc}, which is what {@code type.__new__} finds to be running. */
    private static void setModule(long cls) {
        long module = Strings.of("abc");
        try {
            Objects.setAttr(cls, "__module__", module);
        } finally {
            References.decref(module);
        }
    }

    /** {@code _abc_init}. */
    static void initialise(long cls) {
        setAbstractMethods(cls);
        setData(cls);
    }

    private static void setData(long cls) {
        long data = AbcDataType.make();
        try {
            Objects.setAttr(cls, "_abc_impl", data);
        } finally {
            References.decref(data);
        }
    }

    /** The class's own abstract methods, and those of its bases that it leaves abstract. */
    static void setAbstractMethods(long cls) {
        long names = SetType.make(NULL);
        try {
            long dict = TypeLookup.dict(cls);
            long[] pair = new long[2];
            for (long at = DictType.next(dict, 0, pair); at >= 0; at = DictType.next(dict, at, pair)) {
                if (isAbstract(pair[1])) SetType.add(names, pair[0]);
            }
            long bases = Memory.getLong(cls + PyTypeObject.tp_bases);
            for (long i = 0; i < TupleType.size(bases); i++) inherit(cls, TupleType.get(bases, i), names);
            set(cls, names);
        } finally {
            References.decref(names);
        }
    }

    private static void inherit(long cls, long base, long names) {
        long inherited = Objects.lookupAttr(base, "__abstractmethods__");
        if (inherited == NULL) return;
        try {
            Iteration.forEach(inherited, name -> {
                long value = Objects.lookupAttr(cls, name);
                if (value == NULL) return;
                if (isAbstract(value)) SetType.add(names, name);
                References.decref(value);
            });
        } finally {
            References.decref(inherited);
        }
    }

    static void set(long cls, long names) {
        long frozen = SetType.makeFrozen(names);
        try {
            Objects.setAttr(cls, "__abstractmethods__", frozen);
        } finally {
            References.decref(frozen);
        }
    }

    private static boolean isAbstract(long value) {
        long mark = Objects.lookupAttr(value, "__isabstractmethod__");
        if (mark == NULL) return false;
        try {
            return Objects.isTrue(mark);
        } finally {
            References.decref(mark);
        }
    }

    /** Makes {@code subclass} count as a subclass; returns it, for use as a decorator. */
    @Method("register")
    public static long register(long cls, long subclass) {
        if (!isType(subclass)) throw PyError.typeError("Can only register classes");
        if (Objects.isSubclass(subclass, cls)) return References.newRef(subclass);
        if (Objects.isSubclass(cls, subclass)) throw PyError.runtimeError("Refusing to create an inheritance cycle");
        requireAbstract(cls);
        AbcRegistry.current().add(cls, subclass);
        return References.newRef(subclass);
    }

    /** An {@code AttributeError} for a class that {@code _abc_init} hasn't seen. */
    static void requireAbstract(long cls) {
        References.decref(Objects.getAttr(cls, "_abc_impl"));
    }

    private static boolean isType(long object) {
        return TypeLookup.isInstance(object, org.capi4j.object.BuiltinTypes.TYPE);
    }

    @Method("__instancecheck__")
    public static long instanceCheck(long cls, long instance) {
        long declared = Objects.getAttr(instance, "__class__");
        try {
            boolean yes = Objects.isSubclass(declared, cls);
            return BoolType.of(yes || declared != References.type(instance) && Objects.isSubclass(References.type(instance), cls));
        } finally {
            References.decref(declared);
        }
    }

    @Method("__subclasscheck__")
    public static long subclassCheck(long cls, long subclass) {
        if (!isType(subclass)) throw PyError.typeError("issubclass() arg 1 must be a class");
        long answer = hook(cls, subclass);
        if (answer != Singletons.NOT_IMPLEMENTED) {
            try {
                return BoolType.of(Objects.isTrue(answer));
            } finally {
                References.decref(answer);
            }
        }
        References.decref(answer);
        return BoolType.of(TypeLookup.isSubtype(subclass, cls)
                || AbcRegistry.current().covers(cls, subclass)
                || isSubclassOfSubclass(cls, subclass));
    }

    private static long hook(long cls, long subclass) {
        Boolean structural = AbcRegistry.current().structural(cls, subclass);
        return structural != null ? BoolType.of(structural) : Calls.callMethod(cls, "__subclasshook__", subclass);
    }

    /** As {@code type}'s, but of {@code collections.abc} nothing is missing. */
    @Method("__subclasses__")
    public static long subclasses(long cls) {
        AbstractClasses.completeBelow(cls);
        return TypeType.subclasses(cls);
    }

    private static boolean isSubclassOfSubclass(long cls, long subclass) {
        long derived = Calls.callMethod(cls, "__subclasses__");
        try {
            for (long i = 0; i < ListType.size(derived); i++) {
                if (Objects.isSubclass(subclass, ListType.get(derived, i))) return true;
            }
            return false;
        } finally {
            References.decref(derived);
        }
    }
}
