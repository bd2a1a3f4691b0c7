package org.capi4j.type;

import java.util.LinkedHashMap;
import java.util.Map;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Assignment to a class's {@code __bases__}: new MROs for it and all subclasses, or everything as before. */
final class BaseChange {
    private final long type;
    private final Map<Long, Long> oldMros = new LinkedHashMap<>();

    private BaseChange(long type) {
        this.type = type;
    }

    static void apply(long type, long bases) {
        check(type, bases);
        long base = Layout.bestBase(bases);
        Layout.isCompatible(base, TypeLookup.base(type), "__bases__");
        new BaseChange(type).replace(bases, base);
    }

    private static void check(long type, long bases) {
        String name = TypeLookup.fullName(type);
        if (!TypeLookup.hasFlag(References.type(bases), Constants.Py_TPFLAGS_TUPLE_SUBCLASS)) {
            throw PyError.typeError(
                    "can only assign tuple to " + name + ".__bases__, not " + TypeLookup.fullNameOf(bases));
        }
        if (TupleType.size(bases) == 0) {
            throw PyError.typeError("can only assign non-empty tuple to " + name + ".__bases__, not ()");
        }
        for (long base : Mro.tupleItems(bases)) {
            if (!TypeLookup.isType(base)) {
                throw PyError.typeError(
                        name + ".__bases__ must be tuple of classes, not '" + TypeLookup.fullNameOf(base) + "'");
            }
            if (TypeLookup.isSubtype(base, type)) throw PyError.typeError("a __bases__ item causes an inheritance cycle");
        }
    }

    private void replace(long bases, long base) {
        long oldBases = Memory.getLong(type + PyTypeObject.tp_bases);
        long oldBase = TypeLookup.base(type);
        Subclasses.removeFromBases(type);
        Memory.putLong(type + PyTypeObject.tp_bases, References.newRef(bases));
        Memory.putLong(type + PyTypeObject.tp_base, References.newRef(base));
        try {
            computeMros(type);
        } catch (PyError error) {
            oldMros.forEach((changed, mro) -> References.setRef(changed + PyTypeObject.tp_mro, mro));
            References.setRef(type + PyTypeObject.tp_bases, oldBases);
            References.setRef(type + PyTypeObject.tp_base, oldBase);
            Subclasses.addToBases(type);
            throw error;
        }
        Subclasses.addToBases(type);
        oldMros.values().forEach(References::decref);
        References.decref(oldBases);
        References.decref(oldBase);
        TypeType.modified(type);
        updateSlots(type);
    }

    private void computeMros(long changed) {
        long mro = Mro.compute(changed);
        oldMros.put(changed, Memory.getLong(changed + PyTypeObject.tp_mro));
        Memory.putLong(changed + PyTypeObject.tp_mro, mro);
        TypeType.modified(changed);
        for (long subclass : Subclasses.of(changed)) computeMros(subclass);
    }

    private static void updateSlots(long changed) {
        SlotUpdate.all(changed);
        for (long subclass : Subclasses.of(changed)) updateSlots(subclass);
    }
}
