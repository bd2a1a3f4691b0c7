package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code copyreg}: how objects that don't say it themselves are pickled and copied. */
@BuiltinModule("copyreg")
public final class CopyregModule {
    private CopyregModule() {}

    /** The module's dict, borrowed: whoever calls its functions has it imported. */
    private static long names() {
        return ModuleType.dict(DictType.get(Imports.modules(), "copyreg"));
    }

    /** {@code pickle(ob_type, pickle_function, constructor_ob=None)}. */
    @Method("pickle")
    static long pickle(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("pickle", args, nargs, kwnames, 2, 3, "ob_type", "pickle_function", "constructor_ob");
        if (!Objects.isCallable(values[1])) throw PyError.typeError("reduction functions must be callable");
        Objects.setItem(DictType.get(ModuleType.dict(module), "dispatch_table"), values[0], values[1]);
        return values[2] == NULL || values[2] == Singletons.NONE ? Singletons.none() : constructor(module, values[2]);
    }

    @Method("constructor")
    static long constructor(long module, long object) {
        if (!Objects.isCallable(object)) throw PyError.typeError("constructors must be callable");
        return Singletons.none();
    }

    /** {@code cls.__new__(cls, *args)}: the first part of what {@code object.__reduce_ex__(2)} returns. */
    @Method(value = "__newobj__", call = Call.VARARGS)
    static long newobj(long module, long args) {
        if (TupleType.size(args) < 1) throw PyError.typeError("__newobj__() missing 1 required positional argument: 'cls'");
        long create = Objects.getAttr(TupleType.get(args, 0), "__new__");
        try {
            return Calls.call(create, args, NULL);
        } finally {
            References.decref(create);
        }
    }

    /** {@code cls.__new__(cls, *args, **kwargs)}. */
    @Method("__newobj_ex__")
    static long newobjEx(long module, long args, long nargs) {
        Arguments.checkPositional("__newobj_ex__", nargs, 3, 3);
        long cls = Memory.getLong(args);
        long head = TupleType.of(cls);
        long all = Texts.join(head, Memory.getLong(args + 8));
        long create = NULL;
        try {
            create = Objects.getAttr(cls, "__new__");
            return Calls.call(create, all, Memory.getLong(args + 16));
        } finally {
            References.xdecref(create);
            References.decref(all);
            References.decref(head);
        }
    }

    @Method("_reconstructor")
    static long reconstructor(long module, long args, long nargs) {
        Arguments.checkPositional("_reconstructor", nargs, 3, 3);
        long cls = Memory.getLong(args);
        long base = Memory.getLong(args + 8);
        long state = Memory.getLong(args + 16);
        if (base == BuiltinTypes.OBJECT) return Calls.callMethod(base, "__new__", cls);
        long object = Calls.callMethod(base, "__new__", cls, state);
        try {
            if (Memory.getLong(base + PyTypeObject.tp_init) != Memory.getLong(BuiltinTypes.OBJECT + PyTypeObject.tp_init)) {
                References.decref(Calls.callMethod(base, "__init__", object, state));
            }
            return object;
        } catch (Throwable failure) {
            References.decref(object);
            throw failure;
        }
    }

    /** Protocols 0 and 1: the object is made again from what its nearest built-in base makes of it. */
    @Method("_reduce_ex")
    static long reduceEx(long module, long args, long nargs) {
        Arguments.checkPositional("_reduce_ex", nargs, 2, 2);
        long cls = Objects.getAttr(Memory.getLong(args), "__class__");
        try {
            if (!TypeLookup.hasFlag(References.type(cls), Constants.Py_TPFLAGS_TYPE_SUBCLASS)) throw PyError.typeError("__class__ is no class");
            return reduced(Memory.getLong(args), cls);
        } finally {
            References.decref(cls);
        }
    }

    private static long reduced(long self, long cls) {
        long base = solidBase(cls);
        if (base == cls && base != BuiltinTypes.OBJECT) throw PyError.typeError("cannot pickle '" + TypeLookup.name(cls) + "' object");
        long state = base == BuiltinTypes.OBJECT ? Singletons.none() : Calls.callOneArg(base, self);
        long parts = TupleType.of(cls, base, state);
        References.decref(state);
        long dict = NULL;
        try {
            if (hasSlots(self) && inheritsGetState(cls)) {
                throw PyError.typeError("a class that defines __slots__ without defining __getstate__ cannot be pickled");
            }
            dict = Calls.callMethod(self, "__getstate__");
            long function = DictType.get(names(), "_reconstructor");
            return Objects.isTrue(dict) ? TupleType.of(function, parts, dict) : TupleType.of(function, parts);
        } finally {
            References.xdecref(dict);
            References.decref(parts);
        }
    }

    private static boolean hasSlots(long self) {
        long slots = Objects.lookupAttr(self, "__slots__");
        if (slots == NULL) return false;
        try {
            return Objects.isTrue(slots);
        } finally {
            References.decref(slots);
        }
    }

    private static boolean inheritsGetState(long cls) {
        long method = Objects.getAttr(cls, "__getstate__");
        long inherited = Objects.getAttr(BuiltinTypes.OBJECT, "__getstate__");
        References.decref(method);
        References.decref(inherited);
        return method == inherited;
    }

    private static long solidBase(long cls) {
        long mro = Memory.getLong(cls + PyTypeObject.tp_mro);
        for (long i = 0; i < TupleType.size(mro); i++) {
            long base = TupleType.get(mro, i);
            if (!TypeLookup.hasFlag(base, Constants.Py_TPFLAGS_HEAPTYPE)) return base;
            if (Memory.getLong(base + PyTypeObject.tp_new) != Memory.getLong(BuiltinTypes.OBJECT + PyTypeObject.tp_new)
                    && DictType.get(TypeLookup.dict(base), "__new__") != NULL) return base;
        }
        return BuiltinTypes.OBJECT;
    }

    /** The names of all slots of a class and its bases, as attributes are called; kept in {@code cls.__slotnames__}. */
    @Method("_slotnames")
    static long slotnames(long module, long cls) {
        long known = DictType.get(TypeLookup.dict(cls), "__slotnames__");
        if (known != NULL) return References.newRef(known);
        long names = ListType.make(0);
        try {
            long mro = Memory.getLong(cls + PyTypeObject.tp_mro);
            for (long i = 0; i < TupleType.size(mro); i++) collect(names, TupleType.get(mro, i));
            if (!TypeLookup.hasFlag(cls, Constants.Py_TPFLAGS_IMMUTABLETYPE)) Objects.setAttr(cls, "__slotnames__", names);
            return names;
        } catch (Throwable failure) {
            References.decref(names);
            throw failure;
        }
    }

    private static void collect(long names, long cls) {
        long slots = DictType.get(TypeLookup.dict(cls), "__slots__");
        if (slots == NULL) return;
        String owner = TypeLookup.name(cls).replaceFirst("^_+", "");
        if (Namespace.isStr(slots)) append(names, owner, slots);
        else Iteration.forEach(slots, slot -> append(names, owner, slot));
    }

    private static void append(long names, String owner, long slot) {
        String name = Strings.toJava(slot);
        if (name.equals("__dict__") || name.equals("__weakref__")) return;
        boolean mangled = name.startsWith("__") && !name.endsWith("__") && !owner.isEmpty();
        Namespace.append(names, Strings.of(mangled ? "_" + owner + name : name));
    }

    /** {@code complex} objects are given as their two parts. */
    @Method("pickle_complex")
    static long pickleComplex(long module, long number) {
        long parts = TupleType.steal(Objects.getAttr(number, "real"), Objects.getAttr(number, "imag"));
        return TupleType.steal(References.newRef(BuiltinTypes.COMPLEX), parts);
    }

    /** Adds the tables. */
    static void fill(long dict) {
        for (String name : new String[] {"dispatch_table", "_extension_registry", "_inverted_registry", "_extension_cache"}) {
            Namespace.steal(dict, name, DictType.make());
        }
        DictType.set(DictType.get(dict, "dispatch_table"), BuiltinTypes.COMPLEX, DictType.get(dict, "pickle_complex"));
        Namespace.put(dict, "_HEAPTYPE", Constants.Py_TPFLAGS_HEAPTYPE);
    }

    /** {@code add_extension(module, name, code)}: a number for a global in pickles. */
    @Method("add_extension")
    static long addExtension(long module, long args, long nargs) {
        Arguments.checkPositional("add_extension", nargs, 3, 3);
        long key = TupleType.of(Memory.getLong(args), Memory.getLong(args + 8));
        long code = Memory.getLong(args + 16);
        try {
            long number = LongType.asLong(code);
            if (number < 1 || number > Integer.MAX_VALUE) throw PyError.valueError("code out of range");
            DictType.set(DictType.get(names(), "_extension_registry"), key, code);
            DictType.set(DictType.get(names(), "_inverted_registry"), code, key);
        } finally {
            References.decref(key);
        }
        return Singletons.none();
    }

    @Method("clear_extension_cache")
    static long clearExtensionCache(long module) {
        DictType.clear(DictType.get(names(), "_extension_cache"));
        return Singletons.none();
    }
}
