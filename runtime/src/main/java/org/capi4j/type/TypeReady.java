package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** PyType_Ready: fills what a static type leaves out by inheritance, and makes slot wrappers and descriptors. */
public final class TypeReady {
    private static final Object SHARED = new Object();

    private TypeReady() {}

    /** PyType_Ready. */
    public static void ready(long type) {
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_READY)) {
            ensureDict(type);
            return;
        }
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_READYING)) return;
        if (!TypeLookup.isHeapType(type)) TypeLookup.setFlags(type, Constants.Py_TPFLAGS_IMMUTABLETYPE);
        TypeLookup.setFlags(type, Constants.Py_TPFLAGS_READYING);
        try {
            prepare(type);
            TypeLookup.setFlags(type, Constants.Py_TPFLAGS_READY);
        } finally {
            TypeLookup.clearFlags(type, Constants.Py_TPFLAGS_READYING);
        }
    }

    /** Makes tp_dict of a built-in static type: idempotent. */
    public static void ensureDict(long type) {
        if (Memory.getLong(type + PyTypeObject.tp_dict) != NULL) return;
        synchronized (SHARED) {
            if (Memory.getLong(type + PyTypeObject.tp_dict) != NULL) return;
            long dict = DictType.make();
            new TypeContents(type, dict, true).fill();
            TypeContents.immortal(dict);
            // Published last: another interpreter's thread never sees half a dict.
            Memory.putLong(type + PyTypeObject.tp_dict, dict);
        }
    }

    private static void prepare(long type) {
        if (Memory.getLong(type + PyTypeObject.tp_name) == NULL) {
            throw PyError.systemError("Type does not define the tp_name field.");
        }
        if (Memory.getLong(type + PyTypeObject.tp_dict) == NULL) Memory.putLong(type + PyTypeObject.tp_dict, DictType.make());
        setBase(type);
        setBases(type);
        setMro(type);
        TypeContents contents = new TypeContents(type, Memory.getLong(type + PyTypeObject.tp_dict), false);
        contents.addNew();
        setNew(type);
        contents.fillOwn();
        inherit(type);
        contents.addHash();
        checkCollection(type);
        Subclasses.addToBases(type);
    }

    private static void setBase(long type) {
        long base = TypeLookup.base(type);
        if (base == NULL && type != BuiltinTypes.OBJECT) {
            base = BuiltinTypes.OBJECT;
            if (TypeLookup.isHeapType(type)) References.incref(base);
            Memory.putLong(type + PyTypeObject.tp_base, base);
        }
        if (base != NULL && !TypeLookup.hasFlag(base, Constants.Py_TPFLAGS_READY)) ready(base);
        if (Memory.getLong(type + PyObject.ob_type) == NULL && base != NULL) {
            Memory.putLong(type + PyObject.ob_type, References.type(base));
        }
    }

    private static void setBases(long type) {
        if (Memory.getLong(type + PyTypeObject.tp_bases) != NULL) return;
        long base = TypeLookup.base(type);
        Memory.putLong(type + PyTypeObject.tp_bases, base == NULL ? TupleType.empty() : TupleType.of(base));
    }

    private static void setMro(long type) {
        if (Memory.getLong(type + PyTypeObject.tp_mro) == NULL) Memory.putLong(type + PyTypeObject.tp_mro, Mro.compute(type));
        if (TypeLookup.isHeapType(type)) return;
        for (long base : Mro.tupleItems(Memory.getLong(type + PyTypeObject.tp_mro))) {
            if (TypeLookup.isHeapType(base)) {
                throw PyError.typeError("type '" + TypeLookup.fullName(type)
                        + "' is not dynamically allocated but its base type '" + TypeLookup.fullName(base)
                        + "' is dynamically allocated");
            }
        }
    }

    /**
     * A static type directly below object without a {@code tp_new} can't be called: {@code object.__new__} would make an instance that the type's
     * C code has never initialised.
     */
    private static void setNew(long type) {
        long base = TypeLookup.base(type);
        long function = Memory.getLong(type + PyTypeObject.tp_new);
        if (function == NULL && base == BuiltinTypes.OBJECT && !TypeLookup.isHeapType(type)) {
            TypeLookup.setFlags(type, Constants.Py_TPFLAGS_DISALLOW_INSTANTIATION);
        }
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_DISALLOW_INSTANTIATION)) {
            Memory.putLong(type + PyTypeObject.tp_new, NULL);
        } else if (function == NULL && base != NULL) {
            Memory.putLong(type + PyTypeObject.tp_new, Memory.getLong(base + PyTypeObject.tp_new));
        }
    }

    private static void inherit(long type) {
        long base = TypeLookup.base(type);
        if (base != NULL) SlotInheritance.special(type, base);
        for (long ancestor : Mro.tupleItems(Memory.getLong(type + PyTypeObject.tp_mro))) {
            if (ancestor != type && TypeLookup.isType(ancestor)) SlotInheritance.slots(type, ancestor);
        }
        if (base != NULL) SlotInheritance.tables(type, base);
    }

    private static void checkCollection(long type) {
        if (!TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HAVE_GC)) return;
        long free = Memory.getLong(type + PyTypeObject.tp_free);
        boolean freesWithoutHead = free == NULL || free == Shim.symbol("PyObject_Free");
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_BASETYPE) && freesWithoutHead) {
            throw PyError.typeError("type '" + TypeLookup.fullName(type)
                    + "' participates in gc and is a base type but has inappropriate tp_free slot");
        }
        if (Memory.getLong(type + PyTypeObject.tp_traverse) == NULL) {
            throw PyError.systemError("type " + TypeLookup.fullName(type)
                    + " has the Py_TPFLAGS_HAVE_GC flag but has no traverse function");
        }
    }
}
