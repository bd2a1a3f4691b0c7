package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Set;
import java.util.function.LongUnaryOperator;
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
        add("__new__", name -> NewWrapper.make(type));
    }

    /** Whether CPython's table for this exception names BaseException's {@code tp_new} itself: most do that add no fields. */
    private boolean namesExceptionNew() {
        return UNICODE_ERRORS.contains(type) || TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_BASE_EXC_SUBCLASS)
                && type != Exceptions.KeyError
                && TypeLookup.name(type).indexOf('.') < 0
                && Memory.getLong(type + PyTypeObject.tp_basicsize) == Memory.getLong(Exceptions.BaseException + PyTypeObject.tp_basicsize);
    }

    void addOperators() {
        for (SlotTable.Section section : SlotTable.SECTIONS) {
            long table = section.table(type);
            if (table != NULL) addOperators(section, table);
        }
    }

    private void addOperators(SlotTable.Section section, long table) {
        for (SlotDefinition definition : section.wrapped()) {
            long function = Memory.getLong(section.slot(table, definition));
            if (function != NULL && !(shared && isInherited(definition, function))) addOperator(definition, function);
        }
    }

    private void addOperator(SlotDefinition definition, long function) {
        boolean isHash = function != Functions.HASH_NOT_IMPLEMENTED;
        if (!isHash && shared && LATE_HASH.contains(type)) return;
        add(definition.name(), name -> isHash ? Descriptors.wrapper(type, definition.wrapperBase(), function, name) : Singletons.none());
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
        long name = interned(def + PyMethodDef.ml_name);
        try {
            boolean coexists = (flags & Constants.METH_COEXIST) != 0;
            if (coexists || !has(name)) store(name, methodObject(def, flags, name));
        } finally {
            References.decref(name);
        }
    }

    private long methodObject(long def, int flags, long name) {
        boolean isClass = (flags & Constants.METH_CLASS) != 0;
        boolean isStatic = (flags & Constants.METH_STATIC) != 0;
        if (isClass && isStatic) throw PyError.valueError("method cannot be both class and static");
        if (isClass) return Descriptors.classMethod(type, def, name);
        if (!isStatic) return Descriptors.method(type, def, name);
        long function = CFunctionType.make(def, type, NULL, NULL);
        if (shared) immortal(function);
        long result = StaticMethodType.make(function);
        References.decref(function);
        return result;
    }

    private void addMembers() {
        long def = Memory.getLong(type + PyTypeObject.tp_members);
        if (def == NULL) return;
        for (; Memory.getLong(def + PyMemberDef.name) != NULL; def += PyMemberDef.SIZEOF) addMember(def);
    }

    private void addMember(long def) {
        addSteal(interned(def + PyMemberDef.name), name -> Descriptors.member(type, def, name));
    }

    private void addGetSets() {
        long def = Memory.getLong(type + PyTypeObject.tp_getset);
        if (def == NULL) return;
        for (; Memory.getLong(def + PyGetSetDef.name) != NULL; def += PyGetSetDef.SIZEOF) addGetSet(def);
    }

    private void addGetSet(long def) {
        addSteal(interned(def + PyGetSetDef.name), name -> Descriptors.getSet(type, def, name));
    }

    private void addDoc() {
        add("__doc__", name -> doc());
    }

    private long doc() {
        String doc = Memory.getString(Memory.getLong(type + PyTypeObject.tp_doc));
        String text = DocString.text(TypeLookup.name(type), doc);
        // of a docstring that is a signature alone an empty text remains
        return doc == null ? Singletons.none() : Strings.of(text == null ? "" : text);
    }

    /** A type that compares but has no hash is unhashable, and says so by {@code __hash__ = None}. */
    void addHash() {
        long function = Memory.getLong(type + PyTypeObject.tp_hash);
        // A built-in type has inherited already, another one has not: there only a base without a hash leaves NULL.
        boolean without = function == NULL || shared && function == Functions.HASH_NOT_IMPLEMENTED;
        if (!without || DictType.get(dict, "__hash__") != NULL) return;
        add("__hash__", name -> Singletons.none());
        Memory.putLong(type + PyTypeObject.tp_hash, Functions.HASH_NOT_IMPLEMENTED);
    }

    /** A new reference to the interned str of the C string that {@code field} points at. */
    private static long interned(long field) {
        return StrType.intern(CText.of(Memory.getLong(field)));
    }

    private boolean has(long name) {
        return DictType.get(dict, name) != NULL;
    }

    private void add(String name, LongUnaryOperator make) {
        addSteal(StrType.intern(name), make);
    }

    /** Enters what {@code make} makes for a name, whose reference is stolen, where there is nothing. */
    private void addSteal(long name, LongUnaryOperator make) {
        try {
            if (!has(name)) store(name, make.applyAsLong(name));
        } finally {
            References.decref(name);
        }
    }

    /** Steals {@code value}. */
    private void store(long name, long value) {
        try {
            DictType.set(dict, name, value);
            if (shared) {
                immortal(name);
                immortal(value);
            }
        } finally {
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
