package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyHeapTypeObject;
import org.capi4j.layout.PyMemberDef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyType_Slot;
import org.capi4j.layout.PyType_Spec;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** {@code PyType_FromModuleAndSpec}: a heap type from a {@code PyType_Spec}. */
final class SpecBuilder {
    private final long module;
    private final long spec;
    private final long givenBases;
    private final String name;
    private long type;
    private long weaklistoffset;
    private long dictoffset;
    private long vectorcalloffset;

    /** Module and bases may be NULL; bases may be one type. */
    SpecBuilder(long module, long spec, long bases) {
        this.module = module;
        this.spec = spec;
        this.givenBases = bases;
        long fullName = Memory.getLong(spec + PyType_Spec.name);
        CText.of(CText.lastPart(fullName)); // CPython decodes this first, and tells offsets in it
        this.name = CText.of(fullName);
        if (name == null) throw PyError.systemError("Type spec does not define the name field.");
    }

    private long firstSlot() {
        return Memory.getLong(spec + PyType_Spec.slots);
    }

    /** 0 behind the last one. */
    private static int number(long slot) {
        return Memory.getInt(slot + PyType_Slot.slot);
    }

    private static long content(long slot) {
        return Memory.getLong(slot + PyType_Slot.pfunc);
    }

    /** A new reference to the type. */
    long build() {
        long memberCount = countMembers();
        long bases = bases();
        boolean done = false;
        try {
            long base = Layout.bestBase(bases);
            type = Allocation.genericAlloc(BuiltinTypes.TYPE, memberCount);
            fill(bases, base);
            for (long slot = firstSlot(); number(slot) != 0; slot += PyType_Slot.SIZEOF) setSlot(number(slot), content(slot));
            if (Memory.getLong(type + PyTypeObject.tp_dealloc) == NULL) {
                Memory.putLong(type + PyTypeObject.tp_dealloc, Instances.deallocFunction());
            }
            if (vectorcalloffset != 0) Memory.putLong(type + PyTypeObject.tp_vectorcall_offset, vectorcalloffset);
            if (weaklistoffset != 0) Memory.putLong(type + PyTypeObject.tp_weaklistoffset, weaklistoffset);
            if (dictoffset != 0) Memory.putLong(type + PyTypeObject.tp_dictoffset, dictoffset);
            TypeReady.ready(type);
            finish();
            done = true;
            return type;
        } finally {
            References.decref(bases);
            if (!done && type != NULL) ClassBuilder.abandon(type);
        }
    }

    /** The number of members; the special ones say where the C struct has its dict, weak list and vectorcall function. */
    private long countMembers() {
        long count = 0;
        for (long slot = firstSlot(); number(slot) != 0; slot += PyType_Slot.SIZEOF) {
            if (number(slot) != Constants.Py_tp_members) continue;
            count = 0;
            for (long member = content(slot); Memory.getLong(member + PyMemberDef.name) != NULL; member += PyMemberDef.SIZEOF) {
                count++;
                noteSpecial(member);
            }
        }
        return count;
    }

    private void noteSpecial(long member) {
        long offset = Memory.getLong(member + PyMemberDef.offset);
        switch (Memory.getString(Memory.getLong(member + PyMemberDef.name))) {
            case "__weaklistoffset__" -> weaklistoffset = offset;
            case "__dictoffset__" -> dictoffset = offset;
            case "__vectorcalloffset__" -> vectorcalloffset = offset;
            default -> {}
        }
    }

    /** A new tuple: the argument, else {@code Py_tp_bases}, else {@code Py_tp_base}, else object. */
    private long bases() {
        if (givenBases != NULL) return isTuple(givenBases) ? References.newRef(givenBases) : TupleType.of(givenBases);
        long bases = NULL;
        long base = BuiltinTypes.OBJECT;
        for (long slot = firstSlot(); number(slot) != 0; slot += PyType_Slot.SIZEOF) {
            if (number(slot) == Constants.Py_tp_bases) bases = content(slot);
            if (number(slot) == Constants.Py_tp_base) base = content(slot);
        }
        if (bases == NULL) return TupleType.of(base);
        if (!isTuple(bases)) throw PyError.systemError("Py_tp_bases is not a tuple");
        return References.newRef(bases);
    }

    private static boolean isTuple(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
    }

    private void fill(long bases, long base) {
        ClassBuilder.pointAtOwnTables(type);
        long flags = Integer.toUnsignedLong(Memory.getInt(spec + PyType_Spec.flags));
        Memory.putLong(type + PyTypeObject.tp_flags, flags | Constants.Py_TPFLAGS_HEAPTYPE);
        long tpName = ClassBuilder.copied(Memory.getLong(spec + PyType_Spec.name));
        Memory.putLong(type + PyHeapTypeObject._ht_tpname, tpName);
        Memory.putLong(type + PyTypeObject.tp_name, tpName);
        long last = Strings.of(name.substring(name.lastIndexOf('.') + 1));
        Memory.putLong(type + PyHeapTypeObject.ht_name, last);
        Memory.putLong(type + PyHeapTypeObject.ht_qualname, References.newRef(last));
        Memory.putLong(type + PyTypeObject.tp_bases, References.newRef(bases));
        Memory.putLong(type + PyTypeObject.tp_base, References.newRef(base));
        Memory.putLong(type + PyTypeObject.tp_basicsize, Memory.getInt(spec + PyType_Spec.basicsize));
        Memory.putLong(type + PyTypeObject.tp_itemsize, Memory.getInt(spec + PyType_Spec.itemsize));
        Memory.putLong(type + PyHeapTypeObject.ht_module, References.xnewRef(module));
    }

    private void setSlot(int number, long content) {
        if (!SpecSlots.isKnown(number)) throw PyError.runtimeError("invalid slot offset");
        switch (number) {
            case Constants.Py_tp_base, Constants.Py_tp_bases -> {}
            case Constants.Py_tp_doc -> {
                if (content != NULL) Memory.putLong(type + PyTypeObject.tp_doc, ClassBuilder.copied(content));
            }
            case Constants.Py_tp_members -> copyMembers(content);
            default -> Memory.putLong(SlotDefinition.address(type, SpecSlots.offset(number)), content);
        }
    }

    private void copyMembers(long members) {
        long count = Memory.getLong(type + org.capi4j.layout.PyVarObject.ob_size);
        Memory.copy(members, ClassBuilder.members(type), count * PyMemberDef.SIZEOF);
        Memory.putLong(type + PyTypeObject.tp_members, ClassBuilder.members(type));
    }

    private void finish() {
        if (weaklistoffset != 0) remove("__weaklistoffset__");
        if (dictoffset != 0) remove("__dictoffset__");
        long dict = TypeLookup.dict(type);
        if (DictType.get(dict, "__module__") != NULL) return;
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            Warnings.warn(Exceptions.DeprecationWarning, "builtin type " + name + " has no __module__ attribute", 1);
            return;
        }
        long moduleName = StrType.intern(name.substring(0, dot));
        DictType.set(dict, "__module__", moduleName);
        References.decref(moduleName);
    }

    private void remove(String key) {
        long interned = StrType.intern(key);
        DictType.delete(TypeLookup.dict(type), interned);
        References.decref(interned);
    }

    /** The module that a heap type (itself) was made with: PyType_GetModule. Borrowed. */
    static long module(long type) {
        if (!TypeLookup.isHeapType(type)) {
            throw PyError.typeError("PyType_GetModule: Type '" + TypeLookup.fullName(type) + "' is not a heap type");
        }
        long module = Memory.getLong(type + PyHeapTypeObject.ht_module);
        if (module != NULL) return module;
        throw PyError.typeError("PyType_GetModule: Type '" + TypeLookup.fullName(type) + "' has no associated module");
    }

    /** The module made from {@code def} that the type or an ancestor belongs to: PyType_GetModuleByDef. Borrowed. */
    static long moduleByDef(long type, long def) {
        long mro = TypeLookup.mro(type);
        for (long base : Mro.tupleItems(mro)) {
            if (!TypeLookup.isHeapType(base)) continue;
            long module = Memory.getLong(base + PyHeapTypeObject.ht_module);
            if (module != NULL && TypeLookup.isInstance(module, BuiltinTypes.MODULE) && ModuleType.def(module) == def) return module;
        }
        throw PyError.typeError("PyType_GetModuleByDef: No superclass of '" + TypeLookup.fullName(type) + "' has the given module");
    }
}
