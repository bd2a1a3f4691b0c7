package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Set;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyDescrObject;
import org.capi4j.layout.PyDictObject;
import org.capi4j.layout.PyGetSetDef;
import org.capi4j.layout.PyMemberDef;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.layout.PyObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * What a type's C tables put into its {@code tp_dict}: {@code __new__}, slot wrappers, methods, members, getters, {@code __doc__},
 * in this order. A name that is there already stays.
 */
final class TypeContents {
    /** Counts of what all interpreters share start here, so that counting without a lock never frees. */
    static final long IMMORTAL = 1L << 40;

    private static final long SHARE = Shim.symbol("c4j_share");

    private static final class Functions {
        static final long HASH_NOT_IMPLEMENTED = Shim.symbol("PyObject_HashNotImplemented");
    }

    private final long type;
    private final long dict;
    private final boolean shared;

    /** {@code shared}: the contents belong to a built-in type, which all interpreters see. */
    TypeContents(long type, long dict, boolean shared) {
        this.type = type;
        this.dict = dict;
        this.shared = shared;
    }

    /** All of a built-in type's. */
    void fill() {
        addNew();
        fillOwn();
        addHash();
    }

    /** What stands in the type's own tables, before it inherits. */
    void fillOwn() {
        addOperators();
        addMethods();
        addMembers();
        addGetSets();
        addDoc();
    }

    /** {@code __new__} for a type with its own {@code tp_new}. */
    void addNew() {
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_DISALLOW_INSTANTIATION)) return;
        long function = Memory.getLong(type + PyTypeObject.tp_new);
        long base = TypeLookup.base(type);
        // A built-in type has inherited its slots already: only a tp_new of its own makes a __new__.
        boolean inherited = shared && base != NULL && function == Memory.getLong(base + PyTypeObject.tp_new) && !namesExceptionNew();
        if (function == NULL || inherited) return;
        if (!has("__new__")) store("__new__", NewWrapper.make(type));
    }

    /** Whether CPython's table for this exception names BaseException's {@code tp_new} itself: most do that add no fields. */
    private boolean namesExceptionNew() {
        return UNICODE_ERRORS.contains(type) || TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_BASE_EXC_SUBCLASS)
                && type != Exceptions.KeyError
                && TypeLookup.name(type).indexOf('.') < 0
                && Memory.getLong(type + PyTypeObject.tp_basicsize) == Memory.getLong(Exceptions.BaseException + PyTypeObject.tp_basicsize);
    }

    void addOperators() {
        for (SlotDefinition definition : SlotTable.ALL) {
            if (!definition.hasWrapper()) continue;
            long slot = definition.address(type);
            long function = slot == NULL ? NULL : Memory.getLong(slot);
            if (function == NULL || shared && isInherited(definition, function) || has(definition.name())) continue;
            if (function == Functions.HASH_NOT_IMPLEMENTED) {
                if (shared && LATE_HASH.contains(type)) continue;
                store(definition.name(), Singletons.none());
            } else {
                store(definition.name(), Descriptors.wrapper(type, definition.wrapperBase(), function));
            }
        }
    }

    /** Whether a built-in type has this slot's function from its base: then the base's wrapper serves. */
    private boolean isInherited(SlotDefinition definition, long function) {
        long base = TypeLookup.base(type);
        if (base == NULL || isOwnLookup(definition)) return false;
        long slot = definition.address(base);
        if (slot == NULL || Memory.getLong(slot) != function) return false;
        return !(definition.name().equals("__hash__") && function == Functions.HASH_NOT_IMPLEMENTED);
    }

    /**
     * CPython's built-in types name the generic functions themselves: nearly each has a {@code __getattribute__} of its own, some a {@code
     * __setattr__}, each exception an {@code __init__}.
     */
    private boolean isOwnLookup(SlotDefinition definition) {
        boolean exception = TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_BASE_EXC_SUBCLASS);
        if (definition.offset() == PyTypeObject.tp_setattro) return OWN_SETTER.contains(type);
        if (definition.offset() == PyTypeObject.tp_init) return exception;
        if (definition.offset() == PyTypeObject.tp_str) return type == Exceptions.AttributeError || type == Exceptions.NameError;
        boolean storesItems = definition.name().equals("__setitem__") || definition.name().equals("__delitem__");
        if (storesItems) return type == BuiltinTypes.ORDERED_DICT;
        if (definition.offset() != PyTypeObject.tp_getattro) return false;
        return exception ? type == Exceptions.BaseException : !INHERITED_GETTER.contains(type) && !isStreamWithoutGetter();
    }

    /** Of module {@code _io}'s types {@code FileIO} alone names one. */
    private boolean isStreamWithoutGetter() {
        String name = CText.of(Memory.getLong(type + PyTypeObject.tp_name));
        return name.startsWith("_io.") && !name.equals("_io.FileIO");
    }

    private static final Set<Long> UNICODE_ERRORS =
            Set.of(Exceptions.UnicodeDecodeError, Exceptions.UnicodeEncodeError, Exceptions.UnicodeTranslateError);

    /** They compare and name no hash, so that {@code __hash__ = None} comes last. */
    private static final Set<Long> LATE_HASH = Set.of(BuiltinTypes.BYTE_ARRAY, BuiltinTypes.CELL, BuiltinTypes.DICT_ITEMS, BuiltinTypes.DICT_KEYS,
            BuiltinTypes.INSTANCE_METHOD, BuiltinTypes.MAPPING_PROXY, BuiltinTypes.NAMESPACE, BuiltinTypes.WEAK_CALLABLE_PROXY, BuiltinTypes.WEAK_PROXY);

    private static final Set<Long> OWN_SETTER = Set.of(BuiltinTypes.FRAME, BuiltinTypes.INSTANCE_METHOD, BuiltinTypes.METHOD,
            BuiltinTypes.MODULE, BuiltinTypes.NAMESPACE, Exceptions.BaseException, Shim.symbol("c4j_Partial_Type"));

    private static final Set<Long> INHERITED_GETTER = Set.of(BuiltinTypes.BOOL, BuiltinTypes.CAPSULE, BuiltinTypes.C_METHOD,
            BuiltinTypes.CLASS_METHOD, BuiltinTypes.STATIC_METHOD, BuiltinTypes.DICT_REV_ITER_ITEM,
            BuiltinTypes.DICT_REV_ITER_KEY, BuiltinTypes.DICT_REV_ITER_VALUE, BuiltinTypes.FUNCTION, BuiltinTypes.INTERPRETER_ID,
            GenericAliasIteratorType.TYPE, Shim.symbol("c4j_LruCache_Type"),
            BuiltinTypes.MODULE_DEF, BuiltinTypes.NONE, BuiltinTypes.NOT_IMPLEMENTED, BuiltinTypes.ODICT_ITEMS, BuiltinTypes.ODICT_KEYS,
            BuiltinTypes.ODICT_VALUES, BuiltinTypes.ORDERED_DICT, BuiltinTypes.PICKLE_BUFFER, BuiltinTypes.WEAKREF);

    private void addMethods() {
        long def = Memory.getLong(type + PyTypeObject.tp_methods);
        if (def == NULL) return;
        for (; Memory.getLong(def + PyMethodDef.ml_name) != NULL; def += PyMethodDef.SIZEOF) addMethod(def);
    }

    private void addMethod(long def) {
        int flags = Memory.getInt(def + PyMethodDef.ml_flags);
        String name = CText.of(Memory.getLong(def + PyMethodDef.ml_name));
        boolean coexists = (flags & Constants.METH_COEXIST) != 0;
        if (!coexists && has(name)) return;
        store(name, methodObject(def, flags));
    }

    private long methodObject(long def, int flags) {
        boolean isClass = (flags & Constants.METH_CLASS) != 0;
        boolean isStatic = (flags & Constants.METH_STATIC) != 0;
        if (isClass && isStatic) throw PyError.valueError("method cannot be both class and static");
        if (isClass) return Descriptors.classMethod(type, def);
        if (!isStatic) return Descriptors.method(type, def);
        long function = CFunctionType.make(def, type, NULL, NULL);
        if (shared) immortal(function);
        long result = StaticMethodType.make(function);
        References.decref(function);
        return result;
    }

    private void addMembers() {
        long def = Memory.getLong(type + PyTypeObject.tp_members);
        if (def == NULL) return;
        for (; Memory.getLong(def + PyMemberDef.name) != NULL; def += PyMemberDef.SIZEOF) {
            String name = CText.of(Memory.getLong(def + PyMemberDef.name));
            if (!has(name)) store(name, Descriptors.member(type, def));
        }
    }

    private void addGetSets() {
        long def = Memory.getLong(type + PyTypeObject.tp_getset);
        if (def == NULL) return;
        for (; Memory.getLong(def + PyGetSetDef.name) != NULL; def += PyGetSetDef.SIZEOF) {
            String name = CText.of(Memory.getLong(def + PyGetSetDef.name));
            if (!has(name)) store(name, Descriptors.getSet(type, def));
        }
    }

    private void addDoc() {
        if (has("__doc__")) return;
        String doc = Memory.getString(Memory.getLong(type + PyTypeObject.tp_doc));
        String text = DocString.text(TypeLookup.name(type), doc);
        // of a docstring that is a signature alone an empty text remains
        store("__doc__", doc == null ? Singletons.none() : Strings.of(text == null ? "" : text));
    }

    /** A type that compares but has no hash is unhashable, and says so by {@code __hash__ = None}. */
    void addHash() {
        long function = Memory.getLong(type + PyTypeObject.tp_hash);
        // A built-in type has inherited already, another one has not: there only a base without a hash leaves NULL.
        boolean without = function == NULL || shared && function == Functions.HASH_NOT_IMPLEMENTED;
        if (!without || has("__hash__")) return;
        store("__hash__", Singletons.none());
        Memory.putLong(type + PyTypeObject.tp_hash, Functions.HASH_NOT_IMPLEMENTED);
    }

    private boolean has(String name) {
        return DictType.get(dict, name) != NULL;
    }

    /** Steals {@code value}. */
    private void store(String name, long value) {
        long key = StrType.intern(name);
        try {
            DictType.set(dict, key, value);
            if (shared) {
                immortal(key);
                immortal(value);
            }
        } finally {
            References.decref(key);
            References.decref(value);
        }
    }

    /** An object that all interpreters share lives for ever, as does the memory that it is in, and belongs to no interpreter's collector. */
    static void immortal(long object) {
        if (References.count(object) >= IMMORTAL / 2) return;
        Memory.putLong(object + PyObject.ob_refcnt, IMMORTAL);
        NativeCall.critical(SHARE, object);
        long type = References.type(object);
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HAVE_GC)) Allocation.gcUntrack(object);
        if (Descriptors.isDescriptor(type)) immortal(Memory.getLong(object + PyDescrObject.d_name));
        if (type == BuiltinTypes.DICT) NativeCall.critical(SHARE, Memory.getLong(object + PyDictObject.ma_keys));
    }
}
