package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyAsyncMethods;
import org.capi4j.layout.PyBufferProcs;
import org.capi4j.layout.PyMappingMethods;
import org.capi4j.layout.PyNumberMethods;
import org.capi4j.layout.PySequenceMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;

/**
 * What a type gets from its bases when it is made ready. Slots that only make sense together are inherited together: the two
 * attribute getters, the two setters, comparison with hash, traversal with clearing.
 */
final class SlotInheritance {
    private static final long FREE = Shim.symbol("PyObject_Free");
    private static final long GC_DEL = Shim.symbol("PyObject_GC_Del");

    private static final long COLLECTION = Constants.Py_TPFLAGS_SEQUENCE | Constants.Py_TPFLAGS_MAPPING;

    /** Method tables: the field that points at them and their size. */
    private static final long[][] TABLES = {
        {PyTypeObject.tp_as_number, PyNumberMethods.SIZEOF},
        {PyTypeObject.tp_as_async, PyAsyncMethods.SIZEOF},
        {PyTypeObject.tp_as_sequence, PySequenceMethods.SIZEOF},
        {PyTypeObject.tp_as_mapping, PyMappingMethods.SIZEOF},
        {PyTypeObject.tp_as_buffer, PyBufferProcs.SIZEOF},
    };

    private static final long[] SINGLE_SLOTS = {
        PyTypeObject.tp_repr, PyTypeObject.tp_str, PyTypeObject.tp_iter, PyTypeObject.tp_iternext, PyTypeObject.tp_descr_set,
        PyTypeObject.tp_init, PyTypeObject.tp_alloc, PyTypeObject.tp_is_gc, PyTypeObject.tp_finalize, PyTypeObject.tp_del,
    };

    private final long type;
    private final long base;

    private SlotInheritance(long type, long base) {
        this.type = type;
        this.base = base;
    }

    /** Sizes, offsets, collection by traversal and the kind flags, from {@code tp_base}. */
    static void special(long type, long base) {
        new SlotInheritance(type, base).inheritSpecial();
    }

    /** Slots, from one type of the MRO. */
    static void slots(long type, long base) {
        new SlotInheritance(type, base).inheritSlots();
    }

    /** Whole method tables that the type lacks, from {@code tp_base}. */
    static void tables(long type, long base) {
        for (long[] table : TABLES) new SlotInheritance(type, base).copyWhereMissing(table[0]);
    }

    private long own(long field) {
        return Memory.getLong(type + field);
    }

    private long others(long field) {
        return Memory.getLong(base + field);
    }

    private void copy(long field) {
        Memory.putLong(type + field, others(field));
    }

    private void copyWhereMissing(long field) {
        if (own(field) == NULL) copy(field);
    }

    private boolean has(long flag) {
        return TypeLookup.hasFlag(type, flag);
    }

    private boolean baseHas(long flag) {
        return TypeLookup.hasFlag(base, flag);
    }

    private void inheritSpecial() {
        boolean ownsNoTraversal = own(PyTypeObject.tp_traverse) == NULL && own(PyTypeObject.tp_clear) == NULL;
        if (!has(Constants.Py_TPFLAGS_HAVE_GC) && baseHas(Constants.Py_TPFLAGS_HAVE_GC) && ownsNoTraversal) {
            TypeLookup.setFlags(type, Constants.Py_TPFLAGS_HAVE_GC);
            copy(PyTypeObject.tp_traverse);
            copy(PyTypeObject.tp_clear);
        }
        TypeLookup.setFlags(type, TypeLookup.flags(base) & (Constants.Py_TPFLAGS_MANAGED_DICT | Constants._Py_TPFLAGS_MATCH_SELF));
        copyWhereMissing(PyTypeObject.tp_basicsize);
        copyWhereMissing(PyTypeObject.tp_itemsize);
        copyWhereMissing(PyTypeObject.tp_weaklistoffset);
        copyWhereMissing(PyTypeObject.tp_dictoffset);
        TypeLookup.setFlags(type, kindFlag());
    }

    /** The bit by which C code tells subclasses of the commonest types without a look at the MRO. */
    private long kindFlag() {
        if (isKind(Exceptions.BaseException)) return Constants.Py_TPFLAGS_BASE_EXC_SUBCLASS;
        if (isKind(BuiltinTypes.TYPE)) return Constants.Py_TPFLAGS_TYPE_SUBCLASS;
        if (isKind(BuiltinTypes.INT)) return Constants.Py_TPFLAGS_LONG_SUBCLASS;
        if (isKind(BuiltinTypes.BYTES)) return Constants.Py_TPFLAGS_BYTES_SUBCLASS;
        if (isKind(BuiltinTypes.STR)) return Constants.Py_TPFLAGS_UNICODE_SUBCLASS;
        if (isKind(BuiltinTypes.TUPLE)) return Constants.Py_TPFLAGS_TUPLE_SUBCLASS;
        if (isKind(BuiltinTypes.LIST)) return Constants.Py_TPFLAGS_LIST_SUBCLASS;
        if (isKind(BuiltinTypes.DICT)) return Constants.Py_TPFLAGS_DICT_SUBCLASS;
        return 0;
    }

    private boolean isKind(long kind) {
        return TypeLookup.isSubtype(base, kind);
    }

    private void inheritSlots() {
        for (long[] table : TABLES) inheritTable(table[0], table[1]);
        copyWhereMissing(PyTypeObject.tp_dealloc);
        inheritPair(PyTypeObject.tp_getattr, PyTypeObject.tp_getattro);
        inheritPair(PyTypeObject.tp_setattr, PyTypeObject.tp_setattro);
        inheritComparison();
        inheritCall();
        inheritDescriptor();
        for (long slot : SINGLE_SLOTS) inheritSlot(slot);
        inheritFree();
        if ((TypeLookup.flags(type) & COLLECTION) == 0) TypeLookup.setFlags(type, TypeLookup.flags(base) & COLLECTION);
    }

    /** A slot that the base has only by its own inheritance is left to the type that defines it, later in the MRO. */
    private void inheritSlot(long field) {
        long function = others(field);
        long basebase = TypeLookup.base(base);
        if (own(field) != NULL || function == NULL) return;
        if (basebase == NULL || Memory.getLong(basebase + field) != function) copy(field);
    }

    private void inheritTable(long field, long size) {
        long ownTable = own(field);
        long baseTable = others(field);
        if (ownTable == NULL || baseTable == NULL) return;
        long basebase = TypeLookup.base(base);
        long basebaseTable = basebase == NULL ? NULL : Memory.getLong(basebase + field);
        for (long offset = 0; offset < size; offset += 8) {
            long function = Memory.getLong(baseTable + offset);
            if (function == NULL || Memory.getLong(ownTable + offset) != NULL) continue;
            if (basebaseTable != NULL && Memory.getLong(basebaseTable + offset) == function) continue;
            Memory.putLong(ownTable + offset, function);
        }
    }

    private void inheritPair(long one, long other) {
        if (own(one) != NULL || own(other) != NULL) return;
        copy(one);
        copy(other);
    }

    private void inheritComparison() {
        if (own(PyTypeObject.tp_richcompare) != NULL || own(PyTypeObject.tp_hash) != NULL) return;
        long dict = Memory.getLong(type + PyTypeObject.tp_dict);
        if (DictType.get(dict, "__eq__") != NULL || DictType.get(dict, "__hash__") != NULL) return;
        copy(PyTypeObject.tp_richcompare);
        copy(PyTypeObject.tp_hash);
    }

    private void inheritCall() {
        inheritSlot(PyTypeObject.tp_vectorcall_offset);
        boolean canVectorcall = own(PyTypeObject.tp_call) == NULL && has(Constants.Py_TPFLAGS_IMMUTABLETYPE);
        if (canVectorcall && baseHas(Constants.Py_TPFLAGS_HAVE_VECTORCALL)) {
            TypeLookup.setFlags(type, Constants.Py_TPFLAGS_HAVE_VECTORCALL);
        }
        inheritSlot(PyTypeObject.tp_call);
    }

    private void inheritDescriptor() {
        inheritSlot(PyTypeObject.tp_descr_get);
        long get = others(PyTypeObject.tp_descr_get);
        boolean inherited = get != NULL && own(PyTypeObject.tp_descr_get) == get && has(Constants.Py_TPFLAGS_IMMUTABLETYPE);
        if (inherited && baseHas(Constants.Py_TPFLAGS_METHOD_DESCRIPTOR)) {
            TypeLookup.setFlags(type, Constants.Py_TPFLAGS_METHOD_DESCRIPTOR);
        }
        inheritSlot(PyTypeObject.tp_dictoffset);
    }

    /** A collected type can't free by the function of a base that isn't collected: its memory starts at the GC head. */
    private void inheritFree() {
        boolean collected = has(Constants.Py_TPFLAGS_HAVE_GC);
        if (collected == baseHas(Constants.Py_TPFLAGS_HAVE_GC)) {
            inheritSlot(PyTypeObject.tp_free);
        } else if (collected && own(PyTypeObject.tp_free) == NULL && others(PyTypeObject.tp_free) == FREE) {
            Memory.putLong(type + PyTypeObject.tp_free, GC_DEL);
        }
    }
}
