package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.FunctionName;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Sequences;
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

    @Method("pickle")
    static long pickle(long closure, long args, long nargs) {
        long function = Memory.getLong(args + 8);
        if (!Objects.isCallable(function)) throw PyError.typeError("reduction functions must be callable");
        Objects.setItem(DictType.get(names(), "dispatch_table"), Memory.getLong(args), function);
        long constructor = Memory.getLong(args + 16);
        if (constructor != Singletons.NONE) References.decref(Calls.callWith(DictType.get(names(), "constructor"), constructor));
        return Singletons.none();
    }

    @Method("constructor")
    static long constructor(long closure, long object) {
        if (!Objects.isCallable(object)) throw PyError.typeError("constructors must be callable");
        return Singletons.none();
    }

    /** {@code cls.__new__(cls, *args)}: the first part of what {@code object.__reduce_ex__(2)} returns. */
    @Method("__newobj__")
    static long newobj(long closure, long args, long nargs) {
        return create(Memory.getLong(args), Memory.getLong(args + 8), NULL);
    }

    private static long create(long cls, long args, long kwargs) {
        long head = TupleType.of(cls);
        long all = NULL;
        long create = NULL;
        try {
            all = Texts.join(head, args);
            create = Objects.getAttr(cls, "__new__");
            return Calls.call(create, all, kwargs);
        } finally {
            References.xdecref(create);
            References.xdecref(all);
            References.decref(head);
        }
    }

    /** {@code cls.__new__(cls, *args, **kwargs)}. */
    @Method("__newobj_ex__")
    static long newobjEx(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            long positional = own.add(unpacked(Memory.getLong(args + 8)));
            long keywords = own.add(DictType.make());
            long given = Memory.getLong(args + 16);
            if (!Objects.hasAttr(given, "keys")) throw PyError.typeError(function(Memory.getLong(args)) + " argument after ** must be a mapping, not " + TypeLookup.nameOf(given));
            DictType.merge(keywords, given, true);
            return create(Memory.getLong(args), positional, keywords);
        }
    }

    /** A tuple of what stands behind {@code *} in a call. */
    private static long unpacked(long iterable) {
        if (!Objects.hasAttr(iterable, "__iter__") && !Sequences.check(iterable)) {
            throw PyError.typeError("Value after * must be an iterable, not " + TypeLookup.nameOf(iterable));
        }
        return Sequences.tuple(iterable);
    }

    /** How the message about a call names {@code cls.__new__}. */
    private static String function(long cls) {
        try (OwnedObjects own = new OwnedObjects()) {
            return FunctionName.of(own.add(Objects.getAttr(cls, "__new__")));
        }
    }

    @Method("_reconstructor")
    static long reconstructor(long closure, long args, long nargs) {
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
    static long reduceEx(long closure, long args, long nargs) {
        requireOld(Memory.getLong(args + 8));
        long cls = Objects.getAttr(Memory.getLong(args), "__class__");
        try {
            if (!TypeLookup.hasFlag(References.type(cls), Constants.Py_TPFLAGS_TYPE_SUBCLASS)) throw PyError.typeError("__class__ is no class");
            return reduced(Memory.getLong(args), cls);
        } finally {
            References.decref(cls);
        }
    }

    private static void requireOld(long protocol) {
        long two = LongType.of(2);
        try {
            if (!Objects.richCompareBool(protocol, two, Constants.Py_LT)) throw PyError.of(Exceptions.AssertionError, null);
        } finally {
            References.decref(two);
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
    static long slotnames(long closure, long cls) {
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
    static long pickleComplex(long closure, long number) {
        long parts = TupleType.steal(Objects.getAttr(number, "real"), Objects.getAttr(number, "imag"));
        return TupleType.steal(References.newRef(BuiltinTypes.COMPLEX), parts);
    }

    /** {@code int | str} is given as what makes it of its members. */
    @Method("pickle_union")
    static long pickleUnion(long closure, long union) {
        long members = Objects.getAttr(union, "__args__");
        long functools = NULL;
        long operator = NULL;
        try {
            functools = Imports.importModule("functools");
            operator = Imports.importModule("operator");
            return TupleType.steal(Objects.getAttr(functools, "reduce"), TupleType.steal(Objects.getAttr(operator, "or_"), References.newRef(members)));
        } finally {
            References.decref(members);
            References.xdecref(functools);
            References.xdecref(operator);
        }
    }

    /** Adds the functions and tables. */
    static void fill(long dict) {
        new Definitions(dict, "CopyregModule").enter(
                "pickle(ob_type, pickle_function, constructor_ob=None)", "constructor(object)", "pickle_complex(c)", "pickle_union(obj)",
                "_reconstructor(cls, base, state)", "_reduce_ex(self, proto)", "__newobj__(cls, *args)", "__newobj_ex__(cls, args, kwargs)", "_slotnames(cls)",
                "add_extension(module, name, code)", "remove_extension(module, name, code)", "clear_extension_cache()");
        for (String name : new String[] {"dispatch_table", "_extension_registry", "_inverted_registry", "_extension_cache"}) {
            Namespace.steal(dict, name, DictType.make());
        }
        DictType.set(DictType.get(dict, "dispatch_table"), BuiltinTypes.COMPLEX, DictType.get(dict, "pickle_complex"));
        DictType.set(DictType.get(dict, "dispatch_table"), Shim.symbol("_PyUnion_Type"), DictType.get(dict, "pickle_union"));
        Namespace.put(dict, "_HEAPTYPE", Constants.Py_TPFLAGS_HEAPTYPE);
    }

    /** A number for a global in pickles. */
    @Method("add_extension")
    static long addExtension(long closure, long args, long nargs) {
        long key = TupleType.of(Memory.getLong(args), Memory.getLong(args + 8));
        long code = NULL;
        try {
            code = Calls.callWith(BuiltinTypes.INT, Memory.getLong(args + 16));
            BigInteger number = LongType.asBigInteger(code);
            if (number.signum() <= 0 || number.bitLength() > 31) throw PyError.valueError("code out of range");
            if (!isKnown(key, code)) addExtension(key, code);
            return Singletons.none();
        } finally {
            References.decref(key);
            References.xdecref(code);
        }
    }

    private static void addExtension(long key, long code) {
        long registry = DictType.get(names(), "_extension_registry");
        long inverted = DictType.get(names(), "_inverted_registry");
        long other = DictType.get(registry, key);
        if (other != NULL) throw PyError.valueError("key " + Objects.strString(key) + " is already registered with code " + Objects.strString(other));
        other = DictType.get(inverted, code);
        if (other != NULL) throw PyError.valueError("code " + Objects.strString(code) + " is already in use for key " + Objects.strString(other));
        DictType.set(registry, key, code);
        DictType.set(inverted, code, key);
    }

    private static boolean isKnown(long key, long code) {
        long number = DictType.get(DictType.get(names(), "_extension_registry"), key);
        long owner = DictType.get(DictType.get(names(), "_inverted_registry"), code);
        return number != NULL && owner != NULL && Objects.equal(number, code) && Objects.equal(owner, key);
    }

    @Method("remove_extension")
    static long removeExtension(long closure, long args, long nargs) {
        long key = TupleType.of(Memory.getLong(args), Memory.getLong(args + 8));
        long code = Memory.getLong(args + 16);
        try {
            if (!isKnown(key, code)) {
                throw PyError.valueError("key " + Objects.strString(key) + " is not registered with code " + Objects.strString(code));
            }
            DictType.delete(DictType.get(names(), "_extension_registry"), key);
            DictType.delete(DictType.get(names(), "_inverted_registry"), code);
            long cache = DictType.get(names(), "_extension_cache");
            if (DictType.get(cache, code) != NULL) DictType.delete(cache, code);
            return Singletons.none();
        } finally {
            References.decref(key);
        }
    }

    @Method("clear_extension_cache")
    static long clearExtensionCache(long closure) {
        DictType.clear(DictType.get(names(), "_extension_cache"));
        return Singletons.none();
    }
}
