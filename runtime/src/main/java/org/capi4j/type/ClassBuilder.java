package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Set;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyGetSetDef;
import org.capi4j.layout.PyHeapTypeObject;
import org.capi4j.layout.PyMemberDef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** {@code type.__new__(metatype, name, bases, dict)}: a new heap type. */
final class ClassBuilder {
    private static final class Functions {
        static final long GENERIC_ALLOC = Shim.symbol("PyType_GenericAlloc");
        static final long GC_DEL = Shim.symbol("PyObject_GC_Del");
        static final long DICT = Shim.symbol("c4j_Instances_dict");
        static final long SET_DICT = Shim.symbol("c4j_Instances_setDict");
        static final long WEAKREF = Shim.symbol("c4j_Instances_weakref");
    }

    /** The {@code __dict__} and {@code __weakref__} of instances, as getters of the class: both, one, the other, none. */
    private static final class Getters {
        static final long BOTH = table(true, true);
        static final long DICT = table(true, false);
        static final long WEAKREF = table(false, true);

        private static long table(boolean dict, boolean weakref) {
            long table = Memory.allocateForever(3 * PyGetSetDef.SIZEOF);
            long at = table;
            if (dict) at = put(at, "__dict__", Functions.DICT, Functions.SET_DICT, "dictionary for instance variables");
            if (weakref) put(at, "__weakref__", Functions.WEAKREF, NULL, "list of weak references to the object");
            return table;
        }

        private static long put(long at, String name, long get, long set, String doc) {
            Memory.putLong(at + PyGetSetDef.name, Memory.stringForever(name));
            Memory.putLong(at + PyGetSetDef.get, get);
            Memory.putLong(at + PyGetSetDef.set, set);
            Memory.putLong(at + PyGetSetDef.doc, Memory.stringForever(doc));
            return at + PyGetSetDef.SIZEOF;
        }

        static long of(boolean dict, boolean weakref) {
            if (dict) return weakref ? BOTH : DICT;
            return weakref ? WEAKREF : NULL;
        }
    }

    private final long metatype;
    private final long name;
    private final long bases;
    private final long base;
    private final long dict;
    private ClassSlots slots;
    private long type;

    /** {@code dict} is the class's own from now on; everything is borrowed. */
    ClassBuilder(long metatype, long name, long bases, long dict) {
        this.metatype = metatype;
        this.name = name;
        this.bases = bases;
        this.base = Layout.bestBase(bases);
        this.dict = dict;
    }

    /** The member definitions that follow a heap type's struct: its {@code __slots__}, or the members of its spec. */
    static long members(long type) {
        return type + Memory.getLong(References.type(type) + PyTypeObject.tp_basicsize);
    }

    /** Lets the method tables of a heap type point at its own. */
    static void pointAtOwnTables(long type) {
        Memory.putLong(type + PyTypeObject.tp_as_async, type + PyHeapTypeObject.as_async);
        Memory.putLong(type + PyTypeObject.tp_as_number, type + PyHeapTypeObject.as_number);
        Memory.putLong(type + PyTypeObject.tp_as_sequence, type + PyHeapTypeObject.as_sequence);
        Memory.putLong(type + PyTypeObject.tp_as_mapping, type + PyHeapTypeObject.as_mapping);
        Memory.putLong(type + PyTypeObject.tp_as_buffer, type + PyHeapTypeObject.as_buffer);
    }

    /** The new class, all but {@code __set_name__} and {@code __init_subclass__}: a new reference. */
    long build() {
        slots = new ClassSlots(name, base, bases, dict);
        type = Allocation.instance(metatype, slots.names().size());
        boolean done = false;
        try {
            fill();
            TypeReady.ready(type);
            // no class gets a version by this: CPython's has none before somebody asks for an attribute
            MethodCache.current().paused(() -> SlotUpdate.all(type));
            done = true;
            return type;
        } finally {
            slots.release();
            if (!done) abandon(type);
        }
    }

    /** Gives up a type that nobody has seen: its MRO and its descriptors refer back to it. */
    static void abandon(long type) {
        TypeType.clear(type);
        References.decref(type);
    }

    private void fill() {
        pointAtOwnTables(type);
        Memory.putLong(type + PyTypeObject.tp_flags, Constants.Py_TPFLAGS_HEAPTYPE | Constants.Py_TPFLAGS_BASETYPE);
        Memory.putLong(type + PyTypeObject.tp_bases, References.newRef(bases));
        Memory.putLong(type + PyTypeObject.tp_base, References.newRef(base));
        Memory.putLong(type + PyTypeObject.tp_dict, References.newRef(dict));
        Memory.putLong(type + PyHeapTypeObject.ht_name, References.newRef(name));
        Memory.putLong(type + PyTypeObject.tp_name, StrType.utf8(name));
        setModule();
        setQualname();
        Memory.putLong(type + PyHeapTypeObject.ht_slots, slots.tuple());
        setDoc();
        bindImplicitly("__new__", StaticMethodType::make);
        bindImplicitly("__init_subclass__", ClassMethodType::make);
        bindImplicitly("__class_getitem__", ClassMethodType::make);
        layOut();
        setFunctions();
        setClassCell();
    }

    /** Where nobody says otherwise a class is of {@code __main__}: there is no Python code whose module it could be of. */
    private void setModule() {
        if (DictType.get(dict, "__module__") != NULL) return;
        long module = StrType.intern(CallingModule.name());
        try {
            DictType.set(dict, "__module__", module);
        } finally {
            References.decref(module);
        }
    }

    private void setQualname() {
        long qualname = DictType.get(dict, "__qualname__");
        if (qualname == NULL) {
            Memory.putLong(type + PyHeapTypeObject.ht_qualname, References.newRef(name));
            return;
        }
        if (!Objects.isStr(qualname)) {
            throw PyError.typeError("type __qualname__ must be a str, not " + TypeLookup.fullNameOf(qualname));
        }
        Memory.putLong(type + PyHeapTypeObject.ht_qualname, References.newRef(qualname));
        delete("__qualname__");
    }

    private void delete(String key) {
        long interned = StrType.intern(key);
        DictType.delete(dict, interned);
        References.decref(interned);
    }

    /** {@code tp_doc} is freed with the type by PyObject_Free. */
    private void setDoc() {
        long doc = DictType.get(dict, "__doc__");
        if (doc == NULL || !Objects.isStr(doc)) return;
        Memory.putLong(type + PyTypeObject.tp_doc, copied(StrType.utf8(doc)));
    }

    /** A copy of a C string in memory of the object domain. */
    static long copied(long string) {
        long size = Memory.stringLength(string) + 1;
        long copy = Allocation.allocate(size);
        Memory.copy(string, copy, size);
        return copy;
    }

    /** Python functions of these names are static or class methods without saying so. */
    private void bindImplicitly(String key, java.util.function.LongUnaryOperator wrap) {
        long function = DictType.get(dict, key);
        if (function == NULL || References.type(function) != BuiltinTypes.FUNCTION) return;
        long wrapped = wrap.applyAsLong(function);
        DictType.set(dict, key, wrapped);
        References.decref(wrapped);
    }

    /** Appends slots and weak list to the base's fields; a variable-sized base has the dict behind its items, every other in front of the object. */
    private void layOut() {
        long offset = Memory.getLong(base + PyTypeObject.tp_basicsize);
        long member = members(type);
        for (long slotName : slots.names()) {
            Memory.putLong(member + PyMemberDef.name, StrType.utf8(slotName));
            Memory.putInt(member + PyMemberDef.type, Constants.T_OBJECT_EX);
            Memory.putLong(member + PyMemberDef.offset, offset);
            member += PyMemberDef.SIZEOF;
            offset += 8;
        }
        boolean behindItems = slots.addsDict() && Memory.getLong(base + PyTypeObject.tp_itemsize) != 0;
        if (behindItems) {
            Memory.putLong(type + PyTypeObject.tp_dictoffset, -8);
            offset += 8;
        }
        if (slots.addsWeakList()) {
            Memory.putLong(type + PyTypeObject.tp_weaklistoffset, offset);
            offset += 8;
        }
        if (slots.addsDict() && !behindItems) {
            TypeLookup.setFlags(type, Constants.Py_TPFLAGS_MANAGED_DICT);
            Memory.putLong(type + PyTypeObject.tp_dictoffset, -offset - Attributes.MANAGED_DICT);
        }
        Memory.putLong(type + PyTypeObject.tp_basicsize, offset);
        Memory.putLong(type + PyTypeObject.tp_itemsize, Memory.getLong(base + PyTypeObject.tp_itemsize));
        if (!slots.names().isEmpty()) Memory.putLong(type + PyTypeObject.tp_members, members(type));
        Memory.putLong(type + PyTypeObject.tp_getset, Getters.of(slots.addsDict(), slots.addsWeakList()));
    }

    /** Instances of all classes are collected: they refer to their class. */
    private void setFunctions() {
        TypeLookup.setFlags(type, Constants.Py_TPFLAGS_HAVE_GC);
        Memory.putLong(type + PyTypeObject.tp_alloc, Functions.GENERIC_ALLOC);
        Memory.putLong(type + PyTypeObject.tp_free, Functions.GC_DEL);
        Memory.putLong(type + PyTypeObject.tp_dealloc, Instances.deallocFunction());
        Memory.putLong(type + PyTypeObject.tp_traverse, Instances.traverseFunction());
        Memory.putLong(type + PyTypeObject.tp_clear, Instances.clearFunction());
    }

    /** The cell by which methods find their class for {@code super()}. */
    private void setClassCell() {
        long cell = DictType.get(dict, "__classcell__");
        if (cell == NULL) return;
        if (References.type(cell) != BuiltinTypes.CELL) {
            throw PyError.typeError("__classcell__ must be a nonlocal cell, not " + Objects.reprString(References.type(cell)));
        }
        References.setRef(cell + org.capi4j.layout.PyCellObject.ob_ref, References.newRef(type));
        delete("__classcell__");
    }

    /** Tells the attributes of a new class their names. */
    static void setNames(long type) {
        long copy = DictType.copy(TypeLookup.dict(type));
        try {
            long[] entry = new long[2];
            for (long at = 0; (at = DictType.next(copy, at, entry)) >= 0; ) setName(type, entry[0], entry[1]);
        } finally {
            References.decref(copy);
        }
    }

    /** Types of most attributes, none of which has a {@code __set_name__}: asking them would only have all their methods made. */
    private static final Set<Long> NAMELESS = Set.of(BuiltinTypes.STR, BuiltinTypes.NONE, BuiltinTypes.INT, BuiltinTypes.TUPLE, BuiltinTypes.GETSET_DESCRIPTOR,
            BuiltinTypes.MEMBER_DESCR, BuiltinTypes.FUNCTION, BuiltinTypes.CLASS_METHOD, BuiltinTypes.STATIC_METHOD);

    private static void setName(long type, long key, long value) {
        if (NAMELESS.contains(References.type(value))) return;
        long method = Calls.lookupSpecial(value, "__set_name__");
        if (method == NULL) return;
        try {
            References.decref(Calls.callWith(method, type, key));
        } catch (PyError error) {
            throw ExceptionType.withCause(
                    PyError.runtimeError("Error calling __set_name__ on '" + TypeLookup.fullNameOf(value) + "' instance "
                            + Objects.reprString(key) + " in '" + TypeLookup.fullName(type) + "'"),
                    error);
        } finally {
            References.decref(method);
        }
    }

    /** {@code super(type, type).__init_subclass__(**kwargs)}: the class method of the next type in the MRO. */
    static void initSubclass(long type, long kwargs) {
        long method = SuperType.attribute(type, type, "__init_subclass__");
        long args = TupleType.empty();
        try {
            References.decref(Calls.call(method, args, kwargs));
        } finally {
            References.decref(args);
            References.decref(method);
        }
    }

    /** The most derived metatype of the bases: borrowed. */
    static long metatype(long metatype, long bases) {
        long winner = metatype;
        for (long base : Mro.tupleItems(bases)) {
            long candidate = References.type(base);
            if (TypeLookup.isSubtype(winner, candidate)) continue;
            if (!TypeLookup.isSubtype(candidate, winner)) {
                throw PyError.typeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass"
                        + " of the metaclasses of all its bases");
            }
            winner = candidate;
        }
        return winner;
    }

    static void checkName(long name) {
        String text = Strings.toJava(name);
        if (text.indexOf('\0') >= 0) throw PyError.valueError("type name must not contain null characters");
    }

    /** The {@code tp_new} of another metatype, which is to make the class instead. */
    static long delegate(long metatype, long args, long kwargs) {
        return FunctionCall.object(Memory.getLong(metatype + PyTypeObject.tp_new), metatype, args, kwargs);
    }
}
